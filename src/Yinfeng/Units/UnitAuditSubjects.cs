using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>Of units, a reader of the log may know of those in their part of the tree.</summary>
internal sealed class UnitAuditSubjects(UnitDirectory units) : IAuditSubjects
{
    public string Prefix => "unit:";

    public async Task<IReadOnlyDictionary<string, AuditSight>> OfAsync(YinfengDb db, Viewer viewer, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return subjects.Where(s => long.TryParse(s.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && tree.IsWithin(id, viewer.UnitId))
            .ToDictionary(s => s, _ => AuditSight.Open);
    }
}
