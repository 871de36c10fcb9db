namespace Yinfeng.Analytics.Board;

/// <summary>Places among siblings by an exact quotient, the best first; ties share the better place.</summary>
public static class Ranking
{
    /// <param name="group">Slots of the siblings.</param>
    /// <param name="numerators">By slot.</param>
    /// <param name="divisors">By slot; zero, negative or absent leaves the unit without a place.</param>
    /// <param name="ranks">By slot; only the group's slots are written.</param>
    public static void All(ReadOnlySpan<int> group, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors, bool higherIsBetter,
        Span<long> ranks)
    {
        var better = higherIsBetter ? 1 : -1;
        Span<int> order = group.Length <= 256 ? stackalloc int[group.Length] : new int[group.Length];
        var ranked = 0;
        foreach (var slot in group)
        {
            if (divisors[slot] <= 0)
            {
                ranks[slot] = BoardPage.Null;
                continue;
            }
            // Insertion: groups are some thirty long, and nearly in order when one figure changed.
            var at = ranked++;
            for (; at > 0 && Compare(order[at - 1], slot, numerators, divisors) * better < 0; at--)
            {
                order[at] = order[at - 1];
            }
            order[at] = slot;
        }
        for (var i = 0; i < ranked; i++)
        {
            var tied = i > 0 && Compare(order[i], order[i - 1], numerators, divisors) == 0;
            ranks[order[i]] = tied ? ranks[order[i - 1]] : i + 1;
        }
    }

    private static int Compare(int left, int right, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors) =>
        Exact.Compare(numerators[left], divisors[left], numerators[right], divisors[right]);
}
