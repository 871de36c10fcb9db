using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Reports;

/// <summary>REST under /api/board. 404 for a unit outside the viewer's scope, 400 for a month of the wrong shape.</summary>
internal static class BoardEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/board").WithTags("Board");
        api.MapGet("", BoardAsync).Need(Rights.See).WithName("GetBoard").WithSummary("The board of a month: the unit, then its direct children, every indicator")
            .WithDescription("Of a closed month the figures that its bulletin published; restated=true adds those of now and what was restated.")
            .Produces<BoardJson>().ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/figure", FigureAsync).Need(Rights.See).WithName("OpenFigure")
            .WithSummary("A figure opened to its definition and the rows it sums, each with its source cell")
            .Produces<FigureJson>().ProducesProblem(400).ProducesProblem(404);
    }

    private static async Task<IResult> BoardAsync(HttpContext http, BoardQueries board, string period, string? unit,
        [FromQuery] string[]? indicator, bool? restated, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return BadMonth(period);
        }
        var answer = await board.BoardAsync(http.Viewer(), month, unit, indicator ?? [], restated ?? false, ct);
        return answer.Value is { } view ? TypedResults.Ok(BoardJson.Of(view)) : Unknown(answer);
    }

    private static async Task<IResult> FigureAsync(HttpContext http, FigureQueries figures, string period, string? unit, string indicator,
        FigureField? field, int? page, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return BadMonth(period);
        }
        var answer = await figures.FigureAsync(http.Viewer(), month, unit, indicator, field ?? FigureField.Value, page ?? 1, ct);
        return answer.Value is { } view ? TypedResults.Ok(FigureJson.Of(view)) : Unknown(answer);
    }

    private static ProblemHttpResult BadMonth(string period) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest,
        title: $"月份“{period}”写法不对，请写成 2023-03 这样的年月。");

    private static ProblemHttpResult Unknown(Decision refused) => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound,
        title: "没有这样的看板", extensions: new Dictionary<string, object?> { ["unmet"] = refused.Unmet });
}
