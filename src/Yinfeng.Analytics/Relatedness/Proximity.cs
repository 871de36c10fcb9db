namespace Yinfeng.Analytics.Relatedness;

/// <summary>Proximity of two activities (Hidalgo et al. 2007): the smaller of the two conditional chances that a region which has
/// the one has the other, |A ∩ B| / max(|A|, |B|). 0 for an activity that no region has.</summary>
public sealed class Proximity
{
    private readonly double[] _values;

    /// <param name="presence">Who has what; at most 65,535 regions.</param>
    /// <param name="reused">Proximities nobody needs any more: their memory is taken, which saves asking the system for new pages.</param>
    public Proximity(Presence presence, Proximity? reused = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(presence.Regions, ushort.MaxValue, nameof(presence));
        Activities = presence.Activities;
        _values = Reused.Take(reused?._values, Activities * Activities);
        // The last block has the most left of its diagonal, so it goes first.
        var next = (Activities + ProximityBlock.Columns - 1) / ProximityBlock.Columns;
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            using var block = new ProximityBlock(presence, _values);
            for (int at; (at = Interlocked.Decrement(ref next)) >= 0;)
            {
                block.Fill(at * ProximityBlock.Columns);
            }
        });
    }

    public int Activities { get; }

    /// <summary>Proximities of one activity to every activity.</summary>
    public ReadOnlySpan<double> Of(int activity) => _values.AsSpan(activity * Activities, Activities);
}
