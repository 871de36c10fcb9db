using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Fixes how the credit of the project that a lead may become is split (业绩分成).</summary>
internal sealed class ShareLead(LeadDesk desk)
{
    /// <param name="parts">Unit (code or name) and percent; adds up to exactly 100 %.</param>
    /// <param name="years">From the conversion on; null for good.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, IReadOnlyList<(string? Unit, string? Percent)> parts, int? years, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Approve, id, LeadStatus.Open, async (work, lead, tree) =>
        {
            var (unmet, read) = (new List<Unmet>(), new List<Part>());
            foreach (var (unit, percent) in parts.Where(p => !string.IsNullOrWhiteSpace(p.Unit) || !string.IsNullOrWhiteSpace(p.Percent)))
            {
                if (UnitText.Read("分成单位", unit?.Trim() ?? "", tree, out var node) is { } wrong)
                {
                    unmet.Add(new("lead.share.unit", "shares", wrong));
                }
                else if (!CreditRules.TryReadPercent(percent ?? "", out var share))
                {
                    unmet.Add(new("lead.share.percent", "shares", $"{node!.Name}的比例“{percent}”不是 0 到 100、最多两位小数的数。"));
                }
                else
                {
                    read.Add(new(node!.Id, share));
                }
            }
            if (years is < 1 or > 50)
            {
                unmet.Add(new("lead.share.years", "years", "年数要在 1 到 50 之间，长期有效请留空。"));
            }
            unmet.AddRange(unmet.Count > 0 ? [] : CreditRules.Faults(read, tree));
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            await ReplaceAsync(work, id, read, years, ct);
            LeadSteps.Add(work, lead, LeadAct.Shared, $"{CreditRules.Show(read, tree)}{(years is { } n ? $"，{n} 年" : "")}。{reason?.Trim()}");
            work.Audit("lead.share", $"lead:{id}", new { shares = CreditRules.Show(read, tree), years, reason = reason?.Trim() });
            return Decision.Allow;
        }, ct);

    internal static async Task ReplaceAsync(WriteWork work, long leadId, IEnumerable<Part> parts, int? years, CancellationToken ct)
    {
        var old = await work.Db.Set<LeadCredit>().Where(c => c.LeadId == leadId).ToDictionaryAsync(c => c.UnitId, ct);
        foreach (var part in parts)
        {
            if (old.Remove(part.UnitId, out var present))
            {
                (present.ShareBp, present.Years) = (part.ShareBp, years);
            }
            else
            {
                work.Db.Add(new LeadCredit { LeadId = leadId, UnitId = part.UnitId, ShareBp = part.ShareBp, Years = years });
            }
        }
        work.Db.RemoveRange(old.Values);
    }
}
