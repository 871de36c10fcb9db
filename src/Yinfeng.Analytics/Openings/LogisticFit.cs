using System.Numerics.Tensors;

namespace Yinfeng.Analytics.Openings;

/// <summary>Logistic regression by Newton steps with a small ridge, so that features that go together stay finite.</summary>
public static class LogisticFit
{
    private const int MostSteps = 30;
    private const int Parts = 64;
    private const double Ridge = 1;
    private const double Settled = 1e-9;

    /// <param name="features">One example after the other.</param>
    /// <param name="happened">One per example.</param>
    /// <param name="used">Features left out keep the weight 0.</param>
    /// <returns>One weight per feature.</returns>
    public static double[] Weights(double[] features, bool[] happened, bool[] used)
    {
        var count = used.Length;
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, happened.Length * count, nameof(features));
        var weights = new double[count];
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, curve) = Derivatives(features, happened, weights);
            for (var i = 0; i < count; i++)
            {
                slope[i] -= Ridge * weights[i];
                curve[(i * count) + i] += Ridge;
            }
            var move = Solve(curve, slope, used);
            TensorPrimitives.Add(weights, move, weights);
            if (TensorPrimitives.MaxMagnitude<double>(move) is var most && Math.Abs(most) < Settled)
            {
                break;
            }
        }
        return weights;
    }

    /// <remarks>In parts that do not depend on the machine, added in order: the same examples give the same weights everywhere.</remarks>
    private static (double[] Slope, double[] Curve) Derivatives(double[] features, bool[] happened, double[] weights)
    {
        var count = weights.Length;
        var parts = new (double[] Slope, double[] Curve)[Parts];
        Parallel.For(0, Parts, Beside.Server, part => parts[part] = Derivatives(features, happened, weights,
            (int)((long)happened.Length * part / Parts), (int)((long)happened.Length * (part + 1) / Parts)));
        var (slope, curve) = parts[0];
        foreach (var part in parts.AsSpan(1))
        {
            TensorPrimitives.Add(slope, part.Slope, slope);
            TensorPrimitives.Add(curve, part.Curve, curve);
        }
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                curve[(i * count) + j] = curve[(j * count) + i];
            }
        }
        return (slope, curve);
    }

    /// <returns>Of the curve what is on and above the diagonal.</returns>
    private static (double[] Slope, double[] Curve) Derivatives(double[] features, bool[] happened, double[] weights, int from, int until)
    {
        var count = weights.Length;
        var (slope, curve) = (new double[count], new double[count * count]);
        for (var example = from; example < until; example++)
        {
            var values = features.AsSpan(example * count, count);
            var chance = 1 / (1 + Math.Exp(-TensorPrimitives.Dot<double>(values, weights)));
            TensorPrimitives.MultiplyAdd(values, (happened[example] ? 1 : 0) - chance, slope, slope);
            for (var i = 0; i < count; i++)
            {
                if (values[i] != 0)
                {
                    var row = curve.AsSpan((i * count) + i, count - i);
                    TensorPrimitives.MultiplyAdd(values[i..], values[i] * chance * (1 - chance), row, row);
                }
            }
        }
        return (slope, curve);
    }

    /// <summary>Gauss elimination; the matrix is positive definite, so the diagonal is never 0.</summary>
    private static double[] Solve(double[] matrix, double[] right, bool[] used)
    {
        var count = right.Length;
        for (var pivot = 0; pivot < count; pivot++)
        {
            for (var row = pivot + 1; used[pivot] && row < count; row++)
            {
                var factor = matrix[(row * count) + pivot] / matrix[(pivot * count) + pivot];
                for (var column = pivot; column < count; column++)
                {
                    matrix[(row * count) + column] -= factor * matrix[(pivot * count) + column];
                }
                right[row] -= factor * right[pivot];
            }
        }
        var solution = new double[count];
        for (var row = count - 1; row >= 0; row--)
        {
            for (var column = row + 1; used[row] && column < count; column++)
            {
                right[row] -= matrix[(row * count) + column] * solution[column];
            }
            solution[row] = used[row] ? right[row] / matrix[(row * count) + row] : 0;
        }
        return solution;
    }
}
