using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Resolving;

/// <summary>REST: resolve names, see what waits, answer, take back.</summary>
internal static class ResolvingEndpoints
{
    private const int MostNames = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/resolution").WithTags("Resolving");
        api.MapPost("/resolve", async (HttpContext http, ResolvingQueries queries, ResolveBody body, CancellationToken ct) =>
                body.Names is null or { Count: > MostNames } ? Results.BadRequest()
                : Results.Ok(new
                {
                    rows = (await queries.ResolveAsync(http.Viewer(), [.. body.Names.Select((n, i) => new WrittenName(i + 1, n ?? ""))], ct))
                        .Select(r => ResolvedJson.Of(r.Row, r.Resolved)),
                })).Need(Rights.See)
            .WithName("ResolveNames").WithSummary("Which companies of the base these names mean: matched, doubtful or none").Produces(200).Produces(400);
        api.MapGet("/doubtful", async (HttpContext http, ResolvingQueries queries, CancellationToken ct) =>
                TypedResults.Ok((await queries.DoubtfulAsync(http.Viewer(), ct)).Select(d => ResolvedJson.Of(0, d.Resolved)))).Need(Rights.See)
            .WithName("ListDoubtfulNames").WithSummary("Investors in the viewer's ledger and leads that wait for a person");
        api.MapGet("/answers", async (HttpContext http, ResolvingQueries queries, CancellationToken ct) =>
                TypedResults.Ok((await queries.AnswersAsync(http.Viewer(), ct)).Select(a => NameAnswerJson.Of(a.Answer)))).Need(Rights.See)
            .WithName("ListNameAnswers").WithSummary("What people answered, the newest first");
        api.MapPost("/answers", async (HttpContext http, AnswerName answer, NameAnswerBody body, CancellationToken ct) =>
                await answer.RunAsync(http.Viewer(), body.Name, body.Place ?? 0, body.CompanyId, ct) is var made && made.Allowed
                    ? Results.Ok(new { id = made.Value }) : Problems.Refused(made)).Need(Rights.Report)
            .WithName("AnswerName").WithSummary("Say which company a name means, or that it is none; remembered").Produces(200).ProducesProblem(422);
        api.MapDelete("/answers/{id:long}", async (HttpContext http, AnswerName answer, long id, CancellationToken ct) =>
                await answer.UndoAsync(http.Viewer(), id, ct) is { Allowed: false } refused ? Problems.Refused(refused) : Results.NoContent())
            .Need(Rights.Report).WithName("UndoNameAnswer").WithSummary("Take an answer back").Produces(204).ProducesProblem(422);
    }
}

internal sealed record ResolveBody(IReadOnlyList<string?>? Names);

internal sealed record NameAnswerBody(string? Name, int? Place, long? CompanyId);
