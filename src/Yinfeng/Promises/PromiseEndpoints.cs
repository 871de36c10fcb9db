using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Promises;

/// <summary>REST under /api/promises.</summary>
internal static class PromiseEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/promises").WithTags("Promises");
        api.MapGet("", async (HttpContext http, PromiseQueries promises, PromiseState? state, bool? late, bool? unowned, string? q, string? unit, long? project, int? page,
            int? size, CancellationToken ct) => TypedResults.Ok(PromiseListJson.Of(await promises.ListAsync(http.Viewer(),
                new PromiseFilter(state, late ?? false, unowned ?? false, q, unit, project, page ?? 1, size ?? 50), ct))))
            .Need(Rights.See).WithName("ListPromises").WithSummary("What was promised: open ones by their day, then the latest closed");
        api.MapGet("/{id:long}", async (HttpContext http, PromiseQueries promises, long id, CancellationToken ct) =>
            await promises.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(PromiseJson.Of(view)) : Results.NotFound())
            .Need(Rights.See).WithName("GetPromise").WithSummary("A promise with its steps and whoever held its post").Produces<PromiseJson>().Produces(404);
        api.MapPost("", async (HttpContext http, MakePromise make, PromiseFacts facts, CancellationToken ct) =>
            await make.RunAsync(http.Viewer(), facts, ct) is var made && made.Allowed ? Results.Created($"/api/promises/{made.Value}", new { id = made.Value })
                : Problems.Refused(made))
            .Need(Rights.Report).WithName("MakePromise").WithSummary("Register a promise").Produces(201).ProducesProblem(422);
        api.MapPost("/{id:long}/report", (HttpContext http, ReportPromise report, long id, ReportBody body, CancellationToken ct) =>
            AnswerAsync(report.RunAsync(http.Viewer(), id, body.Version, body.Report, body.Proof, ct)))
            .Need(Rights.Report).WithName("ReportPromise").WithSummary("The owner reports it kept, with proof").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/confirm", (HttpContext http, JudgePromise judge, long id, VersionBody body, CancellationToken ct) =>
            AnswerAsync(judge.ConfirmAsync(http.Viewer(), id, body.Version, ct)))
            .Need(Rights.Verify).WithName("ConfirmPromise").WithSummary("Somebody else confirms it").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/return", (HttpContext http, JudgePromise judge, long id, ReasonBody body, CancellationToken ct) =>
            AnswerAsync(judge.ReturnAsync(http.Viewer(), id, body.Version, body.Reason, ct)))
            .Need(Rights.Verify).WithName("ReturnPromise").WithSummary("Send a report back").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/extend", (HttpContext http, MovePromise move, long id, ExtendBody body, CancellationToken ct) =>
            AnswerAsync(move.ExtendAsync(http.Viewer(), id, body.Version, body.Due, body.Reason, ct)))
            .Need(Rights.Approve).WithName("ExtendPromise").WithSummary("Move its day").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/hand-over", (HttpContext http, MovePromise move, long id, HandOverBody body, CancellationToken ct) =>
            AnswerAsync(move.HandOverAsync(http.Viewer(), id, body.Version, body.Unit, body.Post, body.Reason, ct)))
            .Need(Rights.Approve).WithName("HandOverPromise").WithSummary("Hand it to another post").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/break", (HttpContext http, MovePromise move, long id, ReasonBody body, CancellationToken ct) =>
            AnswerAsync(move.BreakAsync(http.Viewer(), id, body.Version, body.Reason, ct)))
            .Need(Rights.Approve).WithName("BreakPromise").WithSummary("Declare it broken").Produces(204).Produces(404).ProducesProblem(422);
    }

    private static async Task<IResult> AnswerAsync(Task<Decision> write) => await write is not { Allowed: false } refused ? Results.NoContent()
        : refused.Unmet is [var first, ..] && first == OpenPromises.NotFound ? Results.NotFound() : Problems.Refused(refused);

    internal sealed record VersionBody(int? Version);
    internal sealed record ReasonBody(int? Version, string? Reason);
    internal sealed record ReportBody(int? Version, string? Report, string? Proof);
    internal sealed record ExtendBody(int? Version, string? Due, string? Reason);
    internal sealed record HandOverBody(int? Version, string? Unit, Role? Post, string? Reason);
}
