using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Bulletins.Pages;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>The page on which an office edits its template, tries it on a month and keeps it as a new version.</summary>
internal static class TemplatePages
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/template", ShowAsync).Need(Rights.See);
        group.MapPost("/template", SaveAsync).Need(Rights.Publish);
        group.MapPost("/template/try", TryAsync).Need(Rights.Publish);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, UnitDirectory units, OfficeTemplates templates, IndicatorCatalog catalog, TimeProvider clock,
        string? unit, int? version, CancellationToken ct)
    {
        var (node, upward) = await UnitAsync(http, units, unit, ct);
        if (node is null)
        {
            return Results.NotFound();
        }
        var versions = await templates.VersionsAsync(node.Id, ct);
        var text = versions.FirstOrDefault(v => v.Number == version)?.Text ?? await templates.ForAsync(upward, ct);
        return Page(node, versions, catalog, text, YearMonth.Of(BusinessTime.Today(clock)).ToString(), [], null);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, UnitDirectory units, OfficeTemplates templates, IndicatorCatalog catalog, SaveTemplate save,
        IFormCollection form, CancellationToken ct)
    {
        var (node, _) = await UnitAsync(http, units, form["unit"], ct);
        if (node is null)
        {
            return Results.NotFound();
        }
        var text = form["text"].ToString();
        var answer = await save.RunAsync(http.Viewer(), node.Code, text, ct);
        return answer.Allowed ? PageResults.See($"/bulletins/template?unit={node.Code}")
            : Page(node, await templates.VersionsAsync(node.Id, ct), catalog, text, form["period"].ToString(), answer.Unmet, null);
    }

    private static async Task<IResult> TryAsync(HttpContext http, UnitDirectory units, OfficeTemplates templates, IndicatorCatalog catalog, BulletinDrafts drafts,
        IFormCollection form, CancellationToken ct)
    {
        var (node, _) = await UnitAsync(http, units, form["unit"], ct);
        if (node is null)
        {
            return Results.NotFound();
        }
        var text = form["text"].ToString();
        var versions = await templates.VersionsAsync(node.Id, ct);
        if (!YearMonth.TryParse(form["period"], out var month))
        {
            return Page(node, versions, catalog, text, form["period"].ToString(), [new Unmet("bulletin.period", "period", "试用哪个月？请写成 2023-03 这样的年月。")], null);
        }
        var answer = await drafts.DraftAsync(http.Viewer(), month, node.Code, text, ct);
        return Page(node, versions, catalog, text, month.ToString(), answer.Unmet, answer.Value);
    }

    private static RazorComponentResult<TemplatePage> Page(UnitNode unit, IReadOnlyList<OfficeTemplate> versions, IndicatorCatalog catalog, string text, string period,
        IReadOnlyList<Unmet> unmet, BulletinModel? preview) =>
        PageResults.Page<TemplatePage>(new { Unit = unit, Versions = versions, Catalog = catalog, Text = text, Period = period, Unmet = unmet, Preview = preview },
            unmet.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static async Task<(UnitNode? Unit, IReadOnlyList<long> Upward)> UnitAsync(HttpContext http, UnitDirectory units, string? code, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var node = string.IsNullOrWhiteSpace(code) ? tree.Find(http.Viewer().UnitId ?? UnitTree.NationId) : tree.FindByCode(code.Trim());
        return node is null || !tree.IsWithin(node.Id, http.Viewer().UnitId) ? (null, []) : (node, [.. tree.Upward(node.Id).Select(n => n.Id)]);
    }
}
