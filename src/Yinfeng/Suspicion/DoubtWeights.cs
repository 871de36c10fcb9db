using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>How much doubts that are not settled weigh in a draw: of the project itself, and of the unit that owns it.</summary>
internal sealed class DoubtWeights
{
    private readonly ILookup<long, bool> _projects;
    private readonly HashSet<long> _units;
    private readonly UnitTree _tree;
    private readonly SuspicionLimits _limits;

    private DoubtWeights(ILookup<long, bool> projects, HashSet<long> units, UnitTree tree, SuspicionLimits limits) =>
        (_projects, _units, _tree, _limits) = (projects, units, tree, limits);

    public static async Task<DoubtWeights> ReadAsync(YinfengDb db, UnitTree tree, SuspicionLimits limits, CancellationToken ct)
    {
        var doubts = await DoubtQueries.Weighing(db.Set<Doubt>()).Select(d => new { d.ProjectId, d.UnitId, Hard = d.P == null }).ToListAsync(ct);
        return new(doubts.Where(d => d.ProjectId is not null).ToLookup(d => d.ProjectId!.Value, d => d.Hard),
            [.. doubts.Where(d => d.ProjectId is null).Select(d => d.UnitId)], tree, limits);
    }

    /// <summary>Tickets to add with the reason; however many doubts of a kind there are, they count once.</summary>
    public IEnumerable<(int More, string Reason)> Of(long project, long owner)
    {
        if (_projects[project].Contains(true))
        {
            yield return (_limits.HardWeight, "疑点（硬规则）");
        }
        if (_projects[project].Contains(false) || _tree.Upward(owner).Any(n => _units.Contains(n.Id)))
        {
            yield return (_limits.SoftWeight, "疑点（软检验）");
        }
    }
}
