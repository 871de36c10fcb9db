using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Policies;

/// <summary>REST for the versions that offices make of policies. 404 for what one may not see, 422 with every unmet condition for a refusal.</summary>
internal static class VersionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/versions", async (HttpContext http, PolicyVersions versions, string? policy, PolicyVersionState? state, CancellationToken ct) =>
                TypedResults.Ok((await versions.ListAsync(http.Viewer(), policy, state, ct)).Select(v => VersionJson.Of(v))))
            .WithName("ListPolicyVersions").WithSummary("Versions offices made, what waits for somebody first; drafts only one's own");
        api.MapGet("/versions/{id:long}", async (HttpContext http, PolicyVersions versions, long id, CancellationToken ct) =>
                await versions.FindAsync(http.Viewer(), id, ct) is { } found
                    ? Results.Ok(new { version = VersionJson.Of(found), yaml = found.Yaml, text = found.Text, cases = found.Cases }) : Results.NotFound())
            .WithName("GetPolicyVersion").WithSummary("One version with its rules, document and cases").Produces(200).Produces(404);
        api.MapPost("/{policy}/try", (PolicyDesk desk, string policy, TryBody body) =>
        {
            var trial = desk.Try(policy, body.Version, body.Facts);
            return TypedResults.Ok(new
            {
                errors = trial.Errors.Select(e => new { code = e.Code, line = e.Line, column = e.Column, what = e.What, todo = e.Do }), problems = trial.Problems,
                rows = trial.Rows.Select(r => new
                {
                    what = r.What, which = r.Which, on = r.On, differs = r.Differs, before = r.Before is { } b ? PolicyJson.Of(b) : null,
                    after = r.After is { } a ? PolicyJson.Of(a) : null,
                }),
            });
        }).WithName("TryPolicy").WithSummary("What changed rules would answer beside what the rules in use answer; stores nothing");
        api.MapPut("/{policy}/draft", (HttpContext http, SavePolicy save, string policy, PolicyVersionFacts typed, CancellationToken ct) =>
                KeptAsync(save.DraftAsync(http.Viewer(), policy, typed, ct)))
            .Need(Rights.Report).WithName("SavePolicyDraft").WithSummary("Keep what was typed as one's own draft").Produces(200).ProducesProblem(422);
        api.MapPost("/{policy}/submit", (HttpContext http, SavePolicy save, string policy, PolicyVersionFacts typed, CancellationToken ct) =>
                KeptAsync(save.SubmitAsync(http.Viewer(), policy, typed, ct)))
            .Need(Rights.Report).WithName("SubmitPolicy").WithSummary("Hand a version in; its rules are checked and its cases must be met").Produces(200).ProducesProblem(422);
        api.MapPost("/versions/{id:long}/approve", (HttpContext http, DecidePolicy decide, long id, DecideBody body, CancellationToken ct) =>
                AnswerAsync(decide.ApproveAsync(http.Viewer(), id, body.Version, ct)))
            .Need(Rights.Approve).WithName("ApprovePolicy").WithSummary("Put a version in force; not by whoever proposed it").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/versions/{id:long}/refuse", (HttpContext http, DecidePolicy decide, long id, DecideBody body, CancellationToken ct) =>
                AnswerAsync(decide.RefuseAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Approve).WithName("RefusePolicy").WithSummary("Send a version back with the reason").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/versions/{id:long}/withdraw", (HttpContext http, DecidePolicy decide, long id, DecideBody body, CancellationToken ct) =>
                AnswerAsync(decide.WithdrawAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Approve).WithName("WithdrawPolicy").WithSummary("Take a version out of force; the one before it answers again").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/versions/{id:long}/take-back", (HttpContext http, SavePolicy save, long id, CancellationToken ct) => AnswerAsync(save.TakeBackAsync(http.Viewer(), id, ct)))
            .Need(Rights.Report).WithName("TakeBackPolicy").WithSummary("Take back one's own draft or what one handed in").Produces(204).Produces(404).ProducesProblem(422);
    }

    private static async Task<IResult> KeptAsync(Task<Decision<long>> write) =>
        await write is var kept && kept.Allowed ? Results.Ok(new { id = kept.Value }) : Problems.Refused(kept);

    private static async Task<IResult> AnswerAsync(Task<Decision> write) => await write is { Allowed: false } refused
        ? refused.Unmet is [var first, ..] && first == SavePolicy.NotFound ? Results.NotFound() : Problems.Refused(refused) : Results.NoContent();

    internal sealed record TryBody(PolicyVersionFacts Version, string? Facts);

    internal sealed record DecideBody(int? Version, string? Reason);
}

/// <summary>A version in a list.</summary>
internal sealed record VersionJson(long Id, string Policy, string From, string State, string ProposedBy, DateTime SavedAtUtc, string? Why,
    string? DecidedBy, DateTime? DecidedAtUtc, string? Reason, int Version)
{
    public static VersionJson Of(PolicyVersion v) => new(
        v.Id, v.PolicyId, v.From, v.State.ToString(), v.ProposedByName, v.SavedAtUtc, v.Why, v.DecidedByName, v.DecidedAtUtc, v.Reason, v.Version);
}
