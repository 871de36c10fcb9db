using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>Carries out a ruling or a settlement on both records, inside the write that decides it.</summary>
/// <remarks>Credit and hand-over are the ledger's own writes; figures of closed months are guarded as everywhere.</remarks>
internal static class ApplyTerms
{
    /// <summary>Sees every record: who may decide has been checked, and a settlement concerns records of both sides.</summary>
    private static readonly Viewer Everybody = Viewer.Product("arbitration", "归属仲裁");

    /// <param name="again">A decision on an appeal: it takes the place of what the ruling fixed.</param>
    /// <returns>Allowed, or everything that stands in the way.</returns>
    public static async Task<Decision> RunAsync(WriteWork work, UnitTree tree, DateOnly today, IReadOnlyList<ClaimSide> sides, ClaimTerms terms, string why,
        bool again, CancellationToken ct)
    {
        if (!terms.Same)
        {
            return Decision.Allow;
        }
        var (kept, ended) = (sides[terms.KeptSide - 1], sides[2 - terms.KeptSide]);
        var owner = sides[terms.OwnerSide - 1];
        var decision = kept.Kind == MatterKind.Lead ? await KeepLeadAsync(work, tree, kept, owner, terms, ct) : await KeepProjectAsync(work, tree, today, kept,
            owner, sides, terms, why, again, ct);
        return decision.Allowed ? await EndAsync(work, tree, today, ended, $"归属争议：{why}", ct) : decision;
    }

    private static async Task<Decision> KeepProjectAsync(WriteWork work, UnitTree tree, DateOnly today, ClaimSide kept, ClaimSide owner, IReadOnlyList<ClaimSide> sides,
        ClaimTerms terms, string why, bool again, CancellationToken ct)
    {
        if (await OpenAsync(work, tree, today, kept.MatterId, ct) is not { } opened)
        {
            return Gone(kept);
        }
        if (opened.Project.Status == ProjectStatus.Terminated)
        {
            SideExit.Take(opened, ProjectStatus.Active, "project.resume", why); // It was ended by the ruling that is now changed.
        }
        var (other, from) = (sides[2 - owner.Side], terms.From!.Value);
        var decision = Decision.Allow;
        if (!Same(tree, opened.Project.OwnerUnitId, owner.UnitId))
        {
            decision = await TransferProject.HandOverAsync(opened, new Transfer(tree.Find(owner.UnitId)?.Code, from, terms.OtherBp, terms.Until, why), ct, again);
        }
        else if (terms.OtherBp > 0)
        {
            decision = await ShareCredit.DivideAsync(opened, from, [new(owner.UnitId, CreditRules.Whole - terms.OtherBp), new(other.UnitId, terms.OtherBp)],
                why, ct, terms.Until, again);
        }
        else if (await work.Db.Set<CreditShare>().AnyAsync(s => s.ProjectId == kept.MatterId, ct))
        {
            decision = await ShareCredit.DivideAsync(opened, from, [new(owner.UnitId, CreditRules.Whole)], why, ct, null, again);
        }
        Changed(opened, decision);
        return decision;
    }

    private static async Task<Decision> KeepLeadAsync(WriteWork work, UnitTree tree, ClaimSide kept, ClaimSide owner, ClaimTerms terms, CancellationToken ct)
    {
        if (terms.OtherBp > 0)
        {
            return Decision.Refuse("claim.lead-share", "other", "保留的是线索，还没有业绩可分。请先不写分成，转为项目后再定。");
        }
        if (await work.Db.Set<Lead>().FirstOrDefaultAsync(l => l.Id == kept.MatterId, ct) is not { } lead)
        {
            return Gone(kept);
        }
        if (lead.Status == LeadStatus.Closed)
        {
            (lead.Status, lead.ClosedReason) = (LeadStatus.Open, null);
        }
        if (!Same(tree, lead.UnitId, owner.UnitId))
        {
            (lead.UnitId, lead.CityId) = (owner.UnitId, tree.CityOf(owner.UnitId));
        }
        lead.Version++;
        work.Audit("lead.edit", $"lead:{lead.Id}", new { unit = lead.UnitId, ruling = true });
        return Decision.Allow;
    }

    private static async Task<Decision> EndAsync(WriteWork work, UnitTree tree, DateOnly today, ClaimSide ended, string why, CancellationToken ct)
    {
        if (ended.Kind == MatterKind.Lead)
        {
            if (await work.Db.Set<Lead>().FirstOrDefaultAsync(l => l.Id == ended.MatterId && l.Status == LeadStatus.Open, ct) is { } lead)
            {
                (lead.Status, lead.ClosedReason) = (LeadStatus.Closed, why);
                lead.Version++;
                work.Audit("lead.close", $"lead:{lead.Id}", new { reason = why });
            }
            return Decision.Allow;
        }
        if (await OpenAsync(work, tree, today, ended.MatterId, ct) is not { } opened || opened.Project.Status == ProjectStatus.Terminated)
        {
            return Decision.Allow; // Gone or ended already: there is nothing left to end.
        }
        var decision = SideExit.Take(opened, ProjectStatus.Terminated, "project.terminate", why);
        Changed(opened, decision);
        return decision;
    }

    private static async Task<OpenedProject?> OpenAsync(WriteWork work, UnitTree tree, DateOnly today, long id, CancellationToken ct) =>
        await work.Db.Set<Project>().Include(p => p.Tags).FirstOrDefaultAsync(p => p.Id == id, ct) is { } project
            ? new OpenedProject(work, project, new ProjectPolicy(Everybody, tree), today) : null;

    private static void Changed(OpenedProject opened, Decision decision)
    {
        if (decision.Allowed)
        {
            opened.Project.Version++;
            opened.Project.UpdatedAtUtc = opened.Work.NowUtc;
            opened.Work.Changes.ProjectIds.Add(opened.Project.Id);
        }
    }

    private static bool Same(UnitTree tree, long a, long b) => (tree.Find(a)?.Id ?? a) == (tree.Find(b)?.Id ?? b);

    private static Decision Gone(ClaimSide side) => Decision.Refuse("claim.record-gone", "kept", $"{(side.Side == 1 ? "甲" : "乙")}方的记录已经不在台账里，不能保留它。请选择保留另一方的记录。");
}
