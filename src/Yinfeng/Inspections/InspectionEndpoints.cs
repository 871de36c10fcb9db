using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Inspections;

/// <summary>REST for plans, inspectors, tasks and findings; draws are in <see cref="DrawEndpoints"/>.</summary>
internal static class InspectionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/inspections").WithTags("Inspections").Need(Rights.See);
        var writes = routes.MapGroup("/api/inspections").WithTags("Inspections").Need(Rights.Inspect);
        api.MapGet("/plans", async (HttpContext http, DrawQueries queries, CancellationToken ct) =>
            TypedResults.Ok((await queries.PlansAsync(http.Viewer(),
                ct)).Select(PlanJson.Of))).WithName("ListInspectionPlans").WithSummary("Plans of the viewer's units");
        writes.MapPost("/plans", async (HttpContext http, SavePlan save, PlanFacts body, CancellationToken ct) =>
            Made(await save.RunAsync(http.Viewer(), null, Whole(body), ct)))
            .WithName("AddInspectionPlan").WithSummary("Make a plan").Produces<Made>().ProducesProblem(422);
        writes.MapPut("/plans/{id:long}", async (HttpContext http, SavePlan save, long id, PlanFacts body, CancellationToken ct) =>
            Made(await save.RunAsync(http.Viewer(), id, Whole(body), ct)))
            .WithName("EditInspectionPlan").WithSummary("Change a plan; frozen draws stay").Produces<Made>().ProducesProblem(422);
        api.MapGet("/inspectors", async (HttpContext http, DrawQueries queries, CancellationToken ct) =>
            TypedResults.Ok((await queries.InspectorsAsync(http.Viewer(),
                ct)).Select(InspectorJson.Of))).WithName("ListInspectors").WithSummary("Inspectors of the viewer's units");
        writes.MapPost("/inspectors", async (HttpContext http, SaveInspector save, InspectorFacts body, CancellationToken ct) =>
            Made(await save.RunAsync(http.Viewer(), null, body, ct)))
            .WithName("AddInspector").WithSummary("Put somebody on the list of inspectors").Produces<Made>().ProducesProblem(422);
        writes.MapPut("/inspectors/{id:long}", async (HttpContext http, SaveInspector save, long id, InspectorFacts body,
            CancellationToken ct) => Made(await save.RunAsync(http.Viewer(), id, body, ct)))
            .WithName("EditInspector").WithSummary("Change an inspector; frozen pools stay").Produces<Made>().ProducesProblem(422);
        Tasks(api, writes);
    }

    private static void Tasks(RouteGroupBuilder api, RouteGroupBuilder writes)
    {
        api.MapGet("/tasks", async (HttpContext http, TaskQueries queries, CancellationToken ct) =>
            TypedResults.Ok((await queries.ListAsync(http.Viewer(),
                ct)).Select(TaskJson.Of))).WithName("ListInspectionTasks").WithSummary("Own tasks and those that the viewer's units organise");
        api.MapGet("/tasks/{id:long}", async (HttpContext http, TaskQueries queries, long id, CancellationToken ct) =>
                await queries.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(TaskJson.Of(view.Line)) : Results.NotFound())
            .WithName("GetInspectionTask").WithSummary("One task").Produces<TaskJson>().Produces(404);
        writes.MapPut("/tasks/{id:long}/draft", async (HttpContext http, SaveTaskDraft save, long id, TaskForm body, CancellationToken ct) =>
                await save.RunAsync(http.Viewer(), id, Whole(body), ct) is var saved && saved.Allowed
                    ? Results.Ok(new { savedAt = saved.Value }) : Problems.Refused(saved))
            .WithName("SaveInspectionDraft").WithSummary("Keep what is typed").Produces(200).ProducesProblem(422);
        writes.MapPost("/tasks/{id:long}/submit", async (HttpContext http, SubmitTask submit, long id, TaskForm body, CancellationToken ct) =>
                DrawEndpoints.Answer(await submit.RunAsync(http.Viewer(), id, Whole(body), ct)))
            .WithName("SubmitInspection").WithSummary("Hand in the result; only its inspectors may, once").Produces(204).ProducesProblem(422);
        writes.MapPost("/tasks/{id:long}/photos", async (HttpContext http, AddTaskPhoto add, long id, IFormFile photo, CancellationToken ct) =>
            {
                await using var content = photo.OpenReadStream();
                return Made(await add.RunAsync(http.Viewer(), id, photo.FileName, content, ct));
            })
            .WithName("AddInspectionPhoto").WithSummary("Upload a photo (multipart: photo), JPG or PNG").WithMetadata(new RequestSizeLimitAttribute(EvidenceEndpoints.LargestBody))
            .WithFormOptions(multipartBodyLengthLimit: EvidenceEndpoints.LargestBody).DisableAntiforgery() // As for evidence: the session cookie does not leave this site.
            .Produces<Made>().ProducesProblem(422);
        api.MapGet("/tasks/{id:long}/photos/{photoId:long}",
            PhotoAsync).Exports("inspection-photo", "task:{id}").WithName("GetInspectionPhoto").WithSummary("The photo, as a download").Produces(200,
            contentType: "application/octet-stream").Produces(404);
        writes.MapPost("/findings/{id:long}/close", async (HttpContext http, CloseFinding close, long id, InspectionReason body,
            CancellationToken ct) =>
                DrawEndpoints.Answer(await close.RunAsync(http.Viewer(), id, body.Reason, ct)))
            .WithName("CloseFinding").WithSummary("Close a finding that was put right; only the unit that inspects may").Produces(204).ProducesProblem(422);
    }

    /// <summary>Always a download, never shown inside the site, like evidence.</summary>
    public static async Task<IResult> PhotoAsync(HttpContext http, TaskQueries queries, EvidenceFiles files, long id, long photoId,
        CancellationToken ct)
    {
        if (await queries.PhotoAsync(http.Viewer(), id, photoId, ct) is not { } photo)
        {
            return TypedResults.NotFound();
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.PhysicalFile(files.PathOf(photo.Sha256), EvidenceFiles.MediaType(photo.FileName), photo.FileName);
    }

    /// <summary>A body may leave fields out.</summary>
    private static PlanFacts Whole(PlanFacts body) => body with { Stages = body.Stages ?? [] };

    private static TaskForm Whole(TaskForm body) => new(body.Result ?? "", body.VisitedOn ?? "", body.Place ?? "", body.Latitude ?? "",
        body.Longitude ?? "", body.Remark ?? "",
        body.Findings?.ToDictionary(f => f.Key, f => f.Value ?? "") ?? []);

    private static IResult Made(Decision<long> made) => made.Allowed ? TypedResults.Ok(new Made(made.Value)) : Problems.Refused(made);
}

/// <summary>Id of what was made.</summary>
internal sealed record Made(long Id);

internal sealed record InspectionReason(string? Reason);
