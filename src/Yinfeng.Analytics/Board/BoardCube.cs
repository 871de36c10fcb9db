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
    private readonly SortedDictionary<int, long[]?[]> _months = [];

    public int Measures { get; } = measures;

    /// <summary>Units that figures were reported for, by slot.</summary>
    public IReadOnlyList<long> Units => _units;

    /// <summary>Months that any figure was reported for, in order.</summary>
    public IEnumerable<int> Months => _months.Keys;

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

    /// <summary>The measures of a set.</summary>
    public ReadOnlySpan<int> MeasuresOf(ushort set) => _sets[set];

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
        foreach (var (month, columns) in _months)
        {
            if (month >= from && month <= to && columns[measure] is { } column)
            {
                var length = Math.Min(column.Length, sums.Length);
                TensorPrimitives.Add(column.AsSpan(0, length), sums[..length], sums[..length]);
            }
        }
    }

    private ref long Cell(int measure, int month, int leaf)
    {
        if (!_months.TryGetValue(month, out var columns))
        {
            _months.Add(month, columns = new long[Measures][]);
        }
        ref var column = ref columns[measure];
        if (column is null || column.Length <= leaf)
        {
            Array.Resize(ref column, Math.Max(64, Math.Max(_units.Count, leaf + 1) * 5 / 4));
        }
        return ref column![leaf];
    }
}
