using Yinfeng.Analytics.Search;
using Yinfeng.Analytics.Tests.Names;

namespace Yinfeng.Analytics.Tests.Search;

public sealed class LiveNameIndexTests
{
    /// <summary>After every change the live index answers what one built anew answers, also while it is built anew in the background.</summary>
    [Fact]
    public async Task With_AfterEachChange_AnswersLikeAnIndexBuiltAnew()
    {
        var random = new Random(11);
        var names = Enumerable.Range(0, 30_000).Select(_ => SomeNames.Random(random)).ToArray();
        static byte Weight(PackedNames names, int row) => (byte)(row % 7);
        var live = new LiveNameIndex<PackedNames>(new PackedNames(names), SomeNames.Reading, Weight);
        for (var change = 0; change < 6; change++)
        {
            var rows = Enumerable.Range(0, change == 2 ? 25_000 : 40).Select(_ => random.Next(names.Length)).Distinct().ToList();
            rows.ForEach(row => names[row] = SomeNames.Random(random));
            live = live.With(new PackedNames(names), rows);
            var anew = NameIndexBuilder.Build(live.Names, SomeNames.Reading, row => Weight(live.Names, row)).Single();
            var beginnings = rows.Take(5).SelectMany(row => Enumerable.Range(1, 3).Select(length => names[row][..Math.Min(length, names[row].Length)]));
            foreach (var text in rows.Take(5).Select(row => names[row]).Concat(beginnings).Append("金鑫机械").Append("华为技"))
            {
                var query = new NameQuery(text, SomeNames.Reading, 8);
                Assert.Equal(NameSearch.Run(query, new NameSearch.Part(anew)), await live.FindAsync(query));
            }
        }
    }

    [Fact]
    public void RowSet_HoldsWhatWasGiven()
    {
        var set = RowSet.Empty.With([3, 64, 3]).With([]).With([200]);

        Assert.Equal([3, 64, 200], set.ToArray());
        Assert.Equal((3, true, false, false), (set.Count, set.Contains(64), set.Contains(65), set.Contains(100_000)));
    }
}
