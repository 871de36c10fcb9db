using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Returns;

/// <summary>REST under /api/returns. 422 with everything that keeps a return from being filled, 400 for a month of the wrong shape.</summary>
internal static class ReturnEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/returns").WithTags("Returns");
        api.MapGet("", (ReturnMappings mappings) => TypedResults.Ok(mappings.All)).WithName("ListReturns").WithSummary("The returns that can be filled, with their columns");
        api.MapGet("/{name}", FillAsync).WithName("FillReturn").WithSummary("A return filled for a month; format=xlsx gives a workbook")
            .Produces<ReturnJson>().ProducesProblem(400).ProducesProblem(422);
    }

    private static async Task<IResult> FillAsync(HttpContext http, ReturnQueries returns, string name, string period, string? unit, string? format, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"月份“{period}”写法不对，请写成 2023-03 这样的年月。");
        }
        var answer = await returns.FillAsync(http.Viewer(), name, month, unit, ct);
        return answer.Value is not { } view ? Problems.Refused(answer)
            : format == "xlsx" ? TypedResults.File(ReturnWorkbook.Write(view), ReturnWorkbook.Type, $"{view.UnitName}{view.Mapping.Name}{view.Period}.xlsx")
            : TypedResults.Ok(ReturnJson.Of(view));
    }
}
