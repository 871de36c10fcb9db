using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Shell;

namespace Yinfeng.Inspections;

/// <summary>The inspector's pages: the list and the form on the spot.</summary>
internal static class TaskPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/inspections").ExcludeFromDescription().Need(Rights.See);
        var writes = routes.MapGroup("/inspections").ExcludeFromDescription().Need(Rights.Inspect);
        pages.MapGet("/tasks", (HttpContext http, InspectionViews views, CancellationToken ct) => views.TasksAsync(http, ct));
        pages.MapGet("/tasks/export", async (HttpContext http, TaskQueries queries, InspectionRules rules, CancellationToken ct) =>
            TypedResults.File(InspectionWorkbook.Tasks(await queries.ListAsync(http.Viewer(), ct), rules), InspectionPages.Xlsx,
                "督查任务.xlsx")).Exports("inspection-tasks");
        pages.MapGet("/tasks/{id:long}", (HttpContext http, InspectionViews views, long id, CancellationToken ct) =>
            views.TaskAsync(http, id, null, [], ct));
        writes.MapPost("/tasks/{id:long}", HandInAsync);
        writes.MapPost("/tasks/{id:long}/draft", async (HttpContext http, SaveTaskDraft save, TimeProvider clock, long id,
            IFormCollection form, CancellationToken ct) =>
            await save.RunAsync(http.Viewer(), id, Read(form), ct) is var saved && saved.Allowed
                ? Results.Ok(new { savedAt = BusinessTime.Show(saved.Value, clock) }) : Problems.Refused(saved));
        writes.MapPost("/tasks/{id:long}/photos", PhotoAsync)
            .WithMetadata(new RequestSizeLimitAttribute(EvidenceEndpoints.LargestBody)).WithFormOptions(multipartBodyLengthLimit: EvidenceEndpoints.LargestBody);
        pages.MapGet("/tasks/{id:long}/photos/{photoId:long}", InspectionEndpoints.PhotoAsync).Exports("inspection-photo", "task:{id}");
        writes.MapPost("/findings/{id:long}/close", async (HttpContext http, CloseFinding close, InspectionViews views, long id,
            IFormCollection form, CancellationToken ct) =>
        {
            var closed = await close.RunAsync(http.Viewer(), id, form["reason"], ct);
            var back = form["back"].ToString();
            return closed.Allowed ? PageResults.See(back.StartsWith("/inspections", StringComparison.Ordinal) ? back : "/inspections/tasks")
                : await views.HomeAsync(http, closed.Unmet, ct);
        });
    }

    private static async Task<IResult> HandInAsync(HttpContext http, SaveTaskDraft save, SubmitTask submit, InspectionViews views, long id,
        IFormCollection form, CancellationToken ct)
    {
        var typed = Read(form);
        var keep = form["act"] == "keep";
        var saved = await save.RunAsync(http.Viewer(), id, typed,
            ct); // Also before handing in: a refusal loses nothing, even if the window is closed.
        Decision decision = keep || !saved.Allowed ? saved : await submit.RunAsync(http.Viewer(), id, typed, ct);
        return decision.Allowed ? PageResults.See($"/inspections/tasks/{id}?done={(keep ? "kept" : "submitted")}")
            : await views.TaskAsync(http, id, typed, decision.Unmet, ct);
    }

    private static async Task<IResult> PhotoAsync(HttpContext http, AddTaskPhoto add, InspectionViews views, long id, IFormCollection form,
        CancellationToken ct)
    {
        if (form.Files.GetFile("photo") is not { } file)
        {
            return await views.TaskAsync(http, id, null, [new("photo.missing", "photo", "没有选择照片，请拍照或选择要上传的照片。")], ct);
        }
        await using var content = file.OpenReadStream();
        var added = await add.RunAsync(http.Viewer(), id, file.FileName, content, ct);
        return added.Allowed ? PageResults.See($"/inspections/tasks/{id}?done=photo#photos")
            : await views.TaskAsync(http, id, null, added.Unmet, ct);
    }

    /// <summary>A finding counts when it is ticked, or when something was written beside it.</summary>
    private static TaskForm Read(IFormCollection form)
    {
        const string prefix = "finding.";
        var ticked = form["tick"].OfType<string>().ToHashSet();
        var findings = form.Where(f => f.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(f =>
            (Kind: f.Key[prefix.Length..], Text: f.Value.ToString()))
            .Where(f => ticked.Contains(f.Kind) || f.Text.Trim().Length > 0).ToDictionary(f => f.Kind, f => f.Text);
        return new TaskForm(form["result"].ToString(), form["visitedOn"].ToString(), form["place"].ToString(), form["latitude"].ToString(),
            form["longitude"].ToString(),
            form["remark"].ToString(), findings);
    }
}
