using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Leads;

/// <summary>REST under /api/leads. 404 outside the viewer's scope, 422 with every unmet condition for a refusal.</summary>
internal static class LeadEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/api/leads").WithTags("Leads");
        leads.MapGet("", async (HttpContext http, LeadQueries queries, [AsParameters] LeadQuery asked, CancellationToken ct) =>
        {
            var found = await queries.ListAsync(http.Viewer(), asked.Filter, ct);
            return TypedResults.Ok(new { total = found.Total, page = found.Filter.Page, leads = found.Rows.Select(LeadJson.Of) });
        }).Need(Rights.See).WithName("ListLeads").WithSummary("Leads, the latest first");
        leads.MapGet("/{id:long}", async (HttpContext http, LeadQueries queries, long id, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), id, ct) is { } row ? Results.Ok(LeadJson.Of(row)) : Results.NotFound()).Need(Rights.See)
            .WithName("GetLead").WithSummary("A lead").Produces<LeadJson>().Produces(404);
        leads.MapPost("/taken", async (HttpContext http, TakenInvestors taken, TakenBody body, CancellationToken ct) =>
        {
            var answer = await taken.AskAsync(http.Viewer(), body.Investor ?? "", ct);
            return answer.Allowed ? Results.Ok(answer.Value) : Problems.Refused(answer);
        }).Need(Rights.Report).WithName("AskTaken").WithSummary("Whether an investor is already being talked to, and whom to call").Produces<Taken[]>().ProducesProblem(422);
        leads.MapPost("", async (HttpContext http, ReportLead report, ReportBody body, CancellationToken ct) =>
            await report.RunAsync(http.Viewer(), body.Facts, body.ConfirmedNew, ct) is var made && made.Allowed
                ? Results.Created($"/api/leads/{made.Value}", new { id = made.Value }) : Problems.Refused(made)).Need(Rights.Report)
            .WithName("ReportLead").WithSummary("Register a lead").Produces(201).ProducesProblem(422);
        leads.MapPut("/{id:long}", (HttpContext http, EditLead edit, long id, EditBody body, CancellationToken ct) =>
            AnswerAsync(edit.RunAsync(http.Viewer(), id, body.Version, body.Facts, ct))).Need(Rights.Report)
            .WithName("EditLead").WithSummary("Change a lead; the body names the version it was based on").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/close", (HttpContext http, CloseLead close, long id, CloseBody body, CancellationToken ct) =>
            AnswerAsync(close.RunAsync(http.Viewer(), id, body.Reason, ct))).Need(Rights.Report)
            .WithName("CloseLead").WithSummary("Close a lead that comes to nothing").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/convert", (HttpContext http, ConvertLead convert, long id, ConvertBody body, CancellationToken ct) =>
            AnswerAsync(convert.RunAsync(http.Viewer(), id, body.ConfirmedNew, ct))).Need(Rights.Report)
            .WithName("ConvertLead").WithSummary("Turn a lead into a project").Produces(201).Produces(404).ProducesProblem(422);
    }

    internal static async Task<IResult> AnswerAsync(Task<Decision> write) => await write switch
    {
        Decision<long> { Allowed: true } made => Results.Created($"/api/projects/{made.Value}", new { id = made.Value }),
        { Allowed: true } => Results.NoContent(),
        { Unmet: [{ Code: LeadDesk.NotFoundCode }, ..] } => Results.NotFound(),
        var refused => Problems.Refused(refused),
    };

    /// <summary>What a list is narrowed to, as it stands in an address.</summary>
    internal sealed record LeadQuery(string? Q, string? Channel, LeadStatus? Status, long? Unit, int? Page, int? Size, LeadGrade? Grade, bool? Late, bool? Mine)
    {
        public LeadFilter Filter => new(Q, Channel, Status, Unit, Page ?? 1, Size ?? 50, Grade, Late ?? false, Mine ?? false);
    }

    internal sealed record ReportBody(LeadFacts Facts, bool ConfirmedNew = false);
    internal sealed record EditBody(int Version, LeadFacts Facts);
    internal sealed record TakenBody(string? Investor);
    internal sealed record CloseBody(string? Reason);
    internal sealed record ConvertBody(bool ConfirmedNew = false);
}

/// <summary>A lead in JSON.</summary>
internal sealed record LeadJson(long Id, string Unit, string UnitName, string Title, string? Investor, string? InvestorPlace, string Channel,
    string FirstReporter, string FirstReportedOn, decimal? IntendedInvestmentWan, string? Industry, string? Note, string Status, string? ClosedReason,
    long? ProjectId, int Version, string Grade, string? Owner, DateOnly? NextOn, DateOnly? FollowedOn, int LateDays, string? NotAccepted, long? MergedIntoId)
{
    public static LeadJson Of(LeadRow row) => new(row.Lead.Id, row.UnitCode, row.UnitName, row.Lead.Title, row.Lead.Investor, row.Lead.InvestorPlace,
        row.Lead.Channel, row.Lead.FirstReporter, row.Lead.FirstReportedOn.ToString(),
        row.Lead.IntendedInvestmentFen is { } fen ? Money.ToWan(fen) : null, row.Lead.Industry, row.Lead.Note, row.Lead.Status.ToString(),
        row.Lead.ClosedReason, row.Lead.ProjectId, row.Lead.Version, row.Lead.Grade.ToString(), row.Lead.OwnerName, row.Lead.NextOn,
        row.Lead.FollowedOn, row.LateDays, row.Lead.NotAccepted, row.Lead.MergedIntoId);
}
