using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Shareholdings.Pages;
using Yinfeng.Sheets;
using Yinfeng.Shell;

namespace Yinfeng.Shareholdings;

/// <summary>Search, path and upload on one page; a company's control on another.</summary>
internal static class ShareholdingPages
{
    private const int MostFound = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/shareholdings").ExcludeFromDescription();
        pages.MapGet("", (HttpContext http, ShareholdingQueries queries, string? q, string? from, string? to, CancellationToken ct) =>
            IndexAsync(http, queries, q, from, to, null, [], ct)).Need(Rights.See);
        pages.MapPost("/import", async (HttpContext http, ShareholdingQueries queries, ImportShareholdings import, IFormFile? file, [FromForm] string? day, CancellationToken ct) =>
        {
            var done = await ShareholdingUpload.RunAsync(http.Viewer(), import, file, day, ct);
            return await IndexAsync(http, queries, null, null, null, done.Value, done.Unmet, ct, done.Allowed ? null : day);
        }).Need(Rights.Approve).WithMetadata(ShareholdingUpload.Size, ShareholdingUpload.Form);
        pages.MapGet("/company", (HttpContext http, ShareholdingQueries queries, string? key, string? least, string? on, CancellationToken ct) =>
            OneAsync(queries.CompanyAsync(http.Viewer(), key ?? "", Least(least), Day(on), ct), view => PageResults.Page<CompanyControlPage>(new { View = view }))).Need(Rights.See);
        pages.MapGet("/company/export", (HttpContext http, ShareholdingQueries queries, string? key, string? least, string? on, CancellationToken ct) =>
            OneAsync(queries.CompanyAsync(http.Viewer(), key ?? "", Least(least), Day(on), ct), Workbook)).Need(Rights.See).Exports("shareholding");
    }

    private static async Task<IResult> OneAsync(Task<ControlView?> view, Func<ControlView, IResult> answer) => await view is { } known ? answer(known) : Results.NotFound();

    private static async Task<IResult> IndexAsync(HttpContext http, ShareholdingQueries queries, string? q, string? from, string? to, ShareholdingReport? report,
        IReadOnlyList<Unmet> unmet, CancellationToken ct, string? day = null)
    {
        var viewer = http.Viewer();
        var asksPath = !string.IsNullOrWhiteSpace(from) || !string.IsNullOrWhiteSpace(to);
        var path = asksPath ? await queries.PathAsync(viewer, from ?? "", to ?? "", null, ct) : null;
        var (parties, holdings, last) = await queries.StateAsync(ct);
        return PageResults.Page<ShareholdingsPage>(new
        {
            Parties = parties, Holdings = holdings, Last = last, Q = q, Found = string.IsNullOrWhiteSpace(q) ? null : await queries.FindAsync(viewer, q, MostFound, ct),
            From = from, To = to, Path = path?.Value, Report = report, Unmet = (IReadOnlyList<Unmet>)[.. unmet, .. path?.Unmet ?? []],
            CanImport = viewer.May(Rights.Approve), Day = day,
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static FileContentHttpResult Workbook(ControlView view) => ExcelFile.Of($"股权 {view.Company.Name}", [.. ShareholdingSheets.Of(view)]);

    /// <summary>A threshold between 0 and 100; anything else is the usual one.</summary>
    private static decimal Least(string? typed) => decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var least) && least is > 0 and <= 100
        ? least : ShareholdingQueries.DefaultLeast;

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
