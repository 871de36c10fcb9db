using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yinfeng.Access;
using Yinfeng.Imports.Pages;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>The page with all imports and the upload form, and how that form names a unit.</summary>
internal sealed class ImportListing(ImportQueries queries, StagedImports staging, StagedConfirms confirms, UnitDirectory units, TimeProvider clock)
{
    private const int MostOffered = 400;

    public async Task<IResult> PageAsync(Viewer viewer, string? unit, string? year, IReadOnlyList<Unmet> unmet, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var root = tree.Find(viewer.UnitId ?? UnitTree.NationId);
        var below = tree.InOrder.Where(u => root is not null && u.First >= root.First && u.First <= root.Last).ToList();
        return PageResults.Page<ImportsPage>(new
        {
            Imports = await queries.ListAsync(viewer, ct), Staged = await staging.ListAsync(viewer, ct), Storing = confirms.Running(), Tree = tree, Clock = clock,
            Units = (IReadOnlyList<UnitNode>)[.. (below.Count <= MostOffered ? below : below.Where(u => u.Kind <= UnitKind.City)).Take(MostOffered)],
            Unit = unit ?? (viewer.UnitId is not null && root is not null ? $"{root.Code} {root.Name}" : null), Year = year, Unmet = unmet,
        }, unmet.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <summary>Reads "371400", "371400 德州市" or "德州市"; empty means all the viewer may see.</summary>
    public async Task<(long UnitId, int? Year, List<Unmet> Unmet)> ReadFormAsync(Viewer viewer, string? unit, string? year, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var unmet = new List<Unmet>();
        var unitId = viewer.UnitId ?? UnitTree.NationId;
        if (!string.IsNullOrWhiteSpace(unit))
        {
            var word = unit.Trim().Split(' ')[0];
            var named = tree.FindByCode(word) is { } byCode ? [byCode]
                : tree.InOrder.Where(u => (u.Name == word || u.ShortName == word) && tree.IsWithin(u.Id, viewer.UnitId)).Take(2).ToArray();
            if (named.Length == 1 && tree.IsWithin(named[0].Id, viewer.UnitId))
            {
                unitId = named[0].Id;
            }
            else
            {
                unmet.Add(new Unmet("import.unit.unknown", "unit", named.Length > 1
                    ? $"叫“{word}”的单位不止一个，请填六位区划代码。" : $"在您的管辖范围内没有“{word}”，请填六位区划代码或全称，例如 371400。"));
            }
        }
        int? yearNumber = null;
        if (!string.IsNullOrWhiteSpace(year))
        {
            if (int.TryParse(year.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1990 and <= 2100)
            {
                yearNumber = number;
            }
            else
            {
                unmet.Add(new Unmet("import.year.wrong", "year", $"“{year}”不是年度，请填四位数字，例如 2023，或留空。"));
            }
        }
        return (unitId, yearNumber, unmet);
    }
}
