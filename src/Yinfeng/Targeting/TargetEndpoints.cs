using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Targeting;

/// <summary>REST under /api/chains: targets, leads made of them, what became of these.</summary>
internal static class TargetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/chains").WithTags("Chains");
        api.MapGet("/{chain}/targets", async (HttpContext http, TargetQueries targets, string chain, string? node, string? unit, DateOnly? asOf, int? limit, CancellationToken ct) =>
            await targets.OfAsync(http.Viewer(), new TargetQuestion(chain, node, unit, asOf, limit ?? 50), ct) is var found && found.Allowed
                ? Results.Ok(TargetListJson.Of(found.Value!)) : Problems.Refused(found)).Need(Rights.See)
            .WithName("ChainTargets").WithSummary("Companies of a node ranked by how likely they are to open in a place, with reasons and the back-test")
            .Produces<TargetListJson>().ProducesProblem(422);
        api.MapPost("/{chain}/targets/leads", async (HttpContext http, AdviseLead advise, string chain, TargetLeadBody body, CancellationToken ct) =>
            await advise.RunAsync(http.Viewer(), new TargetQuestion(chain, body.Node, body.Unit, body.AsOf), body.EnterpriseId, body.Owner, body.ConfirmedNew, ct) is var made
                && made.Allowed ? Results.Ok(new { leadId = made.Value }) : Problems.Refused(made)).Need(Rights.Report)
            .WithName("LeadOfTarget").WithSummary("Make a company of the list into a lead with a visit script; again gives the same lead").Produces(200).ProducesProblem(422);
        api.MapGet("/advice", async (HttpContext http, AdviceOutcomes outcomes, CancellationToken ct) =>
            TypedResults.Ok((await outcomes.ListAsync(http.Viewer(), ct)).Select(AdviceJson.Of))).Need(Rights.See)
            .WithName("ListTargetAdvice").WithSummary("Companies of lists that were made into leads, and what became of them");
    }
}

internal sealed record TargetLeadBody(string? Node, string? Unit, DateOnly? AsOf, long EnterpriseId, string? Owner = null, bool ConfirmedNew = false);
