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
using Yinfeng.Shell;

namespace Yinfeng.Enterprises;

/// <summary>The list of companies and one company.</summary>
internal static class EnterpriseListPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/enterprises").ExcludeFromDescription();
        pages.MapGet("/list", ListAsync).Need(Rights.See);
        pages.MapGet("/list/export", ExportAsync).Need(Rights.See).Exports("enterprise-list");
        pages.MapGet("/{id:long}", async (HttpContext http, EnterpriseViews views, RegistryPlaces places, OfficeSettings office, long id, CancellationToken ct) =>
            await views.GetAsync(http.Viewer(), id, ct) is { } view ? PageResults.Page<EnterpriseOnePage>(new
            {
                View = view, Places = places, Approval = await office.OfAsync(MapSettings.Approval, ct), MayImport = http.Viewer().May(Rights.Approve),
            }) : Results.NotFound()).Need(Rights.See);
        pages.MapGet("/{id:long}/export", async (HttpContext http, EnterpriseViews views, long id, CancellationToken ct) =>
            await views.GetAsync(http.Viewer(), id, ct, EnterpriseLines.MostExported) is { } view
                ? Results.File(EnterpriseWorkbook.Company(view), EnterpriseWorkbook.Type, $"{view.Name}.xlsx") : Results.NotFound())
            .Need(Rights.See).Exports("enterprise", "enterprise:{id}");
    }

    private static async Task<IResult> ListAsync(HttpContext http, EnterpriseLines queries, RegistryPlaces places, CancellationToken ct)
    {
        var (filter, unmet) = Filter(http.Request.Query, places);
        return PageResults.Page<EnterpriseListPage>(new
        {
            List = await queries.ListAsync(http.Viewer(), filter, ct), Lists = await queries.ListsAsync(ct), Typed = Typed(http.Request.Query), Unmet = unmet,
            MayImport = http.Viewer().May(Rights.Approve),
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, EnterpriseLines queries, RegistryPlaces places, CancellationToken ct)
    {
        var (filter, _) = Filter(http.Request.Query, places);
        var page = await queries.ListAsync(http.Viewer(), filter with { Page = 1, Size = EnterpriseLines.MostExported }, ct);
        return Results.File(EnterpriseWorkbook.Companies(page), EnterpriseWorkbook.Type, "企业.xlsx");
    }

    /// <summary>What was typed, by field, to be shown again.</summary>
    private static Dictionary<string, string> Typed(IQueryCollection query) =>
        query.Where(q => q.Key != "page").ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);

    private static (EnterpriseSelection Filter, List<Unmet> Unmet) Filter(IQueryCollection query, RegistryPlaces places)
    {
        var unmet = new List<Unmet>();
        string Text(string name) => query[name].ToString().Trim();
        int? Number(string name, string label, int least, int most)
        {
            if (Text(name).Length == 0)
            {
                return null;
            }
            if (int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            {
                return number;
            }
            unmet.Add(new Unmet("enterprise.filter", name, $"{label}请填 {least} 到 {most} 的整数。"));
            return null;
        }
        decimal? Wan(string name, string label)
        {
            if (Text(name).Length == 0)
            {
                return null;
            }
            if (decimal.TryParse(Text(name), NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var wan))
            {
                return wan;
            }
            unmet.Add(new Unmet("enterprise.filter", name, $"{label}请填数字，单位万元。"));
            return null;
        }
        int? place = null;
        if (Text("place").Length > 0 && (place = places.Find(Text("place"))) is null)
        {
            unmet.Add(new Unmet("enterprise.filter", "place", $"没有找到“{Text("place")}”。请填省、市、县的名称或六位区划代码。"));
        }
        var kind = Enum.TryParse<OrganisationKind>(Text("kind"), out var k) && Enum.IsDefined(k) ? k : (OrganisationKind?)null;
        var list = long.TryParse(Text("list"), NumberStyles.None, CultureInfo.InvariantCulture, out var l) ? l : (long?)null;
        return (new EnterpriseSelection(Text("q"), place, Number("division", "行业大类", 1, 97), kind, Wan("fromWan", "注册资本"), Wan("toWan", "注册资本"),
            Number("fromYear", "成立年份", 1800, 2199), Number("toYear", "成立年份", 1800, 2199), list, Number("page", "页码", 1, 1_000_000) ?? 1), unmet);
    }
}

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
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> UploadAsync(HttpContext http, Database database, EnterpriseImportJobs jobs, StagedRegistries staged, EnterpriseLines queries,
        TimeProvider clock, IFormCollection form, CancellationToken ct)
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
            var path = Path.Combine(Path.GetTempPath(), $"{Ids.Next()}{Path.GetExtension(file!.FileName)}");
            try
            {
                await using (var copy = File.Create(path))
                {
                    await file.CopyToAsync(copy, ct);
                }
                var source = form["source"].ToString().Trim();
                var decision = await import.RunAsync(http.Viewer(), new EnterpriseListRequest(path, form["name"], on, source.Length > 0 ? source : Path.GetFileName(file.FileName)), ct);
                if (decision.Allowed)
                {
                    return PageResults.See("/enterprises/imports#lists");
                }
                unmet.AddRange(decision.Unmet.Select(u => u with { Field = "listFile" }));
            }
            finally
            {
                File.Delete(path);
            }
        }
        return await ShowAsync(http, database, jobs, staged, queries, clock, unmet, form, ct);
    }
}
