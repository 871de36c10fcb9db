using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Returns;

/// <summary>REST under /api/returns. 404 for a return or unit that does not exist for the viewer, 400 for a month of the wrong shape.</summary>
internal static class ReturnEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/returns").WithTags("Returns");
        api.MapGet("/{name}", GetAsync).Need(Rights.See).WithName("GetReturn").WithSummary("A return of a month, made by the mapping in use")
            .Produces<ReturnJson>().ProducesProblem(400).ProducesProblem(404);
        api.MapPut("/{name}", async (HttpContext http, SaveMapping save, string name, MappingText mapping, CancellationToken ct) =>
        {
            var decision = await save.RunAsync(http.Viewer(), name, mapping.Text, ct);
            return decision.Allowed ? Results.Ok(new { version = decision.Value }) : Problems.Refused(decision);
        }).Need(Rights.Publish).WithName("SaveReturnMapping").WithSummary("A new version of the mapping of a return").Produces(200).Produces(403).ProducesProblem(422);
    }

    private static async Task<IResult> GetAsync(HttpContext http, ReturnQueries returns, string name, string period, string? unit, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"月份“{period}”写法不对，请写成 2023-03 这样的年月。");
        }
        var mapping = await returns.MappingAsync(http.Viewer(), name, ct);
        if (mapping.Value is not { } found)
        {
            return Unknown(mapping);
        }
        var made = await returns.MakeAsync(http.Viewer(), month, unit, found, ct);
        return made.Value is { } table ? TypedResults.Ok(ReturnJson.Of(table)) : Unknown(made);
    }

    private static ProblemHttpResult Unknown(Decision refused) => TypedResults.Problem(statusCode: StatusCodes.Status404NotFound,
        title: "没有这样的报表", extensions: new Dictionary<string, object?> { ["unmet"] = refused.Unmet });

    internal sealed record MappingText(string Text);
}
