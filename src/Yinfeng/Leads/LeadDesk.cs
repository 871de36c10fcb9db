using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Opens one lead for a write: checks scope and that it is still open, raises the version.</summary>
internal sealed class LeadDesk(Writer writer, UnitDirectory units)
{
    public const string NotFoundCode = "lead.not-found";

    /// <param name="change">Changes the tracked lead and adds an audit line, or refuses.</param>
    public async Task<Decision> ChangeAsync(Viewer viewer, long id, Func<WriteWork, Lead, UnitTree, Task<Decision>> change, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var lead = await work.Db.Set<Lead>().FirstOrDefaultAsync(l => l.Id == id, ct);
            if (lead is null || !tree.IsWithin(lead.UnitId, viewer.UnitId))
            {
                return Decision.Refuse(NotFoundCode, "id", "没有这条线索，或者它不在您的权限范围内。请核对编号。");
            }
            if (lead.Status != LeadStatus.Open)
            {
                return Decision.Refuse("lead.not-open", "", lead.Status == LeadStatus.Converted
                    ? "这条线索已转为项目，请到项目里办理。" : $"这条线索已关闭（{lead.ClosedReason}）。要继续跟进，请重新登记一条。");
            }
            var decision = await change(work, lead, tree);
            lead.Version += decision.Allowed ? 1 : 0;
            return decision;
        }, ct);
    }
}
