namespace Yinfeng.Analytics.Board;

/// <summary>Quotients of whole numbers, rounded once, half away from zero; never through floating point.</summary>
public static class Exact
{
    private const long Narrow = long.MaxValue / 40_000; // Below it, times 10,000 plus half a divisor stays within 64 bits.

    /// <summary>round(a × scale / b) for b &gt; 0 and a scale up to 10,000.</summary>
    public static long Scaled(long a, int scale, long b) =>
        Math.Abs(a) < Narrow && b < long.MaxValue / 2 ? Rounded(a * scale, b) : Rounded((Int128)a * scale, b);

    /// <summary>a × scale / b cut off toward zero, for b &gt; 0 and a scale up to 10,000.</summary>
    public static long Cut(long a, int scale, long b) =>
        Math.Abs(a) < Narrow ? a * scale / b : checked((long)((Int128)a * scale / b));

    /// <summary>round(a / b × 10,000 − months / 12 × 10,000) for b &gt; 0: hundredths of a point behind or ahead of the time.</summary>
    public static long Ahead(long a, long b, int months)
    {
        if (Math.Abs(a) < Narrow / 24 && b < Narrow / 24)
        {
            return Rounded((12 * a - months * b) * 10_000, 12 * b);
        }
        return Rounded(((Int128)12 * a - (Int128)months * b) * 10_000, (Int128)12 * b);
    }

    /// <summary>round((a / b − c / d) × scale) for b, d &gt; 0.</summary>
    public static long Difference(long a, long b, long c, long d, int scale) =>
        Rounded(((Int128)a * d - (Int128)c * b) * scale, (Int128)b * d);

    /// <summary>a / b compared with c / d, for b, d &gt; 0.</summary>
    public static int Compare(long a, long b, long c, long d)
    {
        if (b == d)
        {
            return a.CompareTo(c);
        }
        var leftHigh = Math.BigMul(a, d, out var leftLow);
        var rightHigh = Math.BigMul(c, b, out var rightLow);
        return leftHigh != rightHigh ? leftHigh.CompareTo(rightHigh) : unchecked((ulong)leftLow).CompareTo(unchecked((ulong)rightLow));
    }

    // With an odd divisor no remainder is exactly half, so b / 2 cut off is still the right threshold.
    private static long Rounded(long a, long b) => a >= 0 ? (a + b / 2) / b : -((-a + b / 2) / b);

    private static long Rounded(Int128 a, Int128 b)
    {
        var (quotient, rest) = Int128.DivRem(Int128.Abs(a), b);
        var rounded = checked((long)(2 * rest >= b ? quotient + 1 : quotient));
        return a < 0 ? -rounded : rounded;
    }
}
