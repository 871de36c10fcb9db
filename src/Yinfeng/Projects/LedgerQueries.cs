using System.Collections.Concurrent;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>A unit to choose in the filter, as deep as it stands below the viewer's own.</summary>
public sealed record UnitChoice(long Id, string Name, int Depth);

/// <summary>One page of the ledger list with everything around it.</summary>
/// <param name="ByStage">Rows per stage under all other filters, in the order of the stages.</param>
/// <param name="Totals">Of the whole result, not of the page.</param>
public sealed record LedgerView(LedgerQuery Query, IReadOnlyList<LedgerRow> Rows, LedgerTotals Totals, int[] ByStage,
    IReadOnlyList<UnitChoice> Units, DateOnly Today)
{
    /// <summary>How each project stands today; null where lamps are not shown.</summary>
    public TodayLamps? Lamps { get; init; }
    public int All => ByStage.Sum();
    public int Pages => Math.Max(1, (Totals.Count + Query.Limit - 1) / Query.Limit);
}

/// <summary>A chip above the list: a named filter with its count.</summary>
/// <param name="Id">Null for those that everybody has.</param>
public sealed record FilterChip(long? Id, string Name, string Query, int Count, bool On);

/// <summary>Reads of the ledger list; every one within the viewer's scope.</summary>
internal sealed class LedgerQueries(LedgerIndex index, SavedFilters filters, LightQueries lights, TimeProvider clock)
{
    private const int MostUnits = 60;
    private const int MostCounts = 5_000;
    private const int MostScopes = 2_000;
    private readonly ConcurrentDictionary<ViewScope, (LedgerColumns For, IReadOnlyList<UnitChoice> Units)> _choices = new();
    private readonly ConcurrentDictionary<(ViewScope Scope, string Query), (LedgerColumns For, int Count)> _counts = new();

    public async Task<LedgerView> ViewAsync(Viewer viewer, LedgerQuery query, CancellationToken ct)
    {
        var columns = await index.ColumnsAsync(ct);
        return View(columns, viewer, query) with { Lamps = await lights.TodayAsync(ct) };
    }

    /// <summary>The view with the chips above it.</summary>
    public async Task<LedgerScene> SceneAsync(Viewer viewer, LedgerQuery query, CancellationToken ct)
    {
        var view = await ViewAsync(viewer, query, ct);
        var now = view.Query.ToQueryString(withPage: false);
        (long? Id, string Name, string Query)[] all =
        [
            (null, "全部", ""), (null, "我负责的", new LedgerQuery(Person: viewer.Name).ToQueryString()), (null, "10 亿元以上", "?gte=100000"),
            (null, "未填总投资", "?noinvest=1"),
            .. (await filters.OfAsync(viewer, ct)).Select(f => ((long?)f.Id, f.Name, f.Query)),
        ];
        var chips = new List<FilterChip>(all.Length);
        foreach (var (id, name, text) in all)
        {
            chips.Add(new(id, name, text, await CountAsync(viewer, text, ct), text == now));
        }
        return new LedgerScene(view, chips);
    }

    /// <summary>How many projects a query string finds; kept until a project changes, since chips ask for the same few on every page.</summary>
    public async Task<int> CountAsync(Viewer viewer, string query, CancellationToken ct)
    {
        var columns = await index.ColumnsAsync(ct);
        var key = (viewer.Scope, query);
        if (_counts.TryGetValue(key, out var known) && ReferenceEquals(known.For, columns))
        {
            return known.Count;
        }
        if (_counts.Count > MostCounts)
        {
            _counts.Clear();
        }
        var count = Ids(columns, viewer, LedgerQuery.Read(query), 0).Count;
        _counts[key] = (columns, count);
        return count;
    }

    /// <summary>Ids of all projects that a query finds, in its order: what an export writes.</summary>
    public async Task<IReadOnlyList<long>> IdsAsync(Viewer viewer, LedgerQuery query, CancellationToken ct)
    {
        var columns = await index.ColumnsAsync(ct);
        return Ids(columns, viewer, query, columns.Count).Ids;
    }

    private static (int Count, long[] Ids) Ids(LedgerColumns columns, Viewer viewer, LedgerQuery query, int most)
    {
        var rows = new int[most];
        var (count, found) = LedgerAnswer.Page(columns, query with { Page = 1 }, viewer, rows);
        return (count, Array.ConvertAll(rows[..found], r => columns.Rows[r].Id));
    }

    private LedgerView View(LedgerColumns columns, Viewer viewer, LedgerQuery query)
    {
        Span<int> page = stackalloc int[query.Limit];
        var (shown, totals, byStage, written) = LedgerAnswer.Full(columns, query, viewer, page);
        var rows = new LedgerRow[written];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = columns.Rows[page[i]];
        }
        return new LedgerView(shown, rows, totals, byStage, Units(columns, viewer), BusinessTime.Today(clock));
    }

    /// <summary>Units with projects below the viewer's own, level by level as long as the list stays short enough to choose from.</summary>
    private IReadOnlyList<UnitChoice> Units(LedgerColumns columns, Viewer viewer)
    {
        if (_choices.TryGetValue(viewer.Scope, out var known) && ReferenceEquals(known.For, columns))
        {
            return known.Units;
        }
        if (_choices.Count > MostScopes)
        {
            _choices.Clear();
        }
        var units = Choices(columns, viewer);
        _choices[viewer.Scope] = (columns, units);
        return units;
    }

    private static List<UnitChoice> Choices(LedgerColumns columns, Viewer viewer)
    {
        var tree = columns.Tree;
        if (tree.Find(viewer.UnitId ?? UnitTree.NationId) is not { } top)
        {
            return [];
        }
        var used = new HashSet<int>();
        foreach (var slot in LedgerAnswer.Owners(columns, viewer)) // Only of projects seen: a unit's name here would tell of the others.
        {
            if (slot >= top.First && slot <= top.Last && used.Add(slot))
            {
                used.UnionWith(tree.Upward(tree.InOrder[slot].Id).TakeWhile(n => n.First > top.First).Select(n => n.First));
            }
        }
        var depth = top.Depth;
        while (used.Count(s => tree.InOrder[s].Depth <= depth + 1) <= MostUnits && depth < top.Depth + 6)
        {
            depth++;
        }
        return [.. used.Where(s => s != top.First && tree.InOrder[s].Depth <= Math.Max(depth, top.Depth + 1)).Order()
            .Select(s => new UnitChoice(tree.InOrder[s].Id, tree.InOrder[s].Name, tree.InOrder[s].Depth - top.Depth - 1))];
    }
}
