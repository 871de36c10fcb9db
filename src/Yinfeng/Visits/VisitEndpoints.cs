using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Visits;

/// <summary>REST under /api/visits and /api/contacts. 404 outside the viewer's scope, 422 with every unmet condition for a refusal.</summary>
internal static class VisitEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var visits = routes.MapGroup("/api/visits").WithTags("Visits");
        visits.MapGet("", async (HttpContext http, VisitQueries queries, DateOnly? from, DateOnly? to, VisitKind? kind, string? unit, bool? only, string? q, bool? open, bool? late,
            long? lead, long? project, int? page, int? size, CancellationToken ct) => TypedResults.Ok(VisitListJson.Of(await queries.ListAsync(http.Viewer(),
                new(from, to, kind, unit, only ?? false, q, open ?? false, late ?? false, lead, project, page ?? 1, size ?? 50), ct))))
            .Need(Rights.See).WithName("ListVisits").WithSummary("Visits, the latest first, and how many each unit made in each month");
        visits.MapGet("/{id:long}", async (HttpContext http, VisitQueries queries, long id, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(VisitJson.Of(view)) : Results.NotFound())
            .Need(Rights.See).WithName("GetVisit").WithSummary("A visit with whom we met").Produces<VisitJson>().Produces(404);
        visits.MapPost("", async (HttpContext http, RecordVisit record, VisitFacts facts, CancellationToken ct) =>
            await record.RunAsync(http.Viewer(), facts, ct) is var made && made.Allowed
                ? Results.Created($"/api/visits/{made.Value}", new { id = made.Value }) : Problems.Refused(made))
            .Need(Rights.Report).WithName("RecordVisit").WithSummary("Record a visit").Produces(201).ProducesProblem(422);
        visits.MapPut("/{id:long}", (HttpContext http, RecordVisit record, long id, EditBody body, CancellationToken ct) =>
            AnswerAsync(record.EditAsync(http.Viewer(), id, body.Version, body.Facts, ct)))
            .Need(Rights.Report).WithName("EditVisit").WithSummary("Correct a visit; the body names the version it was based on").Produces(204).Produces(404).ProducesProblem(422);
        visits.MapPost("/{id:long}/step", (HttpContext http, FinishStep finish, long id, StepBody body, CancellationToken ct) =>
            AnswerAsync(finish.RunAsync(http.Viewer(), id, body.Version, body.Outcome, ct)))
            .Need(Rights.Report).WithName("FinishStep").WithSummary("Say what became of the next step").Produces(204).Produces(404).ProducesProblem(422);

        var contacts = routes.MapGroup("/api/contacts").WithTags("Visits");
        contacts.MapGet("", async (HttpContext http, ContactQueries queries, string? q, int? page, CancellationToken ct) =>
        {
            var list = await queries.ListAsync(http.Viewer(), q, page ?? 1, ct);
            return TypedResults.Ok(new { list.Total, list.Page, contacts = list.Lines.Select(ContactJson.Of) });
        }).Need(Rights.See).WithName("ListContacts").WithSummary("People at companies; masked where the viewer may not know them");
        contacts.MapPost("", async (HttpContext http, KeepContact keep, ContactBody body, CancellationToken ct) =>
            await keep.RunAsync(http.Viewer(), body.Company, body.Unit, new(body.Name, body.Post, body.Telephone), ct) is var made && made.Allowed
                ? Results.Created("/api/contacts", new { id = made.Value }) : Problems.Refused(made))
            .Need(Rights.Report).WithName("KeepContact").WithSummary("Register a contact, or change the post and telephone of one").Produces(201).ProducesProblem(422);
        contacts.MapPost("/{id:long}/erase", (HttpContext http, EraseContact erase, long id, EraseBody body, CancellationToken ct) =>
            AnswerAsync(erase.RunAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Report).WithName("EraseContact").WithSummary("Erase a contact; visits stay without the name").Produces(204).Produces(404).ProducesProblem(422);
    }

    private static async Task<IResult> AnswerAsync(Task<Decision> write) => await write is not { Allowed: false } refused ? Results.NoContent()
        : refused.Unmet is [var first, ..] && (first == RecordVisit.NotFound || first == EraseContact.NotFound) ? Results.NotFound() : Problems.Refused(refused);

    internal sealed record EditBody(int? Version, VisitFacts Facts);
    internal sealed record StepBody(int? Version, string? Outcome);
    internal sealed record EraseBody(string? Reason);
    internal sealed record ContactBody(string? Company, string? Unit, string? Name, string? Post, string? Telephone);
}
