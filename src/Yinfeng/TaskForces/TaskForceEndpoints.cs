using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.TaskForces;

/// <summary>REST under /api/task-forces, and who else sees a project under /api/projects/{id}/shares.</summary>
internal static class TaskForceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/task-forces").WithTags("TaskForces");
        api.MapGet("", (HttpContext http, TaskForceQueries queries, CancellationToken ct) => queries.ListAsync(http.Viewer(), ct)).Need(Rights.See)
            .WithName("ListTaskForces").WithSummary("Task forces one leads or works in");
        api.MapGet("/{id:long}", async (HttpContext http, TaskForceQueries queries, long id, CancellationToken ct) =>
            await queries.FindAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(view) : Results.NotFound()).Need(Rights.See)
            .WithName("GetTaskForce").WithSummary("A task force with its members and projects").Produces<TaskForceView>().Produces(404);
        api.MapPost("", async (HttpContext http, FormTaskForce form, NewTaskForce body, CancellationToken ct) =>
            Answer(await form.RunAsync(http.Viewer(), body, ct))).Need(Rights.Approve)
            .WithName("FormTaskForce").WithSummary("Form a task force that ends on a day").Produces(200).ProducesProblem(422);
        api.MapPost("/{id:long}/members", async (HttpContext http, ChangeMembers change, long id, MemberBody body, CancellationToken ct) =>
            Answer(await change.AddAsync(http.Viewer(), id, body.Login ?? "", body.Until, ct))).Need(Rights.Approve)
            .WithName("AddTaskForceMember").WithSummary("Take a person into a task force").Produces(204).ProducesProblem(422);
        api.MapDelete("/{id:long}/members/{member:long}", async (HttpContext http, ChangeMembers change, long id, long member, CancellationToken ct) =>
            Answer(await change.EndAsync(http.Viewer(), id, member, ct))).Need(Rights.Approve)
            .WithName("EndTaskForceMember").WithSummary("Let a member of a task force go").Produces(204).ProducesProblem(422);
        var shares = routes.MapGroup("/api/projects/{id:long}/shares").WithTags("TaskForces");
        shares.MapGet("", async (HttpContext http, TaskForceQueries queries, long id, CancellationToken ct) =>
            await queries.SharingAsync(http.Viewer(), id, ct) is { } sharing ? Results.Ok(sharing.Shares) : Results.NotFound()).Need(Rights.See)
            .WithName("ListProjectShares").WithSummary("With whom a project is shared").Produces<ShareRow[]>().Produces(404);
        shares.MapPost("", async (HttpContext http, ShareProject share, long id, ShareOrder body, CancellationToken ct) =>
            Answer(await share.RunAsync(http.Viewer(), id, body, ct))).Need(Rights.Approve)
            .WithName("ShareProject").WithSummary("Show a project to a unit or a task force until a day").Produces(200).ProducesProblem(422);
        shares.MapDelete("/{share:long}", async (HttpContext http, ShareProject write, long id, long share, CancellationToken ct) =>
            Answer(await write.EndAsync(http.Viewer(), id, share, ct))).Need(Rights.Approve)
            .WithName("EndProjectShare").WithSummary("Take a share back at once").Produces(204).ProducesProblem(422);
    }

    private static IResult Answer(Decision decision) => decision switch
    {
        Decision<long> { Allowed: true } made => Results.Ok(new { id = made.Value }),
        { Allowed: true } => Results.NoContent(),
        _ => Problems.Refused(decision),
    };

    internal sealed record MemberBody(string? Login, DateOnly? Until);
}
