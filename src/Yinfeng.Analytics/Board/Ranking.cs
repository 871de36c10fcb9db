namespace Yinfeng.Analytics.Board;

/// <summary>Places among siblings by an exact quotient, the best first; ties share the better place.</summary>
/// <remarks>A divisor that is zero, negative or absent leaves a unit without a place. Places by share tie where the quotients agree in
/// ten-thousandths, cut off.</remarks>
public static class Ranking
{
    /// <param name="group">Slots of the siblings.</param>
    /// <param name="numerators">By slot.</param>
    /// <param name="divisors">By slot.</param>
    /// <param name="ranks">Receives a place per sibling, in the group's order. So does <paramref name="byShare"/>.</param>
    public static void All(ReadOnlySpan<int> group, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors, bool higherIsBetter,
        Span<long> ranks, Span<long> byShare)
    {
        var better = higherIsBetter ? 1 : -1;
        Span<int> order = group.Length <= 256 ? stackalloc int[group.Length] : new int[group.Length];
        var ranked = 0;
        for (var k = 0; k < group.Length; k++)
        {
            if (divisors[group[k]] <= 0)
            {
                ranks[k] = byShare[k] = BoardPage.Null;
                continue;
            }
            var at = ranked++; // Insertion: groups are some thirty long.
            for (; at > 0 && Compare(group[order[at - 1]], group[k], numerators, divisors) * better < 0; at--)
            {
                order[at] = order[at - 1];
            }
            order[at] = k;
        }
        for (int i = 0, above = 0; i < ranked; above = order[i++])
        {
            var (slot, previous) = (group[order[i]], group[above]);
            var tied = i > 0 && Compare(slot, previous, numerators, divisors) == 0;
            var tiedByShare = i > 0 && (tied || Share(slot, numerators, divisors) == Share(previous, numerators, divisors));
            ranks[order[i]] = tied ? ranks[above] : i + 1;
            byShare[order[i]] = tiedByShare ? byShare[above] : i + 1;
        }
    }

    /// <summary>The place of one sibling alone.</summary>
    public static long One(
        int slot, ReadOnlySpan<int> group, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors, bool higherIsBetter)
    {
        var (numerator, divisor, better, place) = (numerators[slot], divisors[slot], higherIsBetter ? 1 : -1, 1L);
        if (divisor <= 0)
        {
            return BoardPage.Null;
        }
        foreach (var other in group)
        {
            if (divisors[other] > 0 && Exact.Compare(numerators[other], divisors[other], numerator, divisor) * better > 0)
            {
                place++;
            }
        }
        return place;
    }

    /// <summary>The place of one sibling alone, by share.</summary>
    public static long OneByShare(
        int slot, ReadOnlySpan<int> group, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors, bool higherIsBetter)
    {
        if (divisors[slot] <= 0)
        {
            return BoardPage.Null;
        }
        var (share, better, place) = (Share(slot, numerators, divisors), higherIsBetter ? 1 : -1, 1L);
        foreach (var other in group)
        {
            if (divisors[other] > 0 && Share(other, numerators, divisors).CompareTo(share) * better > 0)
            {
                place++;
            }
        }
        return place;
    }

    private static int Compare(int left, int right, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors) =>
        Exact.Compare(numerators[left], divisors[left], numerators[right], divisors[right]);

    private static long Share(int slot, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors) =>
        Exact.Cut(numerators[slot], 10_000, divisors[slot]);
}
