using Microsoft.EntityFrameworkCore;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Reports;
using Yinfeng.Units;

namespace Yinfeng.Tests.Closing;

public class CloseMonthTests
{
    /// <summary>What was frozen, thawed, is the board that everybody saw, cell by cell: with shares, transfers, a merger and carry-over.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Close_ThawedInputs_GiveTheBoardOfThatDay(string provider)
    {
        var (store, _) = await ClosedStore.LedgerAsync(provider);
        await using var _1 = store;
        var period = new YearMonth(2023, 7);
        var seen = await Cells(store, period);

        var month = await ClosedStore.CloseAsync(store, period);

        await using var db = store.Database.OpenRead();
        var parts = await db.Set<ClosedPart>().Where(p => p.ClosedMonthId == month.Id).ToDictionaryAsync(p => p.Kind, p => p.Data);
        var figures = FrozenFigures.Unpack(k => parts[k]);
        Assert.Equal(seen, Cells(figures));
        Assert.Equal(seen, Cells(FrozenFigures.Of(FrozenBoard.Thaw(k => parts[k]), Some.Dezhou, period)));
        Assert.Contains(figures.Units, u => u.Name == "齐河新区");
        var line = await db.Set<AuditEntry>().SingleAsync(e => e.Action == "closing.close");
        Assert.Contains("\"number\":\"德招通报〔2023〕3号\"", line.Detail, StringComparison.Ordinal);
        Assert.Equal(YearMonth.FromOrdinal(period.Ordinal), store.Get<ClosedMonths>().LastClosed(Some.Linyi, await store.Get<UnitDirectory>().TodayAsync(default)));
    }

    /// <summary>A bulletin closes its month, and both its figures and its document come out again after everything has changed.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Issue_ClosesTheMonth_AndFiguresAndDocumentComeOutAgain(string provider)
    {
        var (store, project) = await ClosedStore.NewAsync(provider);
        await using var _ = store;
        var issued = await store.Get<IssueBulletin>().RunAsync(ClosedStore.Person, ClosedStore.March, "371400", default);
        Assert.True(issued.Allowed, string.Join(" ", issued.Unmet.Select(u => u.Message)));

        Assert.True((await store.Get<ReportMonth>().RunAsync(ClosedStore.Restating, project.Id,
            new MonthEntry(new YearMonth(2023, 2), Money.FromWan(2500), null, null, null, null, 1), default)).Allowed);

        var check = (await store.Get<VerifyClosed>().RunAsync(ClosedStore.Person, ClosedStore.March, "371400", default)).Value!;
        Assert.Equal((true, "same", issued.Value!.Number), (check.Ok, check.Document, check.Month.Number));
        var next = await store.Get<IssueBulletin>().RunAsync(ClosedStore.Person, ClosedStore.April, "371400", default);
        Assert.Contains("更正", next.Value!.ModelJson, StringComparison.Ordinal);
        Assert.All(await ClosedStore.RowsAsync(store), r => Assert.Equal(next.Value.Number, r.CarriedBy));
    }

    [Theory]
    [InlineData(2023, 3, "closing.order")]
    [InlineData(2023, 2, "closing.order")]
    [InlineData(2199, 1, "closing.future")]
    public async Task Close_AClosedOrFutureMonth_IsRefused(int year, int month, string code)
    {
        var (store, _) = await ClosedStore.NewAsync();
        await using var _1 = store;
        await ClosedStore.CloseAsync(store);

        var again = await store.Get<RegisterIssued>().RunAsync(ClosedStore.Person, Some.Dezhou, new YearMonth(year, month), "德招通报〔2023〕4号",
            new DateOnly(2023, 5, 6), default);

        Assert.Equal(code, Assert.Single(again.Unmet).Code);
        Assert.Single(store.Get<ClosedMonths>().All);
    }

    private static async Task<List<string>> Cells(TestStore store, YearMonth period)
    {
        var memory = await store.Get<BoardStore>().NowAsync(default);
        return Cells(FrozenFigures.Of(memory, Some.Dezhou, period));
    }

    private static List<string> Cells(FrozenFigures figures) => [.. from u in figures.Units
                                                                   from i in figures.Indicators
                                                                   select $"{u.Code} {i.Code} {string.Join(",", figures.Cell(u.Id, i.Code)!)}"];
}
