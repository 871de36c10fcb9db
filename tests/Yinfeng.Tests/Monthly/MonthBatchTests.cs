using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Monthly;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Closing;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Monthly;

/// <summary>What is done for many rows at once is one transaction, with an audit line for each thing decided.</summary>
public class MonthBatchTests
{
    private const int Many = 500;
    private static readonly YearMonth June = new(2023, 6);
    private static readonly Viewer Clerk = Some.User("clerk", Some.Linyi), Department = Some.User("dept", Some.Dezhou), Bureau = Some.User("bureau", Some.Dezhou);

    [Theory, OnSqlite, OnPostgres]
    public async Task ReportVerifyAndAccept_OfManyRows_AreOneTransactionEach_WithALineForEachRow(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var projects = Enumerable.Range(1, Many).Select(i => Some.Project(ProjectStage.Started, $"第 {i} 个")).ToList();
        await Some.SaveAsync(store, [.. projects]);
        var commits = 0;
        store.Get<ChangeFeed>().Subscribe((changes, _) =>
        {
            commits += changes.ProjectIds.Count > 0 ? 1 : 0;
            return Task.CompletedTask;
        });

        var reported = (await store.Get<SubmitMonth>().RunAsync(Clerk, June, [.. projects.Select((p, i) =>
            new TypedRow(p.Id, TypedMonth.Empty with { FundsWan = $"{i + 1}" }, 0))], default)).Value!;
        var verified = await store.Get<VerifyMonths>().RunAsync(Department, June, [.. projects.Select(p => (p.Id, 1))], default);
        var accepted = await store.Get<VerifyMonths>().RunAsync(Bureau, June, [.. projects.Select((p, i) => (p.Id, i == 7 ? 1 : 2))], default);

        Assert.Equal((Many, Many, Many - 1), (reported.Reported.Count, verified.Reported.Count, accepted.Reported.Count));
        Assert.Equal($"tick.{projects[7].Id}", Assert.Single(accepted.Unmet).Field); // It had been seen before it was verified.
        Assert.Equal(3, commits);
        await using var db = store.Database.OpenRead();
        foreach (var (action, rows) in new[] { ("project.month", Many), ("project.month-verify", Many), ("project.month-accept", Many - 1) })
        {
            var subjects = await db.Set<AuditEntry>().Where(e => e.Action == action).Select(e => e.Subject).ToListAsync();
            Assert.Equal(rows, subjects.Distinct().Count());
            Assert.Equal(rows, subjects.Count);
        }
        Assert.Equal(Many - 1, await db.Set<MonthlyReport>().CountAsync(r => r.AcceptedBy == Bureau.ActorId && r.VerifiedBy == Department.ActorId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Report_IntoAClosedMonth_IsRefusedAsAWhole_AndWithAReasonStoredAsAWhole(string provider)
    {
        var (store, project) = await ClosedStore.NewAsync(provider);
        await using var _ = store;
        var beside = Some.Project(ProjectStage.Started, "旁边的项目");
        (beside.SignedOn, beside.StartedOn, beside.ProducingOn) = (Some.Day("2023-01-10"), Some.Day("2023-03-05"), null);
        await Some.SaveAsync(store, beside);
        await ClosedStore.CloseAsync(store);
        TypedRow[] rows = [Row(project, "2900", 1), Row(beside, "40", 0)];

        var refused = (await store.Get<SubmitMonth>().RunAsync(ClosedStore.Person, new YearMonth(2023, 2), rows, default)).Value!;
        var done = (await store.Get<SubmitMonth>().RunAsync(ClosedStore.Restating, new YearMonth(2023, 2), rows, default)).Value!;

        Assert.Empty(refused.Reported);
        Assert.Equal(("month.closed", "restatement"), (Assert.Single(refused.Unmet).Code, refused.Unmet[0].Field));
        Assert.Equal([project.Id, beside.Id], done.Reported);
        var funds = (await ClosedStore.RowsAsync(store)).Where(r => r.Indicator == "funds.total" && r.UnitId == Some.Linyi);
        Assert.Equal([(Money.FromWan(3000), Money.FromWan(2940))], funds.Select(r => (r.Before!.Value, r.After!.Value)));
    }

    private static TypedRow Row(Project project, string funds, int version) =>
        new(project.Id, TypedMonth.Empty with { FundsWan = funds, Answer = "核对过" }, version);
}
