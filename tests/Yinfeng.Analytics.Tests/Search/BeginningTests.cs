using Yinfeng.Analytics.Search;
using Yinfeng.Analytics.Tests.Names;

namespace Yinfeng.Analytics.Tests.Search;

public sealed class BeginningTests
{
    private const int Count = 30_000;

    /// <summary>Beginnings of any length, also those of thousands of names with the same few weights, find what reading every name finds.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 200)]
    public void Beginning_RandomPrefixes_FindsWhatReadingEveryNameFinds(int seed, int weights)
    {
        var random = new Random(seed);
        var names = new PackedNames([.. Enumerable.Range(0, Count).Select(_ => SomeNames.Random(random))]);
        byte Weight(int row) => (byte)(row * 2_654_435_761L % weights);
        var index = NameIndexBuilder.Build(names, SomeNames.Reading, Weight).Single();
        var texts = Texts(names);
        for (var i = 0; i < 300; i++)
        {
            var name = SomeNames.Folding.Fold(names.Name(random.Next(Count)));
            Func<int, bool>? allow = random.Next(3) switch { 0 => row => row % 97 == 5, 1 => row => row > Count - 500, _ => null };
            var query = new NameQuery(name[..random.Next(1, name.Length + 1)], SomeNames.Reading, random.Next(1, 30), allow);
            var hits = new TopHits(query.Limit);

            LiteralSearch.Beginning(index, query, hits);

            Assert.Equal(Expected(texts, Weight, query), hits.Hits.ToArray());
        }
    }

    private static List<(int Row, string Text, byte Core, byte CoreEnd)> Texts(PackedNames names)
    {
        var texts = new List<(int, string, byte, byte)>();
        var buffer = new char[NameIndex.Longest];
        for (var row = 0; row < names.Count; row++)
        {
            foreach (var slot in (ReadOnlySpan<int>)[row, row | NameIndex.WithoutBrackets])
            {
                var text = NameIndex.Text(names, SomeNames.Folding, slot, buffer);
                var parts = SomeNames.Parser.Parse(text);
                texts.Add((row, text.ToString(), (byte)parts.Place, NameMatch.CoreEnd(text, parts)));
            }
        }
        return texts;
    }

    private static IEnumerable<Found> Expected(IEnumerable<(int Row, string Text, byte Core, byte CoreEnd)> texts, Func<int, byte> weight, NameQuery query) => texts
        .Where(t => t.Text.StartsWith(query.Text, StringComparison.Ordinal) && query.Allow?.Invoke(t.Row) != false)
        .Select(t => (t.Row, Kind: NameMatch.Literal(query.Text, t.Text, t.Core, t.CoreEnd)!.Value, t.Text.Length))
        .Select(t => new Found(t.Row, Ranks.Of(t.Kind, weight(t.Row), t.Length), t.Kind))
        .GroupBy(f => f.Row).Select(same => same.MaxBy(f => f.Rank))
        .OrderByDescending(f => f.Rank).ThenBy(f => f.Row).Take(query.Limit);
}
