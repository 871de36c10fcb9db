using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.TaskForces.Pages;

namespace Yinfeng.TaskForces;

/// <summary>The list of task forces, one of them, and who else sees a project.</summary>
internal static class TaskForcePages
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.MapGet("/task-forces", (HttpContext http, TaskForceQueries queries, CancellationToken ct) => ListAsync(http, queries, null, [], ct)).Need(Rights.See);
        pages.MapGet("/task-forces/export", ExportAsync).Need(Rights.See).Exports("task-forces");
        pages.MapPost("/task-forces", FormAsync).Need(Rights.Approve);
        pages.MapGet("/task-forces/{id:long}", (HttpContext http, TaskForceQueries queries, long id, CancellationToken ct) => OneAsync(http, queries, id, null, [], ct)).Need(Rights.See);
        pages.MapPost("/task-forces/{id:long}/members", async (HttpContext http, TaskForceQueries queries, ChangeMembers change, long id, IFormCollection form, CancellationToken ct) =>
            await DoneAsync(http, queries, id, form, Day(form["memberUntil"], out var until) is { } wrong ? Decision.Refuse([wrong with { Field = "MemberUntil" }])
                : await change.AddAsync(http.Viewer(), id, form["login"].ToString(), until, ct), ct)).Need(Rights.Approve);
        pages.MapPost("/task-forces/{id:long}/members/{member:long}/end", async (HttpContext http, TaskForceQueries queries, ChangeMembers change, long id, long member,
            IFormCollection form, CancellationToken ct) => await DoneAsync(http, queries, id, form, await change.EndAsync(http.Viewer(), id, member, ct), ct)).Need(Rights.Approve);
        pages.MapGet("/projects/{id:long}/sharing", (HttpContext http, TaskForceQueries queries, long id, CancellationToken ct) =>
            SharingAsync(http, queries, id, null, [], ct)).Need(Rights.See);
        pages.MapPost("/projects/{id:long}/sharing", ShareAsync).Need(Rights.Approve);
        pages.MapPost("/projects/{id:long}/sharing/{share:long}/end", async (HttpContext http, TaskForceQueries queries, ShareProject write, long id, long share,
            IFormCollection form, CancellationToken ct) => await write.EndAsync(http.Viewer(), id, share, ct) is { Allowed: false } refused
                ? await SharingAsync(http, queries, id, form, refused.Unmet, ct) : PageResults.See($"/projects/{id}/sharing")).Need(Rights.Approve);
    }

    private static async Task<IResult> ListAsync(HttpContext http, TaskForceQueries queries, IFormCollection? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        PageResults.Page<TaskForcesPage>(new { Rows = await queries.ListAsync(http.Viewer(), ct), MayForm = http.Viewer().May(Rights.Approve), Typed = typed, Unmet = unmet },
            unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static async Task<IResult> FormAsync(HttpContext http, TaskForceQueries queries, FormTaskForce write, IFormCollection form, CancellationToken ct)
    {
        if (Day(form["until"], out var until) is { } wrong)
        {
            return await ListAsync(http, queries, form, [wrong], ct);
        }
        var decision = await write.RunAsync(http.Viewer(), new(form["name"].ToString(), form["unit"], until, form["purpose"]), ct);
        return decision.Allowed ? PageResults.See($"/task-forces/{decision.Value}") : await ListAsync(http, queries, form, decision.Unmet, ct);
    }

    private static async Task<IResult> OneAsync(HttpContext http, TaskForceQueries queries, long id, IFormCollection? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        await queries.FindAsync(http.Viewer(), id, ct) is { } view
            ? PageResults.Page<TaskForcePage>(new { View = view, Typed = typed, Unmet = unmet },
                unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
            : Results.NotFound();

    private static async Task<IResult> DoneAsync(HttpContext http, TaskForceQueries queries, long id, IFormCollection form, Decision decision, CancellationToken ct) =>
        decision.Allowed ? PageResults.See($"/task-forces/{id}") : await OneAsync(http, queries, id, form, decision.Unmet, ct);

    private static async Task<IResult> SharingAsync(HttpContext http, TaskForceQueries queries, long id, IFormCollection? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        await queries.SharingAsync(http.Viewer(), id, ct) is var (name, shares, forces)
            ? PageResults.Page<SharingPage>(new
            {
                Id = id, Name = name, Shares = shares, Forces = forces, MayShare = http.Viewer().May(Rights.Approve), Typed = typed, Unmet = unmet,
            },
                unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
            : Results.NotFound();

    private static async Task<IResult> ShareAsync(HttpContext http, TaskForceQueries queries, ShareProject write, long id, IFormCollection form, CancellationToken ct)
    {
        if (Day(form["until"], out var until) is { } wrong)
        {
            return await SharingAsync(http, queries, id, form, [wrong], ct);
        }
        var order = new ShareOrder(long.TryParse(form["taskForceId"], out var force) ? force : null, form["unit"], until, form["reason"]);
        var decision = await write.RunAsync(http.Viewer(), id, order, ct);
        return decision.Allowed ? PageResults.See($"/projects/{id}/sharing") : await SharingAsync(http, queries, id, form, decision.Unmet, ct);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, TaskForceQueries queries, CancellationToken ct)
    {
        var rows = await queries.ListAsync(http.Viewer(), ct);
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("专班",
            [new("专班", 30), new("牵头单位", 20), new("成立", 12), new("截止", 12), new("成员", 8, ColumnFormat.Whole), new("项目", 8, ColumnFormat.Whole), new("任务", 50)],
            rows.Select(r => (object?[])[r.Name, r.UnitName, $"{r.From:yyyy-MM-dd}", $"{r.Until:yyyy-MM-dd}", r.Members, r.Projects, r.Purpose]))]);
        stream.Position = 0;
        return Results.File(stream, Excel, "专班.xlsx");
    }

    private static Unmet? Day(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var read = DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        day = read ? parsed : null;
        return read ? null : new("day", "Until", $"日期“{text}”写法不对。请写成 2026-01-31 这样的年月日。");
    }
}
