using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Gaps;

/// <summary>REST: /api/chains/{chain}/gaps.</summary>
internal static class GapEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/chains/{chain}/gaps", async (HttpContext http, GapQueries gaps, string chain, string? unit, DateOnly? asOf, CancellationToken ct) =>
            await gaps.OfAsync(http.Viewer(), chain, unit, asOf, ct) is var found && found.Allowed
                ? Results.Ok(GapJson.Of(found.Value!)) : Problems.Refused(found)).Need(Rights.See).WithTags("Chains")
            .WithName("ChainGaps").WithSummary("Which nodes of a chain are strong, weak or missing in a city or county, with the evidence").Produces<GapJson>().ProducesProblem(422);
}
