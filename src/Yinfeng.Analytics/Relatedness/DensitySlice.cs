namespace Yinfeng.Analytics.Relatedness;

/// <summary>Which of some neighbouring activities each region has: so few activities that their proximities to a block of columns stay in
/// a core's first cache.</summary>
internal sealed class DensitySlice
{
    /// <summary>With 32 columns of proximities 32 of the cache's 48 KB; one byte can name them.</summary>
    private const int MostActivities = 128;

    private DensitySlice(Presence presence, int first, int activities)
    {
        (First, Activities) = (first, activities);
        var (starts, lengths) = (new int[presence.Regions], new int[presence.Regions]);
        var places = new int[activities + 2];
        for (var region = 0; region < presence.Regions; region++)
        {
            var all = presence.ActivitiesOf(region);
            starts[region] = Below(all, first);
            lengths[region] = Below(all, first + activities) - starts[region];
            places[lengths[region] + 1]++;
        }
        for (var length = 0; length <= activities; length++)
        {
            places[length + 1] += places[length];
        }
        (Regions, Lengths) = (new int[presence.Regions], new int[presence.Regions]);
        for (var region = 0; region < presence.Regions; region++)
        {
            var place = places[lengths[region]]++;
            (Regions[place], Lengths[place]) = (region, lengths[region]);
        }
        Rows = new byte[lengths.Sum()];
        var next = 0;
        foreach (var region in Regions)
        {
            foreach (var activity in presence.ActivitiesOf(region).Slice(starts[region], lengths[region]))
            {
                Rows[next++] = (byte)(activity - first);
            }
        }
    }

    public int First { get; }
    public int Activities { get; }

    /// <summary>The regions in the order of how many of the activities they have: a loop as long as the one before it does not surprise
    /// the processor at its end.</summary>
    public int[] Regions { get; }

    /// <summary>How many of the activities each of <see cref="Regions"/> has.</summary>
    public int[] Lengths { get; }

    /// <summary>The activities, counted from <see cref="First"/>, of one after the other of <see cref="Regions"/>.</summary>
    public byte[] Rows { get; }

    public static DensitySlice[] Of(Presence presence)
    {
        var count = (presence.Activities + MostActivities - 1) / MostActivities;
        var slices = new DensitySlice[count];
        Parallel.For(0, count, slice =>
        {
            var (first, end) = (slice * presence.Activities / count, (slice + 1) * presence.Activities / count);
            slices[slice] = new DensitySlice(presence, first, end - first);
        });
        return slices;
    }

    /// <summary>How many of the ascending activities are smaller.</summary>
    private static int Below(ReadOnlySpan<int> activities, int than)
    {
        var place = activities.BinarySearch(than);
        return place < 0 ? ~place : place;
    }
}
