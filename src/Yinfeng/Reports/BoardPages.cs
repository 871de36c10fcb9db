using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Analytics.Board;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Reports.Pages;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;
using Yinfeng.Suspicion;

namespace Yinfeng.Reports;

/// <summary>The cockpit (at home and at /board) and the page that opens a figure.</summary>
internal static class BoardPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("").ExcludeFromDescription();
        group.MapGet("/board", (HttpContext http, Cockpit cockpit, DoubtQueries doubts, string? period, string? unit, string? indicator, CancellationToken ct) =>
            ShowAsync(http, cockpit, doubts, period, unit, indicator, "看板", ct)).Need(Rights.See);
        group.MapGet("/board/figure", FigureAsync).Need(Rights.See);
        group.MapGet("/board/figure/export", ExportFigureAsync).Need(Rights.See).Exports("figure");
        group.MapGet("/board/export", ExportAsync).Need(Rights.See).Exports("board");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Cockpit cockpit, DoubtQueries doubts, string? period, string? unit, string? indicator, string on,
        CancellationToken ct)
    {
        YearMonth? month = null;
        if (!string.IsNullOrWhiteSpace(period))
        {
            if (!YearMonth.TryParse(period, out var read))
            {
                return Refused($"月份“{period}”写法不对。请写成 2023-03 这样的年月。", StatusCodes.Status400BadRequest);
            }
            month = read;
        }
        var answer = await cockpit.ViewAsync(http.Viewer(), month, unit, indicator, ct);
        http.Response.Headers.CacheControl = "no-store";
        return answer.Value is { } view
            ? PageResults.Page<BoardPageView>(new { View = view, On = on, Doubts = await doubts.CountsAsync(http.Viewer(), [.. view.Board.Units.Select(u => u.Id)], ct) })
            : Refused(string.Join(" ", answer.Unmet.Select(u => u.Message)), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, BoardQueries board, string? period, string? unit, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return Refused("缺少月份。请从看板上点“导出”。", StatusCodes.Status400BadRequest);
        }
        var answer = await board.BoardAsync(http.Viewer(), month, unit, [], restated: true, ct);
        return answer.Value is { } view
            ? TypedResults.File(BoardWorkbook.Write(view), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                $"{view.Unit.Name}看板{view.Period}.xlsx")
            : Refused(string.Join(" ", answer.Unmet.Select(u => u.Message)), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> FigureAsync(HttpContext http, FigureQueries figures, string? period, string? unit, string? indicator,
        string? field, int? page, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month) || string.IsNullOrEmpty(indicator))
        {
            return Refused("缺少月份或指标。请从看板上点开一个数字。", StatusCodes.Status400BadRequest);
        }
        var which = field == "lastYear" ? FigureField.LastYear : FigureField.Value;
        var answer = await figures.FigureAsync(http.Viewer(), month, unit, indicator, which, page ?? 1, ct);
        http.Response.Headers.CacheControl = "no-store";
        return answer.Value is { } view
            ? PageResults.Page<FigurePage>(new { View = view })
            : Refused(string.Join(" ", answer.Unmet.Select(u => u.Message)), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ExportFigureAsync(HttpContext http, FigureQueries figures, string? period, string? unit, string? indicator,
        string? field, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month) || string.IsNullOrEmpty(indicator))
        {
            return Refused("缺少月份或指标。请从看板上点开一个数字。", StatusCodes.Status400BadRequest);
        }
        var which = field == "lastYear" ? FigureField.LastYear : FigureField.Value;
        var answer = await figures.FigureAsync(http.Viewer(), month, unit, indicator, which, 1, ct, BoardWorkbook.MostRows);
        return answer.Value is { } view
            ? ExcelFile.Of($"{view.Cell.Unit.Name}{view.Cell.Indicator.Name}{view.Period}明细", BoardWorkbook.Figure(view))
            : Refused(string.Join(" ", answer.Unmet.Select(u => u.Message)), StatusCodes.Status404NotFound);
    }

    private static RazorComponentResult<ErrorPage> Refused(string message, int status) => PageResults.Page<ErrorPage>(new { Status = status, Message = message }, status);
}
