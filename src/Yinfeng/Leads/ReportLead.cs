using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Registers a lead (登记线索): who heard it first, when, and by which channel.</summary>
internal sealed class ReportLead(Writer writer, LeadChecks checks, TakenInvestors taken)
{
    /// <param name="confirmedNew">The person has seen that the investor is already being followed, and means another matter.</param>
    /// <returns>The id of the lead, or every unmet condition.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, LeadFacts typed, bool confirmedNew, CancellationToken ct)
    {
        var tree = await checks.TreeAsync(ct);
        var lead = new Lead { Title = "", Channel = "", FirstReporter = "" };
        var unmet = checks.Apply(viewer, tree, typed, lead);
        if (unmet.Count > 0)
        {
            return Decision<long>.Refuse(unmet);
        }
        if (!confirmedNew && lead.Investor is { } asked
            && (await taken.FindAsync(viewer, asked, ct)).Where(t => t.Href is null).Select(t => t.UnitName).ToList() is { Count: > 0 } others)
        {
            // A form that may be sent again and again tells what the search tells, so it is logged and counted like it.
            return Decision<long>.Refuse([await taken.CountAsync(viewer, asked, ct) ?? new("lead.taken", "investor", $"“{lead.Investor}”已有{string.Join("、", others)}在跟进，请先与其联系。"
                + "确实是另一件事，请勾选“已核对，不是同一条线索”再保存。")]);
        }
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            if (!confirmedNew && await FirstAsync(work.Db, viewer, tree, lead.Investor, ct) is { } first)
            {
                return Decision<long>.Refuse("lead.duplicate-suspected", "investor",
                    $"“{lead.Investor}”已由{tree.Find(first.UnitId)?.Name}的{first.FirstReporter}在 {first.FirstReportedOn} 首报（{first.Title}）。"
                    + "同一件事请到那里补充；确实是另一件事，请勾选“已核对，不是同一条线索”再保存。");
            }
            (lead.CreatedAtUtc, lead.Version) = (work.NowUtc, 1);
            work.Db.Add(lead);
            work.Audit("lead.report", $"lead:{lead.Id}", new
            {
                lead.Title, unit = lead.UnitId, lead.Investor, lead.Channel, lead.FirstReporter, firstReportedOn = lead.FirstReportedOn.ToString(),
                lead.IntendedInvestmentFen, confirmedNew,
            });
            return Decision<long>.Allow(lead.Id);
        }, ct);
    }

    /// <summary>The earliest open lead of the same investor that the person may see.</summary>
    private static async Task<Lead?> FirstAsync(YinfengDb db, Viewer viewer, UnitTree tree, string? investor, CancellationToken ct) =>
        investor is null ? null : (await db.Set<Lead>().Where(l => l.Investor == investor && l.Status == LeadStatus.Open).ToListAsync(ct))
            .Where(l => tree.IsWithin(l.UnitId, viewer.UnitId)).MinBy(l => l.FirstReportedOn);
}
