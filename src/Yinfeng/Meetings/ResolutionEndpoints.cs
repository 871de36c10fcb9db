using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;

namespace Yinfeng.Meetings;

/// <summary>REST under /api/meetings/resolutions.</summary>
internal static class ResolutionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/meetings/resolutions").WithTags("Meetings");
        api.MapGet("", async (HttpContext http, ResolutionQueries resolutions, ResolutionState? state, bool? late, string? q, string? unit, long? project, int? page,
            int? size, CancellationToken ct) =>
        {
            var list = await resolutions.ListAsync(http.Viewer(), new ResolutionFilter(state, late ?? false, q, unit, project, page ?? 1, size ?? 50), ct);
            return TypedResults.Ok(new ResolutionListJson(list.Total, list.Filter.Page, list.Counts, list.Rows.Select(r => ResolutionJson.Of(r, list.Today))));
        }).Need(Rights.See).WithName("ListResolutions").WithSummary("Decided resolutions: open ones by deadline, then the latest done");
        api.MapGet("/{id:long}", async (HttpContext http, ResolutionQueries resolutions, long id, CancellationToken ct) =>
            await resolutions.GetAsync(http.Viewer(), id, ct) is { } view
                ? Results.Ok(ResolutionJson.Of(view.Row, view.Today) with { Steps = view.Steps.Select(ResolutionStepJson.Of) }) : Results.NotFound())
            .Need(Rights.See).WithName("GetResolution").WithSummary("A resolution with its steps").Produces<ResolutionJson>().Produces(404);
        api.MapPost("/{id:long}/report", (HttpContext http, ReportResolution report, long id, ReportBody body, CancellationToken ct) =>
            MeetingEndpoints.AnswerAsync(report.RunAsync(http.Viewer(), id, body.Version, body.Report, ct)))
            .Need(Rights.Report).WithName("ReportResolution").WithSummary("The owner reports what was done").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/confirm", (HttpContext http, JudgeResolution judge, long id, VersionBody body, CancellationToken ct) =>
            MeetingEndpoints.AnswerAsync(judge.ConfirmAsync(http.Viewer(), id, body.Version, ct)))
            .Need(Rights.Verify).WithName("ConfirmResolution").WithSummary("Somebody else confirms it").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/return", (HttpContext http, JudgeResolution judge, long id, ReasonBody body, CancellationToken ct) =>
            MeetingEndpoints.AnswerAsync(judge.ReturnAsync(http.Viewer(), id, body.Version, body.Reason, ct)))
            .Need(Rights.Verify).WithName("ReturnResolution").WithSummary("Send a report back").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/extend", (HttpContext http, ExtendResolution extend, long id, ExtendBody body, CancellationToken ct) =>
            MeetingEndpoints.AnswerAsync(extend.RunAsync(http.Viewer(), id, body.Version, body.Deadline, body.Reason, ct)))
            .Need(Rights.Approve).WithName("ExtendResolution").WithSummary("Move a deadline").Produces(204).Produces(404).ProducesProblem(422);
        api.MapPost("/{id:long}/withdraw", (HttpContext http, WithdrawResolution withdraw, long id, ReasonBody body, CancellationToken ct) =>
            MeetingEndpoints.AnswerAsync(withdraw.RunAsync(http.Viewer(), id, body.Version, body.Reason, ct)))
            .Need(Rights.Approve).WithName("WithdrawResolution").WithSummary("Take a resolution back").Produces(204).Produces(404).ProducesProblem(422);
    }

    internal sealed record VersionBody(int? Version);
    internal sealed record ReportBody(int? Version, string? Report);
    internal sealed record ReasonBody(int? Version, string? Reason);
    internal sealed record ExtendBody(int? Version, string? Deadline, string? Reason);
}
