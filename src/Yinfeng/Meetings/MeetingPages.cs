using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Kernel;
using Yinfeng.Meetings.Pages;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Meetings;

/// <summary>The list of meetings, the form, one meeting with its agenda and resolutions, its minutes.</summary>
internal static class MeetingPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/meetings").ExcludeFromDescription();
        group.MapGet("", ListAsync).Need(Rights.See);
        group.MapGet("/export", ExportAsync).Need(Rights.See).Exports("meetings");
        group.MapGet("/new", NewAsync).Need(Rights.Report);
        group.MapPost("", PlanAsync).Need(Rights.Report);
        group.MapGet("/{id:long}", (HttpContext http, MeetingSeat seat, long id, CancellationToken ct) => ShowAsync(http, seat, id, null, null, [], ct)).Need(Rights.See);
        group.MapGet("/{id:long}/edit", EditFormAsync).Need(Rights.Report);
        group.MapPost("/{id:long}/edit", EditAsync).Need(Rights.Report);
        group.MapPost("/{id:long}/cancel", (HttpContext http, MeetingSeat seat, CancelMeeting cancel, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, seat, id, "cancel", form, () => cancel.RunAsync(http.Viewer(), id, form["reason"], ct), ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/draw", (HttpContext http, MeetingSeat seat, DrawAgenda draw, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, seat, id, "draw", form, async () => await draw.RunAsync(http.Viewer(), id, ct), ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/hold", HoldAsync).Need(Rights.Publish);
        group.MapPost("/{id:long}/items", (HttpContext http, MeetingSeat seat, ArrangeAgenda arrange, long id, IFormCollection form, CancellationToken ct) =>
            DoneAsync(http, seat, id, "item", form, async () => await arrange.AddAsync(http.Viewer(), id, form["title"], form["reason"], form["unit"], ct), ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/items/{item:long}/remove", (HttpContext http, MeetingSeat seat, ArrangeAgenda arrange, long id, long item, IFormCollection form,
            CancellationToken ct) => DoneAsync(http, seat, id, "item", form, () => arrange.RemoveAsync(http.Viewer(), id, item, ct), ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/items/{item:long}/move", (HttpContext http, MeetingSeat seat, ArrangeAgenda arrange, long id, long item, IFormCollection form,
            CancellationToken ct) => DoneAsync(http, seat, id, "item", form, () => arrange.MoveAsync(http.Viewer(), id, item, form["to"] == "up", ct), ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/resolutions", (HttpContext http, MeetingSeat seat, DraftResolution draft, long id, IFormCollection form, CancellationToken ct) =>
            ResolveAsync(http, seat, draft, id, null, form, ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/resolutions/{resolution:long}", (HttpContext http, MeetingSeat seat, DraftResolution draft, long id, long resolution, IFormCollection form,
            CancellationToken ct) => ResolveAsync(http, seat, draft, id, resolution, form, ct)).Need(Rights.Report);
        group.MapPost("/{id:long}/resolutions/{resolution:long}/remove", (HttpContext http, MeetingSeat seat, DraftResolution draft, long id, long resolution, IFormCollection form,
            CancellationToken ct) => DoneAsync(http, seat, id, "resolution", form, () => draft.RemoveAsync(http.Viewer(), id, resolution, ct), ct)).Need(Rights.Report);
        group.MapGet("/{id:long}/minutes", MinutesAsync).Need(Rights.See);
        group.MapGet("/{id:long}/docx", DocxAsync).Need(Rights.See).Exports("minutes", "meeting:{id}");
        group.MapGet("/{id:long}/pdf", PdfAsync).Need(Rights.See).Exports("minutes", "meeting:{id}");
    }

    private static async Task<IResult> ListAsync(HttpContext http, MeetingQueries meetings, MeetingBook book, CancellationToken ct) =>
        PageResults.Page<MeetingsPage>(new { List = await meetings.ListAsync(http.Viewer(), Filter(http.Request.Query), ct), Book = book });

    private static async Task<IResult> ExportAsync(HttpContext http, MeetingQueries meetings, CancellationToken ct)
    {
        var list = await meetings.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = 1000 }, ct);
        return Results.File(MeetingSheets.Write(list.Rows), MeetingSheets.Type, "会议.xlsx");
    }

    private static async Task<IResult> NewAsync(HttpContext http, MeetingQueries meetings, MeetingBook book, TimeProvider clock, CancellationToken ct)
    {
        var home = await meetings.HomeAsync(http.Viewer(), ct);
        return PageResults.Page<MeetingFormPage>(new
        {
            Book = book, Typed = new MeetingFacts(book.Codes is [var first, ..] ? first : null, home?.Code, null, MeetingTerms.Day(BusinessTime.Today(clock))),
        });
    }

    private static async Task<IResult> PlanAsync(HttpContext http, PlanMeeting plan, MeetingBook book, IFormCollection form, CancellationToken ct)
    {
        var typed = Facts(form);
        var decision = await plan.RunAsync(http.Viewer(), typed, ct);
        return decision.Allowed ? PageResults.See($"/meetings/{decision.Value}")
            : PageResults.Page<MeetingFormPage>(new { Book = book, Typed = typed, decision.Unmet }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EditFormAsync(HttpContext http, MeetingSeat seat, long id, CancellationToken ct) =>
        await seat.Meetings.GetAsync(http.Viewer(), id, ct) is { CanChange: true } view
            ? PageResults.Page<MeetingFormPage>(new { seat.Book, View = view, view.Meeting.Version, Typed = Facts(view) }) : Results.NotFound();

    private static async Task<IResult> EditAsync(HttpContext http, MeetingSeat seat, EditMeeting edit, long id, IFormCollection form, CancellationToken ct)
    {
        var typed = Facts(form);
        var decision = await edit.RunAsync(http.Viewer(), id, Whole(form["version"]) ?? 0, typed, ct);
        if (decision.Allowed)
        {
            return PageResults.See($"/meetings/{id}");
        }
        return await seat.Meetings.GetAsync(http.Viewer(), id, ct) is { Runs: true } view
            ? PageResults.Page<MeetingFormPage>(new { seat.Book, View = view, view.Meeting.Version, Typed = typed, decision.Unmet }, StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, MeetingSeat seat, long id, string? part, MeetingTyped? typed, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        if (await seat.Meetings.GetAsync(http.Viewer(), id, ct) is not { } view)
        {
            return Results.NotFound();
        }
        var edited = long.TryParse(http.Request.Query["resolution"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : typed?.Edited;
        http.Response.Headers.CacheControl = "no-store";
        return PageResults.Page<MeetingPage>(new { View = view, seat.Catalog, Part = part, Typed = typed ?? new MeetingTyped(edited), Unmet = unmet },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>After a write back to the meeting; a refusal shows it with what was typed.</summary>
    private static async Task<IResult> DoneAsync(HttpContext http, MeetingSeat seat, long id, string part, IFormCollection form, Func<Task<Decision>> write,
        CancellationToken ct)
    {
        var decision = await write();
        return decision.Allowed ? PageResults.See($"/meetings/{id}#{(part is "draw" or "item" ? "agenda" : part is "resolution" ? "resolutions" : "")}".TrimEnd('#'))
            : await ShowAsync(http, seat, id, part, Typed(null, form), decision.Unmet, ct);
    }

    private static Task<IResult> HoldAsync(HttpContext http, MeetingSeat seat, HoldMeeting hold, long id, IFormCollection form, CancellationToken ct) =>
        DoneAsync(http, seat, id, "hold", form, () => form["confirm"] == "yes" ? hold.RunAsync(http.Viewer(), id, Whole(form["version"]), ct)
            : Task.FromResult(Decision.Refuse("meeting.confirm", "confirm", "定稿会编号并固定纪要，不能撤回。请先勾选“我已核对”，再点定稿。")), ct);

    private static MeetingTyped Typed(long? edited, IFormCollection form) => new(edited, form.ToDictionary(f => f.Key, f => f.Value.ToString()));

    private static async Task<IResult> ResolveAsync(HttpContext http, MeetingSeat seat, DraftResolution draft, long id, long? resolution, IFormCollection form,
        CancellationToken ct)
    {
        var decision = await draft.RunAsync(http.Viewer(), id, resolution,
            new ResolutionFacts(form["text"], form["unit"], form["person"], form["deadline"], form["project"], form["indicator"]), ct);
        return decision.Allowed ? PageResults.See($"/meetings/{id}#resolutions")
            : await ShowAsync(http, seat, id, "resolution", Typed(resolution, form), decision.Unmet, ct);
    }

    private static async Task<IResult> MinutesAsync(HttpContext http, MeetingSeat seat, long id, CancellationToken ct) =>
        await seat.Meetings.GetAsync(http.Viewer(), id, ct) is { Minutes: { } minutes } view
            ? PageResults.Page<MinutesPage>(new { View = view, Model = minutes }) : Results.NotFound();

    private static async Task<IResult> DocxAsync(HttpContext http, MeetingSeat seat, long id, CancellationToken ct) =>
        await seat.Meetings.GetAsync(http.Viewer(), id, ct) is { Docx: { } docx } view
            ? TypedResults.File(docx, BulletinEndpoints.DocxType, view.FileName + ".docx") : Results.NotFound();

    private static async Task<IResult> PdfAsync(HttpContext http, MeetingSeat seat, OfficeSuite office, long id, CancellationToken ct)
    {
        if (await seat.Meetings.GetAsync(http.Viewer(), id, ct) is not { Docx: { } docx } view)
        {
            return Results.NotFound();
        }
        var pdf = await office.ToPdfAsync(docx, ct);
        return pdf.Value is { } bytes ? TypedResults.File(bytes, "application/pdf", view.FileName + ".pdf")
            : PageResults.Page<ErrorPage>(new { Status = 422, pdf.Unmet[0].Message }, StatusCodes.Status422UnprocessableEntity);
    }

    private static MeetingFilter Filter(IQueryCollection query) => new(query["kind"], Enum.TryParse<MeetingStatus>(query["status"], out var status) ? status : null,
        Whole(query["year"]), query["unit"], Whole(query["page"]) ?? 1);

    internal static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static MeetingFacts Facts(IFormCollection form) => new(form["kind"], form["unit"], form["period"], form["day"], form["place"], form["chair"],
        form["attendees"], form["absent"], form["observers"], form["summary"]);

    private static MeetingFacts Facts(MeetingView view) => new(view.Meeting.Kind, view.Unit.Code, view.Meeting.Period.ToString(), MeetingTerms.Day(view.Meeting.Day),
        view.Meeting.Place, view.Meeting.Chair, view.Meeting.Attendees, view.Meeting.Absent, view.Meeting.Observers, view.Meeting.Summary);
}

/// <summary>What every page of one meeting needs.</summary>
internal sealed record MeetingSeat(MeetingQueries Meetings, MeetingBook Book, IndicatorCatalog Catalog);

/// <summary>What a person typed before a refusal.</summary>
/// <param name="Edited">The resolution whose form is open; null for a new one.</param>
public sealed record MeetingTyped(long? Edited, IReadOnlyDictionary<string, string>? Form = null)
{
    public string? Of(string field) => Form?.GetValueOrDefault(field);
}
