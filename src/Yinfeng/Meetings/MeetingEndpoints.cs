using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins;
using Yinfeng.Kernel;

namespace Yinfeng.Meetings;

/// <summary>REST under /api/meetings. 404 outside the viewer's scope, 422 with every unmet condition for a refusal.</summary>
internal static class MeetingEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/meetings").WithTags("Meetings");
        api.MapGet("", async (HttpContext http, MeetingQueries meetings, string? kind, MeetingStatus? status, int? year, string? unit, int? page, int? size,
            CancellationToken ct) =>
        {
            var list = await meetings.ListAsync(http.Viewer(), new MeetingFilter(kind, status, year, unit, page ?? 1, size ?? 50), ct);
            return TypedResults.Ok(new MeetingListJson(list.Total, list.Filter.Page, list.Rows.Select(MeetingRowJson.Of)));
        }).Need(Rights.See).WithName("ListMeetings").WithSummary("Meetings, the latest first");
        api.MapGet("/{id:long}", async (HttpContext http, MeetingQueries meetings, long id, CancellationToken ct) =>
            await meetings.GetAsync(http.Viewer(), id, ct) is { } view ? Results.Ok(MeetingJson.Of(view)) : Results.NotFound())
            .Need(Rights.See).WithName("GetMeeting").WithSummary("A meeting with its agenda and resolutions").Produces<MeetingJson>().Produces(404);
        api.MapPost("", async (HttpContext http, PlanMeeting plan, MeetingFacts facts, CancellationToken ct) => Made(await plan.RunAsync(http.Viewer(), facts, ct), "/api/meetings/"))
            .Need(Rights.Report).WithName("PlanMeeting").WithSummary("Plan a meeting").Produces(201).ProducesProblem(422);
        api.MapPut("/{id:long}", (HttpContext http, EditMeeting edit, long id, EditBody body, CancellationToken ct) =>
            AnswerAsync(edit.RunAsync(http.Viewer(), id, body.Version, body.Facts, ct)))
            .Need(Rights.Report).WithName("EditMeeting").WithSummary("Change a planned meeting; the body names the version it was based on").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/cancel", (HttpContext http, CancelMeeting cancel, long id, ReasonBody body, CancellationToken ct) =>
            AnswerAsync(cancel.RunAsync(http.Viewer(), id, body.Reason, ct)))
            .Need(Rights.Report).WithName("CancelMeeting").WithSummary("Cancel a planned meeting").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/draw", async (HttpContext http, DrawAgenda draw, long id, CancellationToken ct) =>
            await draw.RunAsync(http.Viewer(), id, ct) is var drawn && drawn.Allowed ? Results.Ok(new { added = drawn.Value }) : Refused(drawn))
            .Need(Rights.Report).WithName("DrawAgenda").WithSummary("Add the red lights and open resolutions that are not on the agenda yet").Produces(200).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/hold", (HttpContext http, HoldMeeting hold, long id, HoldBody body, CancellationToken ct) =>
            AnswerAsync(hold.RunAsync(http.Viewer(), id, body.Version, ct)))
            .Need(Rights.Publish).WithName("HoldMeeting").WithSummary("Mark a meeting as held: it gets its number, its minutes are fixed, its resolutions begin").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/items", async (HttpContext http, ArrangeAgenda arrange, long id, ItemBody body, CancellationToken ct) =>
            Made(await arrange.AddAsync(http.Viewer(), id, body.Title, body.Reason, body.Unit, ct), null))
            .Need(Rights.Report).WithName("AddAgendaItem").WithSummary("Add a matter to an agenda by hand").Produces(201).Produces(404).ProducesProblem(422);
        api.MapDelete("/{id:long}/items/{item:long}", (HttpContext http, ArrangeAgenda arrange, long id, long item, CancellationToken ct) =>
            AnswerAsync(arrange.RemoveAsync(http.Viewer(), id, item, ct)))
            .Need(Rights.Report).WithName("RemoveAgendaItem").WithSummary("Take a matter off an agenda").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/items/{item:long}/move", (HttpContext http, ArrangeAgenda arrange, long id, long item, MoveBody body, CancellationToken ct) =>
            AnswerAsync(arrange.MoveAsync(http.Viewer(), id, item, body.Up, ct)))
            .Need(Rights.Report).WithName("MoveAgendaItem").WithSummary("Move a matter one place up or down").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/resolutions", async (HttpContext http, DraftResolution draft, long id, ResolutionFacts facts, CancellationToken ct) =>
            Made(await draft.RunAsync(http.Viewer(), id, null, facts, ct), "/api/meetings/resolutions/"))
            .Need(Rights.Report).WithName("DraftResolution").WithSummary("Write a resolution into a planned meeting").Produces(201).Produces(404).ProducesProblem(422);
        api.MapPut("/{id:long}/resolutions/{resolution:long}", async (HttpContext http, DraftResolution draft, long id, long resolution, ResolutionFacts facts,
            CancellationToken ct) =>
            await draft.RunAsync(http.Viewer(), id, resolution, facts, ct) is var made && made.Allowed ? Results.NoContent() : Refused(made))
            .Need(Rights.Report).WithName("RedraftResolution").WithSummary("Change a resolution of a planned meeting").Produces(204).Produces(404).ProducesProblem(422);
        api.MapDelete("/{id:long}/resolutions/{resolution:long}", (HttpContext http, DraftResolution draft, long id, long resolution,
            CancellationToken ct) =>
            AnswerAsync(draft.RemoveAsync(http.Viewer(), id, resolution, ct)))
            .Need(Rights.Report).WithName("RemoveResolution").WithSummary("Take a resolution out of a planned meeting").Produces(204).Produces(404).ProducesProblem(422);
        api.MapGet("/{id:long}/minutes", async (HttpContext http, MeetingQueries meetings, long id, CancellationToken ct) =>
            await meetings.GetAsync(http.Viewer(), id, ct) is { Minutes: { } minutes } ? Results.Ok(minutes) : Results.NotFound())
            .Need(Rights.See).WithName("GetMinutes").WithSummary("The minutes of a meeting, fixed once it was held").Produces<MinutesModel>().Produces(404);
        api.MapGet("/{id:long}/docx", async (HttpContext http, MeetingQueries meetings, long id, CancellationToken ct) =>
            await meetings.GetAsync(http.Viewer(), id, ct) is { Docx: { } docx } view ? TypedResults.File(docx, BulletinEndpoints.DocxType, view.FileName + ".docx") : Results.NotFound())
            .Exports("minutes", "meeting:{id}").Need(Rights.See).WithName("GetMinutesDocx").WithSummary("The minutes as docx").Produces(200).Produces(404);
    }

    internal static IResult Made(Decision<long> made, string? address) => made.Allowed
        ? Results.Created(address is null ? null : $"{address}{made.Value}", new { id = made.Value }) : Refused(made);

    internal static async Task<IResult> AnswerAsync(Task<Decision> write) => await write is { Allowed: false } refused ? Refused(refused) : Results.NoContent();

    private static IResult Refused(Decision refused) => refused.Unmet is [var first, ..] && (first == OpenMeetings.NotFound || first == OpenResolutions.NotFound)
        ? Results.NotFound() : Problems.Refused(refused);

    internal sealed record EditBody(int Version, MeetingFacts Facts);
    internal sealed record ReasonBody(string? Reason);
    internal sealed record HoldBody(int? Version);
    internal sealed record ItemBody(string? Title, string? Reason, string? Unit);
    internal sealed record MoveBody(bool Up);
}
