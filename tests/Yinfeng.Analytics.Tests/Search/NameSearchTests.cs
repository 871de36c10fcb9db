using Yinfeng.Analytics.Search;
using Yinfeng.Analytics.Tests.Names;

namespace Yinfeng.Analytics.Tests.Search;

public sealed class NameSearchTests
{
    private const string Characters = "华为技术长安金鑫银行科机德东山汽车";

    /// <summary>Whatever is typed, the index answers what reading every name answers: exact, prefix, middle, edits, initials, places.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 63)]
    [InlineData(3, 64)]
    [InlineData(4, 65)]
    [InlineData(5, 900)]
    [InlineData(6, 3_000)]
    public void Run_RandomNames_FindsWhatAPlainScanFinds(int seed, int count)
    {
        var random = new Random(seed);
        var names = new PackedNames([.. Enumerable.Range(0, count).Select(_ => SomeNames.Random(random))]);
        byte Weight(int row) => (byte)(row * 37 % 5);
        int Adcode(int row) => row % 3 == 0 ? 371424 : 110106;
        var index = NameIndexBuilder.Build(names, SomeNames.Reading, Weight).Single();

        for (var i = 0; i < 400; i++)
        {
            var text = Typed(random, names.Name(random.Next(count)).ToString());
            Func<int, bool>? allow = random.Next(3) == 0 ? row => row % 2 == 0 : null;
            var query = new NameQuery(text, SomeNames.Reading, random.Next(1, 12), allow, Adcode);
            var expected = ScanSearch.Run(names, SomeNames.Reading, Weight, query, Enumerable.Range(0, count));

            var found = NameSearch.Run(query, new NameSearch.Part(index));

            Assert.True(Same(expected, found), $"{text}: {Show(expected)} / {Show(found)}");
        }

        string Show(IReadOnlyList<Found> hits) => string.Join(", ", hits.Select(h => $"{h.Row} {names.Name(h.Row)} {h.Kind} {h.Rank:X}"));
    }

    private static bool Same(IReadOnlyList<Found> expected, IReadOnlyList<Found> found) =>
        expected.SequenceEqual(found) || (expected.Count == 0 && found.All(f => f.Kind == MatchKind.Similar));

    private static string Typed(Random random, string name)
    {
        var at = random.Next(name.Length);
        var any = Characters[random.Next(Characters.Length)];
        var part = name[at..Math.Min(name.Length, at + random.Next(1, 7))];
        return random.Next(9) switch
        {
            0 => name,
            1 => name[..(at + 1)],
            2 => part,
            3 => name[..at] + any + name[(at + 1)..],
            4 => name.Remove(at, 1),
            5 => name.Insert(at, any.ToString()),
            6 when at > 0 => $"{name[..(at - 1)]}{name[at]}{name[at - 1]}{name[(at + 1)..]}",
            7 => "德州" + part,
            8 => string.Concat("HWJXCAQC".Skip(random.Next(5)).Take(random.Next(2, 5))),
            _ => part + " " + name[..Math.Min(2, name.Length)],
        };
    }

    [Theory]
    [InlineData("华为技术", "华为技术有限公司", MatchKind.Core)]
    [InlineData("華為技術有限公司", "华为技术有限公司", MatchKind.Exact)]
    [InlineData("华为枝术有限公司", "华为技术有限公司", MatchKind.OneEdit)]
    [InlineData("花为技术有限公司", "华为技术有限公司", MatchKind.OneEdit)]
    [InlineData("桦为技术有限公司", "华为技术有限公司", MatchKind.Slip)]
    [InlineData("华为术有限公司", "华为技术有限公司", MatchKind.Slip)]
    [InlineData("华技为术有限公司", "华为技术有限公司", MatchKind.Slip)]
    [InlineData("为技", "华为技术有限公司", MatchKind.Middle)]
    [InlineData("金鑫机械", "山东金鑫机械厂", MatchKind.Core)]
    [InlineData("中石化", "中国石油化工股份有限公司", MatchKind.Abbreviation)]
    [InlineData("hwjs", "华为技术有限公司", MatchKind.Initials)]
    [InlineData("huaweijishu", "华为技术有限公司", MatchKind.Pinyin)]
    [InlineData("cqca", "重庆长安汽车有限公司", MatchKind.Initials)]
    [InlineData("caqc", "重庆长安汽车有限公司", MatchKind.Initials)]
    [InlineData("海尔电器", "海尔（青岛）电器有限公司", MatchKind.Core)]
    [InlineData("汽车 长安", "重庆长安汽车有限公司", MatchKind.Words)]
    [InlineData("德州金鑫机械厂", "山东金鑫机械厂", MatchKind.PlaceAndBrand)]
    [InlineData("长安汽车制造集团有限公司", "重庆长安汽车有限公司", MatchKind.Similar)]
    public void Run_WhatPeopleType_FindsTheCompanyMeant(string text, string meant, MatchKind kind)
    {
        string[] all =
        [
            "华为技术有限公司", "华为技术有限公司德州分公司", "山东金鑫机械有限公司", "山东金鑫机械厂", "中国石油化工股份有限公司", "重庆长安汽车有限公司",
            "海尔（青岛）电器有限公司", "海尔信电器厂",
        ];
        var names = new PackedNames(all);
        var index = NameIndexBuilder.Build(names, SomeNames.Reading, row => all[row].EndsWith("分公司", StringComparison.Ordinal) ? (byte)1 : (byte)9).Single();

        var first = NameSearch.Run(new NameQuery(text, SomeNames.Reading, 5, null, _ => 371400), new NameSearch.Part(index))[0];

        Assert.Equal((meant, kind), (all[first.Row], first.Kind));
    }

    [Fact]
    public void Run_TwoIndexes_EachSpeaksForItsRows()
    {
        var names = new PackedNames(["华为技术有限公司", "金鑫机械有限公司", "华为科技有限公司"]);
        var main = NameIndexBuilder.Build(names, SomeNames.Reading, _ => 0, [0, 1], 0);
        var changed = NameIndexBuilder.Build(names, SomeNames.Reading, _ => 0, [2], 0);

        var found = NameSearch.Run(new NameQuery("华为", SomeNames.Reading, 9), new NameSearch.Part(main, row => row != 0), new NameSearch.Part(changed));

        Assert.Equal([2], found.Select(f => f.Row));
    }

    [Theory]
    [InlineData("")]
    [InlineData("（）")]
    [InlineData("没有这样的名称")]
    public void Run_NothingFits_FindsNothing(string text)
    {
        var index = NameIndexBuilder.Build(new PackedNames(["华为技术有限公司"]), SomeNames.Reading, _ => 0).Single();
        Assert.Empty(NameSearch.Run(new NameQuery(text, SomeNames.Reading, 5), new NameSearch.Part(index)));
    }

    [Fact]
    public void Build_NoNames_FindsNothing() => Assert.Empty(NameSearch.Run(new NameQuery("华为", SomeNames.Reading, 5),
        new NameSearch.Part(NameIndexBuilder.Build(new PackedNames([]), SomeNames.Reading, _ => 0).Single())));
}
