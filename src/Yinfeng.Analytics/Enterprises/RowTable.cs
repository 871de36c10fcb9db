namespace Yinfeng.Analytics.Enterprises;

/// <summary>Where rows of some hash may be found: candidates, which the caller compares with what the row really holds.</summary>
/// <remarks>Open addressing, 8 bytes a row. One writer adds while readers look: a reader meets rows newer than its snapshot and leaves
/// them; a row whose text changed is added again under its new hash and fails the comparison under the old one. Nothing is removed.</remarks>
internal sealed class RowTable
{
    private volatile int[] _slots; // Row + 1; 0 free.
    private int _used;

    public RowTable(int rows) => _slots = new int[Capacity(rows)];

    /// <summary>As <see cref="WriteTo"/> wrote it.</summary>
    public RowTable(Stream from)
    {
        _slots = from.ReadArray<int>();
        _used = _slots.Length - _slots.AsSpan().Count(0);
    }

    public void WriteTo(Stream to) => to.WriteArray<int>(_slots);

    /// <param name="hashOf">Hash of a row added before; asked when the table grows.</param>
    public void Add(uint hash, int row, Func<int, uint> hashOf)
    {
        if (_used * 3L > _slots.Length * 2L)
        {
            var larger = new int[_slots.Length * 2];
            foreach (var slot in _slots)
            {
                if (slot != 0)
                {
                    Put(larger, hashOf(slot - 1), slot);
                }
            }
            _slots = larger;
        }
        Put(_slots, hash, row + 1);
        _used++;
    }

    public Candidates Of(uint hash) => new(_slots, hash);

    private static void Put(int[] slots, uint hash, int value)
    {
        var mask = slots.Length - 1;
        var at = (int)(hash & (uint)mask);
        while (slots[at] != 0)
        {
            at = (at + 1) & mask;
        }
        Volatile.Write(ref slots[at], value);
    }

    private static int Capacity(int rows) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(1024, rows / 2 * 3));

    /// <summary>Rows that may bear the hash, one after the other.</summary>
    internal struct Candidates(int[] slots, uint hash)
    {
        private int _at = (int)(hash & (uint)(slots.Length - 1));

        /// <returns>False when there are no more.</returns>
        public bool Next(out int row)
        {
            row = Volatile.Read(ref slots[_at]) - 1;
            _at = (_at + 1) & (slots.Length - 1);
            return row >= 0;
        }
    }
}
