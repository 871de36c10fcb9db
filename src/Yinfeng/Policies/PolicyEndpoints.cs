using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Policies;

/// <summary>REST under /api/policies.</summary>
internal static class PolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/policies").WithTags("Policies").Need(Rights.See);
        api.MapGet("", (PolicyLibrary library, TimeProvider clock, DateOnly? on) =>
            TypedResults.Ok(library.For(on ?? BusinessTime.Today(clock)).Select(Head)))
            .WithName("ListPolicies").WithSummary("Policies as of a day, those no longer in force too");
        api.MapGet("/{policy}", (PolicyLibrary library, TimeProvider clock, string policy, DateOnly? on) =>
            library.Find(policy, on ?? BusinessTime.Today(clock)) is { } found
                ? Results.Ok(new { head = Head(found), yaml = found.Yaml, text = found.Text is { } text ? string.Join('\n', text.Lines) : null }) : Results.NotFound())
            .WithName("GetPolicy").WithSummary("One policy: its rules, and the document where it may be shown").Produces(200).Produces(404);
        api.MapGet("/facts", () => TypedResults.Ok(PolicyFacts.Known.Facts.Where(f => f != PolicyFacts.AskedOn)
                .Select(f => new { name = f.Name, code = f.Code, type = $"{f.Type}", usage = FactText.Usage(f) })))
            .WithName("ListPolicyFacts").WithSummary("The facts that policies ask about, with Chinese and English names");
        api.MapPost("/match", (PolicyMatch match, TimeProvider clock, JsonElement facts, DateOnly? on) =>
        {
            var day = on ?? BusinessTime.Today(clock);
            var (row, problems) = PolicyFactsJson.Read(facts);
            return TypedResults.Ok(PolicyJson.Of(day, match.Run(row, day, explain: true), problems));
        }).WithName("MatchPolicies").WithSummary("Answer every article of every policy for a set of facts; stores nothing");
        VersionEndpoints.Map(api);
    }

    private static object Head(Policy policy) => new
    {
        id = policy.Id, name = policy.Name, source = policy.Source, number = policy.Number, issuer = policy.Issuer, level = policy.Level, region = policy.RegionId,
        from = policy.From, to = policy.To, version = policy.VersionFrom, fairReview = policy.FairReview, stacking = policy.Stacking,
        clauses = policy.Clauses.Select(c => new { article = c.Article, name = c.Name }),
    };
}
