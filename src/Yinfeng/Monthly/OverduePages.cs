using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Monthly.Pages;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Monthly;

/// <summary>Who is late with a month (逾期清单), and the month as a list, as pages and workbooks.</summary>
internal static class OverduePages
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/monthly").ExcludeFromDescription();
        pages.MapGet("/overdue", async (HttpContext http, MonthsUnderway underway, MonthGridQueries grid, CancellationToken ct) =>
            await ListAsync(http, underway, grid, ct) is { } list ? PageResults.Page<OverduePage>(new { List = list }) : Results.NotFound()).Need(Rights.See);
        pages.MapGet("/overdue/export", async (HttpContext http, MonthsUnderway underway, MonthGridQueries grid, CancellationToken ct) =>
            await ListAsync(http, underway, grid, ct) is { } list
                ? Results.File(OverdueSheet.Write(list), Excel, $"{list.Unit.Name}{list.Month}月报逾期清单.xlsx") : Results.NotFound()).Need(Rights.See).Exports("month-overdue");
        pages.MapGet("/export", ExportAsync).Need(Rights.See).Exports("month-list");
        routes.MapGet("/api/months/{month}/overdue", async (string month, HttpContext http, MonthsUnderway underway, string? unit, CancellationToken ct) =>
                !YearMonth.TryParse(month, out var parsed) ? Results.Problem(statusCode: 400, title: $"月份“{month}”的写法不对，应写成 2026-03。")
                : await underway.OverdueAsync(http.Viewer(), parsed, unit, ct) is { } list ? Results.Ok(OverdueJson.Of(list)) : Results.NotFound())
            .Need(Rights.See).WithTags("Monthly").WithName("ListOverdueMonths").WithSummary("Units past a deadline of the month, how late, and whom to call")
            .Produces<OverdueJson>().Produces(400).Produces(404);
    }

    private static Task<OverdueList?> ListAsync(HttpContext http, MonthsUnderway underway, MonthGridQueries grid, CancellationToken ct)
    {
        var asked = Asked.Of(http.Request.Query, grid);
        return underway.OverdueAsync(http.Viewer(), asked.Month, asked.Unit, ct);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, MonthGridQueries grid, UnitDirectory units, CancellationToken ct)
    {
        var asked = Asked.Of(http.Request.Query, grid);
        if (await MonthlyPages.UnitAsync(http, units, asked.Unit, ct) is not { } unit)
        {
            return Results.NotFound();
        }
        var rows = (await grid.AllAsync(http.Viewer(), asked.Month, unit, ct)).Where(r => asked.Show switch
        {
            "missing" => r.Stored is null,
            "returned" => r.Stored?.ReturnedBy is not null,
            "typed" => r.Stored?.TypedForUnitId is not null,
            "reported" => r.Stored is { VerifiedBy: null, AcceptedBy: null, ReturnedBy: null },
            "verified" => r.Stored is { VerifiedBy: not null, AcceptedBy: null },
            "accepted" => r.Stored?.AcceptedBy is not null,
            _ => true,
        });
        return Results.File(OverdueSheet.Write(asked.Month, rows), Excel, $"{unit.Name}{asked.Month}月报办理情况.xlsx");
    }
}

internal sealed record OverdueJson(string Month, string Unit, DateOnly Due, IEnumerable<OverdueRowJson> Rows)
{
    public static OverdueJson Of(OverdueList list) => new(list.Month.ToString(), list.Unit.Code, list.Due, list.Rows.Select(r =>
        new OverdueRowJson(r.Unit.Code, r.Unit.Name, r.Kind?.ToString() ?? "NotReported", r.Step, r.Count, r.Deadline, r.DaysLate, r.At, r.People)));
}

internal sealed record OverdueRowJson(string Unit, string UnitName, string Step, string StepName, int Count, DateOnly Deadline, int DaysLate,
    string At, IReadOnlyList<string> People);
