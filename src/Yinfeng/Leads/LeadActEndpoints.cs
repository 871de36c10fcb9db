using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Leads;

/// <summary>REST for what happens to a lead on its way: follow-up, pool, transfer, split, merge; and intake by file.</summary>
internal static class LeadActEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var leads = routes.MapGroup("/api/leads").WithTags("Leads");
        leads.MapGet("/board", async (HttpContext http, LeadQueries queries, CancellationToken ct) =>
            TypedResults.Ok((await queries.BoardAsync(http.Viewer(), ct)).Select(c => new { c.Name, c.Total, c.Late, c.InvestmentFen, leads = c.Rows.Select(LeadJson.Of) })))
            .Need(Rights.See).WithName("GetLeadBoard").WithSummary("Leads by grade, and the pool; the most urgent first");
        leads.MapGet("/{id:long}/steps", async (HttpContext http, LeadQueries queries, long id, CancellationToken ct) =>
            await queries.ViewAsync(http.Viewer(), id, ct) is { } view
                ? Results.Ok(view.Steps.Select(s => new { s.LeadId, act = s.Act.ToString(), s.On, s.AtUtc, s.Name, s.Text, s.NextOn }))
                : Results.NotFound()).Need(Rights.See).WithName("GetLeadSteps").WithSummary("The way of a lead, the latest step first").Produces(404);
        leads.MapPost("/{id:long}/follow", (HttpContext http, FollowLead write, long id, FollowBody body, CancellationToken ct) =>
            LeadEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, body.Text, body.On, body.Next, ct))).Need(Rights.Report)
            .WithName("FollowLead").WithSummary("Record a follow-up and when the next one is").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/pool", (HttpContext http, PoolLead write, long id, ReasonBody body, CancellationToken ct) =>
            LeadEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, body.Reason, ct))).Need(Rights.Report)
            .WithName("PoolLead").WithSummary("Give a lead up to the pool").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/claim", (HttpContext http, ClaimLead write, long id, UnitBody body, CancellationToken ct) =>
            LeadEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, body.Unit, ct))).Need(Rights.Report)
            .WithName("ClaimLead").WithSummary("Take a lead out of the pool; exactly one wins").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/transfer", (HttpContext http, TransferLead write, long id, TransferBody body, CancellationToken ct) =>
            LeadEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, body.ToUnit, body.KeepPercent, body.Reason, ct))).Need(Rights.Approve)
            .WithName("TransferLead").WithSummary("Hand a lead to another unit; the giver keeps a share").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/credit", (HttpContext http, ShareLead write, long id, CreditBody body, CancellationToken ct) =>
            LeadEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, [.. (body.Shares ?? []).Select(s => (s.Unit, s.Percent))], body.Years, body.Reason, ct)))
            .Need(Rights.Approve).WithName("ShareLead").WithSummary("Fix the split of credit; shares add up to exactly 100 %").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/merge", (HttpContext http, MergeLeads write, long id, MergeBody body, CancellationToken ct) =>
            LeadEndpoints.AnswerAsync(write.RunAsync(http.Viewer(), id, body.Other, ct))).Need(Rights.Report)
            .WithName("MergeLeads").WithSummary("Merge another lead on the same matter into this one").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/{id:long}/unmerge", (HttpContext http, MergeLeads write, long id, CancellationToken ct) =>
            LeadEndpoints.AnswerAsync(write.UndoAsync(http.Viewer(), id, ct))).Need(Rights.Report)
            .WithName("UnmergeLead").WithSummary("Take a lead out of the one it was merged into").Produces(204).Produces(404).ProducesProblem(422);
        leads.MapPost("/imports", async (HttpContext http, ImportLeads import, IFormFile file, CancellationToken ct) =>
            await LeadUpload.RunAsync(http.Viewer(), import, file, http.Request.Form["unit"], ct) is var done && done.Allowed ? Results.Ok(done.Value) : Problems.Refused(done))
            .Need(Rights.Report).DisableAntiforgery().WithName("ImportLeads").WithSummary("Register the leads of a file (xlsx, xls, csv)").Produces<LeadImportReport>().ProducesProblem(422);
    }

    internal sealed record FollowBody(string? Text, string? On = null, string? Next = null);
    internal sealed record ReasonBody(string? Reason);
    internal sealed record UnitBody(string? Unit = null);
    internal sealed record TransferBody(string? ToUnit, string? KeepPercent = null, string? Reason = null);
    internal sealed record CreditBody(IReadOnlyList<CreditPart>? Shares, int? Years = null, string? Reason = null);
    internal sealed record CreditPart(string? Unit, string? Percent);
    internal sealed record MergeBody(long Other);
}

/// <summary>A file sent by a form or over REST, kept aside while it is read.</summary>
internal static class LeadUpload
{
    public static async Task<Decision<LeadImportReport>> RunAsync(Viewer viewer, ImportLeads import, IFormFile? file, string? unit, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            return Decision<LeadImportReport>.Refuse("lead.file", "file", "请选择一个不是空的 xlsx、xls 或 csv 文件。");
        }
        using var kept = await UploadedFile.OfAsync(file, ct);
        return await import.RunAsync(viewer, kept.Path, Path.GetFileName(kept.Path), string.IsNullOrWhiteSpace(unit) ? null : unit, ct);
    }
}
