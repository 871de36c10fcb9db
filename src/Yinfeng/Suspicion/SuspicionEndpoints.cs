using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Sheets;

namespace Yinfeng.Suspicion;

/// <summary>REST for runs, doubts and the lists from outside.</summary>
internal static class SuspicionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/suspicion").WithTags("Suspicion").Need(Rights.See);
        var judge = routes.MapGroup("/api/suspicion").WithTags("Suspicion").Need(Rights.Inspect);
        api.MapGet("", ListAsync).WithName("ListDoubts").WithSummary("Doubts that the viewer may know of; closed ones with all=true").Produces<DoubtJson[]>();
        api.MapGet("/{id:long}", async (HttpContext http, DoubtQueries queries, long id, CancellationToken ct) =>
                await queries.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(DoubtDetailJson.Of(view)) : Results.NotFound())
            .WithName("GetDoubt").WithSummary("One doubt with its rows and history").Produces<DoubtDetailJson>().Produces(404);
        api.MapGet("/{id:long}/files/{note:long}", FileAsync).Exports("doubt-file", "doubt:{id}").WithName("GetDoubtFile")
            .WithSummary("A file that somebody attached, as a download").Produces(200, contentType: "application/octet-stream").Produces(404);
        api.MapGet("/runs", async (HttpContext http, DoubtQueries queries, CancellationToken ct) =>
                TypedResults.Ok((await queries.RunsAsync(http.Viewer(), 100, ct)).Select(r => RunJson.Of(r.Run, r.UnitName))))
            .WithName("ListSuspicionRuns").WithSummary("Runs over the viewer's units, the latest first");
        judge.MapPost("/runs", RunAsync).WithName("RunSuspicion").WithSummary("Look at the figures of a unit up to a month")
            .Produces<RunOutcomeJson>().ProducesProblem(422);
        api.MapPost("/{id:long}/answer", AnswerAsync).Need(Rights.Report).WithName("AnswerDoubt")
            .WithSummary("Explain a figure (multipart: text, file)").WithMetadata(new RequestSizeLimitAttribute(EvidenceEndpoints.LargestBody))
            .WithFormOptions(multipartBodyLengthLimit: EvidenceEndpoints.LargestBody).DisableAntiforgery() // As for evidence: the session cookie does not leave this site.
            .Produces(204).ProducesProblem(422);
        judge.MapPost("/{id:long}/judge", async (HttpContext http, JudgeDoubt write, long id, JudgeBody body, CancellationToken ct) =>
                Answer(await write.RunAsync(http.Viewer(), id, body.Holds, body.Reason, ct)))
            .WithName("JudgeDoubt").WithSummary("Say whether the explanation holds; only the unit that looked may").Produces(204).ProducesProblem(422);
        judge.MapPost("/lists/{kind}", TakeAsync).WithName("TakeOutsideList").WithSummary("Take in a list (multipart: file, source); kind is firms or proxies")
            .WithMetadata(new RequestSizeLimitAttribute(OutsideLists.LargestBytes)).WithFormOptions(multipartBodyLengthLimit: OutsideLists.LargestBytes)
            .DisableAntiforgery().Produces<ListTaken>().Produces(404).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(HttpContext http, DoubtQueries queries, string? unit, string? code, string? state, bool? all,
        CancellationToken ct)
    {
        DoubtState wanted = default;
        if (!string.IsNullOrEmpty(state) && !Enum.TryParse(state, ignoreCase: true, out wanted))
        {
            return TypedResults.Problem("state 可用：open、answered、explained、remains、gone。", statusCode: StatusCodes.Status400BadRequest);
        }
        var filter = new DoubtFilter(unit, code, string.IsNullOrEmpty(state) ? null : wanted, null, all == true);
        return TypedResults.Ok((await queries.ListAsync(http.Viewer(), filter, ct)).Select(DoubtJson.Of));
    }

    private static async Task<IResult> RunAsync(HttpContext http, RunSuspicion run, DoubtQueries queries, RunBody body, CancellationToken ct)
    {
        if (!YearMonth.TryParse(body.Period, out var period))
        {
            return TypedResults.Problem($"月份“{body.Period}”写法不对。请写成 2023-03 这样的年月。", statusCode: StatusCodes.Status400BadRequest);
        }
        var done = await run.RunAsync(http.Viewer(), body.Unit, period, ct);
        return done.Allowed ? TypedResults.Ok(await OutcomeAsync(http.Viewer(), done.Value!, queries, ct)) : Problems.Refused(done);
    }

    /// <summary>The run with every doubt that holds after it.</summary>
    public static async Task<RunOutcomeJson> OutcomeAsync(Viewer viewer, RunOutcome done, DoubtQueries queries, CancellationToken ct)
    {
        var holds = done.New.Concat(done.Kept).ToHashSet();
        var doubts = (await queries.ListAsync(viewer, new DoubtFilter(All: true), ct)).Where(d => holds.Contains(d.Doubt.Id)).Select(DoubtJson.Of).ToList();
        return new(RunJson.Of(done.Run, (await queries.RunsAsync(viewer, 100, ct)).FirstOrDefault(r => r.Run.Id == done.Run.Id).UnitName ?? ""),
            done.New.Count, done.Kept.Count, done.Gone.Count, doubts);
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, AnswerDoubt write, long id, IFormFile? file, [FromForm] string? text, CancellationToken ct)
    {
        await using var content = file?.OpenReadStream();
        return Answer(await write.RunAsync(http.Viewer(), id, text, file?.FileName, content, ct));
    }

    private static async Task<IResult> TakeAsync(HttpContext http, OutsideLists lists, string kind, IFormFile file, [FromForm] string? source, CancellationToken ct)
    {
        if (kind is not ("firms" or "proxies"))
        {
            return TypedResults.NotFound();
        }
        var taken = await ReceiveAsync(http.Viewer(), lists, kind, file, source, ct);
        return taken.Allowed ? TypedResults.Ok(taken.Value) : Problems.Refused(taken);
    }

    /// <summary>Takes an uploaded list through a file of its own, gone afterwards.</summary>
    public static async Task<Decision<ListTaken>> ReceiveAsync(Viewer viewer, OutsideLists lists, string kind, IFormFile file, string? source, CancellationToken ct)
    {
        using var kept = await UploadedFile.OfAsync(file, ct);
        return kind == "firms" ? await lists.FirmsAsync(viewer, kept.Path, source, ct) : await lists.ProxiesAsync(viewer, kept.Path, source, ct);
    }

    /// <summary>Always a download, never shown inside the site, like evidence.</summary>
    public static async Task<IResult> FileAsync(HttpContext http, DoubtQueries queries, EvidenceFiles files, long id, long note, CancellationToken ct)
    {
        if (await queries.FileAsync(http.Viewer(), id, note, ct) is not { } found)
        {
            return TypedResults.NotFound();
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.PhysicalFile(files.PathOf(found.Sha256!), EvidenceFiles.MediaType(found.FileName!), found.FileName);
    }

    private static IResult Answer(Decision<bool> decision) => decision.Allowed ? TypedResults.NoContent() : Problems.Refused(decision);
}

internal sealed record RunBody(string? Unit, string? Period);

internal sealed record JudgeBody(bool Holds, string? Reason);
