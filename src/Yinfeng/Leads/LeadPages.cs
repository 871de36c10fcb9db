using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Leads.Pages;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Leads;

/// <summary>List, form and detail of leads.</summary>
internal static class LeadPages
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder pages)
    {
        var leads = pages.MapGroup("/leads").ExcludeFromDescription();
        leads.MapGet("", async (HttpContext http, LeadQueries queries, Channels channels, CancellationToken ct) =>
            PageResults.Page<LeadsPage>(new
            {
                Page = await queries.ListAsync(http.Viewer(), Filter(http.Request.Query), ct), Channels = channels.All, Viewer = http.Viewer(),
            })).Need(Rights.See);
        leads.MapGet("/board", async (HttpContext http, LeadQueries queries, CancellationToken ct) =>
            PageResults.Page<LeadBoardPage>(new { Columns = await queries.BoardAsync(http.Viewer(), ct), Viewer = http.Viewer() })).Need(Rights.See);
        leads.MapGet("/export", ExportAsync).Need(Rights.See).Exports("leads");
        leads.MapGet("/taken", () => PageResults.Page<TakenPage>(new { })).Need(Rights.Report);
        leads.MapPost("/taken", async (HttpContext http, TakenInvestors taken, IFormCollection form, CancellationToken ct) =>
        {
            var investor = form["investor"].ToString();
            var answer = await taken.AskAsync(http.Viewer(), investor, ct);
            return PageResults.Page<TakenPage>(new { Investor = investor, Found = answer.Value, answer.Unmet },
                answer.Allowed ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }).Need(Rights.Report);
        leads.MapGet("/new", (HttpContext http, Channels channels, TimeProvider clock, string? investor) => PageResults.Page<LeadFormPage>(new
        {
            Channels = channels.All,
            Typed = new LeadFacts(null, null, investor, null, null, http.Viewer().Name, $"{BusinessTime.Today(clock):yyyy-MM-dd}", null, null, null),
        })).Need(Rights.Report);
        leads.MapPost("", ReportAsync).Need(Rights.Report);
        leads.MapGet("/{id:long}", async (HttpContext http, LeadQueries queries, long id, CancellationToken ct) =>
            await queries.ViewAsync(http.Viewer(), id, ct) is { } view ? await ShowAsync(http, view, [], ct) : Results.NotFound()).Need(Rights.See);
        leads.MapGet("/{id:long}/edit", async (HttpContext http, LeadQueries queries, Channels channels, long id, CancellationToken ct) =>
            await queries.GetAsync(http.Viewer(), id, ct) is { } row
                ? PageResults.Page<LeadFormPage>(new { Id = (long?)id, row.Lead.Version, Channels = channels.All, Typed = LeadFacts.Of(row) })
                : Results.NotFound()).Need(Rights.Report);
        leads.MapPost("/{id:long}/edit", EditAsync).Need(Rights.Report);
    }

    /// <summary>The page of one lead, also after a write that was refused.</summary>
    internal static async Task<IResult> ShowAsync(HttpContext http, LeadView view, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        var (claims, matter) = (http.RequestServices.GetRequiredService<ArbitrationQueries>(), new MatterId(MatterKind.Lead, view.Row.Lead.Id));
        return PageResults.Page<LeadDetailPage>(new
        {
            View = view, Viewer = http.Viewer(), Unmet = unmet, Typed = unmet.Count > 0 ? http.Request.Form : null, Claims = await claims.OfAsync(http.Viewer(), matter, ct),
            Near = await claims.NearAsync(http.Viewer(), matter, view.Row.Lead.CreatedAtUtc, ct),
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ReportAsync(HttpContext http, ReportLead report, Channels channels, IFormCollection form, CancellationToken ct)
    {
        var typed = Facts(form);
        var confirmedNew = form["confirmedNew"] == "true";
        var decision = await report.RunAsync(http.Viewer(), typed, confirmedNew, ct);
        return decision.Allowed
            ? PageResults.See($"/leads/{decision.Value}")
            : PageResults.Page<LeadFormPage>(new { Channels = channels.All, Typed = typed, ConfirmedNew = confirmedNew, decision.Unmet }, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> EditAsync(HttpContext http, EditLead edit, LeadQueries queries, Channels channels, long id, IFormCollection form, CancellationToken ct)
    {
        var typed = Facts(form);
        var decision = await edit.RunAsync(http.Viewer(), id, int.TryParse(form["version"], out var version) ? version : 0, typed, ct);
        if (decision.Allowed)
        {
            return PageResults.See($"/leads/{id}");
        }
        return await queries.GetAsync(http.Viewer(), id, ct) is { } row
            ? PageResults.Page<LeadFormPage>(new { Id = (long?)id, row.Lead.Version, Channels = channels.All, Typed = typed, decision.Unmet },
                StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    private static async Task<IResult> ExportAsync(HttpContext http, LeadQueries queries, CancellationToken ct)
    {
        var rows = await queries.AllAsync(http.Viewer(), Filter(http.Request.Query), ct);
        var stream = new MemoryStream();
        WorkbookWriter.Write(stream, [new SheetToWrite("线索",
            [
                new("跟进单位", 18), new("线索名称", 40), new("投资方", 30), new("投资方所在地", 18), new("渠道", 14), new("首报人", 12), new("首报日期", 12),
                new("意向投资（万元）", 16, ColumnFormat.Whole), new("产业", 16), new("状态", 10), new("说明", 40),
                new("等级", 8), new("跟进人", 12), new("最近跟进", 12, ColumnFormat.Date), new("下次跟进", 12, ColumnFormat.Date), new("超期（天）", 10, ColumnFormat.Whole),
                new("未受理原因", 24), new("编号", 20),
            ],
            rows.Select(r => (object?[])
            [
                r.UnitName, r.Lead.Title, r.Lead.Investor, r.Lead.InvestorPlace, r.Lead.Channel, r.Lead.FirstReporter, r.Lead.FirstReportedOn.ToString(),
                r.Lead.IntendedInvestmentFen is { } fen ? Money.ToWan(fen) : null, r.Lead.Industry, LeadTerms.Of(r.Lead.Status), r.Lead.Note,
                r.Lead.Grade.ToString(), r.Lead.OwnerName, r.Lead.FollowedOn, r.Lead.NextOn,
                r.LateDays == 0 ? null : r.LateDays, r.Lead.NotAccepted, r.Lead.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ]))]);
        stream.Position = 0;
        return Results.File(stream, Excel, "线索.xlsx");
    }

    private static LeadFilter Filter(IQueryCollection query) => new(query["q"], query["channel"],
        Enum.TryParse<LeadStatus>(query["status"], out var status) ? status : null, long.TryParse(query["unit"], out var unit) ? unit : null,
        int.TryParse(query["page"], out var page) ? page : 1, 50, Enum.TryParse<LeadGrade>(query["grade"], out var grade) ? grade : null, query["late"] == "1", query["mine"] == "1");

    private static LeadFacts Facts(IFormCollection form) => new(form["unit"], form["title"], form["investor"], form["investorPlace"], form["channel"],
        form["firstReporter"], form["firstReportedOn"], form["intendedInvestmentWan"], form["industry"], form["note"], form["grade"], form["owner"]);
}
