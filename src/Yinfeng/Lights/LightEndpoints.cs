using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Lights;

/// <summary>REST under /api/lights. 404 for what lies outside the viewer's scope, 400 for a month of the wrong shape.</summary>
internal static class LightEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/lights").WithTags("Lights");
        api.MapGet("", ViewAsync).WithName("GetLights").WithSummary("Lights of a unit, its children and its projects for a month, each with why, since, owner and what turns it green")
            .Produces<LightsJson>().ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/projects/{id:long}", async (HttpContext http, LightQueries lights, long id, CancellationToken ct) =>
                await lights.ProjectAsync(http.Viewer(), id, ct) is { } light ? Results.Ok(light) : Results.NotFound())
            .WithName("GetProjectLight").WithSummary("The light of one project as it stands today").Produces<ProjectLight>().ProducesProblem(404);
    }

    private static async Task<IResult> ViewAsync(HttpContext http, LightQueries lights, string period, string? unit, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: $"月份“{period}”写法不对，请写成 2023-03 这样的年月。");
        }
        var answer = await lights.ViewAsync(http.Viewer(), month, unit, ct);
        return answer.Value is { } view
            ? TypedResults.Ok(LightsJson.Of(view))
            : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, title: "没有这样的单位",
                extensions: new Dictionary<string, object?> { ["unmet"] = answer.Unmet });
    }
}
