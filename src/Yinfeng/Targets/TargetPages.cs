using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Sheets;
using Yinfeng.Shell;
using Yinfeng.Targets.Pages;
using Yinfeng.Units;

namespace Yinfeng.Targets;

/// <summary>A grid that came back: what was typed by cell name, and what is wrong.</summary>
public sealed record RefusedGrid(IReadOnlyDictionary<string, string> Typed, IReadOnlyList<Unmet> Unmet);

/// <summary>The pages on which targets and plans are set, a whole grid at a time.</summary>
internal static class TargetPages
{
    private const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const int MostCells = 20_000; // 20 cities × 18 indicators × 2 levels, typed and seen, with room to spare.

    public static void Map(IEndpointRouteBuilder pages)
    {
        var targets = pages.MapGroup("/targets").ExcludeFromDescription().WithFormOptions(valueCountLimit: MostCells);
        targets.MapGet("", (HttpContext http, TargetQueries queries, TargetChecks checks, TimeProvider clock,
            string? unit, int? year, string[]? i, bool? stretch, CancellationToken ct) =>
            ShowAsync(http, queries, checks, new(unit, year ?? BusinessTime.Today(clock).Year, i ?? [], stretch is true), null, ct)).Need(Rights.See);
        targets.MapPost("", SaveAsync).Need(Rights.Approve);
        targets.MapGet("/export", ExportAsync).Need(Rights.See).Exports("targets");
        targets.MapGet("/plans", (HttpContext http, TargetQueries queries, TargetChecks checks, TimeProvider clock,
            string? unit, int? year, string? indicator, CancellationToken ct) =>
            ShowPlansAsync(http, queries, checks, new(unit, year ?? BusinessTime.Today(clock).Year, indicator is null ? [] : [indicator], false), null, ct)).Need(Rights.See);
        targets.MapGet("/plans/export", ExportPlansAsync).Need(Rights.See).Exports("plans");
        targets.MapPost("/plans", SavePlansAsync).Need(Rights.Approve);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, SetTarget set, TargetQueries queries, TargetChecks checks, IndicatorCatalog catalog,
        IFormCollection form, CancellationToken ct)
    {
        var asked = TargetView.Of(form);
        var (edits, typed, wrong) = Read(form, catalog, (unit, indicator, last, value, seen) => Enum.TryParse<TargetLevel>(last, out var level)
            ? new TargetEdit(unit, indicator, level, value, seen) : null);
        var unmet = wrong.Count > 0 ? wrong : (await set.RunAsync(http.Viewer(), asked.Year, edits, ct)).Unmet;
        return unmet.Count == 0
            ? PageResults.See("/targets" + asked.Query)
            : await ShowAsync(http, queries, checks, asked, new RefusedGrid(typed, unmet), ct);
    }

    private static async Task<IResult> SavePlansAsync(HttpContext http, SetPlan set, TargetQueries queries, TargetChecks checks, IndicatorCatalog catalog,
        IFormCollection form, CancellationToken ct)
    {
        var asked = TargetView.Of(form);
        var (edits, typed, wrong) = Read(form, catalog, (unit, indicator, last, value, seen) => YearMonth.TryParse(last, out var month)
            ? new PlanEdit(unit, indicator, month, value, seen) : null);
        var unmet = wrong.Count > 0 ? wrong : (await set.RunAsync(http.Viewer(), asked.Year, edits, ct)).Unmet;
        return unmet.Count == 0
            ? PageResults.See("/targets/plans" + asked.PlanQuery)
            : await ShowPlansAsync(http, queries, checks, asked, new RefusedGrid(typed, unmet), ct);
    }

    /// <summary>Cells that differ from what was seen. Names are "t.UNIT.INDICATOR.LAST"; what was seen comes as "s.…".</summary>
    private static (List<T> Edits, Dictionary<string, string> Typed, List<Unmet> Wrong) Read<T>(
        IFormCollection form, IndicatorCatalog catalog, Func<long, string, string, long?, Seen, T?> make) where T : class
    {
        var (edits, typed, wrong) = (new List<T>(), new Dictionary<string, string>(StringComparer.Ordinal), new List<Unmet>());
        foreach (var (key, text) in form.Where(f => f.Key.StartsWith("t.", StringComparison.Ordinal)))
        {
            var parts = key.Split('.');
            if (parts.Length < 4 || !long.TryParse(parts[1], out var unit) || catalog.Find(string.Join('.', parts[2..^1])) is not { } indicator)
            {
                continue; // Not a cell of the grid.
            }
            var cell = key[2..];
            typed[cell] = text.ToString();
            _ = TargetText.Read(indicator, form["s." + cell], out var seen);
            if (TargetText.Read(indicator, text, out var value) is { } problem)
            {
                wrong.Add(new Unmet("target.value", cell, $"{indicator.Name}：{problem}"));
            }
            else if (value != seen && make(unit, indicator.Code, parts[^1], value, new Seen(seen)) is { } edit)
            {
                edits.Add(edit);
            }
        }
        return (edits, typed, wrong);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, TargetQueries queries, TargetChecks checks, TargetView asked,
        RefusedGrid? refused, CancellationToken ct)
    {
        var (id, problem) = await UnitAsync(http, checks, asked, ct);
        return await queries.GridAsync(http.Viewer(), id, asked.Year, asked.Indicators, ct) is { } grid
            ? PageResults.Page<TargetsPage>(new { Grid = grid, View = asked, Available = queries.Available(asked.Year), Refused = refused, Problem = problem },
                refused is null && problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    private static async Task<IResult> ShowPlansAsync(HttpContext http, TargetQueries queries, TargetChecks checks, TargetView asked,
        RefusedGrid? refused, CancellationToken ct)
    {
        var (id, problem) = await UnitAsync(http, checks, asked, ct);
        return await queries.PlansAsync(http.Viewer(), id, asked.Year, asked.Indicators is [var first, ..] ? first : null, ct) is { } plans
            ? PageResults.Page<PlansPage>(new { Plans = plans, View = asked, Available = queries.Available(asked.Year), Refused = refused, Problem = problem },
                refused is null && problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Results.NotFound();
    }

    private static async Task<IResult> ExportPlansAsync(HttpContext http, TargetQueries queries, TargetChecks checks, string? unit, int year,
        string? indicator, CancellationToken ct)
    {
        var (id, _) = await UnitAsync(http, checks, new(unit, year, [], false), ct);
        return await queries.PlansAsync(http.Viewer(), id, year, indicator, ct) is { } plans
            ? ExcelFile.Of($"{plans.Grid.Unit.Name}{year}年{plans.Indicator.Name}序时计划", TargetWorkbook.Plans(plans)) : Results.NotFound();
    }

    private static async Task<IResult> ExportAsync(HttpContext http, TargetQueries queries, TargetChecks checks, string? unit, int year,
        string[]? i, CancellationToken ct)
    {
        var (id, _) = await UnitAsync(http, checks, new(unit, year, i ?? [], false), ct);
        if (await queries.GridAsync(http.Viewer(), id, year, i ?? [], ct) is not { } grid)
        {
            return Results.NotFound();
        }
        var stream = new MemoryStream();
        TargetWorkbook.Write(stream, grid);
        stream.Position = 0;
        return Results.File(stream, Excel, $"{grid.Unit.Name}{year}年目标任务.xlsx");
    }

    /// <summary>The unit that was typed; null for none, and then what was wrong with it.</summary>
    private static async Task<(long? Id, string? Problem)> UnitAsync(HttpContext http, TargetChecks checks, TargetView asked, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(asked.Unit))
        {
            return (null, null);
        }
        var tree = await checks.TreeAsync(asked.Year, ct);
        return UnitNames.Find(tree, asked.Unit, http.Viewer().UnitId) switch
        {
            [var one] => (one.Id, null),
            [] => (null, $"找不到单位“{asked.Unit}”。请填全称或代码，例如 德州市 或 371400。"),
            var several => (null, $"有 {several.Count} 个单位叫“{asked.Unit}”，请写代码：{string.Join("、", several.Take(4).Select(n => $"{n.Code} {tree.PathOf(n.Id)}"))}。"),
        };
    }
}

/// <summary>What part of the targets a page shows.</summary>
/// <param name="Unit">As typed: code or name.</param>
/// <param name="Indicators">Codes of the columns; empty for the usual ones.</param>
/// <param name="Stretch">Show columns for stretch targets though none is set.</param>
public sealed record TargetView(string? Unit, int Year, IReadOnlyList<string> Indicators, bool Stretch)
{
    public static TargetView Of(IFormCollection form) => new(form["unit"], int.TryParse(form["year"], out var year) ? year : 0,
        [.. form["i"].OfType<string>()], form["stretch"] == "true");

    public string Query => $"?unit={Uri.EscapeDataString(Unit ?? "")}&year={Year}{string.Concat(Indicators.Select(i => $"&i={i}"))}{(Stretch ? "&stretch=true" : "")}";
    public string PlanQuery => $"?unit={Uri.EscapeDataString(Unit ?? "")}&year={Year}{string.Concat(Indicators.Take(1).Select(i => $"&indicator={i}"))}";
}
