using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Pending;

/// <summary>REST: /api/pending.</summary>
internal static class PendingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/pending", async (HttpContext http, PendingQueries pending, PendingKind? kind, string? unit, bool? overdue, string? q, int? page, int? size, CancellationToken ct) =>
                TypedResults.Ok(PendingListJson.Of(await pending.ListAsync(http.Viewer(), new PendingFilter(kind, unit, overdue ?? false, q, page ?? 1, size ?? 50), ct))))
            .Need(Rights.See).WithTags("Pending").WithName("ListPending").WithSummary("What waits for a decision: where it lies, with whom, since when, until when");
}
