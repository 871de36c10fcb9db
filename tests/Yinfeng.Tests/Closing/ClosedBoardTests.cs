using System.Text.Json;
using Microsoft.Data.Sqlite;
using Yinfeng.Access;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Closing;

/// <summary>A closed month stays what it was, whatever happens to rows, goals, tree and definitions afterwards.</summary>
public class ClosedBoardTests
{
    public static TheoryData<string> Later => ["a corrected month", "an edited project", "another target", "a renamed county", "a merged county"];

    [Theory, MemberData(nameof(Later))]
    public async Task Board_OfAClosedMonth_StaysByteForByteTheSame(string change)
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        var open = Json(await ClosedStore.BoardAsync(store, ClosedStore.March, "371400"));
        await ClosedStore.CloseAsync(store);
        var closed = Json(await ClosedStore.BoardAsync(store, ClosedStore.March, "371400"));

        await ChangeAsync(store, project, change);

        Assert.Equal(closed, Json(await ClosedStore.BoardAsync(store, ClosedStore.March, "371400")));
        Assert.Equal(open, closed.Replace($",\"closed\":{{\"number\":\"{ClosedStore.Number}\",\"issuedOn\":\"2023-04-06\"}}", "", StringComparison.Ordinal));
        var check = (await store.Get<VerifyClosed>().RunAsync(ClosedStore.Person, ClosedStore.March, "371400", default)).Value!;
        Assert.True(check.Ok, string.Join(" ", check.Differences.Concat<object>(check.Damaged)));
        Assert.True(check.Cells > 1_000);
    }

    /// <summary>Another definition moves the figures of now, and the closed ones not at all; the closed month is computed with its own.</summary>
    [Fact]
    public async Task Board_AfterTheDefinitionsFileWasEdited_StaysTheSame()
    {
        var (store, _) = await ClosedStore.NewAsync();
        await using var _1 = store;
        await ClosedStore.CloseAsync(store);
        var closed = Json(await ClosedStore.BoardAsync(store, ClosedStore.March, "371400"));
        using var edited = new BoardStore(store.Database, store.Get<UnitDirectory>(), EditedCatalog(store), new ChangeFeed());
        var queries = new BoardQueries(edited, store.Get<ClosedBoards>(), store.Get<RestatementQueries>());

        var view = (await queries.BoardAsync(ClosedStore.Person, ClosedStore.March, "371400", [], restated: true, default)).Value!;

        Assert.Equal(closed, Json(view with { Present = null }));
        Assert.Equal(1, view.Cell(0, "started.over1yi.count")!.Value);
        Assert.Equal(0, view.Present![0].Single(c => c.Indicator.Code == "started.over1yi.count").Value);
    }

    [Fact]
    public async Task Restated_ShowsBothFiguresAndTheReason_AndLaterMonthsListIt()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        await ChangeAsync(store, project, "a corrected month");

        var march = (await store.Get<BoardQueries>().BoardAsync(ClosedStore.Person, ClosedStore.March, "371400", ["funds.total"], restated: true, default)).Value!;
        var april = await ClosedStore.BoardAsync(store, ClosedStore.April, "371400");

        Assert.Equal((0.3m, 0.25m), (march.Rows[0][0].Value, march.Present![0][0].Value));
        Assert.Contains(march.Restatements, r => r is { UnitId: Some.Dezhou, Indicator: "funds.total", Before: 0.3m, After: 0.25m, Reason: ClosedStore.Reason });
        Assert.Contains("\"restated\":{\"unit\":\"371400\",\"indicator\":\"funds.total\",\"value\":0.25", Json(march), StringComparison.Ordinal);
        Assert.Null(april.Closed);
        Assert.Equal(0.25m, april.Cell(0, "funds.total")!.Value);
        Assert.Contains(april.Restatements, r => r is { UnitId: Some.Linyi, Indicator: "funds.total", Before: 0.3m, After: 0.25m });
        Assert.Contains("\"restatements\":[", Json(april), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Board_OfAMonthClosedWithALaterOne_ComesFromTheSameFrozenRows(string provider)
    {
        var (store, project) = await ClosedStore.NewAsync(provider);
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        await ChangeAsync(store, project, "a corrected month");

        var february = await ClosedStore.BoardAsync(store, new YearMonth(2023, 2), "371400");
        var november = await ClosedStore.BoardAsync(store, new YearMonth(2022, 11), "371400");

        Assert.Equal((0.3m, false), (february.Cell(0, "funds.total")!.Value, february.Closed!.Published));
        Assert.Equal(0.01m, november.Cell(0, "funds.total")!.Value);
        Assert.NotNull(november.Closed);
    }

    [Fact]
    public async Task Figure_OfAClosedMonth_OpensToItsFrozenRows()
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        await ClosedStore.CloseAsync(store);
        await ChangeAsync(store, project, "a corrected month");

        var figure = (await store.Get<FigureQueries>().FigureAsync(ClosedStore.Person, ClosedStore.March, "371424", "funds.total", FigureField.Value, 1, default)).Value!;

        Assert.Equal((0.3m, 0.3m, 0.25m), (figure.Shown!.Value, figure.Above, figure.Present!.Value!.Value));
        var row = Assert.Single(figure.Rows);
        Assert.Equal((new YearMonth(2023, 2), 0.3m, project.Name), (row.Month, row.Amount, row.Project!.Name));
        Assert.Contains(figure.Restatements, r => r.After == 0.25m);
    }

    [Fact]
    public async Task Board_OfACountyInAClosedCity_IsFrozenAndShowsNoOther()
    {
        var (store, _) = await ClosedStore.NewAsync();
        await using var _1 = store;
        await ClosedStore.CloseAsync(store);

        var own = await ClosedStore.BoardAsync(store, ClosedStore.March, "371424", Some.User("wang", Some.Linyi));
        var other = await store.Get<BoardQueries>().BoardAsync(Some.User("wang", Some.Linyi), ClosedStore.March, "371400", [], default);

        Assert.Equal(ClosedStore.Number, own.Closed!.Number);
        Assert.False(other.Allowed);
        Assert.Empty(await store.Get<ClosingQueries>().ListAsync(Some.User("zhao", ClosedStore.Jinan), null, default));
        Assert.Single(await store.Get<ClosingQueries>().ListAsync(Some.User("wang", Some.Linyi), null, default));
    }

    [Theory]
    [InlineData(PartKind.Figures)]
    [InlineData(PartKind.Months)]
    [InlineData(PartKind.Rules)]
    public async Task Verify_OfATamperedPart_SaysSo(string kind)
    {
        var (store, project) = await ClosedStore.NewAsync();
        await using var _ = store;
        var month = await ClosedStore.CloseAsync(store);
        await ChangeAsync(store, project, "a corrected month");
        var second = await ClosedStore.CloseAsync(store, ClosedStore.April, number: "德招通报〔2023〕4号");
        using (var connection = new SqliteConnection($"Data Source={store.Database.SqliteFile};Pooling=False"))
        {
            connection.Open();
            using var swap = connection.CreateCommand();
            swap.CommandText = "UPDATE closed_part SET data = (SELECT data FROM closed_part p WHERE p.closed_month_id = @other AND p.kind = @kind) || x'' "
                + "WHERE closed_month_id = @one AND kind = @kind";
            swap.Parameters.AddWithValue("@other", second.Id);
            swap.Parameters.AddWithValue("@one", month.Id);
            swap.Parameters.AddWithValue("@kind", kind);
            swap.ExecuteNonQuery();
        }

        var check = (await store.Get<VerifyClosed>().RunAsync(ClosedStore.Person, ClosedStore.March, "371400", default)).Value!;

        Assert.Equal(kind != PartKind.Rules, !check.Ok); // The rules of both are the same bytes.
        Assert.Equal(kind == PartKind.Rules ? [] : [kind], check.Damaged);
    }

    private static async Task ChangeAsync(TestStore store, Project project, string change)
    {
        Decision done = change switch
        {
            "a corrected month" => await store.Get<ReportMonth>().RunAsync(ClosedStore.Restating, project.Id,
                new MonthEntry(new YearMonth(2023, 2), Money.FromWan(2500), null, null, null, null, 1), default),
            "an edited project" => await store.Get<EditProject>().RunAsync(ClosedStore.Restating, project.Id, project.Version,
                new Dictionary<string, string?> { ["startedOn"] = "2023-06-01", ["name"] = "改名项目" }, default),
            "another target" => await store.Get<SetTarget>().RunAsync(ClosedStore.Restating, 2023,
                [new TargetEdit(Some.Linyi, "funds.total", TargetLevel.Base, 20 * Money.FenPerYi)], default),
            "a renamed county" => await store.Get<RenameUnit>().RunAsync(ClosedStore.Person, Some.Linyi, "临邑区", null, new DateOnly(2023, 4, 1), "批复", default),
            _ => await store.Get<MergeUnits>().RunAsync(ClosedStore.Person, Some.Linyi, Some.Laoling, new DateOnly(2023, 4, 1), "批复", default),
        };
        Assert.True(done.Allowed, string.Join(" ", done.Unmet.Select(u => u.Message)));
    }

    private static IndicatorCatalog EditedCatalog(TestStore store)
    {
        var path = Path.Combine(store.Database.DataFolder, "indicators.yaml");
        File.WriteAllText(path, File.ReadAllText(Path.Combine(AppFolders.Rules, "indicators.yaml"))
            .Replace("条件: 总投资 >= 1亿元", "条件: 总投资 >= 100亿元", StringComparison.Ordinal));
        return new IndicatorCatalog(path, store.Get<FocusRegions>());
    }

    private static string Json(BoardView view) => JsonSerializer.Serialize(BoardJson.Of(view), ReportJson.Options);
}
