using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Projects;

public class ReportMonthTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Viewer Clerk = Some.User("li", Some.Linyi);

    private static MonthEntry Entry(string month, decimal? fundsWan, int version = 0) =>
        new(YearMonth.TryParse(month, out var m) ? m : throw new ArgumentException(month),
            fundsWan is { } wan ? Money.FromWan(wan) : null, null, true, "主体封顶", null, version);

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_StoresTheMonth_AndTellsTheReaders(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var told = new List<long>();
        store.Get<ChangeFeed>().Subscribe((changes, _) =>
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

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_AboveTotalInvestment_IsRefusedWithBothAmounts(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started)); // 5 亿元.
        Assert.True((await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-04", 30_000), None)).Allowed);

        var decision = await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", 30_000), None);

        var unmet = Assert.Single(decision.Unmet);
        Assert.Equal("project.month.funds-above-total", unmet.Code);
        Assert.Contains("累计到位 6.00 亿元，超过总投资 5.00 亿元", unmet.Message);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_BasedOnAnOlderVersion_ShowsBothAndKeepsTheFirst(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
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

    [Theory, OnSqlite, OnPostgres]
    public async Task ParallelReports_OfOneVersion_LetExactlyOneThrough(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var decisions = await Task.WhenAll(Enumerable.Range(1, 16).Select(i =>
            Task.Run(() => store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", i), None))));
        Assert.Equal(1, decisions.Count(d => d.Allowed));
        Assert.Equal(15, decisions.OfType<Stale>().Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_ReadThroughTheModel_IsWhatWasSent(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        var entry = new MonthEntry(new YearMonth(2023, 5), 120_00, 450_00, false, " 封顶 ", "用地 '指标' 不足", 0);

        Assert.True((await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, entry, None)).Allowed);

        var month = await MonthAsync(store, project.Id);
        Assert.Equal((Some.Dezhou, 120_00L, 450_00L, false, "封顶", "用地 '指标' 不足", 1),
            (month.CityId, month.FundsFen, month.FixedInvestmentFen, month.InStatistics, month.Progress, month.Problems, month.Version));
        Assert.Equal(DateTimeKind.Utc, month.ReportedAtUtc.Kind);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        Assert.InRange(month.ReportedAtUtc, now.AddMinutes(-5), now);
        await using var db = store.Database.OpenRead();
        var stored = await db.Set<AuditEntry>().OrderByDescending(e => e.Seq).FirstAsync();
        var line = (await AuditPeople.OpenAsync(db, [stored], None)).Single();
        Assert.Equal((await db.Set<AuditEntry>().CountAsync() - 1, "project.month", $"project:{project.Id}", "user:li"),
            (line.Seq, line.Action, line.Subject, line.ActorId));
        Assert.Equal(AuditLeaf.Hash(AuditHash.Sha256, stored), stored.LeafHash);
        Assert.Contains("\"before\":null", line.Detail, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_Corrected_IsNoLongerVerified_AndKeepsItsSource(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        await Some.SaveAsync(store, new MonthlyReport
        {
            ProjectId = project.Id, Month = new YearMonth(2023, 5), CityId = Some.Dezhou, FundsFen = 100_00, ReportedBy = "user:li",
            VerifiedBy = "user:chen", AcceptedBy = "user:wang", SourceSheet = "台账", SourceRow = 7, SourceColumn = "R", Version = 3,
            ReportedAtUtc = Some.Now,
        });

        Assert.True((await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", 2, version: 3), None)).Allowed);

        var month = await MonthAsync(store, project.Id);
        Assert.Equal((Money.FromWan(2), null, null, 4), (month.FundsFen!.Value, month.VerifiedBy, month.AcceptedBy, month.Version));
        Assert.Equal(("台账", 7, "R"), (month.SourceSheet, month.SourceRow, month.SourceColumn));
    }

    [Fact]
    public async Task Report_OfAProjectElsewhere_IsNotFound()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started, owner: Some.Laoling));
        var decision = await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", 1), None);
        Assert.True(decision.IsNotFound());
    }

    /// <summary>Two servers on one database: neither holds the other's gate, so only the statements stand between them.</summary>
    [PostgresTheory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ReportsOfTwoServers_OfOneVersion_LetExactlyOneThrough(int version)
    {
        await using var store = await TestStore.NewAsync("postgres");
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Started));
        if (version > 0)
        {
            Assert.True((await store.Get<ReportMonth>().RunAsync(Clerk, project.Id, Entry("2023-05", 9), None)).Allowed);
        }
        using var other = new Writer(store.Database, new ChangeFeed(), TimeProvider.System);
        ReportMonth[] servers = [store.Get<ReportMonth>(), new(other, store.Get<UnitDirectory>(), TimeProvider.System)];

        var decisions = await Task.WhenAll(Enumerable.Range(1, 24).Select(i =>
            Task.Run(() => servers[i % 2].RunAsync(Clerk, project.Id, Entry("2023-05", i, version), None))));

        Assert.Equal((1, 23), (decisions.Count(d => d.Allowed), decisions.OfType<Stale>().Count()));
    }

    private static async Task<MonthlyReport> MonthAsync(TestStore store, long project)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<MonthlyReport>().SingleAsync(r => r.ProjectId == project);
    }
}
