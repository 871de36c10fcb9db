namespace Yinfeng.Projects;

/// <summary>The rows of one stage, or of all, by amount and with running sums: counts and totals of a range of amounts are two lookups.</summary>
/// <remarks>Immutable, like the columns it is made from.</remarks>
internal sealed class LedgerSlice
{
    private readonly LedgerColumns _columns;
    private readonly int[] _byInvest;
    private readonly int _known;
    private readonly long[] _invest;
    private readonly long[] _funds;
    private readonly int[] _reported;
    private readonly int _foreign;
    private readonly (int[] Rows, int Known)?[] _orders = new (int[], int)?[Enum.GetValues<LedgerSort>().Length];

    private readonly LedgerSight _sight;

    /// <param name="stage">Null for all.</param>
    /// <param name="sight">Only rows that are seen.</param>
    public LedgerSlice(LedgerColumns columns, ProjectStage? stage, LedgerSight sight)
    {
        (_columns, Stage, _sight) = (columns, stage, sight);
        (_byInvest, _known) = Order(LedgerSort.Invest);
        (_invest, _funds, _reported) = (new long[Count + 1], new long[Count + 1], new int[Count + 1]);
        for (var i = 0; i < Count; i++)
        {
            var row = _byInvest[i];
            _invest[i + 1] = _invest[i] + Math.Max(0, columns.Invest[row]);
            _funds[i + 1] = _funds[i] + Math.Max(0, columns.Funds[row]);
            _reported[i + 1] = _reported[i] + (columns.Funds[row] >= 0 ? 1 : 0);
            _foreign += (columns.Flags[row] & 4) >> 2;
        }
    }

    public ProjectStage? Stage { get; }

    /// <summary>How many rows there are, with any amount or none.</summary>
    public int Count => _byInvest.Length;

    /// <summary>How many rows lie in a range of amounts.</summary>
    public int CountOf(LedgerRange range)
    {
        var (first, end) = Bounds(range);
        return end - first;
    }

    public LedgerTotals Totals(LedgerRange range)
    {
        var (first, end) = Bounds(range);
        var stated = Math.Min(end, _known) - first;
        var foreign = range.IsAll ? _foreign : 0;
        return new(end - first, stated == 0 ? null : _invest[end] - _invest[first],
            _reported[end] == _reported[first] ? null : _funds[end] - _funds[first], end - first - stated - foreign, foreign);
    }

    /// <inheritdoc cref="LedgerScan.Page"/>
    public int Page(LedgerQuery query, LedgerRange range, Span<int> page)
    {
        var skip = (long)(query.Page - 1) * page.Length;
        if (query.Sort == LedgerSort.Invest && !range.IsAll)
        {
            var (first, end) = Bounds(range);
            var written = (int)Math.Clamp(end - first - skip, 0, page.Length);
            for (var i = 0; i < written; i++)
            {
                page[i] = _byInvest[query.Descending ? end - 1 - (int)skip - i : first + (int)skip + i];
            }
            return written;
        }
        var (order, known) = Order(query.Sort);
        return range.IsAll
            ? Cut(order, known, query.Descending, skip, page)
            : Walk(order, known, query.Descending, skip, range, page);
    }

    private static int Cut(int[] order, int known, bool descending, long skip, Span<int> page)
    {
        var written = (int)Math.Clamp(order.Length - skip, 0, page.Length);
        for (var i = 0; i < written; i++)
        {
            var at = (int)skip + i;
            page[i] = order[descending && at < known ? known - 1 - at : at];
        }
        return written;
    }

    private int Walk(int[] order, int known, bool descending, long skip, LedgerRange range, Span<int> page)
    {
        var invest = _columns.Invest;
        var written = 0;
        for (var i = 0; i < order.Length && written < page.Length; i++)
        {
            var row = order[descending && i < known ? known - 1 - i : i];
            if (range.Holds(invest[row]) && --skip < 0)
            {
                page[written++] = row;
            }
        }
        return written;
    }

    private (int[] Rows, int Known) Order(LedgerSort sort)
    {
        lock (_orders)
        {
            return _orders[(int)sort] ??= Filtered(sort);
        }
    }

    private (int[] Rows, int Known) Filtered(LedgerSort sort)
    {
        var (all, known) = _columns.Order(sort);
        if (Stage is null && _sight.Seen is null)
        {
            return (all, known);
        }
        var of = _columns.Stage;
        var (rows, length, stated) = (new int[Math.Min(all.Length, _sight.Count)], 0, 0);
        for (var i = 0; i < all.Length; i++)
        {
            var row = all[i];
            if (_sight.Sees(row) && (Stage is not { } stage || of[row] == (byte)stage))
            {
                rows[length++] = row;
                stated += i < known ? 1 : 0;
            }
        }
        return (rows[..length], stated);
    }

    /// <summary>First position and end by amount. A range leaves out what states no amount; no range leaves out nothing.</summary>
    private (int First, int End) Bounds(LedgerRange range)
    {
        if (range.IsAll)
        {
            return (0, Count);
        }
        var first = Below(range.Least);
        return (first, Math.Max(first, range.Most == long.MaxValue ? _known : Below(range.Most + 1)));
    }

    private int Below(long amount)
    {
        int low = 0, high = _known;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _columns.Invest[_byInvest[middle]] < amount ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}

/// <summary>Amounts in fen from least to most, both inclusive.</summary>
internal readonly record struct LedgerRange(long Least, long Most)
{
    /// <summary>Nothing asked: rows without an amount are in it too.</summary>
    public bool IsAll => Least < 0;

    public bool Holds(long fen) => fen >= Least && fen <= Most;

    public static LedgerRange Of(LedgerQuery query) => query.MinWan is null && query.MaxWan is null
        ? new(-1, long.MaxValue)
        : new((long)Math.Ceiling((query.MinWan ?? 0) * Kernel.Money.FenPerWan),
            query.MaxWan is { } max ? (long)Math.Floor(max * Kernel.Money.FenPerWan) : long.MaxValue);
}
