namespace Yinfeng.Analytics.Suspicion;

/// <summary>Figures that grow too evenly: real money comes in lumps.</summary>
/// <remarks>The logarithms of consecutive months are laid along a straight line; what is left of an honest series scatters at least by
/// σ₀, so that its squares ÷ σ₀² lie above χ² with n − 2 degrees of freedom. Seasons and rushes only add to the scatter.</remarks>
public static class Smoothness
{
    /// <summary>The longest run of months with a positive amount.</summary>
    public static (int First, int Length) Run(ReadOnlySpan<long?> fen)
    {
        var (best, length, run) = (0, 0, 0);
        for (var i = 0; i < fen.Length; i++)
        {
            run = fen[i] is > 0 ? run + 1 : 0;
            if (run > length)
            {
                (best, length) = (i - run + 1, run);
            }
        }
        return (best, length);
    }

    /// <summary>Sum of squares around the straight line through the logarithms.</summary>
    /// <param name="fen">Positive amounts of consecutive months, three or more.</param>
    public static double Squares(ReadOnlySpan<long?> fen)
    {
        var n = fen.Length;
        var (sumY, sumXy, middle) = (0.0, 0.0, (n - 1) / 2.0);
        for (var i = 0; i < n; i++)
        {
            var y = Math.Log(fen[i]!.Value);
            sumY += y;
            sumXy += (i - middle) * y;
        }
        var (mean, slope) = (sumY / n, sumXy / (n * ((double)n * n - 1) / 12));
        var squares = 0.0;
        for (var i = 0; i < n; i++)
        {
            var left = Math.Log(fen[i]!.Value) - mean - slope * (i - middle);
            squares += left * left;
        }
        return squares;
    }

    /// <summary>The evenest stretch of a series: <paramref name="shortest"/> months, half as many again, or all of it.</summary>
    /// <param name="fen">Positive amounts of consecutive months, <paramref name="shortest"/> or more.</param>
    /// <returns>The stretch, what it scatters by, and the tail times the number of stretches that were looked at, at most 1.</returns>
    public static (int First, int Length, double Scatter, double P) Evenest(ReadOnlySpan<long?> fen, int shortest, double least)
    {
        var (best, looked) = ((First: 0, Length: 0, Scatter: 0.0, P: 2.0), 0);
        foreach (var length in new SortedSet<int> { shortest, Math.Min(fen.Length, shortest * 3 / 2), fen.Length })
        {
            for (var first = 0; first + length <= fen.Length; first++, looked++)
            {
                var squares = Squares(fen.Slice(first, length));
                var p = P(squares, length, least);
                best = p < best.P ? (first, length, Math.Sqrt(squares / (length - 2)), p) : best;
            }
        }
        return best with { P = Math.Min(1, best.P * looked) };
    }

    /// <summary>P(an honest series leaves as little).</summary>
    /// <param name="least">σ₀: what honest series scatter by at least, 0.15 for fifteen percent.</param>
    public static double P(double squares, int months, double least) => Chance.ChiSquareLower(squares / (least * least), months - 2);
}
