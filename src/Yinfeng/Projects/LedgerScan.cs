using System.Numerics;
using System.Runtime.Intrinsics;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Count and totals of what a query finds.</summary>
/// <param name="InvestFen">Sum of total investment in renminbi; null when no project states one.</param>
/// <param name="FundsFen">Sum of funds in place; null when none is reported.</param>
/// <param name="Unstated">Projects without total investment, which the sum leaves out.</param>
/// <param name="Foreign">Projects in another currency, which the sum leaves out.</param>
public sealed record LedgerTotals(int Count, long? InvestFen, long? FundsFen, int Unstated, int Foreign);

/// <summary>Answers a query from the columns: a bitmap of the rows that fit, one predicate after another over whole columns.</summary>
internal readonly ref struct LedgerScan
{
    private readonly LedgerColumns _columns;
    private readonly Span<ulong> _fits;

    /// <param name="words">Room for one bit per row: at least <c>(Count + 63) / 64</c> words.</param>
    /// <param name="seen">One bit per row that may fit; null for all.</param>
    private LedgerScan(LedgerColumns columns, Span<ulong> words, ulong[]? seen)
    {
        _columns = columns;
        _fits = words[..((columns.Count + 63) / 64)];
        if (seen is not null)
        {
            seen.AsSpan(0, _fits.Length).CopyTo(_fits);
            return;
        }
        _fits.Fill(ulong.MaxValue);
        if (columns.Count % 64 != 0)
        {
            _fits[^1] = (1UL << (columns.Count % 64)) - 1;
        }
    }

    public static int Words(LedgerColumns columns) => Math.Max(1, (columns.Count + 63) / 64);

    /// <summary>Rows that the viewer may see and that fit the query, whatever their stage; <see cref="OnlyStage"/> comes after.</summary>
    public static LedgerScan Run(LedgerColumns columns, LedgerQuery query, Viewer viewer, Span<ulong> words)
    {
        var scan = new LedgerScan(columns, words, columns.Sight(viewer).Seen);
        if (query.UnitId is { } unit)
        {
            scan.Within(unit);
        }
        if (query.Status is { } status)
        {
            scan.Equal(columns.Status, (byte)status);
        }
        if (query.Kind is { } kind)
        {
            scan.Equal(columns.Kind, (byte)(1 + (int)kind));
        }
        if (query.Origin is { } origin)
        {
            scan.Equal(columns.Origin, (byte)origin);
        }
        scan.Amounts(query);
        scan.Rest(query);
        return scan;
    }

    public void OnlyStage(ProjectStage? stage)
    {
        if (stage is { } wanted)
        {
            Equal(_columns.Stage, (byte)wanted);
        }
    }

    public int CountRows()
    {
        var count = 0;
        foreach (var word in _fits)
        {
            count += BitOperations.PopCount(word);
        }
        return count;
    }

    public LedgerTotals Totals()
    {
        var (invest, stated) = Sum(_columns.Invest);
        var (funds, reported) = Sum(_columns.Funds);
        int count = CountRows(), foreign = 0;
        if (stated < count)
        {
            var other = Vector256.Create((byte)4);
            for (var w = 0; w < _fits.Length; w++)
            {
                foreign += BitOperations.PopCount(_fits[w] & Matches(_columns.Flags, w, other, other));
            }
        }
        return new(count, stated == 0 ? null : invest, reported == 0 ? null : funds, count - stated - foreign, foreign);
    }

    /// <summary>Rows per stage, in the order of the stages.</summary>
    public int[] ByStage()
    {
        var counts = new int[8];
        for (var stage = 0; stage < counts.Length; stage++)
        {
            var (wanted, all) = (Vector256.Create((byte)stage), Vector256.Create(byte.MaxValue));
            for (var w = 0; w < _fits.Length; w++)
            {
                counts[stage] += BitOperations.PopCount(_fits[w] & Matches(_columns.Stage, w, all, wanted));
            }
        }
        return counts;
    }

    /// <summary>Sum of the amounts that are stated, and how many are; four rows at a time.</summary>
    private (long Sum, int Stated) Sum(long[] column)
    {
        var (sum, bits) = (Vector256<long>.Zero, Vector256.Create(1L, 2, 4, 8));
        var stated = 0;
        for (var w = 0; w < _fits.Length; w++)
        {
            if (_fits[w] is not (not 0 and var word))
            {
                continue;
            }
            for (var lane = 0; lane < 64; lane += 4)
            {
                var fen = Vector256.LoadUnsafe(ref column[w * 64 + lane]);
                var counts = Vector256.Equals(Vector256.Create((long)(word >> lane & 15)) & bits, bits)
                    & Vector256.GreaterThanOrEqual(fen, Vector256<long>.Zero);
                sum += fen & counts;
                stated += BitOperations.PopCount(counts.ExtractMostSignificantBits());
            }
        }
        return (Vector256.Sum(sum), stated);
    }

    /// <summary>One bit per row of a word whose masked value is the wanted one; thirty-two rows at a time.</summary>
    private static ulong Matches(byte[] column, int word, Vector256<byte> mask, Vector256<byte> wanted)
    {
        var low = Vector256.Equals(Vector256.LoadUnsafe(ref column[word * 64]) & mask, wanted).ExtractMostSignificantBits();
        var high = Vector256.Equals(Vector256.LoadUnsafe(ref column[word * 64 + 32]) & mask, wanted).ExtractMostSignificantBits();
        return low | (ulong)high << 32;
    }

    /// <summary>Writes the rows of one page in the query's order.</summary>
    /// <returns>How many were written.</returns>
    public int Page(LedgerQuery query, Span<int> page)
    {
        var (order, known) = _columns.Order(query.Sort);
        var skip = (long)(query.Page - 1) * page.Length;
        var written = 0;
        for (var i = 0; i < order.Length && written < page.Length; i++)
        {
            var row = order[query.Descending && i < known ? known - 1 - i : i];
            if ((_fits[row >> 6] >> (row & 63) & 1) != 0 && --skip < 0)
            {
                page[written++] = row;
            }
        }
        return written;
    }

    /// <summary>Sets the bits of the rows that somebody sees; how a <see cref="LedgerSight"/> is made.</summary>
    /// <param name="words">As many as <see cref="Words"/> says.</param>
    public static void MarkSeen(LedgerColumns columns, Viewer viewer, Span<ulong> words) => new LedgerScan(columns, words, null).Seen(viewer);

    /// <summary>The same answer as <see cref="ProjectPolicy"/> gives for one row.</summary>
    private void Seen(Viewer viewer)
    {
        if (!viewer.May(Rights.See))
        {
            _fits.Clear();
            return;
        }
        if (viewer.UnitId is { } scope)
        {
            Within(scope);
        }
        if (!viewer.May(Rights.SeeSecrets))
        {
            var columns = _columns;
            var own = viewer.UnitId is { } unit ? columns.Tree.Find(unit)?.First : null;
            Keep(row => (columns.Flags[row] & LedgerColumns.Secret) == 0 || columns.Owner[row] == own);
        }
        foreach (var id in viewer.Shared)
        {
            if (_columns.RowOf.TryGetValue(id, out var row))
            {
                _fits[row >> 6] |= 1UL << (row & 63);
            }
        }
    }

    /// <summary>Slots of the owners of the rows that fit.</summary>
    public HashSet<int> Owners()
    {
        var owners = new HashSet<int>();
        for (var w = 0; w < _fits.Length; w++)
        {
            for (var word = _fits[w]; word != 0; word &= word - 1)
            {
                owners.Add(_columns.Owner[w * 64 + BitOperations.TrailingZeroCount(word)]);
            }
        }
        return owners;
    }

    private void Within(long unitId)
    {
        if (_columns.IsAll(unitId))
        {
            return;
        }
        if (_columns.Tree.Find(unitId) is not { } root)
        {
            _fits.Clear();
            return;
        }
        Span<ulong> within = _fits.Length <= 4096 ? stackalloc ulong[_fits.Length] : new ulong[_fits.Length];
        Or(within, _columns.Owner, root.First, root.Last);
        Or(within, _columns.Landing, root.First, root.Last);
        foreach (var (row, slots) in _columns.Others)
        {
            if (Array.Exists(slots, s => s >= root.First && s <= root.Last))
            {
                within[row >> 6] |= 1UL << (row & 63);
            }
        }
        for (var w = 0; w < _fits.Length; w++)
        {
            _fits[w] &= within[w];
        }
    }

    /// <summary>Sets the bits of rows whose slot lies in first..last, eight rows at a time.</summary>
    private static void Or(Span<ulong> bits, int[] slots, int first, int last)
    {
        var (low, high) = (Vector256.Create(first), Vector256.Create(last));
        for (var w = 0; w < bits.Length; w++)
        {
            ulong word = 0;
            for (var lane = 0; lane < 64; lane += 8)
            {
                var slot = Vector256.LoadUnsafe(ref slots[w * 64 + lane]);
                var inside = Vector256.GreaterThanOrEqual(slot, low) & Vector256.LessThanOrEqual(slot, high);
                word |= (ulong)inside.ExtractMostSignificantBits() << lane;
            }
            bits[w] |= word;
        }
    }

    private void Equal(byte[] column, byte value)
    {
        var (wanted, all) = (Vector256.Create(value), Vector256.Create(byte.MaxValue));
        for (var w = 0; w < _fits.Length; w++)
        {
            if (_fits[w] != 0)
            {
                _fits[w] &= Matches(column, w, all, wanted);
            }
        }
    }

    private void Amounts(LedgerQuery query)
    {
        if (query.NoInvestment)
        {
            var columns = _columns;
            Keep(row => columns.Invest[row] < 0 && !columns.Rows[row].IsForeign);
        }
        if (query.MinWan is null && query.MaxWan is null)
        {
            return;
        }
        var least = Vector256.Create((long)Math.Ceiling((query.MinWan ?? 0) * Money.FenPerWan));
        var most = Vector256.Create(query.MaxWan is { } max ? (long)Math.Floor(max * Money.FenPerWan) : long.MaxValue);
        var invest = _columns.Invest;
        for (var w = 0; w < _fits.Length; w++)
        {
            if (_fits[w] != 0)
            {
                ulong word = 0;
                for (var lane = 0; lane < 64; lane += 4)
                {
                    var fen = Vector256.LoadUnsafe(ref invest[w * 64 + lane]);
                    var inside = Vector256.GreaterThanOrEqual(fen, least) & Vector256.LessThanOrEqual(fen, most);
                    word |= (ulong)inside.ExtractMostSignificantBits() << lane;
                }
                _fits[w] &= word;
            }
        }
    }

    private void Rest(LedgerQuery query)
    {
        var columns = _columns;
        if (query.Year is { } year)
        {
            Keep(row => columns.Year[row] == year);
        }
        if (query.CarriedOver || query.WithProblems)
        {
            var flags = (query.CarriedOver ? 1 : 0) | (query.WithProblems ? 2 : 0);
            Keep(row => (columns.Flags[row] & flags) == flags);
        }
        if (query.ImportId is { } import)
        {
            Keep(row => columns.ImportId[row] == import);
        }
        if (query.Person is { } person)
        {
            Keep(row => Has(columns.Rows[row].Leader, person) || Has(columns.Rows[row].ServiceOfficer, person));
        }
        if (query.Industry is { } industry)
        {
            Keep(row => Has(columns.Rows[row].Industry, industry) || Has(columns.Rows[row].Chain, industry));
        }
        foreach (var word in (query.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var folded = LedgerTerms.Fold(word);
            Keep(row => columns.Rows[row].SearchText.Contains(folded, StringComparison.Ordinal));
        }
    }

    private static bool Has(string? text, string part) => text is not null && text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private void Keep(Func<int, bool> fits)
    {
        for (var w = 0; w < _fits.Length; w++)
        {
            for (var word = _fits[w]; word != 0; word &= word - 1)
            {
                var bit = BitOperations.TrailingZeroCount(word);
                if (!fits(w * 64 + bit))
                {
                    _fits[w] &= ~(1UL << bit);
                }
            }
        }
    }
}
