using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>Sets what a chain shall bring an office in a year.</summary>
internal sealed class SetChainTarget(Writer writer, UnitDirectory units, ChainShelf shelf, TimeProvider clock)
{
    /// <param name="projects">To be signed; null for no such target.</param>
    /// <param name="investmentYi">Total investment of the signed, 亿元.</param>
    public async Task<Decision> RunAsync(Viewer viewer, long unit, string chain, int year, int? projects, decimal? investmentYi, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        if (!(await units.TodayAsync(ct)).IsWithin(unit, viewer.UnitId))
        {
            unmet.Add(new("chain.unit", "unit", "这个单位不在您的权限范围内。"));
        }
        if (await shelf.FindAsync(viewer, chain, unit, BusinessTime.Today(clock), ct) is null)
        {
            unmet.Add(new("chain.unknown", "chain", $"没有代号为“{chain}”的产业链。"));
        }
        if (year is < 2000 or > 2100)
        {
            unmet.Add(new("chain-target.year", "year", $"年份 {year} 不对，请写 2000 到 2100 之间的年份。"));
        }
        if (projects is < 0 or > 100_000 || investmentYi is < 0 or > 1_000_000)
        {
            unmet.Add(new("chain-target.value", "projects", "目标不能是负数，也不能大得不合情理：项目最多 100,000 个，投资最多 1,000,000 亿元。"));
        }
        return unmet.Count > 0 ? Decision.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var target = await work.Db.Set<ChainTarget>().FirstOrDefaultAsync(t => t.UnitId == unit && t.ChainId == chain && t.Year == year, ct);
            if (target is null)
            {
                target = new ChainTarget { ChainId = chain, UnitId = unit, Year = year };
                work.Db.Add(target);
            }
            var before = new { target.Projects, target.InvestmentFen };
            (target.Projects, target.InvestmentFen, target.Version) = (projects, investmentYi is { } yi ? Money.FromYi(yi) : null,
                target.Version + 1);
            work.Audit("chain-target.set", $"chain:{chain}", new { unit, year, before, after = new { target.Projects, target.InvestmentFen } });
            return Decision.Allow;
        }, ct);
    }
}
