using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>REST under /api/arbitration. 404 for whoever is not told of a case, 422 with every unmet condition for a refusal.</summary>
internal static class ArbitrationEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var claims = routes.MapGroup("/api/arbitration").WithTags("Arbitration");
        claims.MapGet("", async (HttpContext http, ArbitrationQueries queries, ClaimState? state, bool? open, string? unit, int? page, int? size, CancellationToken ct) =>
            Results.Json(ClaimListJson.Of(await queries.ListAsync(http.Viewer(), new ClaimFilter(state, open ?? false, unit, page ?? 1, size ?? 50), ct)),
                ClaimListJson.Options))
            .Need(Rights.See).WithName("ListClaims").WithSummary("Cases of double claims, what is due first").Produces<ClaimListJson>();
        claims.MapGet("/{id:long}", async (HttpContext http, ArbitrationQueries queries, long id, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Json(ClaimJson.Of(view), ClaimListJson.Options) : Results.NotFound())
            .Need(Rights.See).WithName("GetClaim").WithSummary("A case as the caller may see it").Produces<ClaimJson>().Produces(404);
        claims.MapGet("/{id:long}/ruling", async (HttpContext http, ArbitrationQueries queries, long id, int? round, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), id, ct) is { } view && view.Rulings.FirstOrDefault(r => r.Round == (round ?? view.Rulings.Count)) is { } ruling
                ? Results.File(RulingDocument.Write(view, ruling), RulingDocument.Type, "ruling.docx") : Results.NotFound())
            .Need(Rights.See).Exports("claim-ruling", "claim:{id}").WithName("GetRuling").WithSummary("A ruling as docx").Produces(404);
        claims.MapPost("", async (HttpContext http, RaiseClaim raise, Objection body, CancellationToken ct) =>
            await raise.RunAsync(http.Viewer(), body, ct) is var made && made.Allowed ? Results.Created($"/api/arbitration/{made.Value}", new { id = made.Value }) : Problems.Refused(made))
            .Need(Rights.Report).WithName("RaiseClaim").WithSummary("Object: another unit claims the same").Produces(201).ProducesProblem(422);
        MapWrites(claims);
    }

    private static void MapWrites(RouteGroupBuilder claims)
    {
        claims.MapPost("/{id:long}/answer", (HttpContext http, AnswerClaim write, long id, AnswerBody body, CancellationToken ct) =>
            AnswerAsync(write.RunAsync(http.Viewer(), id, body.GivesUp, body.Statement, ct))).Need(Rights.Report)
            .WithName("AnswerClaim").WithSummary("State a claim, or give it up").Produces(204).Produces(404).ProducesProblem(422);
        claims.MapPut("/{id:long}/draft", async (HttpContext http, AnswerClaim write, long id, Dictionary<string, string> body, CancellationToken ct) =>
            await AnswerAsync(Of(await write.KeepAsync(http.Viewer(), id, body, ct)))).Need(Rights.See)
            .WithName("KeepClaimDraft").WithSummary("Keep what is typed and not sent").Produces(204).Produces(404).ProducesProblem(422);
        claims.MapPost("/{id:long}/propose", (HttpContext http, SettleClaim write, long id, TypedTerms body, CancellationToken ct) =>
            AnswerAsync(write.ProposeAsync(http.Viewer(), id, body, ct))).Need(Rights.Approve)
            .WithName("ProposeSettlement").WithSummary("Put a settlement to the other side").Produces(204).Produces(404).ProducesProblem(422);
        claims.MapPost("/{id:long}/proposal", (HttpContext http, SettleClaim write, long id, AcceptBody body, CancellationToken ct) =>
            AnswerAsync(write.AnswerAsync(http.Viewer(), id, body.Accept, ct))).Need(Rights.Approve)
            .WithName("AnswerSettlement").WithSummary("Accept the other side's settlement, or turn it down").Produces(204).Produces(404).ProducesProblem(422);
        claims.MapPost("/{id:long}/open", (HttpContext http, RuleClaim write, long id, CancellationToken ct) =>
            AnswerAsync(write.OpenAsync(http.Viewer(), id, ct))).Need(Rights.Approve)
            .WithName("OpenClaim").WithSummary("Ask both sides about what is only suspected").Produces(204).Produces(404).ProducesProblem(422);
        claims.MapPost("/{id:long}/rule", (HttpContext http, RuleClaim write, long id, RuleBody body, CancellationToken ct) =>
            AnswerAsync(write.RunAsync(http.Viewer(), id, body.Terms, body.Reason, ct))).Need(Rights.Approve)
            .WithName("RuleClaim").WithSummary("Decide a case or its appeal").Produces(204).Produces(404).ProducesProblem(422);
        claims.MapPost("/{id:long}/appeal", (HttpContext http, AppealClaim write, long id, ReasonBody body, CancellationToken ct) =>
            AnswerAsync(write.RunAsync(http.Viewer(), id, body.Reason, ct))).Need(Rights.Report)
            .WithName("AppealClaim").WithSummary("Appeal against a ruling, once").Produces(204).Produces(404).ProducesProblem(422);
    }

    private static Task<Decision> Of(Decision decision) => Task.FromResult(decision);

    private static async Task<IResult> AnswerAsync(Task<Decision> write) => await write switch
    {
        { Allowed: true } => Results.NoContent(),
        { Unmet: [{ Code: "claim.not-found" }, ..] } => Results.NotFound(),
        var refused => Problems.Refused(refused),
    };

    internal sealed record AnswerBody(string? Statement, bool GivesUp = false);
    internal sealed record ReasonBody(string? Reason);
    internal sealed record AcceptBody(bool Accept, string? Restatement = null) : IRestatingBody;

    internal sealed record RuleBody(string? Outcome, string? Reason, string? Kept = null, string? Other = null, string? From = null, string? Until = null,
        string? Restatement = null) : IRestatingBody
    {
        public TypedTerms Terms => new(Outcome, Kept, Other, From, Until);
    }
}
