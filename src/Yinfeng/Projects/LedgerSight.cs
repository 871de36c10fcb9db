using System.Numerics;
using Yinfeng.Access;

namespace Yinfeng.Projects;

/// <summary>What viewers of one scope see of a snapshot: found once, then every query of theirs starts from it.</summary>
/// <remarks>Immutable but for the slices, which are made when somebody asks again: after a write the first question is scanned.</remarks>
internal sealed class LedgerSight
{
    private readonly LedgerColumns _columns;
    private readonly LedgerSlice?[] _slices = new LedgerSlice?[1 + Enum.GetValues<ProjectStage>().Length];
    private int _asked;

    public LedgerSight(LedgerColumns columns, Viewer viewer)
    {
        _columns = columns;
        if (columns.IsAll(viewer))
        {
            Count = columns.Count;
            return;
        }
        Seen = new ulong[LedgerScan.Words(columns)];
        LedgerScan.MarkSeen(columns, viewer, Seen);
        foreach (var word in Seen)
        {
            Count += BitOperations.PopCount(word);
        }
    }

    /// <summary>One bit per row; null where every row is seen.</summary>
    public ulong[]? Seen { get; }

    /// <summary>How many rows are seen.</summary>
    public int Count { get; }

    /// <summary>Whether answers by lookup pay: they are ready for those who see everything, and for others from the second question on.</summary>
    public bool Looks => Seen is null || Interlocked.Increment(ref _asked) > 1;

    public bool Sees(int row) => Seen is null || (Seen[row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>The rows of a stage that are seen, or of all for null; made at first use.</summary>
    public LedgerSlice Slice(ProjectStage? stage)
    {
        ref var slot = ref _slices[stage is { } wanted ? 1 + (int)wanted : 0];
        return Volatile.Read(ref slot) ?? Interlocked.CompareExchange(ref slot, new LedgerSlice(_columns, stage, this), null) ?? slot!;
    }
}
