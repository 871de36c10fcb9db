using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Visits.Pages;

namespace Yinfeng.Visits;

/// <summary>List, form and detail of visits, the contacts, and the part of a lead's and a project's page.</summary>
internal static class VisitPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/visits").ExcludeFromDescription();
        pages.MapGet("", async (HttpContext http, VisitQueries visits, CancellationToken ct) =>
            PageResults.Page<VisitsPage>(new { List = await visits.ListAsync(http.Viewer(), Filter(http.Request.Query), ct) })).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, VisitQueries visits, CancellationToken ct) => Results.File(
            VisitSheets.Visits(await visits.ListAsync(http.Viewer(), Filter(http.Request.Query) with { Page = 1, Size = 100_000 }, ct)), VisitSheets.Type, "对接记录.xlsx"))
            .Need(Rights.See).Exports("visits");
        pages.MapGet("/of-project", (HttpContext http, VisitQueries visits, long project, CancellationToken ct) => PartAsync(http, visits, project, null, ct)).Need(Rights.See);
        pages.MapGet("/of-lead", (HttpContext http, VisitQueries visits, long lead, CancellationToken ct) => PartAsync(http, visits, null, lead, ct)).Need(Rights.See);
        pages.MapGet("/new", async (HttpContext http, VisitQueries visits, TimeProvider clock, string? company, long? lead, long? project, CancellationToken ct) =>
            PageResults.Page<VisitFormPage>(new
            {
                Typed = new VisitFacts(VisitTerms.Day(BusinessTime.Today(clock)), null, company ?? await visits.InvestorAsync(http.Viewer(), project, lead, ct),
                    null, null, null, null, Lead: Text(lead), Project: Text(project)),
                NeedsUnit = http.Viewer().UnitId is null,
            })).Need(Rights.Report);
        pages.MapPost("/new", async (HttpContext http, RecordVisit record, IFormCollection form, CancellationToken ct) =>
        {
            var typed = Typed(form);
            var made = await record.RunAsync(http.Viewer(), typed, ct);
            return made.Allowed ? PageResults.See($"/visits/{made.Value}")
                : PageResults.Page<VisitFormPage>(new { Typed = typed, made.Unmet, NeedsUnit = http.Viewer().UnitId is null }, StatusCodes.Status422UnprocessableEntity);
        }).Need(Rights.Report);
        pages.MapGet("/{id:long}", (HttpContext http, VisitQueries visits, long id, CancellationToken ct) => ShowAsync(http, visits, id, null, [], ct)).Need(Rights.See);
        pages.MapGet("/{id:long}/edit", async (HttpContext http, VisitQueries visits, long id, CancellationToken ct) => await visits.GetAsync(http.Viewer(), id, ct) is { } view
            ? PageResults.Page<VisitFormPage>(new { Id = (long?)id, view.Visit.Version, Typed = Facts(view) }) : Results.NotFound()).Need(Rights.Report);
        pages.MapPost("/{id:long}/edit", async (HttpContext http, RecordVisit record, long id, IFormCollection form, CancellationToken ct) =>
        {
            var (typed, version) = (Typed(form), Whole(form["version"]));
            var decision = await record.EditAsync(http.Viewer(), id, version, typed, ct);
            return decision.Allowed ? PageResults.See($"/visits/{id}") : decision.Unmet[0] == RecordVisit.NotFound ? Results.NotFound()
                : PageResults.Page<VisitFormPage>(new { Id = (long?)id, Version = version ?? 0, Typed = typed, decision.Unmet }, StatusCodes.Status422UnprocessableEntity);
        }).Need(Rights.Report);
        pages.MapPost("/{id:long}/step", async (HttpContext http, VisitQueries visits, FinishStep finish, long id, IFormCollection form, CancellationToken ct) =>
            await finish.RunAsync(http.Viewer(), id, Whole(form["version"]), form["outcome"], ct) is { Allowed: false } refused
                ? await ShowAsync(http, visits, id, form["outcome"], refused.Unmet, ct) : PageResults.See($"/visits/{id}")).Need(Rights.Report);
        MapContacts(pages.MapGroup("/contacts"));
    }

    private static void MapContacts(RouteGroupBuilder pages)
    {
        pages.MapGet("", (HttpContext http, ContactQueries contacts, string? q, int? page, CancellationToken ct) =>
            ContactsAsync(http, contacts, q, page ?? 1, null, [], ct)).Need(Rights.See);
        pages.MapGet("/export", async (HttpContext http, ContactQueries contacts, string? q, CancellationToken ct) => Results.File(
            VisitSheets.Contacts(await contacts.ListAsync(http.Viewer(), q, null, ct)), VisitSheets.Type, "联系人.xlsx")).Need(Rights.See).Exports("contacts");
        pages.MapPost("", async (HttpContext http, ContactQueries contacts, KeepContact keep, IFormCollection form, CancellationToken ct) =>
            await keep.RunAsync(http.Viewer(), form["company"], form["unit"], Person(form), ct) is { Allowed: false } refused
                ? await ContactsAsync(http, contacts, form["q"], 1, form, refused.Unmet, ct)
                : PageResults.See($"/visits/contacts?q={Uri.EscapeDataString(form["q"].ToString())}")).Need(Rights.Report);
        pages.MapPost("/{id:long}/erase", async (HttpContext http, ContactQueries contacts, EraseContact erase, long id, IFormCollection form, CancellationToken ct) =>
            await erase.RunAsync(http.Viewer(), id, form["reason"], ct) is { Allowed: false } refused
                ? refused.Unmet[0] == EraseContact.NotFound ? Results.NotFound() : await ContactsAsync(http, contacts, form["q"], 1, form, refused.Unmet, ct, id)
                : PageResults.See($"/visits/contacts?q={Uri.EscapeDataString(form["q"].ToString())}")).Need(Rights.Report);
    }

    private static async Task<IResult> ContactsAsync(HttpContext http, ContactQueries contacts, string? q, int page, IFormCollection? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct, long? erasing = null)
    {
        http.Response.Headers.CacheControl = "no-store";
        return PageResults.Page<ContactsPage>(new
        {
            List = await contacts.ListAsync(http.Viewer(), q, page, ct), Typed = typed, Unmet = unmet, NeedsUnit = http.Viewer().UnitId is null, Erasing = erasing,
        },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, VisitQueries visits, long id, string? outcome, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        return await visits.GetAsync(http.Viewer(), id, ct) is { } view
            ? PageResults.Page<VisitPage>(new { View = view, Outcome = outcome, Unmet = unmet },
                unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    private static async Task<IResult> PartAsync(HttpContext http, VisitQueries visits, long? project, long? lead, CancellationToken ct) =>
        await visits.SeesAsync(http.Viewer(), project, lead, ct)
            ? PageResults.Page<VisitsPart>(new { List = await visits.ListAsync(http.Viewer(), new(LeadId: lead, ProjectId: project, Size: 5), ct) }) : Results.NotFound();

    private static VisitFilter Filter(IQueryCollection query) => new(Day(query["from"]), Day(query["to"]), VisitTerms.Read(query["kind"]), query["unit"],
        query["only"] == "1", query["q"], query["open"] == "1", query["late"] == "1",
        long.TryParse(query["lead"], out var lead) ? lead : null, long.TryParse(query["project"], out var project) ? project : null,
        Whole(query["page"]) ?? 1);

    private static VisitFacts Typed(IFormCollection form) => new(form["on"], form["kind"], form["company"], form["place"], form["unit"], form["posts"], form["content"],
        form["nextStep"], form["nextDue"], form["lead"], form["project"], Person(form));

    private static VisitFacts Facts(VisitView view) => new(VisitTerms.Day(view.Visit.On), view.Visit.Kind.ToString(), view.Visit.Company, view.Visit.Place, view.Row.UnitCode,
        view.Visit.Posts, view.Visit.Content, view.Visit.NextStep, view.Visit.NextDue is { } due ? VisitTerms.Day(due) : null, Text(view.Visit.LeadId), Text(view.Visit.ProjectId),
        view.Contact is { IsOpen: true, Person: var person } ? new(person.Name, person.Post, person.Telephone) : null);

    private static ContactTyped Person(IFormCollection form) => new(form["contactName"], form["contactPost"], form["contactPhone"]);

    private static DateOnly? Day(string? text) => VisitTerms.TryDay(text, out var day) ? day : null;

    private static string? Text(long? id) => id?.ToString(CultureInfo.InvariantCulture);

    private static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
