using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>What of the restatements is wanted; null takes any.</summary>
/// <param name="UnitId">The unit and everything below it.</param>
/// <param name="Carried">True: a bulletin has told of it; false: none has yet.</param>
public sealed record RestatementFilter(long? UnitId = null, bool WithBelow = true, YearMonth? From = null, YearMonth? To = null, string? Indicator = null,
    long? ProjectId = null, bool? Carried = null);

/// <summary>Reads restatements, within what the viewer may see.</summary>
public sealed class RestatementQueries(Database database, UnitDirectory units, ClosedMonths closed)
{
    /// <summary>What was restated of the units of a board; costs nothing while nothing ever was.</summary>
    internal async Task<IReadOnlyList<Restatement>> OfBoardAsync(Viewer viewer, IReadOnlyList<UnitNode> board, YearMonth from, YearMonth to,
        IReadOnlyList<string> codes, CancellationToken ct)
    {
        if (closed.Now.Restatements == 0)
        {
            return [];
        }
        var ids = board.Select(u => u.Id).ToHashSet();
        return [.. (await ListAsync(viewer, new RestatementFilter(From: from, To: to), ct))
            .Where(r => ids.Contains(r.UnitId) && (codes.Count == 0 || codes.Contains(r.Indicator)))];
    }

    /// <summary>Restatements of a unit's own figures, of months up to one, in the order they were made.</summary>
    public Task<IReadOnlyList<Restatement>> ForAsync(Viewer viewer, long unitId, YearMonth upTo, CancellationToken ct) =>
        ListAsync(viewer, new RestatementFilter(unitId, WithBelow: false, To: upTo), ct);

    /// <summary>In the order they were made.</summary>
    public async Task<IReadOnlyList<Restatement>> ListAsync(Viewer viewer, RestatementFilter filter, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var history = await units.HistoryAsync(ct);
        await using var db = database.OpenRead();
        var query = db.Set<RestatementRow>().AsQueryable();
        if (filter.UnitId is { } unit && !filter.WithBelow)
        {
            query = query.Where(r => r.UnitId == unit);
        }
        if (filter.From is { } from)
        {
            query = query.Where(r => r.Month >= from);
        }
        if (filter.To is { } to)
        {
            query = query.Where(r => r.Month <= to);
        }
        if (filter.Indicator is { Length: > 0 } indicator)
        {
            query = query.Where(r => r.Indicator == indicator);
        }
        if (filter.ProjectId is { } project)
        {
            query = query.Where(r => r.ProjectId == project);
        }
        if (filter.Carried is { } carried)
        {
            query = query.Where(r => (r.CarriedBy != null) == carried);
        }
        var rows = await query.OrderBy(r => r.Id).ToListAsync(ct);
        rows.RemoveAll(r => !Inside(r.UnitId, viewer.UnitId) || (filter.UnitId is not null && !Inside(r.UnitId, filter.UnitId)));
        var named = await NamedAsync(db, new ProjectPolicy(viewer, tree), rows, ct);
        return [.. rows.Select(r => Of(r, history, r.ProjectId is { } id && named(id)))];

        bool Inside(long id, long? root) => tree.IsWithin(id, root) || (root is { } top && history.CountsIn(id, top, YearMonth.Of(tree.On)));
    }

    /// <summary>Which projects the viewer may be told of. One that is gone since is named to whoever sees the figure.</summary>
    private static async Task<Func<long, bool>> NamedAsync(YinfengDb db, ProjectPolicy policy, List<RestatementRow> rows, CancellationToken ct)
    {
        if (policy.SeesAll)
        {
            return _ => true;
        }
        var ids = rows.Select(r => r.ProjectId).OfType<long>().Distinct().ToList();
        var there = await db.Set<Project>().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var seen = await db.Set<Project>().Where(policy.Filter(db)).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        return new HashSet<long>(ids.Except(there).Concat(seen)).Contains;
    }

    private static Restatement Of(RestatementRow row, UnitHistory history, bool named)
    {
        var unit = history.On(row.Month).Find(row.UnitId);
        return new Restatement(row.Id, row.UnitId, unit?.Code ?? "", unit?.Name ?? "", row.Month, row.Indicator, row.IndicatorName, row.Unit, row.Field,
            RestatementScale.Show(row.Before, row.Unit, row.Field), RestatementScale.Show(row.After, row.Unit, row.Field), row.Reason, row.ActorId, row.ByName,
            row.AtUtc, named ? row.ProjectId : null, named ? row.ProjectName : null, row.Number, row.CarriedBy);
    }
}
