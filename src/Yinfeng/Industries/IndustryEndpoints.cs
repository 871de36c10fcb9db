using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Industries;

/// <summary>REST: judge a company, list corrections, correct, take back.</summary>
internal static class IndustryEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/industries").WithTags("Industries");
        api.MapGet("/judge", (IndustryJudge judge, string? name, string? scope) =>
                TypedResults.Ok(IndustryJson.Of(name ?? "", judge.Judge(name ?? "", scope ?? ""), judge))).Need(Rights.See)
            .WithName("JudgeIndustry").WithSummary("The GB/T 4754 division of a company from its name and scope, with the words that decided");
        api.MapGet("/progress", (ReclassifyCompanies reclassify) => TypedResults.Ok(reclassify.Progress)).Need(Rights.See)
            .WithName("ReclassifyProgress").WithSummary("How far the companies of the base have been judged again after a correction; null before the first round");
        api.MapGet("/corrections", async (HttpContext http, IndustryQueries queries, CancellationToken ct) =>
                TypedResults.Ok((await queries.CorrectionsAsync(http.Viewer(), ct)).Select(IndustryCorrectionJson.Of))).Need(Rights.See)
            .WithName("ListIndustryCorrections").WithSummary("What people put right, the newest first");
        api.MapPost("/corrections", async (HttpContext http, CorrectIndustry correct, IndustryCorrectionBody body, CancellationToken ct) =>
                await correct.RunAsync(http.Viewer(), body.Name, body.Scope, body.Division, ct) is var made && made.Allowed
                    ? Results.Ok(new { id = made.Value }) : Problems.Refused(made)).Need(Rights.Report)
            .WithName("CorrectIndustry").WithSummary("Say what a company is; the classifier learns from it at once").Produces(200).ProducesProblem(422);
        api.MapDelete("/corrections/{id:long}", async (HttpContext http, CorrectIndustry correct, long id, CancellationToken ct) =>
                await correct.UndoAsync(http.Viewer(), id, ct) is { Allowed: false } refused ? Problems.Refused(refused) : Results.NoContent())
            .Need(Rights.Report).WithName("UndoIndustryCorrection").WithSummary("Take a correction back").Produces(204).ProducesProblem(422);
    }
}

internal sealed record IndustryCorrectionBody(string? Name, string? Scope, string? Division);
