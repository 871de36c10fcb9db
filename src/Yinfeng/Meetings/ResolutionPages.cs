using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Meetings.Pages;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Meetings;

/// <summary>The list of resolutions, and one with what may be done with it.</summary>
internal static class ResolutionPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/meetings/resolutions").ExcludeFromDescription();
        group.MapGet("", async (HttpContext http, ResolutionQueries resolutions, CancellationToken ct) =>
            PageResults.Page<ResolutionsPage>(new { List = await resolutions.ListAsync(http.Viewer(), Filter(http.Request.Query), ct) })).Need(Rights.See);
        group.MapGet("/export", async (HttpContext http, ResolutionQueries resolutions, IndicatorCatalog catalog, CancellationToken ct) =>
        {
            var list = await resolutions.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = 100_000 }, ct);
            return Results.File(MeetingSheets.Write(list, catalog), MeetingSheets.Type, "议定事项.xlsx");
        }).Need(Rights.See).Exports("resolutions");
        group.MapGet("/{id:long}", (HttpContext http, ResolutionQueries resolutions, long id, CancellationToken ct) => ShowAsync(http, resolutions, id, null, [], ct)).Need(Rights.See);
        group.MapPost("/{id:long}/report", (HttpContext http, ResolutionQueries resolutions, ReportResolution report, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, resolutions, id, form, "report", report.RunAsync(http.Viewer(), id, MeetingPages.Whole(form["version"]), form["report"], ct), ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/confirm", (HttpContext http, ResolutionQueries resolutions, JudgeResolution judge, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, resolutions, id, form, "confirm", judge.ConfirmAsync(http.Viewer(), id, MeetingPages.Whole(form["version"]), ct), ct)).Need(Rights.Verify);
        group.MapPost("/{id:long}/return", (HttpContext http, ResolutionQueries resolutions, JudgeResolution judge, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, resolutions, id, form, "return", judge.ReturnAsync(http.Viewer(), id, MeetingPages.Whole(form["version"]), form["reason"], ct), ct)).Need(Rights.Verify);
        group.MapPost("/{id:long}/extend", (HttpContext http, ResolutionQueries resolutions, ExtendResolution extend, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, resolutions, id, form, "extend", extend.RunAsync(http.Viewer(), id, MeetingPages.Whole(form["version"]), form["deadline"], form["reason"], ct), ct)).Need(Rights.Approve);
        group.MapPost("/{id:long}/withdraw", (HttpContext http, ResolutionQueries resolutions, WithdrawResolution withdraw, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, resolutions, id, form, "withdraw", withdraw.RunAsync(http.Viewer(), id, MeetingPages.Whole(form["version"]), form["reason"], ct), ct)).Need(Rights.Approve);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, ResolutionQueries resolutions, long id, ResolutionTyped? typed, IReadOnlyList<Unmet> unmet,
        CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await resolutions.GetAsync(http.Viewer(), id, ct) is { } view
            ? PageResults.Page<ResolutionPage>(new { View = view, Typed = typed, Unmet = unmet },
                unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    private static async Task<IResult> DoneAsync(HttpContext http, ResolutionQueries resolutions, long id, IFormCollection form, string act, Task<Decision> write,
        CancellationToken ct)
    {
        var decision = await write;
        return decision.Allowed ? PageResults.See($"/meetings/resolutions/{id}")
            : await ShowAsync(http, resolutions, id, new ResolutionTyped(act, form["report"], form["deadline"], form["reason"]), decision.Unmet, ct);
    }

    private static ResolutionFilter Filter(IQueryCollection query) => new(
        Enum.TryParse<ResolutionState>(query["state"], out var state) && state != ResolutionState.Draft ? state : null, query["late"] == "1", query["q"],
        query["unit"], long.TryParse(query["project"], out var project) ? project : null, MeetingPages.Whole(query["page"]) ?? 1);
}

/// <summary>What a person typed before a refusal.</summary>
/// <param name="Act">Which form it was.</param>
public sealed record ResolutionTyped(string Act, string? Report, string? Deadline, string? Reason);
