using Microsoft.EntityFrameworkCore;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Targeting;

/// <summary>曾迁移产能: companies whose registered place changed before the day.</summary>
internal sealed class MovedBefore(Database database)
{
    public async Task<ILookup<long, TargetReason>> OfAsync(IReadOnlyCollection<long> companies, DateOnly on, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var day = new LedgerDate(on);
        var moves = await db.Set<EnterpriseHistory>().Where(h => companies.Contains(h.EnterpriseId) && h.Field == "place").ToListAsync(ct);
        return moves.Where(m => m.SeenOn < day).OrderByDescending(m => m.SeenOn)
            .ToLookup(m => m.EnterpriseId, m => new TargetReason("moved", $"曾迁移：{m.SeenOn} 的登记数据里由 {m.OldValue} 迁到 {m.NewValue}", "企业库变更记录"));
    }
}
