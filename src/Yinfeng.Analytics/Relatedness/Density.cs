namespace Yinfeng.Analytics.Relatedness;

/// <summary>Density of an activity around a region (Hidalgo et al. 2007): the proximity of the activities that the region has, over
/// the proximity of all. High density says that what the activity needs is already there.</summary>
public sealed class Density
{
    private readonly double[] _values;

    /// <param name="reused">Densities nobody needs any more: their memory is taken, which saves asking the system for new pages.</param>
    public Density(Presence presence, Proximity proximity, Density? reused = null)
    {
        (Regions, Activities) = (presence.Regions, presence.Activities);
        _values = Reused.Take(reused?._values, Regions * Activities);
        var slices = DensitySlice.Of(presence);
        var next = -DensityBlock.Columns;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            using var block = new DensityBlock(presence, proximity, slices);
            for (int first; (first = Interlocked.Add(ref next, DensityBlock.Columns)) < Activities;)
            {
                block.Fill(first, _values);
            }
        });
    }

    public int Regions { get; }
    public int Activities { get; }

    /// <summary>One density per activity, from 0 to 1; 0 for an activity that is close to none.</summary>
    public ReadOnlySpan<double> Of(int region) => _values.AsSpan(region * Activities, Activities);

    /// <summary>The definition, for one region: what the kernel is held against.</summary>
    public static double[] Plain(Presence presence, Proximity proximity, int region)
    {
        var (densities, quotients) = (new double[presence.Activities], presence.QuotientsOf(region));
        for (var activity = 0; activity < densities.Length; activity++)
        {
            var (there, all) = (0.0, 0.0);
            for (var other = 0; other < densities.Length; other++)
            {
                var near = proximity.Of(activity)[other];
                all += near;
                there += quotients[other] >= 1 ? near : 0;
            }
            densities[activity] = all > 0 ? there / all : 0;
        }
        return densities;
    }
}
