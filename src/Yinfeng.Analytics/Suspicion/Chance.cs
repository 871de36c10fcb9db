namespace Yinfeng.Analytics.Suspicion;

/// <summary>Tail probabilities that the soft tests need: exact sums where the law is discrete, continued fractions elsewhere.</summary>
public static class Chance
{
    private const double Small = 1e-300, Enough = 1e-15;
    private const int MostSteps = 10_000;

    /// <summary>Lanczos coefficients for g = 7 (Godfrey); 15 digits for x &gt; 0.</summary>
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
        -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>ln Γ(x) for x &gt; 0.</summary>
    public static double LogGamma(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var (sum, t) = (Lanczos[0], x + 6.5);
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (x + i - 1);
        }
        return 0.5 * Math.Log(2 * Math.PI) + (x - 0.5) * Math.Log(t) - t + Math.Log(sum);
    }

    /// <summary>P(X ≥ k) of a binomial law; exact up to rounding.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    public static double BinomialUpper(int n, int k, double p)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, 1);
        if (k <= 0)
        {
            return 1;
        }
        var sum = 0.0;
        for (var i = n; i >= k; i--) // Small terms first.
        {
            sum += Math.Exp(LogGamma(n + 1) - LogGamma(i + 1) - LogGamma(n - i + 1) + i * Math.Log(p) + (n - i) * Math.Log(1 - p));
        }
        return Math.Min(1, sum);
    }

    /// <summary>P(at least <paramref name="k"/> of independent events happen), each with its own chance; exact, O(n·k).</summary>
    public static double SomeUpper(ReadOnlySpan<double> chances, int k)
    {
        if (k <= 0)
        {
            return 1;
        }
        var exactly = new double[k + 1]; // The last slot gathers "k or more", so that no small tail is lost in 1 − x.
        exactly[0] = 1;
        foreach (var p in chances)
        {
            exactly[k] += exactly[k - 1] * p;
            for (var i = k - 1; i > 0; i--)
            {
                exactly[i] = exactly[i] * (1 - p) + exactly[i - 1] * p;
            }
            exactly[0] *= 1 - p;
        }
        return Math.Min(1, exactly[k]);
    }

    /// <summary>P(χ² ≥ x) with <paramref name="freedom"/> degrees of freedom.</summary>
    public static double ChiSquareUpper(double x, int freedom) => x <= 0 ? 1 : 1 - GammaLower(freedom / 2.0, x / 2) is var near && near > 0.1
        ? near : GammaUpper(freedom / 2.0, x / 2);

    /// <summary>P(χ² ≤ x) with <paramref name="freedom"/> degrees of freedom.</summary>
    public static double ChiSquareLower(double x, int freedom) => x <= 0 ? 0 : GammaLower(freedom / 2.0, x / 2);

    /// <summary>P(T ≥ t) of Student's law.</summary>
    public static double StudentUpper(double t, double freedom)
    {
        var tail = 0.5 * BetaLower(freedom / (freedom + t * t), freedom / 2, 0.5);
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>Regularised lower incomplete gamma function P(a, x): series, or one minus the continued fraction.</summary>
    private static double GammaLower(double a, double x)
    {
        if (x > a + 1)
        {
            return 1 - GammaUpper(a, x);
        }
        var (term, sum) = (1 / a, 1 / a);
        for (var i = 1; i < MostSteps && term > sum * Enough; i++)
        {
            term *= x / (a + i);
            sum += term;
        }
        return sum * Math.Exp(a * Math.Log(x) - x - LogGamma(a));
    }

    /// <summary>Q(a, x) by Lentz's continued fraction where it converges, so that far tails keep their digits.</summary>
    private static double GammaUpper(double a, double x)
    {
        if (x <= a + 1)
        {
            return 1 - GammaLower(a, x);
        }
        var b = x + 1 - a;
        var (c, d) = (1 / Small, 1 / b);
        var product = d;
        for (var i = 1; i < MostSteps; i++)
        {
            var factor = -i * (i - a);
            b += 2;
            d = 1 / Away(factor * d + b);
            c = Away(b + factor / c);
            product *= d * c;
            if (Math.Abs(d * c - 1) < Enough)
            {
                break;
            }
        }
        return product * Math.Exp(a * Math.Log(x) - x - LogGamma(a));
    }

    /// <summary>Regularised incomplete beta function I_x(a, b).</summary>
    private static double BetaLower(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
        {
            return x <= 0 ? 0 : 1;
        }
        var front = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2) ? front * BetaFraction(x, a, b) / a : 1 - front * BetaFraction(1 - x, b, a) / b;
    }

    private static double BetaFraction(double x, double a, double b)
    {
        var (c, d) = (1.0, 1 / Away(1 - (a + b) * x / (a + 1)));
        var product = d;
        for (var i = 1; i < MostSteps; i++)
        {
            foreach (var factor in (ReadOnlySpan<double>)[i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i)),
                -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1))])
            {
                d = 1 / Away(1 + factor * d);
                c = Away(1 + factor / c);
                product *= d * c;
            }
            if (Math.Abs(d * c - 1) < Enough)
            {
                break;
            }
        }
        return product;
    }

    private static double Away(double value) => Math.Abs(value) < Small ? Small : value;
}
