using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>The working memory of one thread: bits of the conditions of the block at hand, buffers for numbers, a row for the scalar executor.</summary>
internal sealed class BatchRun
{
    private const int SlotWords = 2 * RowBits.BlockWords;
    private readonly ulong[] _bits;
    private readonly int[] _blockOf;
    private readonly byte[] _kinds;
    private readonly ulong[] _all = new ulong[RowBits.BlockWords];
    private readonly Stack<long[]> _free = [];
    private readonly Stack<ushort[]> _freeRows = [];
    private readonly ushort[] _allRows;
    private readonly long[][] _numbers;
    private readonly (int Block, bool Missing)[] _numbersOf;
    private readonly (int[] Units, int Block)[] _units;
    private readonly int[] _pickedUnits = new int[RowBits.BlockRows + UnitKernels.Slack];

    public BatchRun(BatchTable table, int slots, int numbers)
    {
        (_numbers, _numbersOf) = ([.. Enumerable.Range(0, numbers).Select(_ => new long[RowBits.BlockRows])], new (int, bool)[numbers]);
        _units = new (int[], int)[numbers];
        _allRows = [.. Enumerable.Range(0, RowBits.BlockRows).Select(r => (ushort)r)];
        (Table, Row) = (table, new FactRow(table.Schema));
        (_bits, _blockOf, _kinds) = (new ulong[slots * SlotWords], new int[slots], new byte[slots]);
    }

    /// <summary>Forgets what it kept; several plans' rounds may use it one after the other.</summary>
    public void Begin(Kernel.LedgerDate? asOf, (int Year, int Index) year)
    {
        Array.Fill(_blockOf, -1);
        Array.Fill(_numbersOf, (-1, false));
        foreach (ref var units in _units.AsSpan())
        {
            units.Block = -1;
        }
        (Row.AsOf, Row.Year, Row.YearIndex) = (asOf, year.Year, year.Index);
    }

    public BatchTable Table { get; }

    /// <summary>For the scalar executor; facts of the row before stay in it, so fill every fact that is read.</summary>
    public FactRow Row { get; }
    public int Block { get; private set; }
    public int Rows { get; private set; }
    public int FirstRow => Block * RowBits.BlockRows;

    /// <summary>Bits of all rows of the block.</summary>
    public ReadOnlySpan<ulong> All => _all.AsSpan(0, RowBits.Words(Rows));

    public void Start(int block)
    {
        (Block, Rows) = (block, Table.RowsOf(block));
        RowBits.Fill(_all.AsSpan(0, RowBits.Words(Rows)), Rows);
    }

    public Span<ulong> YesBits(int slot) => _bits.AsSpan(slot * SlotWords, RowBits.Words(Rows));
    public Span<ulong> PossibleBits(int slot) => _bits.AsSpan((slot * SlotWords) + RowBits.BlockWords, RowBits.Words(Rows));

    /// <summary>The answer that a condition kept for this block, so that policies that share it work it out once.</summary>
    public bool Kept(int slot, out BatchAnswer answer)
    {
        answer = default;
        if (_blockOf[slot] != Block)
        {
            return false;
        }
        answer = _kinds[slot] switch
        {
            0 => BatchAnswer.No,
            1 => BatchAnswer.Always,
            2 => new BatchAnswer(YesBits(slot), YesBits(slot)),
            _ => new BatchAnswer(YesBits(slot), PossibleBits(slot)),
        };
        return true;
    }

    public BatchAnswer Keep(int slot, BatchAnswer answer)
    {
        (_blockOf[slot], _kinds[slot]) = (Block, (byte)(answer.IsNo ? 0 : answer.IsAlways ? 1 : answer.IsCertain ? 2 : 3));
        return answer;
    }

    /// <summary>The numbers of all rows of the block.</summary>
    public ReadOnlySpan<ushort> AllRows => _allRows.AsSpan(0, Rows);

    /// <summary>Numbers of all rows that policies share; to be worked out when they are not kept yet.</summary>
    public bool KeptNumbers(int slot, out Span<long> numbers, out bool missing)
    {
        numbers = _numbers[slot].AsSpan(0, Rows);
        missing = _numbersOf[slot].Missing;
        return _numbersOf[slot].Block == Block;
    }

    public void KeepNumbers(int slot, bool missing) => _numbersOf[slot] = (Block, missing);

    /// <summary>How far shared numbers lie above the lowest one; they must be kept already.</summary>
    public ReadOnlySpan<int> KeptUnits(int slot, long low)
    {
        ref var kept = ref _units[slot];
        kept.Units ??= new int[RowBits.BlockRows];
        if (kept.Block != Block)
        {
            UnitKernels.Above(_numbers[slot].AsSpan(0, Rows), low, kept.Units);
            kept.Block = Block;
        }
        return kept.Units.AsSpan(0, Rows);
    }

    /// <summary>For units of chosen rows, used at once.</summary>
    public Span<int> PickedUnits => _pickedUnits;

    /// <summary>A buffer for one number per row of a block; give it back.</summary>
    public long[] Take() => _free.TryPop(out var buffer) ? buffer : new long[RowBits.BlockRows];

    public void Give(long[] buffer) => _free.Push(buffer);

    public ushort[] TakeRows() => _freeRows.TryPop(out var buffer) ? buffer : new ushort[RowBits.BlockRows];

    public void GiveRows(ushort[] buffer) => _freeRows.Push(buffer);
}
