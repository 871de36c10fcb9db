using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Kernel;

namespace Yinfeng.Assessment;

/// <summary>REST for published scores and objections to them.</summary>
internal static class EditionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/assessment").WithTags("Assessment");
        api.MapGet("/editions", async (HttpContext http, EditionQueries editions, CancellationToken ct) =>
            TypedResults.Json(await editions.ListAsync(http.Viewer(), ct), ScoresJson.Options)).Need(Rights.See).WithName("ListEditions")
            .WithSummary("Published scores, and proposals for whoever oversees them").Produces<IReadOnlyList<EditionLine>>();
        api.MapPost("/editions", async (HttpContext http, ProposeEdition propose, EditionFacts facts, CancellationToken ct) =>
            Made(await propose.RunAsync(http.Viewer(), facts, ct), "/api/assessment/editions/")).Need(Rights.Verify).WithName("FreezeScores")
            .WithSummary("Freeze the scores of a period for somebody else to publish").Produces(201).ProducesProblem(422);
        api.MapGet("/editions/{id:long}", async (HttpContext http, EditionQueries editions, long id, CancellationToken ct) =>
            await editions.GetAsync(http.Viewer(), id, ct) is { } view ? TypedResults.Json(EditionJson.Of(view), ScoresJson.Options) : Results.NotFound())
            .Need(Rights.See).WithName("GetEdition").WithSummary("A published score; figures only of one's own units").Produces<EditionJson>().Produces(404);
        api.MapGet("/editions/{id:long}/file", async (HttpContext http, EditionQueries editions, long id, CancellationToken ct) =>
            await editions.GetAsync(http.Viewer(), id, ct) is { Oversees: true } view ? TypedResults.File(view.Data, "application/json", "score.json") : Results.NotFound())
            .Exports("score", "score:{id}").Need(Rights.See).WithName("GetEditionFile").WithSummary("The frozen bytes, whole").Produces(200).Produces(404);
        api.MapGet("/editions/{id:long}/docx", DocxAsync).Exports("score", "score:{id}").Need(Rights.See).WithName("GetEditionDocx").WithSummary("The result as docx").Produces(200).Produces(404);
        api.MapGet("/editions/{id:long}/verify", async (HttpContext http, VerifyEdition verify, long id, CancellationToken ct) =>
            Answer(await verify.RunAsync(http.Viewer(), id, ct))).Need(Rights.See).WithName("VerifyEdition")
            .WithSummary("Compute a frozen score again from its frozen inputs, and compare").Produces<EditionCheck>().Produces(404);
        api.MapPost("/editions/{id:long}/publish", async (HttpContext http, DecideEdition decide, long id, CancellationToken ct) =>
            await decide.RunAsync(http.Viewer(), id, true, null, ct) is var done && done.Allowed ? Results.Ok(new { edition = done.Value }) : Refused(done))
            .Need(Rights.Publish).WithName("PublishEdition").WithSummary("Publish a frozen score; not by whoever proposed it").Produces(200).Produces(404).ProducesProblem(422);
        api.MapPost("/editions/{id:long}/return", async (HttpContext http, DecideEdition decide, long id, ReasonBody body, CancellationToken ct) =>
            Done(await decide.RunAsync(http.Viewer(), id, false, body.Reason, ct))).Need(Rights.Publish).WithName("ReturnEdition")
            .WithSummary("Send a frozen score back").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/editions/{id:long}/objections", async (HttpContext http, RaiseObjection raise, long id, ObjectionBody body, CancellationToken ct) =>
            Made(await raise.RunAsync(http.Viewer(), id, body.Subject, body.Item, body.Text, ct), null)).Need(Rights.Report).WithName("RaiseObjection")
            .WithSummary("Object to one's published score within the window").Produces(201).Produces(404).ProducesProblem(422);
        api.MapPost("/objections/{id:long}/answer", async (HttpContext http, AnswerObjection answer, long id, AnswerBody body, CancellationToken ct) =>
            Done(await answer.RunAsync(http.Viewer(), id, body.Uphold, body.Answer, ct))).Need(Rights.Approve).WithName("AnswerObjection")
            .WithSummary("Answer an objection").Produces(204).Produces(404).ProducesProblem(422);
    }

    public static async Task<Results<FileContentHttpResult, NotFound>> DocxAsync(HttpContext http, EditionQueries editions, long id, CancellationToken ct) =>
        await editions.GetAsync(http.Viewer(), id, ct) is { } view && (view.Oversees || view.Scheme.Openness != SchemeOpenness.Never)
            ? TypedResults.File(ResultDocument.Write(view.File, view.Line, view.Line.DecidedAtUtc is { } at ? BusinessTime.DayOf(at) : null), BulletinEndpoints.DocxType,
                ResultDocument.Title(view.File) + ".docx") : TypedResults.NotFound();

    internal static IResult Made(Decision<long> made, string? address) => made.Allowed
        ? Results.Created(address is null ? null : $"{address}{made.Value}", new { id = made.Value }) : Refused(made);

    internal static IResult Done(Decision done) => done.Allowed ? Results.NoContent() : Refused(done);

    internal static IResult Answer<T>(Decision<T> decision) => decision.Allowed ? TypedResults.Json(decision.Value, ScoresJson.Options) : Refused(decision);

    internal static IResult Refused(Decision refused) => refused.Unmet is [var first, ..] && first == AssessmentScope.NotFound ? Results.NotFound() : Problems.Refused(refused);

    internal sealed record ReasonBody(string? Reason);
    internal sealed record ObjectionBody(string? Subject, string? Item, string? Text);
    internal sealed record AnswerBody(bool Uphold, string? Answer);
}

/// <summary>An edition as JSON: the published scores, and where they differ now.</summary>
internal sealed record EditionJson(EditionLine Edition, ScoresJson Scores, IEnumerable<ChangedJson> Changed, IReadOnlyList<Objection> Objections)
{
    public static EditionJson Of(EditionView view) => new(view.Line, ScoresJson.Of(view.File, null, null),
        view.File.Scores.Select(s => (Then: s, Now: view.Changed(s))).Where(x => x.Now is not null)
            .Select(x => new ChangedJson(x.Then.Subject, x.Then.Name, x.Then.Total, x.Now!.Total, x.Then.Rank, x.Now.Rank)), view.Objections);
}

internal sealed record ChangedJson(string Subject, string Name, decimal Total, decimal TotalNow, int Rank, int RankNow);
