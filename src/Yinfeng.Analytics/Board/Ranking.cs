namespace Yinfeng.Analytics.Board;

/// <summary>Places among siblings by an exact quotient, the best first; ties share the better place.</summary>
public static class Ranking
{
    /// <param name="group">Slots of the siblings.</param>
    /// <param name="numerators">By slot.</param>
    /// <param name="divisors">By slot; zero, negative or absent leaves the unit without a place.</param>
    /// <param name="shares">By slot: the quotient cut off, by which the places in <paramref name="byShare"/> go.</param>
    /// <param name="ranks">By slot; only the group's slots are written. So are those of <paramref name="byShare"/>.</param>
    public static void All(ReadOnlySpan<int> group, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors, ReadOnlySpan<long> shares,
        bool higherIsBetter, Span<long> ranks, Span<long> byShare)
    {
        var better = higherIsBetter ? 1 : -1;
        Span<int> order = group.Length <= 256 ? stackalloc int[group.Length] : new int[group.Length];
        var ranked = 0;
        foreach (var slot in group)
        {
            if (divisors[slot] <= 0)
            {
                ranks[slot] = byShare[slot] = BoardPage.Null;
                continue;
            }
            var at = ranked++; // Insertion: groups are some thirty long.
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
            byShare[order[i]] = i > 0 && shares[order[i]] == shares[order[i - 1]] ? byShare[order[i - 1]] : i + 1;
        }
    }

    /// <summary>The same after one sibling's numerator went from <paramref name="before"/> to what it is now; its divisor stayed, and is positive.</summary>
    /// <param name="shareBefore">What <paramref name="shares"/> held for it.</param>
    public static void Moved(int slot, long before, long shareBefore, ReadOnlySpan<int> group, ReadOnlySpan<long> numerators,
        ReadOnlySpan<long> divisors, ReadOnlySpan<long> shares, bool higherIsBetter, Span<long> ranks, Span<long> byShare)
    {
        var better = higherIsBetter ? 1 : -1;
        var (now, divisor, share) = (numerators[slot], divisors[slot], shares[slot]);
        long rank = 1, rankByShare = 1;
        foreach (var other in group)
        {
            if (other == slot || divisors[other] <= 0)
            {
                continue;
            }
            var ahead = Exact.Compare(now, divisor, numerators[other], divisors[other]) * better;
            var wasAhead = Exact.Compare(before, divisor, numerators[other], divisors[other]) * better;
            rank += ahead < 0 ? 1 : 0;
            ranks[other] += (ahead > 0 ? 1 : 0) - (wasAhead > 0 ? 1 : 0);
            var (aheadByShare, wasAheadByShare) = (share.CompareTo(shares[other]) * better, shareBefore.CompareTo(shares[other]) * better);
            rankByShare += aheadByShare < 0 ? 1 : 0;
            byShare[other] += (aheadByShare > 0 ? 1 : 0) - (wasAheadByShare > 0 ? 1 : 0);
        }
        (ranks[slot], byShare[slot]) = (rank, rankByShare);
    }

    private static int Compare(int left, int right, ReadOnlySpan<long> numerators, ReadOnlySpan<long> divisors) =>
        Exact.Compare(numerators[left], divisors[left], numerators[right], divisors[right]);
}
