using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Chains;

/// <summary>REST under /api/chains.</summary>
internal static class ChainEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/chains").WithTags("Chains");
        api.MapGet("", async (HttpContext http, ChainQueries chains, ChainShelf shelf, string? unit, DateOnly? on, CancellationToken ct) =>
                await chains.UnitAsync(http.Viewer(), unit, ct) is { } place
                    ? Results.Ok((await shelf.AllAsync(http.Viewer(), place.Id, on ?? chains.Today, ct)).Select(c =>
                        new { id = c.Id, name = c.Name, from = c.From, nodes = c.Nodes.Count, links = c.Links.Count }))
                    : Results.NotFound())
            .Need(Rights.See).WithName("ListChains").WithSummary("The chains that hold for a unit on a day: its office's versions, else the shipped templates").Produces(200).Produces(404);
        api.MapGet("/{chain}", async (HttpContext http, ChainQueries chains, string chain, CancellationToken ct) =>
                await chains.UnitAsync(http.Viewer(), ChainPages.Ask(http).Unit, ct) is { } place
                    && await chains.ViewAsync(http.Viewer(), chain, ChainPages.Ask(http), place, ct) is { } view
                        ? Results.Ok(ChainJson.Of(view)) : Results.NotFound())
            .Need(Rights.See).WithName("GetChain").WithSummary("One chain with its nodes, links, tasks, chief and targets; ?unit= ?on= ?layer= ?strength= ?task= ?projects=true").Produces<ChainJson>().Produces(404);
        api.MapPut("/{chain}/nodes/{node}/task", async (HttpContext http, SetChainTask set, ChainQueries chains, string chain, string node, string? unit,
            ChainTaskFacts body, CancellationToken ct) =>
                await chains.UnitAsync(http.Viewer(), unit, ct) is { } place ? Answer(await set.RunAsync(http.Viewer(), place.Id,
                    chain, node, body, ct)) : Results.NotFound())
            .Need(Rights.Report).WithName("SetChainTask").WithSummary("What a unit shall do about a node; no kind takes it away").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPut("/{chain}/goals/{year:int}", async (HttpContext http, SetChainTarget set, ChainQueries chains, string chain, int year, string? unit,
            TargetBody body, CancellationToken ct) =>
                await chains.UnitAsync(http.Viewer(), unit, ct) is { } place
                    ? Answer(await set.RunAsync(http.Viewer(), place.Id, chain, year, body.Projects, body.InvestmentYi, ct)) : Results.NotFound())
            .Need(Rights.Approve).WithName("SetChainTarget").WithSummary("What a chain shall bring a unit in a year").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPut("/{chain}/charge", async (HttpContext http, SetChainCharge set, ChainQueries chains, string chain, string? unit,
            ChargeBody body, CancellationToken ct) =>
                await chains.UnitAsync(http.Viewer(), unit, ct) is { } place
                    ? Answer(await set.RunAsync(http.Viewer(), place.Id, chain, new ChainChargeFacts(body.From, body.Chief,
                        body.Office, body.Plan), ct)) : Results.NotFound())
            .Need(Rights.Approve).WithName("SetChainCharge").WithSummary("Chief, office and plan of a chain from a day on").Produces(204).Produces(404).ProducesProblem(422);
        Versions(api);
    }

    private static void Versions(RouteGroupBuilder api)
    {
        api.MapGet("/{chain}/versions", async (HttpContext http, ChainQueries chains, ChainDesk desk, string chain, string? unit, CancellationToken ct) =>
                await chains.UnitAsync(http.Viewer(), unit, ct) is { } place
                    ? Results.Ok((await desk.VersionsAsync(place, chain, ct)).Select(v => new
                    {
                        id = v.Id, from = v.From, state = v.State.ToString(), why = v.Why, savedBy = v.SavedBy,
                        savedAtUtc = v.SavedAtUtc, decidedBy = v.DecidedBy, reason = v.Reason,
                        version = v.Version, yaml = v.Yaml,
                    })) : Results.NotFound())
            .Need(Rights.See).WithName("ListChainVersions").WithSummary("The versions a unit made of a chain, its draft first").Produces(200).Produces(404);
        api.MapPut("/{chain}/draft", async (HttpContext http, SaveChain save, ChainQueries chains, string chain, string? unit, DraftBody body,
            CancellationToken ct) =>
                await chains.UnitAsync(http.Viewer(), unit, ct) is not { } place ? Results.NotFound()
                    : await save.DraftAsync(http.Viewer(), place.Id, chain, body.Yaml ?? "", body.Why, ct, body.Version) is var kept
                        && kept.Allowed ? Results.Ok(new { id = kept.Value, version = body.Version + 1 }) : Problems.Refused(kept))
            .Need(Rights.Report).WithName("SaveChainDraft").WithSummary("Keep a unit's draft of a chain, mistakes and all; version is that of the draft you read, 0 where there was none: what somebody saved since is refused").Produces(200).Produces(404).ProducesProblem(422);
        api.MapPost("/versions/{id:long}/put-in-force", async (HttpContext http, DecideChain decide, long id, int? version, CancellationToken ct) =>
                Found(await decide.PutInForceAsync(http.Viewer(), id, version, ct)))
            .Need(Rights.Approve).WithName("PutChainInForce").WithSummary("Put a draft in force from its first day on").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/versions/{id:long}/withdraw", async (HttpContext http, DecideChain decide, long id, WithdrawBody body, CancellationToken ct) =>
                Found(await decide.WithdrawAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Approve).WithName("WithdrawChain").WithSummary("Take a version out of force; the one before it holds again").Produces(204).Produces(404).ProducesProblem(422);
    }

    private static IResult Found(Decision answer) => answer.Unmet.Contains(SaveChain.NotFound) ? Results.NotFound() : Answer(answer);

    /// <param name="Version">Of the draft that was read, as /versions gives it; 0 where there was none.</param>
    internal sealed record DraftBody(string? Yaml, string? Why, int Version = 0);

    internal sealed record WithdrawBody(string? Reason);

    internal static IResult Answer(Decision answer) => answer.Allowed ? Results.NoContent() : Problems.Refused(answer);

    internal sealed record TargetBody(int? Projects, decimal? InvestmentYi);

    internal sealed record ChargeBody(DateOnly? From, string? Chief, string? Office, string? Plan);
}
