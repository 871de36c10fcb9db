using Yinfeng.Kernel;
using Yinfeng.Monthly;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Monthly;

public class MonthQuestionsTests
{
    private static readonly MonthLimits Limits = new(new(1949, 10, 1), "测试", JumpTimes: 10, JumpFromWan: 1000, SlipTimes: 5000, Repeats: 2, Silence: 3);

    [Theory]
    [InlineData("100 100 100", 1000, 0)] // Ten times, not more.
    [InlineData("100 100 100", 1001, 1)]
    [InlineData("90 90 90", 950, 0)] // More than ten times, but below 1,000 万元.
    [InlineData("", 90000, 0)] // Nothing to compare with.
    [InlineData("2 2 2", 10000, 1)] // 5,000 times: a slip of the unit, asked once.
    [InlineData("20000 2 2", 4, 1)]
    [InlineData("300 300 100", 300, 1)] // The same as two months before.
    [InlineData("300 200 300", 300, 0)]
    [InlineData("5 6 7", 0, 1)]
    [InlineData("5 0 7", 0, 0)]
    public void Amounts_AreAskedAbout_OnlyBeyondTheLimits(string before, long now, int questions)
    {
        long[] wan = [.. before.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
        var of = new MonthBackground(null, ProjectStage.Started,
            [.. Enumerable.Range(0, 3).Select(i => i < wan.Length ? new MonthFigures(wan[i] * Money.FenPerWan, null, null) : default)], null);

        var asked = MonthQuestions.Ask(new(now * Money.FenPerWan, null, null), null, of, Limits);

        Assert.Equal(questions, asked.Count);
        Assert.All(asked, q => Assert.Equal("funds", q.Field));
    }

    [Fact]
    public void Words_AreAskedAboutWhereTheyContradictTheFigures()
    {
        var of = new MonthBackground(50 * Money.FenPerWan, ProjectStage.Signed, [new(5 * Money.FenPerWan, null, true), default, default], "主体封顶");

        var asked = MonthQuestions.Ask(new(50 * Money.FenPerWan, 3 * Money.FenPerWan, false), " 主体封顶 ", of, Limits);

        Assert.Equal(["funds", "fixed", "stat", "progress"], asked.Select(q => q.Field));
    }

    [Fact]
    public void Limits_AreThoseOfTheMonth_AndTheShippedFileReads()
    {
        var path = Path.GetTempFileName();
        var entry = (string from, int times) => $"- 起始: {from}\n  来源: 市办\n  突增倍数: {times}\n  突增起点: 1\n  单位错位: 9\n  连续相同: 2\n  突然为零: 3\n";
        File.WriteAllText(path, entry("2020-01-01", 5) + entry("2023-07-01", 8));
        var table = new MonthLimitsTable(path);

        Assert.Equal([5L, 5L, 8L], new[] { new DateOnly(2019, 1, 31), new(2023, 6, 30), new(2023, 7, 31) }.Select(d => table.On(d).JumpTimes));
        Assert.True(MonthLimitsTable.Load().On(new(2026, 1, 31)).SlipTimes > 100);
        File.Delete(path);
    }
}
