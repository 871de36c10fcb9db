using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;

namespace Yinfeng.Audit;

/// <summary>REST under /api/audit: roots and proofs for everybody, entries for auditors.</summary>
internal static class AuditEndpoints
{
    private const int MostCheckpoints = 1000;

    public sealed record Roots(AuditCheckpoint Now, IReadOnlyList<SignedCheckpoint> Checkpoints, IReadOnlyList<AuditKey> Keys);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/audit").WithTags("Audit");
        api.MapGet("/roots", async (AuditCheckpoints now, AuditQueries queries, CancellationToken ct) =>
            TypedResults.Ok(new Roots(await now.NowAsync(ct), await queries.CheckpointsAsync(MostCheckpoints, ct), await queries.KeysAsync(ct)))).Need(Rights.None)
            .WithName("GetAuditRoots").WithSummary("Size and root of the audit log, its signed checkpoints and the keys that signed them");
        api.MapGet("/consistency", async (AuditCheckpoints log, long from, long size, CancellationToken ct) => Proof(await log.ConsistencyAsync(from, size, ct))).Need(Rights.None)
            .WithName("GetAuditConsistency").WithSummary("Proof (RFC 6962, 2.1.2) that the log of `from` entries is the beginning of that of `size`")
            .Produces<AuditProof>().Produces(404);
        api.MapGet("/inclusion", async (AuditCheckpoints log, long seq, long size, CancellationToken ct) => Proof(await log.InclusionAsync(seq, size, ct))).Need(Rights.None)
            .WithName("GetAuditInclusion").WithSummary("Proof (RFC 6962, 2.1.1) that an entry is in the log of `size` entries").Produces<AuditProof>().Produces(404);
        api.MapGet("/entries", async (HttpContext http, AuditQueries queries, string? who, string? action, string? subject, DateOnly? from, DateOnly? to,
            int? page, CancellationToken ct) => await queries.PageAsync(http.Viewer(), new(who, action, subject, from, to, page ?? 1), AuditFilter.PageSize, ct) is { } view
                ? TypedResults.Ok(view) : (IResult)TypedResults.StatusCode(StatusCodes.Status403Forbidden)).Need(Rights.ReadAudit)
            .WithName("ListAuditEntries").WithSummary("Entries, newest first; personal values stay sealed").Produces<AuditPageView>().Produces(403);
    }

    private static IResult Proof(AuditProof? proof) => proof is null ? TypedResults.NotFound() : TypedResults.Ok(proof);
}
