using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>How every project stands today, one at a time; for lists that have checked who may see what.</summary>
public sealed class TodayLamps
{
    private readonly LightMemory _memory;
    private readonly UnitTree _tree;
    private readonly DateOnly _day;
    private readonly ProjectPass _pass;

    internal TodayLamps(LightMemory memory, LightRuleBook book, UnitTree tree, DateOnly today) => (_memory, _tree, _day, _pass) =
        (memory, tree, today, new ProjectPass(memory, book, tree, id => tree.Find(id)?.First ?? -1, today, today, YearMonth.Of(today)));

    /// <summary>Null for a project that is not known here yet.</summary>
    public Light? Of(long projectId) => _memory.RowOf.TryGetValue(projectId, out var at) ? _pass.Any(_memory.Rows[at]).Light : null;

    internal bool Holds(LightMemory memory, UnitTree tree, DateOnly today) =>
        ReferenceEquals(_memory, memory) && ReferenceEquals(_tree, tree) && _day == today;
}
