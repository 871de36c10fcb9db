using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Hands a lead to another unit (流转) and fixes how the credit of its project will be split; decided by a unit above both.</summary>
internal sealed class TransferLead(LeadDesk desk)
{
    /// <param name="keep">Percent that the giving unit keeps; empty for what the rules say (5:5).</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, string? toUnit, string? keep, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Approve, id, LeadStatus.Open, async (work, lead, tree) =>
        {
            var limits = desk.Rules.On(BusinessTime.DayOf(work.NowUtc));
            var (unmet, keepBp) = (new List<Unmet>(), limits.TransferKeepBp);
            if (UnitText.Read("接收单位", toUnit?.Trim() ?? "", tree, out var to) is { } wrong)
            {
                unmet.Add(new("lead.transfer.unit", "toUnit", wrong));
            }
            else if (to!.Id == lead.UnitId)
            {
                unmet.Add(new("lead.transfer.same", "toUnit", $"这条线索现在就由{to.Name}跟进，不用流转。"));
            }
            else if (!tree.IsWithin(to.Id, viewer.UnitId))
            {
                unmet.Add(new("lead.transfer.outside", "toUnit", $"{to.Name}不在您的权限范围内。流转由双方共同的上级办理，请联系上级。"));
            }
            if (!string.IsNullOrWhiteSpace(keep) && (!CreditRules.TryReadPercent(keep, out keepBp) || keepBp >= CreditRules.Whole))
            {
                unmet.Add(new("lead.transfer.keep", "keep", "移交方保留的比例要在 0 到 100 之间（不含 100），最多两位小数。各半请填 50。"));
            }
            if (string.IsNullOrWhiteSpace(reason))
            {
                unmet.Add(new("lead.transfer.reason", "reason", "流转要写明依据或原因，请填写。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            var giver = lead.UnitId;
            var parts = await PartsAsync(work, lead, to!.Id, keepBp, ct);
            await ShareLead.ReplaceAsync(work, lead.Id, parts, keepBp > 0 ? limits.TransferYears : null, ct);
            (lead.UnitId, lead.CityId, lead.OwnerId, lead.OwnerName, lead.NextOn) = (to.Id, tree.CityOf(to.Id), null, null, desk.NextOn(work, lead));
            LeadSteps.Add(work, lead, LeadAct.Transferred, $"{UnitText.Name(giver, tree)} → {to.Name}，分成 {CreditRules.Show(parts, tree)}。{reason!.Trim()}", next: lead.NextOn);
            work.Audit("lead.transfer", $"lead:{id}", new { from = giver, to = to.Id, shares = CreditRules.Show(parts, tree), reason = reason.Trim() });
            return Decision.Allow;
        }, ct);

    /// <summary>The giving unit's share is split between both; what others were promised stays.</summary>
    private static async Task<List<Part>> PartsAsync(WriteWork work, Lead lead, long to, int keepBp, CancellationToken ct)
    {
        var shares = await work.Db.Set<LeadCredit>().AsNoTracking().Where(c => c.LeadId == lead.Id).ToDictionaryAsync(c => c.UnitId, c => c.ShareBp, ct);
        var whole = shares.Count == 0 ? CreditRules.Whole : shares.GetValueOrDefault(lead.UnitId);
        var kept = (int)Math.Round(whole * (decimal)keepBp / CreditRules.Whole, MidpointRounding.AwayFromZero);
        shares[lead.UnitId] = kept;
        shares[to] = shares.GetValueOrDefault(to) + whole - kept;
        return [.. shares.Where(s => s.Value > 0).Select(s => new Part(s.Key, s.Value))];
    }
}
