using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Arbitration;

/// <summary>The double claim of the demo workspace: what the search finds in its two real ledgers, up to where somebody has to decide.</summary>
public sealed class DemoClaims(IServiceProvider services)
{
    private static readonly Viewer Office = Viewer.Product("demo", "演示办公室");

    public async Task FillAsync(CancellationToken ct)
    {
        await services.GetRequiredService<RecordDoubleClaims>().RunAsync(Office, null, ct);
        await using var db = services.GetRequiredService<Database>().OpenRead();
        foreach (var claim in await db.Set<ClaimCase>().Where(c => c.State == ClaimState.Suspected).OrderByDescending(c => c.Score).Take(1).ToListAsync(ct))
        {
            Done(await services.GetRequiredService<RuleClaim>().OpenAsync(Office, claim.Id, ct));
            foreach (var side in await db.Set<ClaimSide>().Where(s => s.CaseId == claim.Id).OrderBy(s => s.Side).ToListAsync(ct))
            {
                Done(await services.GetRequiredService<AnswerClaim>().RunAsync(new Viewer("system:demo-unit", "演示填报员", side.UnitId, Office.Rights), claim.Id, false,
                    $"“{side.Name}”以本单位台账登记为准（演示陈述）。", ct));
            }
        }
    }

    private static void Done(Decision decision)
    {
        if (!decision.Allowed)
        {
            throw new DataRefusedException($"演示争议没有建成：{string.Join(" ", decision.Unmet.Select(u => u.Message))}");
        }
    }
}
