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
        desk.ChangeAsync(viewer, Rights.Approve, projectId, opened => DivideAsync(opened, from, parts, reason, ct), ct);

    /// <summary>The same as part of a write that is under way, such as a ruling; the caller raises the project's version.</summary>
    /// <param name="until">Last month of this division; after it all is the owner's. Null for good.</param>
    /// <param name="overLater">Puts aside divisions already fixed for later months.</param>
    internal static async Task<Decision> DivideAsync(OpenedProject opened, YearMonth from, IReadOnlyList<Part> parts, string? reason, CancellationToken ct,
        YearMonth? until = null, bool overLater = false)
    {
        var existing = await ExistingAsync(opened.Work.Db, opened.Project.Id, ct);
        List<Unmet> unmet = [.. CreditRules.Faults(parts, opened.Tree), .. overLater ? [] : LaterDivision(existing, from)];
        if (!opened.Policy.Sees(opened.Project.OwnerUnitId))
        {
            unmet.Add(new("credit.owner-only", "shares", "分成由责任单位或其上级决定，请联系责任单位。"));
        }
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        var (id, owner) = (opened.Project.Id, opened.Project.OwnerUnitId);
        var wanted = CreditRules.Divide(existing, id, owner, from, parts);
        Replace(opened.Work.Db, existing, until is { } last ? CreditRules.Divide(wanted, id, owner, last.AddMonths(1), [new(owner, CreditRules.Whole)]) : wanted);
        opened.Work.Audit("project.credit", $"project:{opened.Project.Id}", new
        {
            from = from.ToString(), until = until?.ToString(), shares = CreditRules.Show(parts, opened.Tree), reason, before = existing.Select(Shown), after = parts,
        });
        return Decision<int>.Allow(opened.Project.Version + 1);
    }

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
