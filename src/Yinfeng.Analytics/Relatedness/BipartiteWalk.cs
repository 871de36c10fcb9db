namespace Yinfeng.Analytics.Relatedness;

/// <summary>The matrix S = D^-½ M U^-½ of who has what, D the activities per region and U the regions per activity.</summary>
internal sealed class BipartiteWalk
{
    private const int PerTask = 128;
    private readonly Presence _presence;
    private readonly double[] _activityWeights;

    public BipartiteWalk(Presence presence)
    {
        _presence = presence;
        (RegionWeights, _activityWeights) = (new double[presence.Regions], new double[presence.Activities]);
        for (var region = 0; region < presence.Regions; region++)
        {
            RegionWeights[region] = Weight(presence.ActivitiesOf(region).Length);
        }
        for (var activity = 0; activity < presence.Activities; activity++)
        {
            _activityWeights[activity] = Weight(presence.RegionsOf(activity).Length);
        }
    }

    /// <summary>1/√(activities of the region); 0 for a region without any.</summary>
    public double[] RegionWeights { get; }

    /// <summary>The eigenvector to the eigenvalue 1, of length 1.</summary>
    public double[] First()
    {
        var first = new double[_presence.Activities];
        for (var activity = 0; activity < first.Length; activity++)
        {
            first[activity] = Math.Sqrt(_presence.RegionsOf(activity).Length / (double)_presence.Count);
        }
        return first;
    }

    public double[] ToRegions(double[] activities)
    {
        var weighted = Multiply(activities, _activityWeights);
        var result = new double[_presence.Regions];
        InParts(result.Length, region => result[region] = RegionWeights[region] * Gather(_presence.ActivitiesOf(region), weighted));
        return result;
    }

    public double[] ToActivities(double[] regions)
    {
        var weighted = Multiply(regions, RegionWeights);
        var result = new double[_presence.Activities];
        InParts(result.Length, activity =>
            result[activity] = _activityWeights[activity] * Gather(_presence.RegionsOf(activity), weighted));
        return result;
    }

    private static double Weight(int count) => count > 0 ? 1 / Math.Sqrt(count) : 0;

    private static double[] Multiply(double[] values, double[] weights)
    {
        var product = new double[values.Length];
        System.Numerics.Tensors.TensorPrimitives.Multiply(values, weights, product);
        return product;
    }

    private static void InParts(int count, Action<int> each) => Parallel.For(0, (count + PerTask - 1) / PerTask, part =>
    {
        for (var i = part * PerTask; i < Math.Min(count, (part + 1) * PerTask); i++)
        {
            each(i);
        }
    });

    // Four sums, so that an addition does not wait for the one before it.
    private static double Gather(ReadOnlySpan<int> which, double[] values)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        for (; which.Length >= 4; which = which[4..])
        {
            a += values[which[0]];
            b += values[which[1]];
            c += values[which[2]];
            d += values[which[3]];
        }
        foreach (var place in which)
        {
            a += values[place];
        }
        return a + b + (c + d);
    }
}
