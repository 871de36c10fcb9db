using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>A closed month as lists show it.</summary>
/// <param name="Restated">How many of its figures were restated since.</param>
public sealed record ClosedRow(ClosedMonth Month, string UnitCode, string UnitPath, int Restated);

/// <summary>Reads which months are closed, within what the viewer may see.</summary>
internal sealed class ClosingQueries(ClosedMonths closed, RestatementQueries restatements, UnitDirectory units)
{
    /// <summary>Closed months of the units the viewer sees, and of those above them: these close theirs too. The latest period first.</summary>
    /// <param name="unitId">The unit, what is below it, and what is above it; null for all.</param>
    public async Task<IReadOnlyList<ClosedRow>> ListAsync(Viewer viewer, long? unitId, CancellationToken ct)
    {
        await closed.LookAgainAsync(ct);
        if (closed.All.Count == 0)
        {
            return [];
        }
        var history = await units.HistoryAsync(ct);
        var counts = (await restatements.ListAsync(viewer, new RestatementFilter(), ct)).CountBy(r => (r.Number, r.Month)).ToDictionary();
        return [.. closed.All.Where(m => Concerns(m, viewer.UnitId) && Concerns(m, unitId)).Select(m =>
        {
            var tree = history.On(m.Period);
            return new ClosedRow(m, tree.Find(m.UnitId)?.Code ?? "", tree.PathOf(m.UnitId), counts.GetValueOrDefault((m.Number, m.Period)));
        })];

        bool Concerns(ClosedMonth month, long? root)
        {
            var tree = history.On(month.Period);
            return tree.IsWithin(month.UnitId, root) || (root is { } id && tree.IsWithin(id, month.UnitId));
        }
    }
}
