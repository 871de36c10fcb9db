namespace Yinfeng.Analytics.Board;

/// <summary>What one project adds to one unit in one month: an amount, for every measure of a set.</summary>
/// <param name="Amount">Fen, or ten-thousandths of a project.</param>
/// <param name="Leaf">Slot of the unit it counts for directly, see <see cref="BoardCube.Leaf"/>.</param>
/// <param name="Month">Year × 12 + month − 1.</param>
/// <param name="Set">Index of the measure set, see <see cref="BoardCube.Set"/>.</param>
/// <remarks>Sixteen bytes: a province holds some thirty million of them.</remarks>
public readonly record struct Contribution(long Amount, int Leaf, short Month, ushort Set)
{
    public bool SamePlace(in Contribution other) => Leaf == other.Leaf && Month == other.Month && Set == other.Set;
}

/// <summary>Splits an amount between units by their shares, so that the parts add up to the whole exactly.</summary>
public static class CreditSplit
{
    /// <summary>Largest remainder; among equal remainders the earlier part gets the odd unit.</summary>
    /// <param name="amount">What is split; may be negative.</param>
    /// <param name="shares">Positive weights in any scale; they are taken relative to their sum.</param>
    /// <param name="parts">Receives one part per share.</param>
    public static void Split(long amount, ReadOnlySpan<int> shares, Span<long> parts)
    {
        long total = 0;
        foreach (var share in shares)
        {
            total += share;
        }
        Span<long> remainders = stackalloc long[shares.Length];
        long given = 0;
        for (var i = 0; i < shares.Length; i++)
        {
            var (part, rest) = Int128.DivRem((Int128)Math.Abs(amount) * shares[i], total);
            parts[i] = (long)part;
            remainders[i] = (long)rest;
            given += parts[i];
        }
        for (var left = Math.Abs(amount) - given; left > 0; left--)
        {
            var best = 0;
            for (var i = 1; i < shares.Length; i++)
            {
                best = remainders[i] > remainders[best] ? i : best;
            }
            parts[best]++;
            remainders[best] = -1;
        }
        if (amount < 0)
        {
            for (var i = 0; i < parts.Length; i++)
            {
                parts[i] = -parts[i];
            }
        }
    }
}
