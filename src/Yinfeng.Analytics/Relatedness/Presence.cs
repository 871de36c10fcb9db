using System.Buffers;

namespace Yinfeng.Analytics.Relatedness;

/// <summary>Which activities a region has at least its share of: location quotient ≥ 1 (Balassa 1965).</summary>
/// <remarks>The quotient compares compositions only, (x / region) / (activity / all), so a sample that holds too many firms of one
/// city does not make that city strong in everything.</remarks>
public sealed class Presence
{
    private const int RegionsPerTask = 64;
    private readonly LocationQuotients _quotients;
    private readonly int[] _starts, _activities;
    private readonly int[] _regionStarts, _regions;

    /// <param name="counts">Firms by region and activity, one region after the other; none negative.</param>
    public Presence(int[] counts, int regions, int activities)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, regions * activities, nameof(counts));
        (Regions, Activities) = (regions, activities);
        _quotients = new LocationQuotients(counts, regions, activities);
        (_starts, _regionStarts) = (new int[regions + 1], new int[activities + 1]);
        var found = new (int[] Present, int[] Next)[(regions + RegionsPerTask - 1) / RegionsPerTask];
        Parallel.For(0, found.Length, task => found[task] = Find(task));
        for (var region = 0; region < regions; region++)
        {
            _starts[region + 1] += _starts[region];
        }
        (_activities, _regions) = (GC.AllocateUninitializedArray<int>(_starts[regions]), GC.AllocateUninitializedArray<int>(_starts[regions]));
        for (var (activity, next) = (0, 0); activity < activities; activity++)
        {
            foreach (var task in found)
            {
                (task.Next[activity], next) = (next, next + task.Next[activity]);
            }
            _regionStarts[activity + 1] = next;
        }
        Parallel.For(0, found.Length, task => Place(task, found[task].Present, found[task].Next));
    }

    public int Regions { get; }
    public int Activities { get; }

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

    /// <summary>The regions that have an activity, ascending.</summary>
    public ReadOnlySpan<int> RegionsOf(int activity) => _regions.AsSpan(_regionStarts[activity].._regionStarts[activity + 1]);

    /// <summary>The present activities of a task's regions, one region after the other, and how many of the regions have each activity.</summary>
    private (int[] Present, int[] Next) Find(int task)
    {
        var (present, having, all) = (ArrayPool<int>.Shared.Rent(RegionsPerTask * Activities), new int[Activities], 0);
        for (var region = task * RegionsPerTask; region < Math.Min(Regions, (task + 1) * RegionsPerTask); region++)
        {
            var found = _quotients.Present(region, present.AsSpan(all));
            foreach (var activity in present.AsSpan(all, found))
            {
                having[activity]++;
            }
            _starts[region + 1] = found;
            all += found;
        }
        return (present, having);
    }

    /// <param name="next">Where the next region of each activity goes.</param>
    private void Place(int task, int[] present, int[] next)
    {
        var (first, end) = (task * RegionsPerTask, Math.Min(Regions, (task + 1) * RegionsPerTask));
        present.AsSpan(0, _starts[end] - _starts[first]).CopyTo(_activities.AsSpan(_starts[first]));
        ArrayPool<int>.Shared.Return(present);
        for (var region = first; region < end; region++)
        {
            foreach (var activity in ActivitiesOf(region))
            {
                _regions[next[activity]++] = region;
            }
        }
    }
}
