using System.Text;
using Yinfeng.Inspections;
using Yinfeng.Kernel;

namespace Yinfeng.Tests.Inspections;

public class DrawKernelTests
{
    /// <summary>RFC 3797, section 6: pool of 25, sources 9319; 2 5 12 8 10; 9 18 26 34 41 45.</summary>
    private const string RfcKey = "9319./2.5.8.10.12./9.18.26.34.41.45./";

    [Fact]
    public void Text_SourcesOfTheRfc_GivesItsKey() =>
        Assert.Equal(RfcKey, DrawOrder.Text([9319]) + DrawOrder.Text([2, 5, 12, 8, 10]) + DrawOrder.Text([9, 18, 26, 34, 41, 45]));

    [Fact]
    public void Of_ExampleOfTheRfc_PicksLeeDocMary() =>
        Assert.Equal([17, 7, 2, 16, 25, 23, 8, 24, 19, 13], DrawOrder.Of(DrawHash.Md5, RfcKey, Once(25)).Take(10).Select(i => i + 1));

    [Theory]
    [InlineData(0, "990dd0a5692a029a98b5e01aa28f3459")]
    [InlineData(1, "3691e55cb63fcc37914430b2f70b5ec6")]
    [InlineData(2, "fe814edf564c190ac1d25753979990fa")]
    public void Md5_ExampleOfTheRfc_HashesAsPrinted(byte i, string printed) => Assert.Equal(printed,
        Convert.ToHexStringLower(DrawHashes.Of(DrawHash.Md5, [0, i, .. Encoding.ASCII.GetBytes(RfcKey), 0, i])));

    [Theory] // GB/T 32905-2016, appendix A; the third has the length at which the padding takes a further block.
    [InlineData("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd",
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    [InlineData("", "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b")]
    public void Sm3_ExamplesOfTheStandard_AreReproduced(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(Sm3.HashData(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void Of_EveryEntryOnce_WhateverItsWeight()
    {
        int[] weights = [.. Enumerable.Range(1, 300).Select(i => i % 7 + 1)];
        Assert.Equal(Enumerable.Range(0, 300), DrawOrder.Of(DrawHash.Sha256, "k", weights).Order());
    }

    [Fact]
    public void Of_WeightThree_IsFirstThreeTimesAsOften()
    {
        var first = Enumerable.Range(0, 4_000).CountBy(i => DrawOrder.Of(DrawHash.Sha256, $"key {i}", [1, 3, 1, 1]).First()).ToDictionary();
        Assert.InRange(first[1], 1_850, 2_150); // 2,000 expected, standard deviation 32.
        Assert.All([0, 2, 3], i => Assert.InRange(first[i], 550, 790)); // 667 expected.
    }

    [Fact]
    public void Run_ConflictOfInterest_TakesTheNextAndLogsIt()
    {
        var draw = Enumerable.Range(0, 50).Select(RandomDraw.Honest).First(d => d.Drawn!.Tasks.Any(t => t.Skipped.Count > 0));
        var people = draw.Inspectors.Items.ToDictionary(i => i.Id);
        foreach (var task in draw.Drawn!.Tasks)
        {
            var project = draw.Projects.Items.Single(p => p.Id == task.Project);
            Assert.All(task.Inspectors, i => Assert.Null(DrawKernel.Conflict(project, people[i])));
            Assert.All(task.Skipped, s => Assert.Equal(s.Why, DrawKernel.Conflict(project, people[s.Inspector])));
        }
    }

    [Fact]
    public void Run_MoreProjectsThanInspectors_SharesTheWorkEvenly()
    {
        var draw = RandomDraw.Honest(4);
        var work = draw.Drawn!.Tasks.SelectMany(t => t.Inspectors).CountBy(i => i).Select(c => c.Value).ToList();
        Assert.True(work.Max() - work.Min() <= 2, $"From {work.Min()} to {work.Max()} projects.");
    }

    /// <summary>The example of docs/methods/draw.md, computed by hand with a third program.</summary>
    [Fact]
    public void Run_WorkedExample_ComesOutAsInTheDocument()
    {
        PooledProject[] projects =
        [
            new("103", "", "丙", "临邑县", ["371424"], 1, []), new("101", "913700000000000012", "甲", "临邑县", ["371424"], 1, []),
            new("102", "913700000000000039", "乙", "齐河县", ["371425"], 3, ["红灯"]),
        ];
        PooledInspector[] inspectors =
        [
            new("i1", "赵", "临邑县", ["371424"], []), new("i2", "钱", "市发改委", ["371400-FG"], []),
            new("i3", "孙", "齐河县", ["371425"], ["913700000000000012"]),
        ];
        var at = new DateTime(2026, 3, 3, 13, 15, 0, DateTimeKind.Utc);
        var draw = new DrawFile(DrawFile.Version, "德州督抽〔2026〕1号", "德州市", "示例", "SHA-256", at.AddDays(-2), at.AddDays(-2),
            new DrawRules(2, 1, 24, 24, "MISSING", []), new("d6880f850087e31b8b7b160747a566087cf7b7d768d9849cce7dfcae0cd79a9d", projects),
            new("170720065a8df2d8a239d5f794b608a27508cdc92953343b732dae8986440cf1", inspectors),
                [new("福彩3D", at, 3, 0, 9, [5, 2, 9], "李", at)],
            [
                new("甲", DrawHashes.Hex(DrawHash.Sha256, "alpha-nonce-0001"), "alpha-nonce-0001", at.AddHours(1)),
                new("乙", DrawHashes.Hex(DrawHash.Sha256, "beta-nonce-0002"), "beta-nonce-0002", at.AddHours(1)),
                    new("丙", new string('0', 64), null, null),
            ], new DrawResult(at.AddHours(24), "李", []), [], null);

        var tasks = DrawKernel.Run(draw, DrawHash.Sha256);

        Assert.Equal([("103", "i2", "i1:unit"), ("102", "i1", "")],
            tasks.Select(t => (t.Project, t.Inspectors.Single(), string.Join(' ', t.Skipped.Select(s => $"{s.Inspector}:{s.Why}")))));
        Assert.Empty(DrawVerifier.Check(draw with { Drawn = draw.Drawn! with { Tasks = tasks } }).Differences);
    }

    private static int[] Once(int count) => [.. Enumerable.Repeat(1, count)];
}
