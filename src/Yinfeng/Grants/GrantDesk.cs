using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>Grants on a person's desk: to verify, to approve, to pay, sent back to be put right, money claimed back that is due.</summary>
internal sealed class GrantDesk(Database database, UnitDirectory units) : IDeskSource
{
    /// <summary>Instalments and returns are shown so many days ahead.</summary>
    private const int DaysAhead = 14;

    /// <summary>So long a step may lie before it counts as late on the desk.</summary>
    private const int DaysToAct = 10;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var scope = new GrantScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var items = new List<DeskItem>();
        foreach (var grant in await OpenAsync(db, scope, null, ct))
        {
            var (key, about, href) = ($"grant:{grant.Id}:{grant.State}",
                $"{grant.PolicyName} {grant.ClauseName}，{Money.Show(grant.ApprovedFen ?? grant.AskedFen)}", $"/grants/{grant.Id}");
            var until = grant.MovedOn.AddDays(DaysToAct);
            if (Step(grant, viewer) is { } step)
            {
                items.Add(new($"{key}:{grant.MovedOn:yyyyMMdd}", Part(until, today), until,
                    $"{step}：{grant.BeneficiaryName}", about, href));
            }
            else if (grant.AppliedBy == viewer.ActorId && grant.State != GrantState.Returned)
            {
                items.Add(new(key, DeskPart.Waiting, null, $"您申报的兑现在办：{grant.BeneficiaryName}", about, href));
            }
        }
        if (viewer.May(Rights.Report))
        {
            items.AddRange(await DueAsync(db, scope, today, ct));
        }
        return items;
    }

    private static string? Step(Grant grant, Viewer viewer) => grant.State switch
    {
        GrantState.Submitted when viewer.May(Rights.Verify) && grant.AppliedBy != viewer.ActorId => "兑现待核实",
        GrantState.Verified when viewer.May(Rights.Approve) && grant.AppliedBy != viewer.ActorId && grant.VerifiedBy != viewer.ActorId =>
            "兑现待审批",
        GrantState.Returned when viewer.May(Rights.Report) => "兑现被退回，请补正重报",
        _ => null,
    };

    private static async Task<IEnumerable<DeskItem>> DueAsync(YinfengDb db, GrantScope scope, DateOnly today, CancellationToken ct)
    {
        var until = today.AddDays(DaysAhead);
        var seen = scope.Seen(db);
        var parts = await (from g in seen
                           where g.ApprovedBy != scope.Viewer.ActorId
                           join i in db.Set<GrantInstalment>() on g.Id equals i.GrantId
                           where i.ApprovedBy != null && i.PaidOn == null && !i.Stopped && i.Due <= until
                           select new { Grant = g, Part = i }).ToListAsync(ct);
        var back = await (from g in seen
                          join c in db.Set<GrantClawback>() on g.Id equals c.GrantId
                          where c.ClosedOn == null && c.Due <= until
                          select new { Grant = g, Back = c }).ToListAsync(ct);
        return parts.Select(x => new DeskItem($"grant-pay:{x.Part.Id}", Part(x.Part.Due, today), x.Part.Due,
                $"兑现第 {x.Part.Position} 期待拨付：{x.Grant.BeneficiaryName}", $"{x.Grant.ClauseName}，{Money.Show(x.Part.Fen)}",
                    $"/grants/{x.Grant.Id}#plan"))
            .Concat(back.Select(x => new DeskItem($"grant-back:{x.Back.Id}:{x.Back.RepaidFen}", Part(x.Back.Due, today), x.Back.Due,
                $"兑现资金待收回：{x.Grant.BeneficiaryName}", $"还有 {Money.Show(x.Back.Fen - x.Back.RepaidFen)}，{x.Back.Reason}",
                $"/grants/{x.Grant.Id}#clawback")));
    }

    private static DeskPart Part(DateOnly due, DateOnly today) => due < today ? DeskPart.Late : DeskPart.Owed;

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        var scope = new GrantScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        return (await OpenAsync(db, scope, projectId, ct)).ConvertAll(g =>
        {
            var (kind, needs) = g.State switch
            {
                GrantState.Submitted => (PendingKind.GrantToVerify, Rights.Verify),
                GrantState.Verified => (PendingKind.GrantToApprove, Rights.Approve),
                _ => (PendingKind.GrantReturned, Rights.Report),
            };
            return new PendingMatter(kind, $"{g.BeneficiaryName}：{g.ClauseName}", g.OwnerUnitId, g.OwnerUnitId, needs, g.MovedOn, g.MovedOn,
                $"/grants/{g.Id}", g.ProjectId, NotBy: g.State == GrantState.Returned ? null
                    : [.. new[] { g.AppliedBy, g.VerifiedBy }.OfType<string>()]);
        });
    }

    /// <summary>Those that wait for a decision or for being put right.</summary>
    private static Task<List<Grant>> OpenAsync(YinfengDb db, GrantScope scope, long? projectId, CancellationToken ct) => scope.Seen(db)
        .Where(g => (g.State == GrantState.Submitted || g.State == GrantState.Verified || g.State == GrantState.Returned)
            && (projectId == null || g.ProjectId == projectId))
        .OrderBy(g => g.MovedOn).ThenBy(g => g.Id).ToListAsync(ct);
}
