using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Bulletins.Checks;
using Yinfeng.Bulletins.Pages;
using Yinfeng.Kernel;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.Shell.Pages;

namespace Yinfeng.Bulletins;

/// <summary>The list of bulletins, the page of one, its documents and the rule checker.</summary>
internal static class BulletinPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        var group = pages.MapGroup("/bulletins").ExcludeFromDescription();
        group.MapGet("", ListAsync).Need(Rights.See);
        group.MapGet("/export", async (HttpContext http, BulletinQueries bulletins, CancellationToken ct) => ExcelFile.Of("通报",
            [new("月份"), new("单位", 24), new("发文字号", 28), new("印发日期"), new("经手")],
            (await bulletins.ListAsync(http.Viewer(), ct)).Select(l => (object?[])
                [l.Period.ToString(), l.UnitName, l.Number ?? "草稿", l.IssuedOn, l.IssuedBy ?? l.EditedBy]))).Need(Rights.See).Exports("bulletins");
        group.MapGet("/open", (string? period, string? unit) => PageResults.See(Address(period ?? "", unit))).Need(Rights.See);
        group.MapGet("/check", () => PageResults.Page<CheckPage>(new { })).Need(Rights.See);
        group.MapPost("/check", CheckFileAsync).Need(Rights.See).WithMetadata(new RequestSizeLimitAttribute(BulletinEndpoints.MostBytes));
        TemplatePages.Map(group);
        group.MapGet("/{period}", (HttpContext http, BulletinQueries bulletins, string period, string? unit, CancellationToken ct) =>
            ShowAsync(http, bulletins, period, unit, null, [], ct)).Need(Rights.See);
        group.MapPost("/{period}/edits", EditAsync).Need(Rights.Publish);
        group.MapPost("/{period}/issue", IssueAsync).Need(Rights.Publish);
        group.MapGet("/{period}/docx", DocxAsync).Need(Rights.See).Exports("bulletin");
        group.MapGet("/{period}/pdf", PdfAsync).Need(Rights.See).Exports("bulletin");
        group.MapGet("/{period}/check", CheckAsync).Need(Rights.See);
    }

    public static string Address(string period, string? unit, string part = "") =>
        $"/bulletins/{Uri.EscapeDataString(period)}{part}{(string.IsNullOrWhiteSpace(unit) ? "" : $"?unit={Uri.EscapeDataString(unit.Trim())}")}";

    private static async Task<IResult> ListAsync(HttpContext http, BulletinQueries bulletins, string? unit, CancellationToken ct)
    {
        var start = await bulletins.StartAsync(http.Viewer(), unit, ct);
        return PageResults.Page<BulletinsPage>(new { Lines = await bulletins.ListAsync(http.Viewer(), ct), start.Unit, start.Choices, start.Months });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, BulletinQueries bulletins, string period, string? unit, BulletinEdits? typed,
        IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        if (!YearMonth.TryParse(period, out var month))
        {
            return Refused($"月份“{period}”写法不对。请写成 2023-03 这样的年月。", StatusCodes.Status400BadRequest);
        }
        var answer = await bulletins.ViewAsync(http.Viewer(), month, unit, ct);
        http.Response.Headers.CacheControl = "no-store";
        return answer.Value is { } view
            ? PageResults.Page<BulletinPage>(new { View = view, Typed = typed, Unmet = unmet, MayPublish = http.Viewer().May(Rights.Publish) },
                unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Refused(string.Join(" ", answer.Unmet.Select(u => u.Message)), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> EditAsync(HttpContext http, EditBulletin edit, BulletinQueries bulletins, string period, IFormCollection form, CancellationToken ct)
    {
        string unit = form["unit"].ToString();
        var edits = new BulletinEdits(Text(form, "praised"), Text(form, "named"), Text(form, "remarks"), Text(form, "claims"));
        if (!YearMonth.TryParse(period, out var month))
        {
            return Refused($"月份“{period}”写法不对。请写成 2023-03 这样的年月。", StatusCodes.Status400BadRequest);
        }
        var answer = await edit.RunAsync(http.Viewer(), month, unit, edits, int.TryParse(form["version"], out var seen) ? seen : 0, ct);
        return answer.Allowed ? PageResults.See(Address(period, unit)) : await ShowAsync(http, bulletins, period, unit, edits, answer.Unmet, ct);
    }

    /// <summary>An empty field leaves the list to the rules; the tick beside it says that there is to be none.</summary>
    private static string? Text(IFormCollection form, string name) =>
        form[name].ToString() is { Length: > 0 } text || form.ContainsKey(name + "-none") ? form[name].ToString() : null;

    private static async Task<IResult> IssueAsync(HttpContext http, IssueBulletin issue, BulletinQueries bulletins, string period, IFormCollection form, CancellationToken ct)
    {
        string unit = form["unit"].ToString();
        if (!YearMonth.TryParse(period, out var month))
        {
            return Refused($"月份“{period}”写法不对。请写成 2023-03 这样的年月。", StatusCodes.Status400BadRequest);
        }
        if (form["confirm"] != "yes")
        {
            return await ShowAsync(http, bulletins, period, unit, null,
                [new Unmet("bulletin.confirm", "confirm", "印发会编号并关账，不能撤回。请先勾选“我已核对”，再点印发。")], ct);
        }
        var answer = await issue.RunAsync(http.Viewer(), month, unit, ct);
        return answer.Allowed ? PageResults.See(Address(period, unit)) : await ShowAsync(http, bulletins, period, unit, null, answer.Unmet, ct);
    }

    private static async Task<IResult> DocxAsync(HttpContext http, BulletinQueries bulletins, string period, string? unit, CancellationToken ct) =>
        await FindAsync(http, bulletins, period, unit, ct) is { } view
            ? TypedResults.File(view.Docx, BulletinEndpoints.DocxType, view.FileName + ".docx") : Results.NotFound();

    private static async Task<IResult> PdfAsync(HttpContext http, BulletinQueries bulletins, OfficeSuite office, string period, string? unit, CancellationToken ct)
    {
        if (await FindAsync(http, bulletins, period, unit, ct) is not { } view)
        {
            return Results.NotFound();
        }
        var pdf = await office.ToPdfAsync(view.Docx, ct);
        return pdf.Value is { } bytes ? TypedResults.File(bytes, "application/pdf", view.FileName + ".pdf")
            : Refused(pdf.Unmet[0].Message, StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> CheckAsync(HttpContext http, BulletinQueries bulletins, FormatCheck check, string period, string? unit, CancellationToken ct)
    {
        if (await FindAsync(http, bulletins, period, unit, ct) is not { } view)
        {
            return Results.NotFound();
        }
        var answer = await check.RunAsync(view.Docx, ct);
        return PageResults.Page<CheckPage>(new { Report = answer.Value, Unmet = answer.Unmet, Name = view.FileName, Back = Address(period, view.Unit.Code) });
    }

    private static async Task<IResult> CheckFileAsync(FormatCheck check, IFormFile? file, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            IReadOnlyList<Unmet> missing = [new Unmet("check.file", "file", "请选择要检查的 docx 文件。")];
            return PageResults.Page<CheckPage>(new { Unmet = missing }, StatusCodes.Status422UnprocessableEntity);
        }
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, ct);
        var answer = await check.RunAsync(bytes.ToArray(), ct);
        return PageResults.Page<CheckPage>(new { Report = answer.Value, Unmet = answer.Unmet, Name = file.FileName },
            answer.Allowed ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<BulletinView?> FindAsync(HttpContext http, BulletinQueries bulletins, string period, string? unit, CancellationToken ct) =>
        YearMonth.TryParse(period, out var month) ? (await bulletins.ViewAsync(http.Viewer(), month, unit, ct)).Value : null;

    internal static IResult Refused(string message, int status) => PageResults.Page<ErrorPage>(new { Status = status, Message = message }, status);
}
