using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>A task as typed.</summary>
/// <param name="Kind">补链, 延链, 扩链 or 强链; null takes the task away.</param>
public sealed record ChainTaskFacts(ChainTaskKind? Kind, string? Text, string? Owner, DateOnly? Due);

/// <summary>Sets what an office shall do about a node of a chain, or takes it away.</summary>
internal sealed class SetChainTask(Writer writer, UnitDirectory units, ChainShelf shelf, TimeProvider clock)
{
    private const int LongestText = 1000;

    public async Task<Decision> RunAsync(Viewer viewer, long unit, string chain, string node, ChainTaskFacts facts, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        if (!(await units.TodayAsync(ct)).IsWithin(unit, viewer.UnitId))
        {
            unmet.Add(new("chain.unit", "unit", "这个单位不在您的权限范围内。"));
        }
        if ((await shelf.FindAsync(viewer, chain, unit, BusinessTime.Today(clock), ct))?.Find(node) is null)
        {
            unmet.Add(new("chain.node", "node", $"产业链 {chain} 没有代号为“{node}”的环节。"));
        }
        if (facts.Text?.Length > LongestText || facts.Owner?.Length > ChainMapping.LongestName)
        {
            unmet.Add(new("chain.long", "text", $"任务内容最多 {LongestText} 个字，责任单位最多 {ChainMapping.LongestName} 个字。"));
        }
        return unmet.Count > 0 ? Decision.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var task = await work.Db.Set<ChainTask>().FirstOrDefaultAsync(t => t.UnitId == unit && t.ChainId == chain && t.NodeId == node, ct);
            var before = task is null ? null : new { task.Kind, task.Text, task.Owner, task.Due };
            if (facts.Kind is { } kind)
            {
                if (task is null)
                {
                    task = new ChainTask { ChainId = chain, UnitId = unit, NodeId = node };
                    work.Db.Add(task);
                }
                (task.Kind, task.Text, task.Owner, task.Due, task.Version) = (kind, Trimmed(facts.Text), Trimmed(facts.Owner),
                    facts.Due, task.Version + 1);
            }
            else if (task is not null)
            {
                work.Db.Remove(task);
            }
            work.Audit("chain-task.set", $"chain:{chain}", new { unit, node, before, after = facts });
            return Decision.Allow;
        }, ct);
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
