using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Pending;

/// <summary>What the list is narrowed to. Nulls mean no filter.</summary>
/// <param name="Unit">Name or code of the unit where it lies, or whose matter it is; with everything below it.</param>
/// <param name="Overdue">Only past their limit.</param>
/// <param name="Page">From 1.</param>
public sealed record PendingFilter(PendingKind? Kind = null, string? Unit = null, bool Overdue = false, string? Q = null, int Page = 1, int Size = 50);

/// <summary>A matter with who has it.</summary>
/// <param name="AtUnitName">Where it lies: the unit whose people can act.</param>
/// <param name="People">Names of those people.</param>
/// <param name="Days">Since it lies there.</param>
/// <param name="DaysLate">Past its limit; 0 or less while there is time.</param>
public sealed record PendingRow(PendingMatter Matter, string UnitName, long AtUnitId, string AtUnitName, IReadOnlyList<string> People, int Days, DateOnly? Limit, int DaysLate)
{
    public bool IsOverdue => Limit is not null && DaysLate > 0;

    /// <summary>"现在在德州市（核验：张三），自 2026-07-01 起 3 天，应于 2026-07-04 前办。"</summary>
    public string Sentence => $"{PendingTerms.Of(Matter.Kind)}：现在在{AtUnitName}（{PendingTerms.Step(Matter.Kind)}：{PendingTerms.People(People)}），自 {PendingTerms.Day(Matter.Since)} 起 {Days} 天"
        + (Limit is not { } limit ? "。" : IsOverdue ? $"，应于 {PendingTerms.Day(limit)} 前办，已超期 {DaysLate} 天。" : $"，应于 {PendingTerms.Day(limit)} 前办。");
}

/// <param name="Counts">By kind, before the filter by kind.</param>
public sealed record PendingList(PendingFilter Filter, IReadOnlyList<PendingRow> Rows, int Total, int All, int Overdue,
    IReadOnlyDictionary<PendingKind, int> Counts, DateOnly Today)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>Asks every room what waits for somebody; says where it lies, with whom, since when and until when.</summary>
internal sealed class PendingQueries(IEnumerable<IDeskSource> sources, UnitDirectory units, RightHolders holders, TimeLimits limits, TimeProvider clock)
{
    private readonly IDeskSource[] _sources = [.. sources];

    /// <summary>The longest overdue first.</summary>
    public async Task<PendingList> ListAsync(Viewer viewer, PendingFilter filter, CancellationToken ct)
    {
        filter = filter with { Size = Math.Clamp(filter.Size, 1, 100_000), Page = Math.Max(1, filter.Page) };
        var tree = await units.TodayAsync(ct);
        var rows = Narrowed(await RowsAsync(viewer, null, ct), filter, tree);
        var counts = rows.GroupBy(r => r.Matter.Kind).ToDictionary(g => g.Key, g => g.Count());
        var overdue = rows.Count(r => r.IsOverdue);
        var shown = rows.Where(r => (filter.Kind is null || r.Matter.Kind == filter.Kind) && (!filter.Overdue || r.IsOverdue)).ToList();
        return new PendingList(filter, [.. shown.Skip((filter.Page - 1) * filter.Size).Take(filter.Size)], shown.Count, rows.Count, overdue, counts, BusinessTime.Today(clock));
    }

    /// <summary>What waits for somebody about one project.</summary>
    public async Task<IReadOnlyList<PendingRow>> OfProjectAsync(Viewer viewer, long projectId, CancellationToken ct) => await RowsAsync(viewer, projectId, ct);

    private async Task<List<PendingRow>> RowsAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        var matters = new List<PendingMatter>();
        foreach (var source in viewer.May(Rights.See) ? _sources : [])
        {
            matters.AddRange(await source.PendingAsync(viewer, projectId, ct));
        }
        if (matters.Count == 0)
        {
            return [];
        }
        var (tree, people, today) = (await units.TodayAsync(ct), await holders.TodayAsync(ct), BusinessTime.Today(clock));
        var known = new Dictionary<(long, Rights, bool, string), (long UnitId, IReadOnlyList<string> Names)>();
        return [.. matters.Select(Row).OrderByDescending(r => r.Limit is null ? int.MinValue : r.DaysLate).ThenBy(r => r.Matter.Since)
            .ThenBy(r => r.Matter.Title, StringComparer.Ordinal)];

        PendingRow Row(PendingMatter m)
        {
            var key = (m.AtUnitId, m.Needs, m.OnlyThere, string.Join(' ', m.NotBy ?? []));
            if (!known.TryGetValue(key, out var at))
            {
                known[key] = at = people.Nearest(m.AtUnitId, m.Needs, m.NotBy, m.OnlyThere);
            }
            var limit = m.Limit ?? (limits.Days(m.Kind, tree, m.UnitId, m.CountsFrom) is { } days ? m.CountsFrom.AddDays(days) : null);
            return new PendingRow(m, Name(m.UnitId), at.UnitId, Name(at.UnitId), at.Names, today.DayNumber - m.Since.DayNumber, limit,
                limit is { } last ? today.DayNumber - last.DayNumber : 0);
        }

        string Name(long id) => tree.Find(id)?.Name ?? $"单位 {id}";
    }

    private static List<PendingRow> Narrowed(List<PendingRow> rows, PendingFilter filter, UnitTree tree)
    {
        if (!string.IsNullOrWhiteSpace(filter.Unit))
        {
            var found = UnitNames.Find(tree, filter.Unit, null);
            rows = rows.FindAll(r => found.Any(u => tree.IsWithin(r.AtUnitId, u.Id) || tree.IsWithin(r.Matter.UnitId, u.Id)));
        }
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var text = filter.Q.Trim();
            rows = rows.FindAll(r => r.Matter.Title.Contains(text, StringComparison.OrdinalIgnoreCase) || r.People.Any(p => p.Contains(text, StringComparison.OrdinalIgnoreCase)));
        }
        return rows;
    }
}
