namespace Yinfeng.Analytics.Suspicion;

/// <summary>Last digits that people made up: whoever invents figures prefers some digits (Mosimann et al. 1995; Beber and Scacco 2012).</summary>
/// <remarks>Honest offices round to tens and to fives, each as it is used to; so 0 and 5 say nothing and are left out. Among the other
/// eight an exact figure of three digits or more prefers none.</remarks>
public static class LastDigits
{
    public const int Kept = 8;
    private const long FenPerWan = 1_000_000;
    private const int MostDecimals = 4, Hits = 50;

    /// <summary>To how many decimals of 万元 an office reports: the fewest that at least nine of ten of its amounts keep to.</summary>
    public static int Decimals(ReadOnlySpan<long> fen)
    {
        var step = FenPerWan;
        for (var decimals = 0; decimals < MostDecimals; decimals++, step /= 10)
        {
            var kept = 0;
            foreach (var one in fen)
            {
                kept += one % step == 0 ? 1 : 0;
            }
            if (kept * 10L >= fen.Length * 9L)
            {
                return decimals;
            }
        }
        return MostDecimals;
    }

    /// <summary>The last digit at that precision; null where it is 0 or 5, or the amount has fewer than three digits.</summary>
    public static int? Of(long fen, int decimals)
    {
        var step = FenPerWan;
        for (var i = 0; i < decimals; i++)
        {
            step /= 10;
        }
        var whole = fen / step;
        return fen % step != 0 || whole < 100 || whole % 5 == 0 ? null : (int)(whole % 10);
    }

    /// <summary>χ² of digit counts against the same chance for each of 1 2 3 4 6 7 8 9.</summary>
    /// <param name="counts">Ten slots; slots 0 and 5 are not looked at.</param>
    public static double ChiSquare(ReadOnlySpan<int> counts)
    {
        var (n, squares) = (0L, 0L);
        for (var digit = 0; digit < 10; digit++)
        {
            if (digit % 5 != 0)
            {
                n += counts[digit];
                squares += (long)counts[digit] * counts[digit];
            }
        }
        return n == 0 ? 0 : (double)squares * Kept / n - n;
    }

    /// <summary>Monte Carlo tail of χ² with a fixed seed; exact in the sense that P(p ≤ α) ≤ α whatever the number of draws
    /// (Besag and Clifford 1991: stops at the fiftieth draw that is as extreme).</summary>
    /// <param name="most">Draws at most; the smallest possible p is 1 ÷ (most + 1).</param>
    public static double P(ReadOnlySpan<int> counts, int most, ulong seed)
    {
        var n = 0;
        for (var digit = 0; digit < 10; digit++)
        {
            n += digit % 5 == 0 ? 0 : counts[digit];
        }
        if (n == 0)
        {
            return 1;
        }
        var (seen, draws, hits) = (ChiSquare(counts), new SeededDraws(seed), 0);
        Span<int> drawn = stackalloc int[Kept];
        for (var draw = 1; draw <= most; draw++)
        {
            drawn.Clear();
            for (var left = n; left > 0;)
            {
                var bits = draws.Next();
                for (var take = Math.Min(left, 21); take > 0; take--, left--, bits >>= 3)
                {
                    drawn[(int)(bits & 7)]++;
                }
            }
            var squares = 0L;
            foreach (var one in drawn)
            {
                squares += (long)one * one;
            }
            if ((double)squares * Kept / n - n >= seen - 1e-9 && ++hits == Hits)
            {
                return (double)Hits / draw;
            }
        }
        return (hits + 1.0) / (most + 1.0);
    }
}
