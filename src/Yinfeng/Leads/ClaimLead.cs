using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Takes a lead out of the pool (领取): of several who try at once exactly one gets it.</summary>
internal sealed class ClaimLead(LeadDesk desk)
{
    /// <param name="unit">Code or name of the unit that shall follow it up; empty for the person's own.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, string? unit, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, id, LeadStatus.Pooled, (work, lead, tree) =>
        {
            var own = string.IsNullOrWhiteSpace(unit) ? tree.Find(viewer.UnitId ?? lead.UnitId) : null;
            if (own is null && UnitText.Read("跟进单位", unit?.Trim() ?? "", tree, out own) is { } wrong)
            {
                return Task.FromResult(Decision.Refuse("lead.claim.unit", "unit", wrong));
            }
            if (!tree.IsWithin(own!.Id, viewer.UnitId))
            {
                return Task.FromResult(Decision.Refuse("lead.claim.unit", "unit", $"{own.Name}不在您的权限范围内，不能替它领取。请选本单位或下级。"));
            }
            var before = lead.UnitId;
            (lead.Status, lead.ClosedReason, lead.UnitId, lead.CityId) = (LeadStatus.Open, null, own.Id, tree.CityOf(own.Id));
            (lead.OwnerId, lead.OwnerName, lead.NextOn) = (viewer.ActorId, viewer.Name, desk.NextOn(work, lead));
            LeadSteps.Add(work, lead, LeadAct.Claimed, before == own.Id ? own.Name : $"{own.Name}，原为{UnitText.Name(before, tree)}", next: lead.NextOn);
            work.Audit("lead.take", $"lead:{id}", new { unit = own.Id, before });
            return Task.FromResult(Decision.Allow);
        }, ct);
}
