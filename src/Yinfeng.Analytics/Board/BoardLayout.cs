namespace Yinfeng.Analytics.Board;

/// <summary>The unit tree of one month as arrays over its units in pre-order.</summary>
/// <param name="Units">Unit id by slot.</param>
/// <param name="Parent">Slot of the parent, always smaller; −1 at a root.</param>
/// <param name="Last">Last slot of the unit's subtree.</param>
/// <param name="SlotOf">Where figures of a unit belong: its own slot, its successor's or an ancestor's; −1 for nowhere.</param>
public sealed record BoardLayout(long[] Units, int[] Parent, int[] Last, Func<long, int> SlotOf)
{
    private readonly int[][] _children = ChildrenOf(Parent);

    public int Count => Units.Length;

    /// <summary>Slots of the direct children, in order; of the roots for −1.</summary>
    public ReadOnlySpan<int> Children(int slot) => _children[slot + 1];

    private static int[][] ChildrenOf(int[] parent)
    {
        var lists = new List<int>[parent.Length + 1];
        for (var i = 0; i < lists.Length; i++)
        {
            lists[i] = [];
        }
        for (var slot = 0; slot < parent.Length; slot++)
        {
            lists[parent[slot] + 1].Add(slot);
        }
        return [.. lists.Select(l => l.ToArray())];
    }
}

/// <summary>What a page cannot know from the rows: targets, plans and which units have a last year.</summary>
/// <param name="Target">One slot per indicator and unit, indicators outside; <see cref="BoardPage.Null"/> where none is set.</param>
/// <param name="LastYearKnown">By unit: whether its ledger of last year was taken in, so that nothing means zero.</param>
public sealed record BoardGoals(long[] Target, long[] Stretch, long[] Plan, bool[] LastYearKnown);

/// <summary>What a <see cref="BoardEngine"/> asks when it makes the page of a month.</summary>
public interface IBoardFrame
{
    BoardLayout Layout(int month);
    BoardGoals Goals(int month, BoardLayout layout);
}
