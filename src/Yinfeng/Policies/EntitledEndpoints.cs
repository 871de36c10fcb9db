using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>REST: /api/policies/entitled.</summary>
internal static class EntitledEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/policies/entitled", async (HttpContext http, EntitledQueries entitled, PolicyLibrary library, UnitDirectory units, TimeProvider clock,
            string? policy, DateOnly? on, int? page, int? size, CancellationToken ct) =>
        {
            var day = on ?? BusinessTime.Today(clock);
            if (!string.IsNullOrEmpty(policy) && library.Find(policy, day) is null)
            {
                return Results.NotFound();
            }
            var view = await entitled.OnAsync(http.Viewer(), day, string.IsNullOrEmpty(policy) ? null : policy, ct);
            return Results.Ok(EntitledJson.Of(view, await units.TodayAsync(ct), Math.Max(1, page ?? 1), Math.Clamp(size ?? 100, 1, 10_000)));
        }).Need(Rights.See).WithTags("Policies").WithName("ListEntitled").WithSummary("Who of the projects and companies in sight is entitled to what on a day").Produces(200).Produces(404);
}
