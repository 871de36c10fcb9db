using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins.Checks;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>What a hand writes into a draft, with the version that was seen; 0 for a draft nobody edited yet.</summary>
public sealed record BulletinEditBody(string? Praised, string? Named, string? Remarks, string? Claims, int Version);

/// <summary>A template as sent and answered.</summary>
public sealed record TemplateBody(string Text);

/// <summary>A number that was given, and the month it closed.</summary>
public sealed record IssuedJson(string Number, DateOnly IssuedOn, string Period);

/// <summary>REST under /api/bulletins. 404 for a unit outside the viewer's scope, 400 for a month of the wrong shape.</summary>
internal static class BulletinEndpoints
{
    public const string DocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const int MostBytes = 20 << 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/bulletins").WithTags("Bulletins");
        api.MapGet("", async (HttpContext http, BulletinQueries bulletins, CancellationToken ct) =>
                TypedResults.Ok((await bulletins.ListAsync(http.Viewer(), ct)).Select(BulletinLineJson.Of))).Need(Rights.See)
            .WithName("ListBulletins").WithSummary("Bulletins issued, and drafts that were edited");
        api.MapGet("/{period}", GetAsync).Need(Rights.See).WithName("GetBulletin").WithSummary("The bulletin of a unit for a month: as issued, or its draft of this moment")
            .Produces<BulletinModel>().ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/{period}/docx", DocxAsync).Need(Rights.See).Exports("bulletin").WithName("GetBulletinDocx").WithSummary("The same as docx after GB/T 9704")
            .Produces(200, contentType: DocxType).ProducesProblem(400).ProducesProblem(404);
        api.MapGet("/{period}/pdf", PdfAsync).Need(Rights.See).Exports("bulletin").WithName("GetBulletinPdf").WithSummary("The same as PDF, where LibreOffice is installed")
            .Produces(200, contentType: "application/pdf").ProducesProblem(404).ProducesProblem(422);
        api.MapPut("/{period}", EditAsync).Need(Rights.Publish).WithName("EditBulletin").WithSummary("Keep what was written into a draft by hand").ProducesProblem(422);
        api.MapPost("/{period}/issue", IssueAsync).Need(Rights.Publish).WithName("IssueBulletin").WithSummary("Give the bulletin its number and close the month")
            .Produces<IssuedJson>().ProducesProblem(422);
        api.MapPost("/check", CheckAsync).Need(Rights.See).DisableAntiforgery().WithName("CheckDocument").WithSummary("Measure a docx (the body of the request) against GB/T 9704")
            .Produces<FormatReport>().ProducesProblem(422);
        api.MapGet("/template", TemplateAsync).Need(Rights.See).WithName("GetBulletinTemplate").WithSummary("The template a unit uses").Produces<TemplateBody>().Produces(404);
        api.MapPut("/template", async (HttpContext http, SaveTemplate save, string unit, TemplateBody body, CancellationToken ct) =>
                await save.RunAsync(http.Viewer(), unit, body.Text, ct) is { Allowed: false } refused ? Problems.Refused(refused) : Results.NoContent()).Need(Rights.Publish)
            .WithName("SaveBulletinTemplate").WithSummary("Add a version of a unit's template; mistakes are named by line").Produces(204).ProducesProblem(422);
    }

    private static async Task<IResult> GetAsync(HttpContext http, BulletinQueries bulletins, string period, string? unit, CancellationToken ct)
    {
        var (view, problem) = await FindAsync(http, bulletins, period, unit, ct);
        return view is null ? problem! : TypedResults.Text(view.Model.ToJson(), "application/json; charset=utf-8");
    }

    private static async Task<IResult> DocxAsync(HttpContext http, BulletinQueries bulletins, string period, string? unit, CancellationToken ct)
    {
        var (view, problem) = await FindAsync(http, bulletins, period, unit, ct);
        return view is null ? problem! : TypedResults.File(view.Docx, DocxType, view.FileName + ".docx");
    }

    private static async Task<IResult> PdfAsync(HttpContext http, BulletinQueries bulletins, OfficeSuite office, string period, string? unit, CancellationToken ct)
    {
        var (view, problem) = await FindAsync(http, bulletins, period, unit, ct);
        if (view is null)
        {
            return problem!;
        }
        var pdf = await office.ToPdfAsync(view.Docx, ct);
        return pdf.Value is { } bytes ? TypedResults.File(bytes, "application/pdf", view.FileName + ".pdf") : Problems.Refused(pdf);
    }

    private static async Task<IResult> EditAsync(HttpContext http, EditBulletin edit, string period, string unit, BulletinEditBody body, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return BadMonth(period);
        }
        var answer = await edit.RunAsync(http.Viewer(), month, unit, new BulletinEdits(body.Praised, body.Named, body.Remarks, body.Claims), body.Version, ct);
        return answer.Allowed ? Results.NoContent() : Problems.Refused(answer);
    }

    private static async Task<IResult> IssueAsync(HttpContext http, IssueBulletin issue, string period, string unit, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return BadMonth(period);
        }
        var answer = await issue.RunAsync(http.Viewer(), month, unit, ct);
        return answer.Value is { } issued
            ? TypedResults.Ok(new IssuedJson(issued.Number!, issued.IssuedOn!.Value, month.ToString()))
            : Problems.Refused(answer);
    }

    private static async Task<IResult> CheckAsync(HttpContext http, FormatCheck check, CancellationToken ct)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        if (body.Length > MostBytes)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status413PayloadTooLarge, title: "文件超过 20 MB。");
        }
        var answer = await check.RunAsync(body.ToArray(), ct);
        return answer.Value is { } report ? TypedResults.Ok(report) : Problems.Refused(answer);
    }

    private static async Task<IResult> TemplateAsync(HttpContext http, OfficeTemplates templates, UnitDirectory units, string unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return tree.FindByCode(unit) is { } node && tree.IsWithin(node.Id, http.Viewer().UnitId)
            ? TypedResults.Ok(new TemplateBody(await templates.ForAsync([.. tree.Upward(node.Id).Select(n => n.Id)], ct)))
            : Results.NotFound();
    }

    private static async Task<(BulletinView? View, IResult? Problem)> FindAsync(HttpContext http, BulletinQueries bulletins, string period, string? unit, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return (null, BadMonth(period));
        }
        var answer = await bulletins.ViewAsync(http.Viewer(), month, unit, ct);
        return answer.Value is { } view ? (view, null) : (null, TypedResults.Problem(statusCode: StatusCodes.Status404NotFound,
            title: "没有这样的通报", extensions: new Dictionary<string, object?> { ["unmet"] = answer.Unmet }));
    }

    private static ProblemHttpResult BadMonth(string period) => TypedResults.Problem(statusCode: StatusCodes.Status400BadRequest,
        title: $"月份“{period}”写法不对，请写成 2023-03 这样的年月。");
}
