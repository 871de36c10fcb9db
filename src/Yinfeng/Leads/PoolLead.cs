using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Leads;

/// <summary>Gives a lead up to the pool (退回线索池), with the reason: any unit of the city may claim it.</summary>
internal sealed class PoolLead(LeadDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, id, (work, lead, _) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Task.FromResult(Decision.Refuse("lead.pool.reason-missing", "reason", "请写明为什么退回线索池，例如 本县没有合适的地块。"));
            }
            Put(lead, reason.Trim());
            LeadSteps.Add(work, lead, LeadAct.Pooled, reason.Trim());
            work.Audit("lead.pool", $"lead:{id}", new { reason, unit = lead.UnitId });
            return Task.FromResult(Decision.Allow);
        }, ct);

    internal static void Put(Lead lead, string reason) =>
        (lead.Status, lead.ClosedReason, lead.OwnerId, lead.OwnerName, lead.NextOn) = (LeadStatus.Pooled, reason, null, null, null);
}
