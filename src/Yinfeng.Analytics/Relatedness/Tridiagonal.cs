namespace Yinfeng.Analytics.Relatedness;

/// <summary>A symmetric matrix with a diagonal and one line beside it, growing step by step.</summary>
internal sealed class Tridiagonal
{
    private const int Halvings = 60;
    private readonly List<double> _diagonal = [];
    private readonly List<double> _beside = [];

    public Tridiagonal Add(double diagonal)
    {
        _diagonal.Add(diagonal);
        return this;
    }

    public void Beside(double value) => _beside.Add(value);

    /// <summary>The eigenvector of the largest eigenvalue, of length 1.</summary>
    public double[] Top()
    {
        var (low, high) = Bounds();
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = AllBelow(middle) ? (low, middle) : (middle, high);
        }
        // Just above the largest eigenvalue the shifted matrix is definite, so elimination needs no pivots.
        var shift = high + (1e-14 * Math.Max(1, Math.Abs(high)));
        var vector = new double[_diagonal.Count];
        Array.Fill(vector, 1);
        for (var i = 0; i < 3; i++)
        {
            Solve(shift, vector);
            System.Numerics.Tensors.TensorPrimitives.Divide(vector, System.Numerics.Tensors.TensorPrimitives.Norm<double>(vector), vector);
        }
        return vector;
    }

    private (double Low, double High) Bounds()
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        for (var i = 0; i < _diagonal.Count; i++)
        {
            var reach = (i > 0 ? Math.Abs(_beside[i - 1]) : 0) + (i < _beside.Count ? Math.Abs(_beside[i]) : 0);
            (low, high) = (Math.Min(low, _diagonal[i] - reach), Math.Max(high, _diagonal[i] + reach));
        }
        return (low, high);
    }

    private bool AllBelow(double shift)
    {
        var pivot = 1.0;
        for (var i = 0; i < _diagonal.Count; i++)
        {
            pivot = _diagonal[i] - shift - (i > 0 ? _beside[i - 1] * _beside[i - 1] / pivot : 0);
            if (pivot >= 0)
            {
                return false;
            }
        }
        return true;
    }

    private void Solve(double shift, double[] right)
    {
        var n = _diagonal.Count;
        var pivots = new double[n];
        for (var i = 0; i < n; i++)
        {
            var factor = i > 0 ? _beside[i - 1] / pivots[i - 1] : 0;
            pivots[i] = _diagonal[i] - shift - (i > 0 ? factor * _beside[i - 1] : 0);
            right[i] -= i > 0 ? factor * right[i - 1] : 0;
        }
        for (var i = n - 1; i >= 0; i--)
        {
            right[i] = (right[i] - (i + 1 < n ? _beside[i] * right[i + 1] : 0)) / pivots[i];
        }
    }
}
