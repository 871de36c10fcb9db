using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Changes a lead's facts. Who reported it first may be corrected, and the log keeps what stood there.</summary>
internal sealed class EditLead(LeadDesk desk, LeadChecks checks, MatchInvestors matches)
{
    /// <param name="version">The version the person saw; another one in store refuses and shows what differs.</param>
    public async Task<Decision> RunAsync(Viewer viewer, long id, int version, LeadFacts typed, CancellationToken ct)
    {
        var company = string.IsNullOrWhiteSpace(typed.Investor) ? null : await matches.ResolveAsync(typed.Investor.Trim(), ct);
        return await desk.ChangeAsync(viewer, id, async (work, lead, tree) =>
        {
            var before = Snapshot(lead, tree);
            var unit = lead.UnitId;
            var stored = lead.Version;
            var unmet = await checks.ApplyAsync(viewer, tree, typed, lead, ct);
            var after = Snapshot(lead, tree);
            var changed = before.Where(b => b.Value != after[b.Key]).Select(b => new { field = b.Key, before = b.Value, after = after[b.Key] }).ToList();
            if (stored != version && unmet.Count == 0)
            {
                unmet.Add(new("lead.stale", "version", "您打开以后别人改过这条线索。不同之处："
                    + string.Join("；", changed.Select(c => $"{c.field} 现在是“{c.before}”，您要改为“{c.after}”")) + "。核对后再次保存即以您的为准。"));
            }
            if (!tree.IsWithin(lead.UnitId, unit))
            {
                unmet.Add(new("lead.edit.unit", "unit", $"{UnitText.Name(unit, tree)}的线索改由{UnitText.Name(lead.UnitId, tree)}跟进要办流转，由双方共同的上级在线索页办理，分成一并定下。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            await MatchInvestors.PutAsync(work, company, ct);
            if (changed.Count > 0)
            {
                LeadSteps.Add(work, lead, LeadAct.Edited, string.Join("；", changed.Select(c => $"{c.field}：{c.before ?? "—"} → {c.after ?? "—"}")));
            }
            work.Audit("lead.edit", $"lead:{id}", new { changed });
            return Decision.Allow;
        }, ct);
    }

    private static Dictionary<string, string?> Snapshot(Lead lead, UnitTree tree) => new()
    {
        ["跟进单位"] = UnitText.Name(lead.UnitId, tree), ["线索名称"] = lead.Title, ["投资方"] = lead.Investor,
        ["投资方所在地"] = lead.InvestorPlace, ["渠道"] = lead.Channel, ["首报人"] = lead.FirstReporter, ["首报日期"] = lead.FirstReportedOn.ToString(),
        ["意向投资"] = Money.Show(lead.IntendedInvestmentFen), ["产业"] = lead.Industry, ["说明"] = lead.Note, ["等级"] = lead.Grade.ToString(),
        ["跟进人"] = lead.OwnerName,
    };
}
