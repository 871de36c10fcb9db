using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Promises.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Promises;

/// <summary>The ledger of promises, one with what may be done with it, and the part of a project's page.</summary>
internal static class PromisePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/promises").ExcludeFromDescription();
        pages.MapGet("", async (HttpContext http, PromiseQueries promises, CancellationToken ct) =>
            PageResults.Page<PromisesPage>(new { List = await promises.ListAsync(http.Viewer(), Filter(http.Request.Query), ct) })).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, PromiseQueries promises, CancellationToken ct) => Results.File(
            PromiseSheets.Write(await promises.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = 100_000 }, ct)), PromiseSheets.Type, "承诺台账.xlsx"))
            .Need(Rights.See).Exports("promises");
        pages.MapGet("/of-project", async (HttpContext http, PromiseQueries promises, long project, CancellationToken ct) =>
        {
            var viewer = http.Viewer();
            return await promises.SeesProjectAsync(viewer, project, ct)
                ? (IResult)PageResults.Page<OfProjectPart>(new { List = await promises.ListAsync(viewer, new(ProjectId: project), ct), MayMake = viewer.May(Rights.Report) })
                : Results.NotFound();
        }).Need(Rights.See);
        pages.MapGet("/new", (string? project) => PageResults.Page<PromiseFormPage>(new { Typed = Nothing with { Project = project } })).Need(Rights.Report);
        pages.MapPost("/new", MakeAsync).Need(Rights.Report);
        pages.MapGet("/{id:long}", (HttpContext http, PromiseQueries promises, long id, CancellationToken ct) => ShowAsync(http, promises, id, null, [], ct)).Need(Rights.See);
        pages.MapPost("/{id:long}/report", (HttpContext http, PromiseQueries promises, ReportPromise report, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, promises, id, form, "report", report.RunAsync(http.Viewer(), id, Whole(form["version"]), form["report"], form["proof"], ct), ct)).Need(Rights.Report);
        pages.MapPost("/{id:long}/confirm", (HttpContext http, PromiseQueries promises, JudgePromise judge, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, promises, id, form, "confirm", judge.ConfirmAsync(http.Viewer(), id, Whole(form["version"]), ct), ct)).Need(Rights.Verify);
        pages.MapPost("/{id:long}/return", (HttpContext http, PromiseQueries promises, JudgePromise judge, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, promises, id, form, "return", judge.ReturnAsync(http.Viewer(), id, Whole(form["version"]), form["reason"], ct), ct)).Need(Rights.Verify);
        pages.MapPost("/{id:long}/extend", (HttpContext http, PromiseQueries promises, MovePromise move, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, promises, id, form, "extend", move.ExtendAsync(http.Viewer(), id, Whole(form["version"]), form["due"], form["reason"], ct), ct)).Need(Rights.Approve);
        pages.MapPost("/{id:long}/hand-over", (HttpContext http, PromiseQueries promises, MovePromise move, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, promises, id, form, "hand-over", move.HandOverAsync(http.Viewer(), id, Whole(form["version"]), form["unit"], Post(form["post"]), form["reason"], ct), ct))
            .Need(Rights.Approve);
        pages.MapPost("/{id:long}/break", (HttpContext http, PromiseQueries promises, MovePromise move, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, promises, id, form, "break", move.BreakAsync(http.Viewer(), id, Whole(form["version"]), form["reason"], ct), ct)).Need(Rights.Approve);
    }

    private static readonly PromiseFacts Nothing = new(null, null, null, null, null, null, null, null, Role.ServiceOfficer, null, null);

    private static async Task<IResult> MakeAsync(HttpContext http, MakePromise make, IFormCollection form, CancellationToken ct)
    {
        var typed = new PromiseFacts(form["to"], form["project"], form["creditCode"], Enum.TryParse<PromiseOrigin>(form["origin"], out var origin) ? origin : null, form["source"],
            form["text"], form["amountWan"], form["unit"], Post(form["post"]), form["promisedOn"], form["due"]);
        var made = await make.RunAsync(http.Viewer(), typed, ct);
        return made.Allowed ? PageResults.See(string.Create(CultureInfo.InvariantCulture, $"/promises/{made.Value}"))
            : PageResults.Page<PromiseFormPage>(new { Typed = typed, Unmet = made.Unmet }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, PromiseQueries promises, long id, PromiseTyped? typed, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await promises.GetAsync(http.Viewer(), id, ct) is { } view
            ? PageResults.Page<PromisePage>(new { View = view, Typed = typed, Unmet = unmet },
                unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    private static async Task<IResult> DoneAsync(HttpContext http, PromiseQueries promises, long id, IFormCollection form, string act, Task<Decision> write, CancellationToken ct)
    {
        var decision = await write;
        return decision.Allowed ? PageResults.See(string.Create(CultureInfo.InvariantCulture, $"/promises/{id}"))
            : await ShowAsync(http, promises, id, new(act, form["report"], form["proof"], form["due"], form["unit"], Post(form["post"]), form["reason"]), decision.Unmet, ct);
    }

    private static PromiseFilter Filter(IQueryCollection query) => new(Enum.TryParse<PromiseState>(query["state"], out var state) ? state : null, query["late"] == "1",
        query["unowned"] == "1", query["q"], query["unit"], long.TryParse(query["project"], out var project) ? project : null, Whole(query["page"]) ?? 1);

    private static Role? Post(string? text) => Enum.TryParse<Role>(text, out var post) ? post : null;

    private static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>What a person typed before a refusal.</summary>
/// <param name="Act">Which form it was.</param>
public sealed record PromiseTyped(string Act, string? Report, string? Proof, string? Due, string? Unit, Role? Post, string? Reason);
