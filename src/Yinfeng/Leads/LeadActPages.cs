using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads.Pages;
using Yinfeng.Shell;

namespace Yinfeng.Leads;

/// <summary>What is done to a lead on its page, and intake by file.</summary>
internal static class LeadActPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var leads = pages.MapGroup("/leads").ExcludeFromDescription();
        leads.MapPost("/{id:long}/close", (HttpContext http, CloseLead write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, form["reason"], ct), ct)).Need(Rights.Report);
        leads.MapPost("/{id:long}/convert", (HttpContext http, ConvertLead write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, form["confirmedNew"] == "true", ct), ct)).Need(Rights.Report);
        leads.MapPost("/{id:long}/follow", (HttpContext http, FollowLead write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, form["text"], form["on"], form["next"], ct), ct)).Need(Rights.Report);
        leads.MapPost("/{id:long}/pool", (HttpContext http, PoolLead write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, form["poolReason"], ct), ct)).Need(Rights.Report);
        leads.MapPost("/{id:long}/claim", (HttpContext http, ClaimLead write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, form["unit"], ct), ct)).Need(Rights.Report);
        leads.MapPost("/{id:long}/transfer", (HttpContext http, TransferLead write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, form["toUnit"], form["keep"], form["transferReason"], ct), ct)).Need(Rights.Approve);
        leads.MapPost("/{id:long}/credit", (HttpContext http, ShareLead write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, [.. form["shareUnit"].Zip(form["sharePercent"])], Years(form["years"]), form["shareReason"], ct), ct)).Need(Rights.Approve);
        leads.MapPost("/{id:long}/merge", (HttpContext http, MergeLeads write, LeadQueries queries, long id, IFormCollection form, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.RunAsync(http.Viewer(), id, long.TryParse(form["other"], out var other) ? other : 0, ct), ct)).Need(Rights.Report);
        leads.MapPost("/{id:long}/unmerge", (HttpContext http, MergeLeads write, LeadQueries queries, long id, IFormCollection _, CancellationToken ct) =>
            ChangeAsync(http, queries, id, write.UndoAsync(http.Viewer(), id, ct), ct)).Need(Rights.Report);
        leads.MapGet("/import", () => PageResults.Page<LeadImportPage>(new { })).Need(Rights.Report);
        leads.MapPost("/import", async (HttpContext http, ImportLeads import, IFormCollection form, CancellationToken ct) =>
        {
            var done = await LeadUpload.RunAsync(http.Viewer(), import, form.Files.GetFile("file"), form["unit"], ct);
            return PageResults.Page<LeadImportPage>(new { Report = done.Value, done.Unmet, Unit = form["unit"].ToString() },
                done.Allowed ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }).Need(Rights.Report);
    }

    /// <summary>An empty field is for good; anything that is no number is refused as a number of years that cannot be.</summary>
    private static int? Years(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : int.TryParse(typed, out var years) ? years : 0;

    private static async Task<IResult> ChangeAsync(HttpContext http, LeadQueries queries, long id, Task<Decision> write, CancellationToken ct) => await write switch
    {
        Decision<long> { Allowed: true } made => PageResults.See($"/projects/{made.Value}"),
        { Allowed: true } => PageResults.See(await queries.GetAsync(http.Viewer(), id, ct) is null ? "/leads" : $"/leads/{id}"),
        var refused => await queries.ViewAsync(http.Viewer(), id, ct) is { } view ? await LeadPages.ShowAsync(http, view, refused.Unmet, ct) : Results.NotFound(),
    };
}
