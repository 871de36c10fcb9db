using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>REST under /api/units. 404 outside the viewer's scope, 422 with every unmet condition for a refusal.</summary>
internal static class UnitEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var units = routes.MapGroup("/api/units").WithTags("Units");
        units.MapGet("", async (HttpContext http, UnitQueries queries, string? q, int? limit, CancellationToken ct) =>
            TypedResults.Ok(await queries.FindAsync(http.Viewer(), q ?? "", Math.Clamp(limit ?? 50, 1, 5000), ct))).Need(Rights.SeeUnits)
            .WithName("FindUnits").WithSummary("Units by code or name");
        units.MapGet("/{id:long}", async (HttpContext http, UnitQueries queries, long id, DateOnly? on, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), id, on, ct) is { } view ? Results.Ok(view) : Results.NotFound()).Need(Rights.SeeUnits)
            .WithName("GetUnit").WithSummary("A unit on a day, with the units above and below and its history").Produces<UnitView>().Produces(404);
        units.MapPost("", async (HttpContext http, AddUnit add, NewUnit body, CancellationToken ct) =>
            await add.RunAsync(http.Viewer(), body, ct) is var made && made.Allowed
                ? Results.Created($"/api/units/{made.Value}", new { id = made.Value }) : Problems.Refused(made)).Need(Rights.ManageSystem)
            .WithName("AddUnit").WithSummary("Add a department, park, squad, office or zone").Produces(201).ProducesProblem(422);
        units.MapPost("/{id:long}/rename", (HttpContext http, RenameUnit rename, long id, RenameBody body, CancellationToken ct) =>
            AnswerAsync(rename.RunAsync(http.Viewer(), id, body.Name, body.Code, body.From, body.Reason, ct))).Need(Rights.ManageSystem)
            .WithName("RenameUnit").WithSummary("Another name or code from a day on").Produces(204).Produces(404).ProducesProblem(422);
        units.MapPost("/{id:long}/move", (HttpContext http, MoveUnit move, long id, MoveBody body, CancellationToken ct) =>
            AnswerAsync(move.RunAsync(http.Viewer(), id, body.ParentId, body.From, body.Reason, ct))).Need(Rights.ManageSystem)
            .WithName("MoveUnit").WithSummary("Another parent from a day on").Produces(204).Produces(404).ProducesProblem(422);
        units.MapPost("/{id:long}/merge", (HttpContext http, MergeUnits merge, long id, MergeBody body, CancellationToken ct) =>
            AnswerAsync(merge.RunAsync(http.Viewer(), id, body.SuccessorId, body.From, body.Reason, ct))).Need(Rights.ManageSystem)
            .WithName("MergeUnit").WithSummary("End in favour of a successor").Produces(204).Produces(404).ProducesProblem(422);
        units.MapPost("/{id:long}/end", (HttpContext http, EndUnit end, long id, EndBody body, CancellationToken ct) =>
            AnswerAsync(end.RunAsync(http.Viewer(), id, body.From, body.Reason, ct))).Need(Rights.ManageSystem)
            .WithName("EndUnit").WithSummary("End without successor").Produces(204).Produces(404).ProducesProblem(422);
    }

    private static async Task<IResult> AnswerAsync(Task<Decision> write) => await write switch
    {
        { Allowed: true } => Results.NoContent(),
        { Unmet: [{ Code: "unit.not-found" }, ..] } => Results.NotFound(),
        var refused => Problems.Refused(refused),
    };

    internal sealed record RenameBody(string Name, string? Code, DateOnly From, string? Reason);
    internal sealed record MoveBody(long ParentId, DateOnly From, string? Reason);
    internal sealed record MergeBody(long SuccessorId, DateOnly From, string? Reason);
    internal sealed record EndBody(DateOnly From, string? Reason);
}
