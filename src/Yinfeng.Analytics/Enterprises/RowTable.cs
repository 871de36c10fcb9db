namespace Yinfeng.Analytics.Enterprises;

/// <summary>Where rows of some hash may be found: candidates, which the caller compares with what the row really holds.</summary>
/// <remarks>Open addressing; a slot holds hash and row, so that growing asks nobody and a row of another hash is never looked at. Writers
/// take turns while readers look: a reader meets rows newer than its snapshot and leaves them; a row whose text changed is added again
/// under its new hash and fails the comparison under the old one; so does a row that was added and then given up. Nothing is removed.</remarks>
internal sealed class RowTable
{
    private const int FewestSlots = 1024;
    private readonly Lock _gate = new();
    private volatile ulong[] _slots; // Hash, then row + 1; 0 free.
    private int _used;

    public RowTable(int rows) => _slots = new ulong[Math.Max(FewestSlots, rows / 2 * 3)];

    /// <summary>As <see cref="WriteTo"/> wrote it.</summary>
    public RowTable(Stream from)
    {
        _slots = from.ReadArray<ulong>();
        _used = _slots.Length - _slots.AsSpan().Count(0UL);
    }

    public void WriteTo(Stream to) => to.WriteArray<ulong>(_slots);

    public void Add(uint hash, int row)
    {
        lock (_gate)
        {
            if (_used * 3L > _slots.Length * 2L)
            {
                var larger = new ulong[_slots.Length * 2];
                foreach (var slot in _slots)
                {
                    if (slot != 0)
                    {
                        Put(larger, slot);
                    }
                }
                _slots = larger;
            }
            Put(_slots, (ulong)hash << 32 | (uint)(row + 1));
            _used++;
        }
    }

    public Candidates Of(uint hash) => new(_slots, hash);

    private static void Put(ulong[] slots, ulong value)
    {
        var at = Home(slots, (uint)(value >> 32));
        while (slots[at] != 0)
        {
            at = at + 1 == slots.Length ? 0 : at + 1;
        }
        Volatile.Write(ref slots[at], value);
    }

    /// <summary>Grows with the hash: a larger table is filled from front to back.</summary>
    private static int Home(ulong[] slots, uint hash) => (int)((ulong)hash * (uint)slots.Length >> 32);

    /// <summary>Rows that bear the hash, one after the other.</summary>
    internal struct Candidates(ulong[] slots, uint hash)
    {
        private int _at = Home(slots, hash);

        /// <returns>False when there are no more.</returns>
        public bool Next(out int row)
        {
            while (Volatile.Read(ref slots[_at]) is var slot and not 0)
            {
                _at = _at + 1 == slots.Length ? 0 : _at + 1;
                if (slot >> 32 == hash)
                {
                    row = (int)(slot & uint.MaxValue) - 1;
                    return true;
                }
            }
            row = -1;
            return false;
        }
    }
}
