using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Leads;

/// <summary>Closes a lead that comes to nothing (关闭线索), with the reason.</summary>
internal sealed class CloseLead(LeadDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, id, (work, lead, _) =>
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Task.FromResult(Decision.Refuse("lead.close.reason-missing", "reason", "请写明为什么关闭，例如 投资方已在外地落户。"));
            }
            (lead.Status, lead.ClosedReason) = (LeadStatus.Closed, reason.Trim());
            LeadSteps.Add(work, lead, LeadAct.Closed, reason.Trim());
            work.Audit("lead.close", $"lead:{id}", new { reason });
            return Task.FromResult(Decision.Allow);
        }, ct);
}
