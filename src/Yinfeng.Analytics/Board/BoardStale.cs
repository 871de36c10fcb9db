namespace Yinfeng.Analytics.Board;

/// <summary>Units whose sums moved since their cells were derived, and by which series.</summary>
/// <remarks>A series is one bit of 64; series that share a bit make cells be derived needlessly, never be missed.</remarks>
internal sealed class BoardStale(BoardLayout layout)
{
    private readonly ulong[] _units = new ulong[layout.Count];
    private readonly ulong[] _groups = new ulong[layout.Count + 1];
    private readonly int[] _slots = new int[layout.Count];
    private int _count;

    public static ulong Bit(int series) => 1UL << (series & 63);

    /// <summary>Units with any stale cell of their own.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _count);

    public void Mark(int slot, ulong series)
    {
        if (_units[slot] == 0)
        {
            _slots[_count++] = slot;
        }
        _units[slot] |= series;
        _groups[layout.Parent[slot] + 1] |= series;
    }

    /// <summary>The series of a unit that moved.</summary>
    public ulong Unit(int slot) => _units[slot];

    /// <summary>The series that moved for any child of a unit, of the roots for −1: what their places depend on.</summary>
    public ulong Group(int parent) => _groups[parent + 1];

    public void ClearGroup(int parent) => _groups[parent + 1] = 0;

    public void Clear()
    {
        foreach (var slot in Slots)
        {
            _units[slot] = 0;
            ClearGroup(layout.Parent[slot]);
        }
        _count = 0;
    }
}
