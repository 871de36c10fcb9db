using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Targets;
using Yinfeng.Tests.Reports;

namespace Yinfeng.Tests.Closing;

/// <summary>A city whose first quarter of 2023 is closed, and its neighbour whose months are open.</summary>
internal static class ClosedStore
{
    public const long Jinan = 370100, Licheng = 370112;
    public const string Number = "德招通报〔2023〕3号", Reason = "核实后更正";
    public static readonly YearMonth March = new(2023, 3), April = new(2023, 4);

    /// <summary>Somebody of the city, with or without a reason for changing what is closed.</summary>
    public static readonly Viewer Person = Viewer.Operator("li");
    public static readonly Viewer Restating = Person with { Restating = Reason };

    /// <returns>The store and a started project of 临邑县 with 3000 万元 in February and 500 in May.</returns>
    public static async Task<(TestStore Store, Project Project)> NewAsync(string provider = "sqlite")
    {
        var store = await TestStore.NewAsync(provider);
        var project = Some.Project(ProjectStage.Started, totalFen: 5 * Money.FenPerYi);
        (project.SignedOn, project.StartedOn, project.ProducingOn, project.AtCapacityOn) = (Some.Day("2023-01-10"), Some.Day("2023-03-05"), null, null);
        await Some.SaveAsync(store, project, Month(project, 2023, 2, 3000), Month(project, 2023, 5, 500), Month(project, 2022, 11, 100),
            new Target { UnitId = Some.Linyi, Year = 2023, Indicator = "funds.total", Level = TargetLevel.Base, Value = 10 * Money.FenPerYi, Version = 1 },
            new Plan { UnitId = Some.Linyi, Month = new YearMonth(2023, 2), Indicator = "funds.total", Value = Money.FenPerYi });
        return (store, project);
    }

    public static async Task<ClosedMonth> CloseAsync(TestStore store, YearMonth? period = null, long unit = Some.Dezhou, string number = Number)
    {
        var closed = await store.Get<RegisterIssued>().RunAsync(Person, unit, period ?? March, number, new DateOnly(2023, 4, 6), default);
        Assert.True(closed.Allowed, string.Join(" ", closed.Unmet.Select(u => u.Message)));
        return closed.Value!;
    }

    /// <summary>A city with shared credit, transfers, a zone, a department, a renamed and a merged county.</summary>
    public static async Task<(TestStore Store, OwnLedger Ledger)> LedgerAsync(string provider = "sqlite", int projects = 60)
    {
        var store = await TestStore.NewAsync(provider);
        var ledger = new OwnLedger(new Random(21));
        await Some.SaveAsync(store, OwnLedger.Units());
        ledger.Grow(projects);
        await Some.SaveAsync(store, ledger.Rows());
        return (store, ledger);
    }

    public static MonthlyReport Month(Project project, int year, int month, decimal fundsWan) => new()
    {
        ProjectId = project.Id, Month = new YearMonth(year, month), CityId = project.CityId, FundsFen = Money.FromWan(fundsWan), ReportedBy = "user:chen",
        ReportedAtUtc = Some.Now, Version = 1,
    };

    public static async Task<BoardView> BoardAsync(TestStore store, YearMonth period, string unit, Viewer? viewer = null) =>
        (await store.Get<BoardQueries>().BoardAsync(viewer ?? Person, period, unit, [], default)).Value!;

    public static async Task<List<RestatementRow>> RowsAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<RestatementRow>().OrderBy(r => r.Id).ToListAsync();
    }
}
