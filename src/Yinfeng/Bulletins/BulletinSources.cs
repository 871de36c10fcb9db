using Yinfeng.Audit;
using Yinfeng.Reports;

namespace Yinfeng.Bulletins;

/// <summary>Everything a bulletin is made from, read for one person and one moment.</summary>
internal sealed record BulletinSources(BoardView Board, IReadOnlyList<string> Flags, BulletinEdits Edits, AuditCheckpoint Audit);
