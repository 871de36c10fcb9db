using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using System.Text.Json;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>REST under /api/draws. A draw is named by its number or its id.</summary>
internal static class DrawEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/draws").WithTags("Inspections").Need(Rights.See);
        var writes = routes.MapGroup("/api/draws").WithTags("Inspections").Need(Rights.Inspect);
        api.MapGet("", async (HttpContext http, DrawQueries queries, CancellationToken ct) =>
            TypedResults.Ok(await queries.ListAsync(http.Viewer(), ct)))
            .WithName("ListDraws").WithSummary("Published draws, cancelled ones too, and the viewer's own that are not published yet");
        api.MapGet("/{draw}", FileAsync).Exports("draw", "draw:{draw}").WithName("GetDraw").WithSummary("The published file, to be run again by anybody").Produces<DrawFile>().Produces(404);
        writes.MapPost("", async (HttpContext http, FreezePool freeze, NewDraw body, CancellationToken ct) =>
            DrawHashes.Find(body.Hash ?? "SHA-256") is { } hash
                ? await freeze.RunAsync(http.Viewer(), body.Plan, hash, ct) is var made && made.Allowed ? Results.Ok(new Made(made.Value))
                    : Problems.Refused(made)
                : TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest, title: "hash 应是 SHA-256 或 SM3。"))
            .WithName("FreezeDraw").WithSummary("Freeze the pools of a plan").Produces<Made>().ProducesProblem(400).ProducesProblem(422);
        writes.MapPost("/{draw}/publish", async (HttpContext http, PublishDraw publish, string draw, PublishBody body, CancellationToken ct) =>
                await publish.RunAsync(http.Viewer(), draw, body.Sources ?? [], body.Offices ?? [], ct) is var done && done.Allowed
                    ? Results.Ok(new { number = done.Value }) : Problems.Refused(done))
            .WithName("PublishDraw").WithSummary("Give it a number; binds it to public sources and to the hashes of three offices").Produces(200).ProducesProblem(422);
        writes.MapPost("/{draw}/reveal", async (HttpContext http, RevealNonce reveal, string draw, RevealBody body, CancellationToken ct) =>
            Answer(await reveal.RunAsync(http.Viewer(), draw, body.Office ?? "", body.Nonce ?? "",
                ct))).WithName("RevealNonce").WithSummary("An office's number").Produces(204).ProducesProblem(422);
        writes.MapPost("/{draw}/numbers", async (HttpContext http, EnterNumbers enter, string draw, NumbersBody body, CancellationToken ct) =>
                Answer(await enter.RunAsync(http.Viewer(), draw, body.Source ?? "", string.Join(' ', body.Numbers ?? []), ct)))
            .WithName("EnterDrawNumbers").WithSummary("The numbers drawn in public").Produces(204).ProducesProblem(422);
        writes.MapPost("/{draw}/run", async (HttpContext http, RunDraw run, string draw, CancellationToken ct) =>
                await run.RunAsync(http.Viewer(), draw, ct) is var done && done.Allowed ? Results.Ok(done.Value) : Problems.Refused(done))
            .WithName("RunDraw").WithSummary("Draw, once; makes the tasks").Produces<IReadOnlyList<DrawnTask>>().ProducesProblem(422);
        writes.MapPost("/{draw}/cancel", async (HttpContext http, CancelDraw cancel, string draw, InspectionReason body,
            CancellationToken ct) =>
            Answer(await cancel.RunAsync(http.Viewer(), draw, body.Reason,
                ct))).WithName("CancelDraw").WithSummary("Cancel; stays published with the reason").Produces(204).ProducesProblem(422);
        writes.MapPost("/{draw}/substitute", async (HttpContext http, SubstituteInspector substitute, string draw, SubstituteBody body,
            CancellationToken ct) =>
                await substitute.RunAsync(http.Viewer(), draw, body.Project, body.Inspector, body.Reason, ct) is var done && done.Allowed
                    ? Results.Ok(new { name = done.Value }) : Problems.Refused(done))
            .WithName("SubstituteInspector").WithSummary("The next in the drawn order takes the place").Produces(200).ProducesProblem(422);
    }

    /// <summary>The same bytes for everybody: the file is what a check is made of.</summary>
    public static async Task<IResult> FileAsync(HttpContext http, DrawQueries queries, string draw, CancellationToken ct) =>
        await queries.GetAsync(http.Viewer(), draw, ct) is { } view
            ? TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(view.File, DrawFile.Json), "application/json",
                $"双随机抽取 {view.Line.Name}.json") : TypedResults.NotFound();

    public static IResult Answer(Decision decision) => decision.Allowed ? TypedResults.NoContent() : Problems.Refused(decision);
}

internal sealed record NewDraw(long Plan, string? Hash);

internal sealed record PublishBody(IReadOnlyList<NamedSource>? Sources, IReadOnlyList<Commitment>? Offices);

internal sealed record RevealBody(string? Office, string? Nonce);

internal sealed record NumbersBody(string? Source, IReadOnlyList<int>? Numbers);

internal sealed record SubstituteBody(long Project, long Inspector, string? Reason);
