using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Opens one lead for a write: checks sight and state, raises the version.</summary>
internal sealed class LeadDesk(Writer writer, UnitDirectory units, LeadRules rules)
{
    public const string NotFoundCode = "lead.not-found";
    public static readonly Unmet NotFound = new(NotFoundCode, "id", "没有这条线索，或者它不在您的权限范围内。请核对编号。");
    public LeadRules Rules => rules;

    /// <param name="change">Changes the tracked lead and adds an audit line, or refuses.</param>
    public Task<Decision> ChangeAsync(Viewer viewer, long id, Func<WriteWork, Lead, UnitTree, Task<Decision>> change, CancellationToken ct) =>
        ChangeAsync(viewer, Rights.Report, id, LeadStatus.Open, change, ct);

    /// <param name="state">What the lead must be.</param>
    /// <remarks>Two processes may open the same lead at once; the slower one is told as if it had come later.</remarks>
    public async Task<Decision> ChangeAsync(Viewer viewer, Rights needs, long id, LeadStatus state, Func<WriteWork, Lead, UnitTree, Task<Decision>> change,
        CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        try
        {
            return await writer.RunAsync(viewer, needs, async work =>
            {
                var lead = await FindAsync(work, viewer, tree, id, ct);
                if (lead is null)
                {
                    return Decision.Refuse([NotFound]);
                }
                if (lead.Status != state)
                {
                    return Decision.Refuse([Unfit(lead)]);
                }
                var decision = await change(work, lead, tree);
                lead.Version += decision.Allowed ? 1 : 0;
                return decision;
            }, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Decision.Refuse("lead.stale", "version", "刚刚有人改了这条线索。请刷新页面后再办。");
        }
    }

    /// <summary>The lead, tracked; null where the viewer may not see it.</summary>
    public static async Task<Lead?> FindAsync(WriteWork work, Viewer viewer, UnitTree tree, long id, CancellationToken ct) =>
        await work.Db.Set<Lead>().FirstOrDefaultAsync(l => l.Id == id, ct) is { } lead && new LeadSight(viewer, tree).Sees(lead) ? lead : null;

    /// <summary>The first deadline of whoever takes the lead over today.</summary>
    public DateOnly NextOn(WriteWork work, Lead lead)
    {
        var today = BusinessTime.DayOf(work.NowUtc);
        return today.AddDays(rules.Days(lead.Grade, today));
    }

    public static Unmet Unfit(Lead lead) => new("lead.not-open", "", lead.Status switch
    {
        LeadStatus.Converted => "这条线索已转为项目，请到项目里办理。",
        LeadStatus.Closed => $"这条线索已关闭（{lead.ClosedReason}）。要继续跟进，请重新登记一条。",
        LeadStatus.Pooled => "这条线索在线索池里，没有单位跟进。请先领取。",
        LeadStatus.Merged => "这条线索已并入另一条，请到那里办理，或先撤销合并。",
        _ => "这条线索有单位在跟进，不在线索池里，可能刚刚被领取。请刷新页面。",
    });
}
