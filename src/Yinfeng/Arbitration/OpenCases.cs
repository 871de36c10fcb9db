using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Arbitration;

/// <summary>A case opened for change.</summary>
/// <param name="Seat">Its case and sides are tracked.</param>
internal sealed record OpenedCase(WriteWork Work, CaseSeat Seat, ArbitrationLimits Limits, DateOnly Today)
{
    public ClaimCase Case => Seat.Case;

    /// <summary>Adds a step to the case's story.</summary>
    /// <param name="own">The other side may not read the text.</param>
    public void Step(ClaimAct act, int? side, string? text, bool own = false) => Work.Db.Add(new ClaimStep
    {
        CaseId = Case.Id, Act = act, Side = side, Own = own, AtUtc = Work.NowUtc, ActorId = Work.Viewer.ActorId, Name = Work.Viewer.Name, Text = text,
    });

    public void Audit(string action, object detail) => Work.Audit(action, $"claim:{Case.Id}", detail);

    /// <summary>Moves on a case whose time has run out: who has not answered is silent, and the ruling is due.</summary>
    public void Settle()
    {
        if (Case.State != ClaimState.Claiming)
        {
            return;
        }
        var late = Case.ClaimUntil < Today;
        foreach (var side in Seat.Sides.Where(s => late && s.Answer == ClaimAnswer.Waiting))
        {
            side.Answer = ClaimAnswer.Silent;
            Step(ClaimAct.Silent, side.Side, null);
        }
        if (Seat.Sides.All(s => s.Answer != ClaimAnswer.Waiting))
        {
            (Case.State, Case.AwaitingSince) = (ClaimState.Awaiting, Today);
        }
    }
}

/// <summary>Opens one case for a write: who is told of it, one write at a time, the version.</summary>
internal sealed class OpenCases(Writer writer, UnitDirectory units, MatterIndex index, ArbitrationRules rules, TimeProvider clock)
{
    public static readonly Unmet NotFound = new("claim.not-found", "", "没有这个归属争议，或者它与您的单位无关。请从“归属仲裁”进入。");

    public async Task<Decision> ChangeAsync(Viewer viewer, Rights needs, long id, Func<OpenedCase, Task<Decision>> change, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var set = await index.SetAsync(ct);
        var today = BusinessTime.Today(clock);
        return await writer.RunAsync(viewer, needs, async work =>
        {
            await Writer.TakeTurnAsync(work, ct); // Between servers too: of two who decide, the second sees what the first did.
            if (await work.Db.Set<ClaimCase>().FirstOrDefaultAsync(c => c.Id == id, ct) is not { } claim)
            {
                return Decision.Refuse([NotFound]);
            }
            var sides = await work.Db.Set<ClaimSide>().Where(s => s.CaseId == id).OrderBy(s => s.Side).ToListAsync(ct);
            var opened = new OpenedCase(work, new CaseSeat(claim, sides, [.. sides.Select(s => set.Find(s.Matter))], viewer, tree), rules.On(claim.FoundDay()), today);
            if (!opened.Seat.IsTold)
            {
                return Decision.Refuse([NotFound]);
            }
            opened.Settle();
            var decision = await change(opened);
            claim.Version += decision.Allowed ? 1 : 0;
            return decision;
        }, ct);
    }

    /// <summary>The refusal for a case that has moved on.</summary>
    public static Decision Moved(ClaimCase claim) => Decision.Refuse("claim.moved", "", $"这个争议现在是“{ArbitrationTerms.Of(claim.State)}”，不能再这样办。请刷新页面。");
}
