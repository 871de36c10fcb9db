using Yinfeng.Audit;
using Yinfeng.Closing;
using Yinfeng.Lights;
using Yinfeng.Reports;

namespace Yinfeng.Bulletins;

/// <summary>Everything a bulletin is made from, read for one person and one moment.</summary>
/// <param name="Flags">What the board itself finds doubtful, as notes.</param>
/// <param name="Restatements">Those that no bulletin has told of yet, of the unit and its children.</param>
/// <param name="Resolutions">What meetings decided in the period, one sentence each.</param>
internal sealed record BulletinSources(BoardView Board, LightsView Lights, IReadOnlyList<string> Flags, IReadOnlyList<Restatement> Restatements,
    IReadOnlyList<string> Resolutions, BulletinEdits Edits, AuditCheckpoint Audit);
