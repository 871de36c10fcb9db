using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>REST under /api/closing: reads only. A month is closed by issuing its bulletin.</summary>
internal static class ClosingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/closing").WithTags("Closing");
        api.MapGet("", async (HttpContext http, ClosingQueries queries, UnitDirectory units, string? unit, CancellationToken ct) =>
            TypedResults.Ok((await queries.ListAsync(http.Viewer(), await UnitAsync(units, unit, ct), ct)).Select(ClosedMonthJson.Of))).Need(Rights.See)
            .WithName("ListClosedMonths").WithSummary("Closed months with their bulletins, the latest first");
        api.MapGet("/restatements", RestatementsAsync).Need(Rights.See).WithName("ListRestatements")
            .WithSummary("Figures of closed months that later changes moved, with both figures and the reason").Produces<IEnumerable<RestatementJson>>();
        api.MapGet("/verify", VerifyAsync).Need(Rights.See).WithName("VerifyClosedMonth")
            .WithSummary("Compute a closed month again from what was frozen, and compare").Produces<ClosingCheckJson>().ProducesProblem(400).ProducesProblem(422);
    }

    private static async Task<IResult> RestatementsAsync(HttpContext http, RestatementQueries queries, UnitDirectory units, string? unit, string? from,
        string? to, string? indicator, long? project, bool? carried, CancellationToken ct)
    {
        var filter = new RestatementFilter(await UnitAsync(units, unit, ct), true, Month(from), Month(to), indicator, project, carried);
        return TypedResults.Ok((await queries.ListAsync(http.Viewer(), filter, ct)).Select(RestatementJson.Of));
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, VerifyClosed verify, string period, string? unit, CancellationToken ct)
    {
        if (Month(period) is not { } month)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"月份“{period}”写法不对，请写成 2023-03 这样的年月。");
        }
        var check = await verify.RunAsync(http.Viewer(), month, unit, ct);
        return check.Value is { } done ? TypedResults.Ok(ClosingCheckJson.Of(done)) : Problems.Refused(check);
    }

    private static YearMonth? Month(string? text) => YearMonth.TryParse(text, out var month) ? month : null;

    /// <summary>Null for no unit asked for; a code that nobody has finds nothing.</summary>
    private static async Task<long?> UnitAsync(UnitDirectory units, string? code, CancellationToken ct) => string.IsNullOrWhiteSpace(code)
        ? null : (await units.TodayAsync(ct)).FindByCode(code.Trim())?.Id ?? -1;
}
