using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Assessment.Pages;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>The pages of what is registered: schemes with the editor, entries by hand, targets of leaders.</summary>
internal static class RegisterPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/assessment").ExcludeFromDescription();
        pages.MapGet("/schemes", async (HttpContext http, RegisterQueries register, CancellationToken ct) => PageResults.Page<SchemesPage>(
            new { Drafts = await register.DraftsAsync(http.Viewer(), ct), Schemes = await register.SchemesAsync(http.Viewer(), ct), Viewer = http.Viewer() })).Need(Rights.See);
        pages.MapGet("/schemes/export", async (HttpContext http, RegisterQueries register, CancellationToken ct) =>
            TypedResults.File(AssessmentWorkbook.Schemes(await register.SchemesAsync(http.Viewer(), ct)), AssessmentWorkbook.Type, "考核方案.xlsx")).Need(Rights.See).Exports("assessment");
        pages.MapGet("/schemes/new", NewSchemeAsync).Need(Rights.Verify);
        pages.MapPost("/schemes/check", (ProposeScheme propose, IFormCollection form) => PageResults.Page<SchemeCheck>(new { Read = propose.Check(form["text"]) })).Need(Rights.Verify);
        pages.MapPost("/schemes", ProposeAsync).Need(Rights.Verify);
        pages.MapGet("/schemes/{id:long}", (HttpContext http, RegisterQueries register, long id, CancellationToken ct) => SchemeAsync(http, register, id, [], ct)).Need(Rights.See);
        pages.MapPost("/schemes/{id:long}/decide", DecideSchemeAsync).Need(Rights.Approve);
        pages.MapGet("/entries", (HttpContext http, RegisterQueries register, CancellationToken ct) => EntriesAsync(http, register, null, [], ct)).Need(Rights.See);
        pages.MapGet("/entries/export", async (HttpContext http, RegisterQueries register, CancellationToken ct) =>
            TypedResults.File(AssessmentWorkbook.Entries(await register.EntriesAsync(http.Viewer(), ct)), AssessmentWorkbook.Type, "加减分.xlsx")).Need(Rights.See).Exports("assessment");
        pages.MapPost("/entries", EnterAsync).Need(Rights.Verify);
        pages.MapPost("/entries/{id:long}", DecideEntryAsync).Need(Rights.Approve);
        pages.MapGet("/leaders", (HttpContext http, RegisterQueries register, SchemeBook book, TimeProvider clock, string? period, CancellationToken ct) =>
            LeadersAsync(http, register, book, Period(period, clock), null, [], ct)).Need(Rights.See);
        pages.MapGet("/leaders/export", async (HttpContext http, RegisterQueries register, TimeProvider clock, string? period, CancellationToken ct) =>
            TypedResults.File(AssessmentWorkbook.Leaders(await register.LeadersAsync(http.Viewer(), Period(period, clock), ct)), AssessmentWorkbook.Type, "领导目标.xlsx"))
            .Need(Rights.See).Exports("assessment");
        pages.MapPost("/leaders", SetLeaderAsync).Need(Rights.Approve);
        pages.MapGet("/leaders/projects", ProjectsAsync).Need(Rights.See);
        pages.MapGet("/leaders/projects/export", ExportProjectsAsync).Need(Rights.See).Exports("assessment");
    }

    private static YearMonth Period(string? text, TimeProvider clock) => YearMonth.TryParse(text, out var month) ? month
        : YearMonth.Of(BusinessTime.Today(clock)).AddMonths(-1);

    private static async Task<IResult> NewSchemeAsync(HttpContext http, RegisterQueries register, UnitDirectory units, string? from, string? unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var home = UnitNames.Find(tree, unit ?? "", http.Viewer().UnitId) is [var asked] ? asked : tree.Find(http.Viewer().UnitId ?? UnitTree.NationId)!;
        var all = await register.SchemesAsync(http.Viewer(), ct);
        var start = all.LastOrDefault(s => s.Id == from) ?? (all.Count > 0 ? all[0] : null);
        return PageResults.Page<SchemeFormPage>(new { Unit = home.Code, Text = start is null ? "" : SchemeText.Start(start, home.Code), Note = "" });
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, ProposeScheme propose, IFormCollection form, CancellationToken ct)
    {
        if (form["act"] == "check")
        {
            var read = propose.Check(form["text"]);
            return PageResults.Page<SchemeFormPage>(new { Unit = (string?)form["unit"], Text = (string?)form["text"], Note = (string?)form["note"], Checked = read },
                read.Allowed ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }
        var made = await propose.RunAsync(http.Viewer(), form["unit"], form["text"], form["note"], ct);
        return made.Allowed ? PageResults.See($"/assessment/schemes/{made.Value}") : PageResults.Page<SchemeFormPage>(
            new { Unit = (string?)form["unit"], Text = (string?)form["text"], Note = (string?)form["note"], made.Unmet }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> SchemeAsync(HttpContext http, RegisterQueries register, long id, IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        (await register.DraftsAsync(http.Viewer(), ct)).FirstOrDefault(d => d.Draft.Id == id) is { } line
            ? PageResults.Page<SchemePage>(new { Line = line, Unmet = unmet }, unmet.Count == 0 ? StatusCodes.Status200OK
                : StatusCodes.Status422UnprocessableEntity) : Results.NotFound();

    private static async Task<IResult> DecideSchemeAsync(HttpContext http, DecideScheme decide, RegisterQueries register, long id,
        IFormCollection form, CancellationToken ct) =>
        await decide.RunAsync(http.Viewer(), id, form["decision"] == "approve", form["reason"], ct) is { Allowed: false } refused
            ? await SchemeAsync(http, register, id, refused.Unmet, ct) : PageResults.See($"/assessment/schemes/{id}");

    private static async Task<IResult> EntriesAsync(HttpContext http, RegisterQueries register, EntryFacts? typed, IReadOnlyList<Unmet> unmet, CancellationToken ct) =>
        PageResults.Page<EntriesPage>(new
        {
            Lines = await register.EntriesAsync(http.Viewer(), ct),
            Schemes = await register.SchemesAsync(http.Viewer(), ct), Typed = typed, Unmet = unmet, Viewer = http.Viewer()
        },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> EnterAsync(HttpContext http, EnterPoints enter, RegisterQueries register, IFormCollection form, CancellationToken ct)
    {
        // One choice names scheme and item, so that both always fit.
        var parts = form["item"].ToString().Split('/', 2);
        var facts = new EntryFacts(form["organiser"], parts.Length == 2 ? parts[0] : form["scheme"], form["unit"], form["person"], parts[^1], form["period"], form["points"], form["reason"],
            form["document"]);
        var made = await enter.RunAsync(http.Viewer(), facts, ct);
        return made.Allowed ? PageResults.See("/assessment/entries") : await EntriesAsync(http, register, facts, made.Unmet, ct);
    }

    private static async Task<IResult> DecideEntryAsync(HttpContext http, DecideEntry decide, RegisterQueries register, long id, IFormCollection form, CancellationToken ct) =>
        await decide.RunAsync(http.Viewer(), id, form["decision"] == "confirm", form["why"], ct) is { Allowed: false } refused
            ? await EntriesAsync(http, register, null, refused.Unmet, ct) : PageResults.See("/assessment/entries");

    private static async Task<IResult> LeadersAsync(HttpContext http, RegisterQueries register, SchemeBook book, YearMonth period,
        LeaderTargetFacts? typed, IReadOnlyList<Unmet> unmet,
        CancellationToken ct) =>
        PageResults.Page<LeadersPage>(new
        {
            Lines = await register.LeadersAsync(http.Viewer(), period, ct), book.Indicators, Period = period,
            Typed = typed, Unmet = unmet, Viewer = http.Viewer()
        },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> SetLeaderAsync(HttpContext http, SetLeaderTarget set, RegisterQueries register, SchemeBook book,
        TimeProvider clock, IFormCollection form, CancellationToken ct)
    {
        var facts = new LeaderTargetFacts(form["unit"], form["person"], form["year"], form["indicator"], form["base"], form["stretch"], form["document"]);
        var period = Period(form["period"], clock);
        return await set.RunAsync(http.Viewer(), facts, ct) is { Allowed: false } refused ? await LeadersAsync(http, register, book, period, facts, refused.Unmet, ct)
            : PageResults.See($"/assessment/leaders?period={(period.Year.ToString(System.Globalization.CultureInfo.InvariantCulture) == facts.Year ? period.ToString() : facts.Year + "-12")}");
    }

    private static async Task<IResult> ProjectsAsync(HttpContext http, RegisterQueries register, TimeProvider clock, string? unit, string? person,
        string? period, CancellationToken ct) =>
        await register.ProjectsAsync(http.Viewer(), unit, person, Period(period, clock), ct) is { } found
            ? PageResults.Page<LeaderProjectsPage>(new { Projects = found.Seen, found.All, Person = person, Unit = unit, Period = Period(period, clock) }) : Results.NotFound();

    private static async Task<IResult> ExportProjectsAsync(HttpContext http, RegisterQueries register, TimeProvider clock, string? unit,
        string? person, string? period, CancellationToken ct) =>
        await register.ProjectsAsync(http.Viewer(), unit, person, Period(period, clock), ct) is { } found
            ? TypedResults.File(AssessmentWorkbook.Projects(found.Seen), AssessmentWorkbook.Type, "包保项目.xlsx") : Results.NotFound();
}
