using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Projects;

public class ReportMonthTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Viewer Clerk = Some.User("li", Some.Linyi);

    private static MonthEntry Entry(string month, decimal? fundsWan, int version = 0) =>
        new(YearMonth.TryParse(month, out var m) ? m : throw new ArgumentException(month),
            fundsWan is { } wan ? Money.FromWan(wan) : null, null, true, "主体封顶", null, version);

    [Fact]
    public async Task Report_StoresTheMonth_AndTellsTheReaders()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var told = new List<long>();
        store.Get<Yinfeng.Persistence.ChangeFeed>().Subscribe((changes, _) =>
        {
            told.AddRange(changes.ProjectIds);
            return Task.CompletedTask;
        });

        var decision = await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", 3600), None);

        Assert.Equal(1, Assert.IsType<Decision<int>>(decision).Value);
        Assert.Equal([project.Id], told);
        var view = await store.Get<ProjectQueries>().GetAsync(Clerk, project.Id, None);
        var month = Assert.Single(view!.Months);
        Assert.Equal((Money.FromWan(3600), "主体封顶", "user:li"), (month.FundsFen, month.Progress, month.ReportedBy));
        Assert.Equal("报送 2023-05 进度：主体封顶，到位 3,600 万元", view.Timeline[0].Text);
    }

    [Fact]
    public async Task Report_AboveTotalInvestment_IsRefusedWithBothAmounts()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started)); // 5 亿元.
        Assert.True((await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-04", 30_000), None)).Allowed);

        var decision = await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", 30_000), None);

        var unmet = Assert.Single(decision.Unmet);
        Assert.Equal("project.month.funds-above-total", unmet.Code);
        Assert.Contains("累计到位 6.00 亿元，超过总投资 5.00 亿元", unmet.Message);
    }

    [Fact]
    public async Task Report_BasedOnAnOlderVersion_ShowsBothAndKeepsTheFirst()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var write = store.Get<ReportMonth>();
        Assert.True((await write.RunAsync(Clerk, project.Id, Entry("2023-05", 100), None)).Allowed);

        var stale = Assert.IsType<Stale>(await write.RunAsync(Clerk, project.Id, Entry("2023-05", 200), None));

        Assert.Equal(new Difference("fundsWan", "到位资金", "100 万元", "200 万元"), Assert.Single(stale.Differences));
        Assert.Equal(1, stale.CurrentVersion);
        Assert.True((await write.RunAsync(Clerk, project.Id, Entry("2023-05", 200, stale.CurrentVersion), None)).Allowed);
    }

    [Theory]
    [InlineData("2199-01", "project.month.future")]
    [InlineData("2023-05", "project.month.negative")]
    public async Task Report_OfAMonthToCome_OrNegative_IsRefused(string month, string code)
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store);
        var decision = await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry(month, code.EndsWith("negative", StringComparison.Ordinal) ? -1 : 1), None);
        Assert.Equal(code, Assert.Single(decision.Unmet).Code);
    }

    [Fact]
    public async Task ParallelReports_OfOneVersion_LetExactlyOneThrough()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var decisions = await Task.WhenAll(Enumerable.Range(1, 16).Select(i =>
            Task.Run(() => store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", i), None))));
        Assert.Equal(1, decisions.Count(d => d.Allowed));
        Assert.Equal(15, decisions.OfType<Stale>().Count());
    }
}
