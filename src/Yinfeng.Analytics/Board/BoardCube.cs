using System.Numerics.Tensors;

namespace Yinfeng.Analytics.Board;

/// <summary>Sums per measure, month and unit as reported, before any roll-up. Not safe for concurrent use.</summary>
/// <remarks>Columns over units, one per measure and month, made when first needed.</remarks>
public sealed class BoardCube(int measures)
{
    private readonly Dictionary<long, int> _leafOf = [];
    private readonly List<long> _units = [];
    private readonly Dictionary<ulong, ushort> _setOf = [];
    private readonly List<int[]> _sets = [];
    private long[]?[]?[] _months = [];
    private int _firstMonth;

    public int Measures { get; } = measures;

    /// <summary>Units that figures were reported for, by slot.</summary>
    public IReadOnlyList<long> Units => _units;

    /// <summary>Months that any figure was reported for, in order.</summary>
    public IEnumerable<int> Months => Enumerable.Range(_firstMonth, _months.Length).Where(m => _months[m - _firstMonth] is not null);

    public long UnitOf(int leaf) => _units[leaf];

    /// <summary>The slot of a unit; a new one for a unit not seen before.</summary>
    public int Leaf(long unitId)
    {
        if (!_leafOf.TryGetValue(unitId, out var leaf))
        {
            leaf = _units.Count;
            _leafOf.Add(unitId, leaf);
            _units.Add(unitId);
        }
        return leaf;
    }

    /// <summary>The index of a set of measures, given as bits.</summary>
    public ushort Set(ulong bits)
    {
        if (!_setOf.TryGetValue(bits, out var index))
        {
            index = checked((ushort)_sets.Count);
            _setOf.Add(bits, index);
            _sets.Add([.. Enumerable.Range(0, Measures).Where(m => (bits >> m & 1) != 0)]);
        }
        return index;
    }

    /// <summary>The measures of a set; the same array every time, never changed.</summary>
    public int[] MeasuresOf(ushort set) => _sets[set];

    public void Add(in Contribution entry, int sign)
    {
        foreach (var measure in _sets[entry.Set])
        {
            Cell(measure, entry.Month, entry.Leaf) += sign * entry.Amount;
        }
    }

    /// <summary>Adds up a measure over the months <paramref name="from"/>..<paramref name="to"/> inclusive.</summary>
    /// <param name="sums">One slot per unit of <see cref="Units"/>; overwritten.</param>
    public void Sum(int measure, int from, int to, Span<long> sums)
    {
        sums.Clear();
        for (var month = Math.Max(from, _firstMonth); month <= Math.Min(to, _firstMonth + _months.Length - 1); month++)
        {
            if (_months[month - _firstMonth]?[measure] is { } column)
            {
                var length = Math.Min(column.Length, sums.Length);
                TensorPrimitives.Add(column.AsSpan(0, length), sums[..length], sums[..length]);
            }
        }
    }

    private ref long Cell(int measure, int month, int leaf)
    {
        if (month < _firstMonth || month >= _firstMonth + _months.Length)
        {
            Reach(month);
        }
        ref var columns = ref _months[month - _firstMonth];
        ref var column = ref (columns ??= new long[Measures][])[measure];
        if (column is null || column.Length <= leaf)
        {
            Array.Resize(ref column, Math.Max(64, Math.Max(_units.Count, leaf + 1) * 5 / 4));
        }
        return ref column![leaf];
    }

    /// <summary>Makes room for a month outside of those that have figures.</summary>
    private void Reach(int month)
    {
        var first = _months.Length == 0 ? month : Math.Min(month, _firstMonth);
        var months = new long[]?[]?[Math.Max(month + 1, _firstMonth + _months.Length) - first];
        _months.CopyTo(months, _months.Length == 0 ? 0 : _firstMonth - first);
        (_months, _firstMonth) = (months, first);
    }
}
