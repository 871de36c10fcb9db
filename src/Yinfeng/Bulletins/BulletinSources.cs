using Yinfeng.Audit;
using Yinfeng.Closing;
using Yinfeng.Lights;
using Yinfeng.Reports;

namespace Yinfeng.Bulletins;

/// <summary>Everything a bulletin is made from, read for one person and one moment.</summary>
/// <param name="Flags">What the board itself finds doubtful, as notes.</param>
/// <param name="Restatements">Those that no bulletin has told of yet, of the unit and its children.</param>
/// <param name="Meetings">What meetings of the unit decided, as of the end of the period.</param>
internal sealed record BulletinSources(BoardView Board, LightsView Lights, IReadOnlyList<string> Flags, IReadOnlyList<Restatement> Restatements,
    MeetingNews Meetings, BulletinEdits Edits, AuditCheckpoint Audit)
{
    /// <summary>What this year's inspections found, in one sentence; null where nothing was inspected.</summary>
    public string? Inspections { get; init; }
}
