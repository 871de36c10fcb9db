using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Projects;

/// <summary>Divides the credit of a project between units from a month on (业绩分成).</summary>
internal sealed class ShareCredit(ProjectDesk desk)
{
    /// <param name="parts">Must add up to exactly 100 %.</param>
    public Task<Decision> RunAsync(
        Viewer viewer, long projectId, YearMonth from, IReadOnlyList<Part> parts, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Approve, projectId, async opened =>
        {
            var existing = await ExistingAsync(opened.Work.Db, projectId, ct);
            List<Unmet> unmet = [.. CreditRules.Faults(parts, opened.Tree), .. LaterDivision(existing, from)];
            if (!opened.Policy.Sees(opened.Project.OwnerUnitId))
            {
                unmet.Add(new("credit.owner-only", "shares", "分成由责任单位或其上级决定，请联系责任单位。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            Replace(opened.Work.Db, existing, CreditRules.Divide(existing, projectId, opened.Project.OwnerUnitId, from, parts));
            opened.Work.Audit("project.credit", $"project:{projectId}", new
            {
                from = from.ToString(), shares = CreditRules.Show(parts, opened.Tree), reason, before = existing.Select(Shown), after = parts,
            });
            return Decision<int>.Allow(opened.Project.Version + 1);
        }, ct);

    internal static async Task<List<CreditShare>> ExistingAsync(YinfengDb db, long projectId, CancellationToken ct) =>
        await db.Set<CreditShare>().AsNoTracking().Where(s => s.ProjectId == projectId).OrderBy(s => s.From).ToListAsync(ct);

    internal static IEnumerable<Unmet> LaterDivision(IReadOnlyList<CreditShare> existing, YearMonth from)
    {
        var later = existing.Where(s => s.From > from).Select(s => (YearMonth?)s.From).Min();
        if (later is { } month)
        {
            yield return new("credit.later-division", "from", $"已经定了从 {month} 起的分成，新的分成要从 {month} 或以后开始。请改填月份。");
        }
    }

    /// <summary>Only rows that differ are touched.</summary>
    internal static void Replace(YinfengDb db, List<CreditShare> existing, List<CreditShare> wanted)
    {
        static (YearMonth, long) Key(CreditShare s) => (s.From, s.UnitId);
        var old = existing.ToDictionary(Key);
        foreach (var share in wanted)
        {
            if (!old.Remove(Key(share), out var present))
            {
                db.Add(share);
            }
            else if (present.To != share.To || present.ShareBp != share.ShareBp)
            {
                db.Update(share);
            }
        }
        db.RemoveRange(old.Values); // A division of the same month that is replaced; the log keeps it.
    }

    internal static object Shown(CreditShare s) => new { s.UnitId, from = s.From.ToString(), to = s.To?.ToString(), s.ShareBp };
}
