namespace Yinfeng.Analytics.Batch;

/// <summary>A column as codes of 16 bits in the order of its values; 0 is a missing value.</summary>
/// <remarks>With at most 65,535 different values every value has its code. With more, a code stands for neighbouring values, and a
/// threshold between two values of one code needs a look at the values themselves: see <see cref="IsExact"/>.</remarks>
public sealed class CodedColumn
{
    private const int Most = ushort.MaxValue;
    private readonly int[] _below;

    private CodedColumn(ushort[] codes, long[] first, long[] last)
    {
        (Codes, First, Last) = (codes, first, last);
        var blocks = (codes.Length + RowBits.BlockRows - 1) / RowBits.BlockRows;
        Zones = new CodeRange[blocks];
        for (var block = 0; block < blocks; block++)
        {
            var (low, high) = (ushort.MaxValue, ushort.MinValue);
            foreach (var code in Block(block))
            {
                low = Math.Min(low, code);
                high = Math.Max(high, code);
            }
            Zones[block] = new CodeRange(low, high);
        }
        _below = new int[first.Length + 1];
        foreach (var code in codes)
        {
            _below[code + 1]++;
        }
        for (var code = 1; code < _below.Length; code++)
        {
            _below[code] += _below[code - 1];
        }
    }

    public ushort[] Codes { get; }

    /// <summary>First[c] is the lowest value of code c, <see cref="Last"/>[c] the highest; the entry of code 0 means nothing.</summary>
    public long[] First { get; }

    /// <inheritdoc cref="First"/>
    public long[] Last { get; }

    /// <summary>The lowest and the highest code of each block.</summary>
    public CodeRange[] Zones { get; }

    /// <summary>Whether every code stands for one value.</summary>
    public bool IsExact => First.AsSpan(1).SequenceEqual(Last.AsSpan(1));

    public int Distinct => First.Length - 1;

    public ReadOnlySpan<ushort> Block(int block)
    {
        var from = block * RowBits.BlockRows;
        return Codes.AsSpan(from, Math.Min(RowBits.BlockRows, Codes.Length - from));
    }

    /// <summary>Codes a column of whole numbers.</summary>
    public static CodedColumn Of(ReadOnlySpan<long> values, long missing)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        List<long> first = [0], last = [0];
        var distinct = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            distinct += sorted[i] != missing && (i == 0 || sorted[i] != sorted[i - 1]) ? 1 : 0;
        }
        // A code is closed when it holds its share of the rows; equal values never fall apart.
        var share = distinct <= Most ? 1 : (sorted.Length / Most) + 1;
        var held = share;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i] == missing)
            {
                continue;
            }
            if (first.Count > 1 && (sorted[i] == last[^1] || held < share))
            {
                (last[^1], held) = (sorted[i], held + 1);
                continue;
            }
            first.Add(sorted[i]);
            last.Add(sorted[i]);
            held = 1;
        }
        var (starts, codes) = (first.ToArray(), new ushort[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            codes[i] = values[i] == missing ? (ushort)0 : CodeAt(starts, values[i]);
        }
        return new CodedColumn(codes, starts, [.. last]);
    }

    /// <summary>Takes codes that are made already, such as those of a sorted list of texts.</summary>
    /// <param name="distinct">The highest code.</param>
    public static CodedColumn OfCodes(ushort[] codes, int distinct)
    {
        var values = Enumerable.Range(0, distinct + 1).Select(c => (long)c).ToArray();
        return new CodedColumn(codes, values, values);
    }

    /// <summary>Which share of the rows has one of these codes; the ranges do not overlap.</summary>
    public double ShareOf(ReadOnlySpan<CodeRange> ranges)
    {
        var rows = 0;
        foreach (var range in ranges)
        {
            rows += _below[range.High + 1] - _below[range.Low];
        }
        return (double)rows / Math.Max(1, Codes.Length);
    }

    /// <summary>The last code whose first value is not above; 0 for a value below all.</summary>
    public int CodeAt(long value) => CodeAt(First, value);

    private static ushort CodeAt(long[] starts, long value)
    {
        var at = Array.BinarySearch(starts, 1, starts.Length - 1, value);
        return (ushort)(at >= 0 ? at : ~at - 1);
    }
}
