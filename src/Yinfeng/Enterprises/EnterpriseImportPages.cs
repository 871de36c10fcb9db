using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Audit;
using Yinfeng.Enterprises.Pages;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Settings;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>Taking registry files and lists in, and what became of them.</summary>
internal static class EnterpriseImportPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/enterprises/imports").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, Database database, EnterpriseImportJobs jobs, StagedRegistries staged, EnterpriseLines queries, TimeProvider clock,
            CancellationToken ct) =>
            ShowAsync(http, database, jobs, staged, queries, clock, [], null, ct)).Need(Rights.See);
        pages.MapPost("", UploadAsync).Need(Rights.Approve).WithMetadata(new RequestSizeLimitAttribute(EnterpriseImportJobs.MostBytes + (1 << 20)),
            new RequestFormLimitsAttribute { MultipartBodyLengthLimit = EnterpriseImportJobs.MostBytes + (1 << 20) });
        pages.MapPost("/lists", UploadListAsync).Need(Rights.Approve);
        pages.MapGet("/export", async (Database database, CancellationToken ct) =>
        {
            await using var db = database.OpenRead();
            return Results.File(EnterpriseWorkbook.Imports(await db.Set<EnterpriseImport>().OrderByDescending(i => i.Id).ToListAsync(ct)), EnterpriseWorkbook.Type, "企业库导入.xlsx");
        }).Need(Rights.See).Exports("enterprise-imports");
        pages.MapGet("/lists/export", async (EnterpriseLines queries, CancellationToken ct) =>
            Results.File(EnterpriseWorkbook.Lists(await queries.ListsAsync(ct)), EnterpriseWorkbook.Type, "企业名单.xlsx")).Need(Rights.See).Exports("enterprise-lists");
        pages.MapGet("/{id:long}", async (Database database, TimeProvider clock, long id, CancellationToken ct) =>
            await ReportAsync(database, id, ct) is { } report
                ? PageResults.Page<EnterpriseImportPage>(new { report.Import, report.Problems, Clock = clock }) : Results.NotFound()).Need(Rights.See);
        pages.MapGet("/{id:long}/export", async (Database database, long id, CancellationToken ct) =>
            await ReportAsync(database, id, ct) is { } report
                ? Results.File(EnterpriseWorkbook.Report(report.Import, report.Problems), EnterpriseWorkbook.Type, "企业数据质量报告.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("enterprise-import", "enterprise-import:{id}");
        pages.MapGet("/jobs/{id:long}", Job).Need(Rights.See);
    }

    private static IResult Job(EnterpriseImportJobs jobs, TimeProvider clock, long id)
    {
        if (jobs.Find(id) is not { } job)
        {
            return PageResults.See("/enterprises/imports"); // The server has started again since: the list knows.
        }
        var ended = job.Done.IsCompleted; // Asked once: it may end while the page is written.
        return ended && job.Done is { IsCompletedSuccessfully: true, Result: { Allowed: true, Value: { Broken: null } done } }
            ? PageResults.See($"/enterprises/imports/{done.Import.Id}")
            : PageResults.Page<EnterpriseJobPage>(new { Job = job, Ended = ended, Clock = clock });
    }

    private static async Task<(EnterpriseImport Import, List<EnterpriseProblem> Problems)?> ReportAsync(Database database, long id, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<EnterpriseImport>().FirstOrDefaultAsync(i => i.Id == id, ct) is { } import
            ? (import, await db.Set<EnterpriseProblem>().Where(p => p.ImportId == id).OrderBy(p => p.No).ToListAsync(ct)) : null;
    }

    internal static async Task<IResult> ShowAsync(HttpContext http, Database database, EnterpriseImportJobs jobs, StagedRegistries staged, EnterpriseLines queries,
        TimeProvider clock, List<Unmet> unmet, IFormCollection? form, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return PageResults.Page<EnterpriseImportsPage>(new
        {
            Imports = await db.Set<EnterpriseImport>().OrderByDescending(i => i.Id).Take(200).ToListAsync(ct), jobs.All, Waiting = staged.All, Clock = clock,
            Lists = await queries.ListsAsync(ct),
            Listed = (await db.Set<ListedCompany>().CountAsync(ct), await db.Set<ListedCompany>().Select(l => l.Source).FirstOrDefaultAsync(ct)),
            MayImport = http.Viewer().May(Rights.Approve), Unmet = unmet, On = form?["on"].ToString() ?? BusinessTime.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ListName = form?["name"].ToString() ?? "", Source = form?["source"].ToString() ?? "",
            ListOn = form?["listOn"].ToString() ?? "", ProductsOn = form?["productsOn"].ToString() ?? "",
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, Database database, EnterpriseImportJobs jobs, StagedRegistries staged, EnterpriseLines queries,
        RegistryColumns columns, TimeProvider clock, IFormCollection form, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var file = form.Files["file"];
        if (file is null || file.Length == 0)
        {
            unmet.Add(new Unmet("enterprise.import.file", "file", "请选择一个不是空的 csv、csv.gz 或 xlsx 文件。"));
        }
        if (!LedgerDate.TryParse(form["on"].ToString().Trim(), out var on))
        {
            unmet.Add(new Unmet("enterprise.import.on", "on", "数据日期请写成 2026-03-31。"));
        }
        if (unmet.Count > 0)
        {
            return await ShowAsync(http, database, jobs, staged, queries, clock, unmet, form, ct);
        }
        await using var content = file!.OpenReadStream();
        var kept = await staged.AddAsync(http.Viewer(), content, file.FileName, on, ct);
        if (await columns.LookAsync(kept, null, ct) is { Heads.Count: 0 } unreadable)
        {
            staged.Remove(kept); // Nothing to say about columns: it is refused here, not kept waiting.
            return await ShowAsync(http, database, jobs, staged, queries, clock, [.. unreadable.Unmet.Select(u => u with { Field = "file" })], form, ct);
        }
        return PageResults.See($"/enterprises/imports/columns/{kept.Sha256}");
    }

    private static async Task<IResult> UploadListAsync(HttpContext http, Database database, EnterpriseImportJobs jobs, StagedRegistries staged, EnterpriseLines queries,
        ImportList import, TimeProvider clock, IFormCollection form, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var file = form.Files["listFile"];
        if (file is null || file.Length == 0)
        {
            unmet.Add(new Unmet("enterprise.list.file", "listFile", "请选择一个不是空的 csv 或 xlsx 名单。"));
        }
        if (!LedgerDate.TryParse(form["listOn"].ToString().Trim(), out var on))
        {
            unmet.Add(new Unmet("enterprise.list.on", "listOn", "名单日期请写成 2025 或 2025-08-01。"));
        }
        if (unmet.Count == 0)
        {
            using var kept = await UploadedFile.OfAsync(file!, ct);
            var decision = await import.RunAsync(http.Viewer(), new EnterpriseListRequest(kept.Path, form["name"], on, form["source"]), ct);
            if (decision.Allowed)
            {
                return PageResults.See("/enterprises/imports#lists");
            }
            unmet.AddRange(decision.Unmet.Select(u => u with { Field = "listFile" }));
        }
        return await ShowAsync(http, database, jobs, staged, queries, clock, unmet, form, ct);
    }
}
