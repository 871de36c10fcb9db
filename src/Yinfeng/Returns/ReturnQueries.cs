using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Returns;

/// <summary>A mapping in use.</summary>
/// <param name="Version">0 for the one that is shipped.</param>
public sealed record MappingInUse(string Name, int Version, string Text);

/// <summary>A return made for a unit and a month. Values: string, decimal, long or null, by row and column.</summary>
/// <param name="Version">Of the mapping; 0 for the shipped one.</param>
/// <param name="Closed">The closing whose figures these are; never of a list of projects, which shows the ledger of this moment.</param>
public sealed record ReturnTable(string Name, int Version, YearMonth Period, UnitNode Unit, ReturnLayout Layout, IReadOnlyList<object?[]> Rows, ClosedMark? Closed);

/// <summary>Reads mappings, and makes returns from the board, which respects the viewer's scope and closed months.</summary>
public sealed class ReturnQueries(BoardQueries board, IndicatorCatalog catalog, UnitDirectory units, Database database)
{
    private static readonly Lazy<IReadOnlyList<MappingInUse>> Shipped = new(() =>
        [.. Directory.GetFiles(Path.Combine(AppFolders.Data, "returns"), "*.yaml").Order(StringComparer.Ordinal).Select(ReadShipped)]);

    /// <summary>Of each name the latest version of the nearest unit upward, else the shipped one; the shipped names first.</summary>
    public async Task<IReadOnlyList<MappingInUse>> MappingsAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var upward = tree.Upward(HomeOf(viewer)).Select(n => n.Id).Append(HomeOf(viewer)).Append(UnitTree.NationId).Distinct().ToList();
        await using var db = database.OpenRead();
        var saved = await db.Set<ReturnMapping>().Where(m => upward.Contains(m.UnitId)).ToListAsync(ct);
        var used = saved.GroupBy(m => m.Name).Select(g => g.OrderByDescending(m => tree.Find(m.UnitId)?.Depth ?? -1).ThenByDescending(m => m.Version).First())
            .Select(m => new MappingInUse(m.Name, m.Version, m.Text)).ToList();
        return [.. Shipped.Value.Select(s => used.Find(m => m.Name == s.Name) ?? s),
            .. used.Where(m => Shipped.Value.All(s => s.Name != m.Name)).OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>The mapping of a name, the first one for null.</summary>
    public async Task<Decision<MappingInUse>> MappingAsync(Viewer viewer, string? name, CancellationToken ct)
    {
        var all = await MappingsAsync(viewer, ct);
        return (string.IsNullOrWhiteSpace(name) ? all[0] : all.FirstOrDefault(m => m.Name == name.Trim())) is { } found ? Decision<MappingInUse>.Allow(found)
            : Decision<MappingInUse>.Refuse("return.unknown", "name", $"没有名为“{name}”的上报报表。可用的：{string.Join("、", all.Select(m => m.Name))}。");
    }

    /// <summary>The return of a month, each figure as the board has it.</summary>
    /// <param name="unit">Code of a unit; null for the top of what the viewer may see.</param>
    public async Task<Decision<ReturnTable>> MakeAsync(Viewer viewer, YearMonth period, string? unit, MappingInUse mapping, CancellationToken ct)
    {
        var (layout, problems) = ReturnReader.Read(mapping.Text, catalog);
        if (layout is null)
        {
            return Decision<ReturnTable>.Refuse(Unmet(problems));
        }
        string[] codes = layout.Scope is null ? [.. layout.Columns.Select(c => c.Indicator).OfType<string>().Distinct()] : [catalog.Codes[0]];
        var answer = await board.BoardAsync(viewer, period, unit, codes, ct);
        if (answer.Value is not { } view)
        {
            return Decision<ReturnTable>.Refuse(answer.Unmet);
        }
        if (layout.Scope is not null)
        {
            await using var db = database.OpenRead();
            var listed = await ReturnProjects.RowsAsync(db, viewer, await units.OnAsync(period.LastDay, ct), view.Unit.Id, period, layout, ct);
            return Decision<ReturnTable>.Allow(new ReturnTable(mapping.Name, mapping.Version, period, view.Unit, layout, listed, null));
        }
        var chosen = Enumerable.Range(0, view.Rows.Length).Where(r => layout.Rows == ReturnRows.OwnAndChildren || r == 0 == (layout.Rows == ReturnRows.Own));
        var rows = chosen.Select((row, at) => layout.Columns.Select(c => c.Field switch
        {
            ReturnField.UnitName => view.Units[row].Name,
            ReturnField.UnitCode => view.Units[row].Code,
            ReturnField.Number => at + 1L,
            ReturnField.Text => c.Text,
            ReturnField.Rank when row == 0 => null, // The unit asked for stands alone on its board.
            _ => c.Of(view.Cell(row, c.Indicator!)),
        }).ToArray()).ToList();
        return Decision<ReturnTable>.Allow(new ReturnTable(mapping.Name, mapping.Version, period, view.Unit, layout, rows, view.Closed));
    }

    /// <summary>The unit that a mapping saved by this person belongs to.</summary>
    internal static long HomeOf(Viewer viewer) => viewer.UnitId ?? UnitTree.NationId;

    internal static IReadOnlyList<Unmet> Unmet(IReadOnlyList<ReturnProblem> problems) =>
        [.. problems.Select(p => new Unmet("return.mapping", "text", $"第 {p.Line} 行：{p.Message}"))];

    /// <summary>A shipped file names its return by its title.</summary>
    private static MappingInUse ReadShipped(string path)
    {
        var text = File.ReadAllText(path);
        var title = text.Split('\n').First(l => l.StartsWith("标题:", StringComparison.Ordinal));
        return new MappingInUse(title["标题:".Length..].Trim(), 0, text);
    }
}
