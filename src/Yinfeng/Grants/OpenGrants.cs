using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>A grant opened for change.</summary>
/// <param name="Grant">Tracked: what is set on it is stored.</param>
internal sealed record OpenedGrant(WriteWork Work, Grant Grant, GrantScope Scope, DateOnly Today)
{
    public YinfengDb Db => Work.Db;
    public Viewer Viewer => Work.Viewer;
    public string Actor => Work.Viewer.ActorId;

    /// <summary>Adds the step and its line in the log, and says that the grant lies there since today.</summary>
    public void Note(GrantAct act, long? fen, string? text, object? detail = null)
    {
        Grant.MovedOn = Today;
        Step(Work, Grant, act, fen, text, detail);
    }

    public static void Step(WriteWork work, Grant grant, GrantAct act, long? fen, string? text, object? detail = null)
    {
        work.Db.Add(new GrantStep
        {
            GrantId = grant.Id, Act = act, AtUtc = work.NowUtc, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name,
            PostUnitId = work.Viewer.UnitId, Fen = fen, Text = text,
        });
        work.Audit($"grant.{Word(act)}", $"grant:{grant.Id}", new
        {
            policy = grant.PolicyId, article = grant.Article, code = grant.BeneficiaryCode, year = grant.Year, state = grant.State, fen,
            reason = text, detail,
        });
        if (grant.ProjectId is { } project)
        {
            work.Audit("project.grant", $"project:{project}", new
            {
                grant = grant.Id, act = GrantTerms.Of(act), clause = grant.ClauseName,
                fen
            });
        }
    }

    private static string Word(GrantAct act) => act switch
    {
        GrantAct.Applied => "apply",
        GrantAct.Corrected => "correct",
        GrantAct.Verified => "verify",
        GrantAct.Returned => "return",
        GrantAct.Approved => "approve",
        GrantAct.Refused => "refuse",
        GrantAct.Withdrawn => "withdraw",
        GrantAct.Planned => "plan",
        GrantAct.Paid => "pay",
        GrantAct.ClaimedBack => "clawback",
        GrantAct.Repaid => "repay",
        _ => "close-clawback",
    };

    public Task<List<GrantInstalment>> PlanAsync(CancellationToken ct) =>
        Db.Set<GrantInstalment>().Where(i => i.GrantId == Grant.Id).OrderBy(i => i.Position).ToListAsync(ct);
}

/// <summary>Opens one grant for a write: checks who sees it and that it stands where the step begins, raises the version.</summary>
/// <remarks>One write at a time, between servers too: whoever comes second reads what the first one did.</remarks>
internal sealed class OpenGrants(Writer writer, UnitDirectory units)
{
    public static readonly Unmet NotFound = new("grant.not-found", "id", "没有这件兑现事项，或者它不在您的权限范围内。请核对编号。");

    /// <param name="from">States in which the step is open.</param>
    /// <param name="version">The version the person read; another one in store refuses. Null acts on what is there.</param>
    /// <param name="change">Changes what is tracked and notes the step, or refuses.</param>
    public async Task<Decision> ChangeAsync(Viewer viewer, Rights needs, long id, GrantState[] from, int? version, Func<OpenedGrant,
        Task<Decision>> change, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, needs, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var scope = new GrantScope(work.Viewer, tree);
            if (await scope.Seen(work.Db).FirstOrDefaultAsync(g => g.Id == id, ct) is not { } grant)
            {
                return Decision.Refuse([NotFound]);
            }
            if (!from.Contains(grant.State))
            {
                return Decision.Refuse("grant.state", "",
                    $"这件兑现现在是“{GrantTerms.Of(grant.State)}”，这一步只在“{string.Join("、", from.Select(GrantTerms.Of))}”时办理。请刷新页面看现在的情况。");
            }
            if (version is { } seen && seen != grant.Version)
            {
                return Decision.Refuse("grant.stale", "version", "您打开以后别人办过这件兑现。请核对现在的情况再办。");
            }
            var decision = await change(new OpenedGrant(work, grant, scope, BusinessTime.DayOf(work.NowUtc)));
            grant.Version += decision.Allowed ? 1 : 0;
            return decision;
        }, ct);
    }
}
