using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>One policy's matches in a block of rows: who, and for how much.</summary>
/// <param name="Subjects">Numbers of the subjects in the order in which they were added to the table.</param>
/// <param name="Fen">Rounded half away from zero; <see cref="FactRow.Missing"/> where a fact is missing, 0 where the policy gives no amount.</param>
public readonly record struct BatchMatchRun(int Policy, ArraySegment<int> Subjects, ArraySegment<long> Fen);

/// <summary>Everybody who qualifies for some policy, as columns, in no particular order. Give it to the next asking to use its memory again.</summary>
public sealed class BatchMatches
{
    private readonly Lock _gate = new();
    private readonly List<BatchMatchRun> _runs = [];
    private readonly List<(int[] Subjects, long[] Fen)> _parts = [];
    private int _partsUsed;

    public IReadOnlyList<BatchMatchRun> Runs => _runs;

    public long Count => _runs.Sum(r => (long)r.Subjects.Count);

    internal void Clear()
    {
        _runs.Clear();
        _partsUsed = 0;
    }

    internal void Add(List<BatchMatchRun> runs)
    {
        lock (_gate)
        {
            _runs.AddRange(runs);
        }
    }

    /// <summary>Memory for the matches of many blocks.</summary>
    internal (int[] Subjects, long[] Fen) NextPart()
    {
        lock (_gate)
        {
            if (_partsUsed == _parts.Count)
            {
                const int length = 16 * RowBits.BlockRows;
                _parts.Add((GC.AllocateUninitializedArray<int>(length), GC.AllocateUninitializedArray<long>(length)));
            }
            return _parts[_partsUsed++];
        }
    }
}

/// <summary>The matches that one thread finds.</summary>
internal sealed class BatchMatchWriter(BatchMatches all)
{
    private readonly List<BatchMatchRun> _runs = [];
    private (int[] Subjects, long[] Fen) _part = ([], []);
    private int _used;

    /// <summary>Room for the matches of a policy in a block.</summary>
    public Span<int> Subjects
    {
        get
        {
            if (_used + RowBits.BlockRows + UnitKernels.Slack > _part.Subjects.Length)
            {
                (_part, _used) = (all.NextPart(), 0);
            }
            return _part.Subjects.AsSpan(_used, RowBits.BlockRows + UnitKernels.Slack);
        }
    }

    /// <summary>Beside <see cref="Subjects"/>, which must be asked first.</summary>
    public Span<long> Fen => _part.Fen.AsSpan(_used, RowBits.BlockRows);

    /// <summary>Keeps what was written.</summary>
    public void Keep(int policy, int count)
    {
        if (count > 0)
        {
            _runs.Add(new BatchMatchRun(policy, new ArraySegment<int>(_part.Subjects, _used, count), new ArraySegment<long>(_part.Fen, _used, count)));
            _used += count;
        }
    }

    public void Finish() => all.Add(_runs);
}
