namespace Yinfeng.Analytics.Relatedness;

/// <summary>Which activities a region has at least its share of: location quotient ≥ 1 (Balassa 1965).</summary>
/// <remarks>The quotient compares compositions only, (x / region) / (activity / all), so a sample that holds too many firms of one
/// city does not make that city strong in everything.</remarks>
public sealed class Presence
{
    private readonly LocationQuotients _quotients;
    private readonly int[] _starts;
    private readonly int[] _activities;
    private readonly ulong[] _bits;

    /// <param name="counts">Firms by region and activity, one region after the other; none negative.</param>
    public Presence(int[] counts, int regions, int activities)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, regions * activities, nameof(counts));
        (Regions, Activities, RegionWords) = (regions, activities, (regions + 63) / 64);
        _quotients = new LocationQuotients(counts, regions, activities);
        _starts = new int[regions + 1];
        _bits = new ulong[activities * RegionWords];
        // 64 regions share the words of the bit rows, so each task owns a word.
        var found = new int[RegionWords][];
        Parallel.For(0, RegionWords, word => found[word] = Find(word));
        for (var region = 0; region < regions; region++)
        {
            _starts[region + 1] += _starts[region];
        }
        _activities = [.. found.SelectMany(each => each)];
    }

    public int Regions { get; }
    public int Activities { get; }

    /// <summary>Words of 64 regions in <see cref="RegionsOf"/>.</summary>
    public int RegionWords { get; }

    /// <summary>How many pairs of region and activity are present.</summary>
    public int Count => _activities.Length;

    /// <summary>One location quotient per activity; 0 where the region or the activity has no firm at all.</summary>
    public double[] QuotientsOf(int region)
    {
        var quotients = new double[Activities];
        _quotients.Fill(region, quotients);
        return quotients;
    }

    /// <summary>The activities present in a region, ascending.</summary>
    public ReadOnlySpan<int> ActivitiesOf(int region) => _activities.AsSpan(_starts[region].._starts[region + 1]);

    /// <summary>One bit per region.</summary>
    public ReadOnlySpan<ulong> RegionsOf(int activity) => _bits.AsSpan(activity * RegionWords, RegionWords);

    /// <summary>The present activities of up to 64 regions, one region after the other.</summary>
    private int[] Find(int word)
    {
        var present = new List<int>();
        var quotients = new double[Activities];
        for (var region = word * 64; region < Math.Min(Regions, (word + 1) * 64); region++)
        {
            _quotients.Fill(region, quotients);
            var before = present.Count;
            for (var activity = 0; activity < quotients.Length; activity++)
            {
                if (quotients[activity] >= 1)
                {
                    present.Add(activity);
                    _bits[(activity * RegionWords) + word] |= 1UL << (region % 64);
                }
            }
            _starts[region + 1] = present.Count - before;
        }
        return [.. present];
    }
}
