using System.Numerics.Tensors;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Economic complexity of regions (Hidalgo, Hausmann 2009): the second eigenvector of the walk from a region over an
/// activity it has to a region that has it too, with mean 0 and variance 1, positive where regions have many activities.</summary>
/// <remarks>The walk is taken in its symmetric form, S'S with S = D^-½ M U^-½, whose first eigenvector is known: √u. Lanczos steps
/// at right angles to it find the second one first.</remarks>
public static class Complexity
{
    private const int MostSteps = 200;
    private const double Settled = 1e-12;

    /// <returns>One figure per region; 0 for a region without any activity.</returns>
    /// <exception cref="ArithmeticException">The steps did not settle.</exception>
    public static double[] OfRegions(Presence presence)
    {
        var walk = new BipartiteWalk(presence);
        var regions = walk.ToRegions(Second(walk));
        var (mean, diversities) = (0.0, 0.0);
        var there = 0;
        for (var region = 0; region < regions.Length; region++)
        {
            regions[region] *= walk.RegionWeights[region];
            there += walk.RegionWeights[region] > 0 ? 1 : 0;
            mean += regions[region];
            diversities += presence.ActivitiesOf(region).Length;
        }
        (mean, diversities) = (mean / there, diversities / there);
        var (variance, withDiversity) = (0.0, 0.0);
        for (var region = 0; region < regions.Length; region++)
        {
            regions[region] = walk.RegionWeights[region] > 0 ? regions[region] - mean : 0;
            variance += regions[region] * regions[region];
            withDiversity += regions[region] * (presence.ActivitiesOf(region).Length - diversities);
        }
        TensorPrimitives.Divide(regions, Math.CopySign(Math.Sqrt(variance / there), withDiversity), regions);
        return regions;
    }

    private static double[] Second(BipartiteWalk walk)
    {
        var first = walk.First();
        var start = new double[first.Length];
        for (var activity = 0; activity < start.Length; activity++)
        {
            start[activity] = first[activity] * (activity + 1);
        }
        TakeOut(start, first);
        TensorPrimitives.Divide(start, TensorPrimitives.Norm<double>(start), start);
        var basis = new List<double[]> { start };
        var steps = new Tridiagonal();
        while (basis.Count < MostSteps)
        {
            var next = walk.ToActivities(walk.ToRegions(basis[^1]));
            var along = TensorPrimitives.Dot<double>(next, basis[^1]);
            TakeOut(next, first);
            basis.ForEach(each => TakeOut(next, each));
            var norm = TensorPrimitives.Norm<double>(next);
            var top = steps.Add(along).Top();
            if (norm * Math.Abs(top[^1]) < Settled)
            {
                return Combine(basis, top);
            }
            steps.Beside(norm);
            TensorPrimitives.Divide(next, norm, next);
            basis.Add(next);
        }
        throw new ArithmeticException("The complexity of regions did not settle: two directions explain the same.");
    }

    private static void TakeOut(double[] vector, double[] direction) =>
        TensorPrimitives.MultiplyAdd(direction, -TensorPrimitives.Dot<double>(vector, direction), vector, vector);

    private static double[] Combine(List<double[]> basis, double[] weights)
    {
        var sum = new double[basis[0].Length];
        for (var step = 0; step < basis.Count; step++)
        {
            TensorPrimitives.MultiplyAdd(basis[step], weights[step], sum, sum);
        }
        return sum;
    }
}
