using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Registers a lead (登记线索): who heard it first, when, and by which channel; from then on its deadlines run.</summary>
internal sealed class ReportLead(Writer writer, LeadChecks checks, LeadRules rules, TakenInvestors taken, MatchInvestors matches)
{
    /// <param name="confirmedNew">The person has seen that the investor is already being followed, and means another matter.</param>
    /// <param name="alongside">What is written in the same transaction; a refusal takes the lead back.</param>
    /// <returns>The id of the lead, or every unmet condition.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, LeadFacts typed, bool confirmedNew, CancellationToken ct,
        Func<WriteWork, Lead, Task<Decision>>? alongside = null)
    {
        var tree = await checks.TreeAsync(ct);
        var lead = new Lead { Title = "", Channel = "", FirstReporter = "" };
        var unmet = await checks.ApplyAsync(viewer, tree, typed, lead, ct);
        if (unmet.Count > 0)
        {
            return Decision<long>.Refuse(unmet);
        }
        var others = lead.Investor is null ? [] : (await taken.FindAsync(viewer, lead.Investor, ct)).Where(t => t.Href is null).Select(t => t.UnitName).ToList();
        if (others.Count > 0)
        {
            // What is stored then tells what the search tells, so it is logged and counted like it, also when it is sent again and again.
            var tooMany = await taken.CountAsync(viewer, lead.Investor!, ct);
            if (tooMany is not null || !confirmedNew)
            {
                return Decision<long>.Refuse([tooMany ?? new("lead.taken", "investor", $"“{lead.Investor}”已有{string.Join("、", others)}在跟进，请先与其联系。"
                    + "确实是另一件事，请勾选“已核对，不是同一条线索”再保存。")]);
            }
        }
        var company = lead.Investor is null ? null : await matches.ResolveAsync(lead.Investor, ct);
        return await writer.RunAsync(viewer, Rights.Report, work => StoreAsync(work, tree, lead, company, confirmedNew, others.Count > 0, alongside, ct), ct);
    }

    private async Task<Decision<long>> StoreAsync(WriteWork work, UnitTree tree, Lead lead, Resolved? company, bool confirmedNew, bool isTaken,
        Func<WriteWork, Lead, Task<Decision>>? alongside, CancellationToken ct)
    {
        var first = await FirstAsync(work.Db, work.Viewer, tree, lead, company?.Company?.Id, ct);
        if (!confirmedNew && first is not null)
        {
            return Decision<long>.Refuse("lead.duplicate-suspected", "investor",
                $"“{lead.Investor ?? lead.Title}”已由{tree.Find(first.UnitId)?.Name}的{first.FirstReporter}在 {first.FirstReportedOn} 首报（{first.Title}）。"
                + "同一件事请到那里补充；确实是另一件事，请勾选“已核对，不是同一条线索”再保存。");
        }
        var least = rules.On(BusinessTime.DayOf(work.NowUtc)).LeastLeadFen;
        lead.NotAccepted = isTaken || first is not null ? "投资方已在洽谈"
            : lead.IntendedInvestmentFen < least ? $"意向投资低于 {Money.Show(least)}" : null;
        (lead.CreatedAtUtc, lead.Version) = (work.NowUtc, 1);
        work.Db.Add(lead);
        await MatchInvestors.PutAsync(work, company, ct);
        LeadSteps.Add(work, lead, LeadAct.Reported, $"{lead.Channel}，{lead.FirstReporter} {lead.FirstReportedOn} 首报", next: lead.NextOn);
        work.Audit("lead.report", $"lead:{lead.Id}", new
        {
            lead.Title, unit = lead.UnitId, lead.Investor, lead.Channel, lead.FirstReporter, firstReportedOn = lead.FirstReportedOn.ToString(),
            lead.IntendedInvestmentFen, confirmedNew, grade = lead.Grade.ToString(), notAccepted = lead.NotAccepted,
        });
        return alongside is not null && await alongside(work, lead) is { Allowed: false } refused ? Decision<long>.Refuse(refused.Unmet) : Decision<long>.Allow(lead.Id);
    }

    /// <summary>The earliest open lead that the person may see of the same investor, by whatever name of the company it was written,
    /// or where none is named of the same name and unit.</summary>
    private static async Task<Lead?> FirstAsync(YinfengDb db, Viewer viewer, UnitTree tree, Lead asked, long? company, CancellationToken ct) =>
        (await db.Set<Lead>().AsNoTracking().Where(l => l.Status == LeadStatus.Open
            && (asked.Investor == null ? l.Investor == null && l.Title == asked.Title && l.UnitId == asked.UnitId
                : l.Investor == asked.Investor || db.Set<NameMatch>().Any(m => m.EnterpriseId != null && m.EnterpriseId == company && m.Name == l.Investor)))
            .ToListAsync(ct))
            .Where(l => tree.IsWithin(l.UnitId, viewer.UnitId)).MinBy(l => l.FirstReportedOn);
}
