namespace Yinfeng.Analytics.Board;

/// <summary>One measure summed over a window, this year and last, for every unit of a tree.</summary>
internal sealed class BoardSeries(int measure, BoardWindow window)
{
    public int Measure { get; } = measure;
    public long[] This { get; private set; } = [];
    public long[] Last { get; private set; } = [];

    /// <summary>The distinct series that the indicators read, and which one each reads as value and as base.</summary>
    public static (BoardSeries[] Series, int[] Value, int[] Base) For(BoardIndicator[] indicators)
    {
        var keys = indicators.SelectMany(i => i.IsRate ? new[] { (i.Measure, i.Window), (i.Base, i.Window) } : [(i.Measure, i.Window)])
            .Distinct().ToList();
        return ([.. keys.Select(k => new BoardSeries(k.Item1, k.Item2))],
            [.. indicators.Select(i => keys.IndexOf((i.Measure, i.Window)))],
            [.. indicators.Select(i => i.IsRate ? keys.IndexOf((i.Base, i.Window)) : -1)]);
    }

    public void Load(BoardCube cube, int month, BoardLayout layout, int[] slotOfLeaf)
    {
        This = RollUp(cube, month, layout, slotOfLeaf);
        Last = RollUp(cube, month - 12, layout, slotOfLeaf);
    }

    /// <summary>Adds an amount to a unit and everything above it, where its month counts.</summary>
    /// <returns>Whether any sum moved.</returns>
    public bool Add(long amount, int month, int page, int slot, ReadOnlySpan<int> parents)
    {
        var (now, before) = (Counts(month, page), Counts(month, page - 12));
        if (now)
        {
            AddUpward(This, amount, slot, parents);
        }
        if (before)
        {
            AddUpward(Last, amount, slot, parents);
        }
        return now || before;
    }

    private static void AddUpward(Span<long> sums, long amount, int slot, ReadOnlySpan<int> parents)
    {
        for (; slot >= 0; slot = parents[slot])
        {
            sums[slot] += amount;
        }
    }

    private bool Counts(int month, int page) => month <= page && month >= Start(page);

    private int Start(int page) => window == BoardWindow.YearToDate ? page - page % 12 : 0;

    private long[] RollUp(BoardCube cube, int month, BoardLayout layout, int[] slotOfLeaf)
    {
        var leaves = new long[cube.Units.Count];
        cube.Sum(Measure, Start(month), month, leaves);
        var sums = new long[layout.Count];
        for (var leaf = 0; leaf < leaves.Length; leaf++)
        {
            if (slotOfLeaf[leaf] is >= 0 and var slot)
            {
                sums[slot] += leaves[leaf];
            }
        }
        for (var slot = sums.Length - 1; slot >= 0; slot--) // Pre-order: children come after their parent.
        {
            if (layout.Parent[slot] is >= 0 and var parent)
            {
                sums[parent] += sums[slot];
            }
        }
        return sums;
    }
}
