using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>Puts a version in force, sends it back, or withdraws one that is in force. Whoever proposed it does not decide.</summary>
internal sealed class DecidePolicy(Writer writer, PolicyLibrary library, RegionNames regions, UnitDirectory units)
{
    private const int LongestReason = 1_000;

    /// <param name="seen">The version the person read; another one in store refuses. Null decides what is there.</param>
    public Task<Decision> ApproveAsync(Viewer viewer, long id, int? seen, CancellationToken ct) => DecideAsync(viewer, id, seen, PolicyVersionState.Submitted, (work, version) =>
    {
        if (version.ProposedBy == viewer.ActorId)
        {
            return Decision.Refuse("policy.same-person", "", "这一版是您提交的，要由别人审定。");
        }
        var unmet = PolicyVersionCheck.Unmet(library, regions, version.PolicyId, version.Facts);
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        Decided(work, version, PolicyVersionState.InForce, null);
        work.Changes.Policies = true;
        work.Audit("policy.approve", $"policy:{version.PolicyId}", new { id, from = version.From, proposedBy = version.ProposedBy });
        return Decision.Allow;
    }, ct);

    public Task<Decision> RefuseAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        DecideAsync(viewer, id, null, PolicyVersionState.Submitted, (work, version) =>
    {
        if (Without(reason) is { } unmet)
        {
            return Decision.Refuse([unmet]);
        }
        Decided(work, version, PolicyVersionState.Refused, reason!.Trim());
        work.Audit("policy.refuse", $"policy:{version.PolicyId}", new { id, reason = version.Reason });
        return Decision.Allow;
    }, ct);

    /// <summary>From now on the rules before it are asked again, for its days too.</summary>
    public Task<Decision> WithdrawAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        DecideAsync(viewer, id, null, PolicyVersionState.InForce, (work, version) =>
    {
        if (Without(reason) is { } unmet)
        {
            return Decision.Refuse([unmet]);
        }
        Decided(work, version, PolicyVersionState.Withdrawn, reason!.Trim());
        work.Changes.Policies = true;
        work.Audit("policy.withdraw", $"policy:{version.PolicyId}", new { id, from = version.From, reason = version.Reason });
        return Decision.Allow;
    }, ct);

    private async Task<Decision> DecideAsync(Viewer viewer, long id, int? seen, PolicyVersionState expected, Func<WriteWork, PolicyVersion, Decision> decide, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            if (await work.Db.Set<PolicyVersion>().FirstOrDefaultAsync(v => v.Id == id && v.State != PolicyVersionState.Draft, ct) is not { } version)
            {
                return Decision.Refuse([SavePolicy.NotFound]);
            }
            if (version.State != expected)
            {
                return Decision.Refuse("policy.decided", "", $"这一版{PolicyVersionTerms.Of(version.State)}（{version.DecidedByName ?? version.ProposedByName}），不能这样办。请核对现在的情况。");
            }
            if (seen is { } read && read != version.Version)
            {
                return Decision.Refuse("policy.stale", "", "您打开以后这一版有变化。请核对现在的内容再办。");
            }
            if (!Answers(viewer, tree, PolicyFile.RegionOf(version.Yaml)))
            {
                return Decision.Refuse("policy.elsewhere", "", "这份政策适用的地区不在您的权限范围内。请由适用地区或其上级的审定人办理。");
            }
            return decide(work, version);
        }, ct);
    }

    /// <summary>Whoever decides for the region itself; and for what comes from above, a city or more.</summary>
    internal static bool Answers(Viewer viewer, UnitTree tree, long region) =>
        tree.IsWithin(region, viewer.UnitId) || (viewer.UnitId is { } unit && unit % 100 == 0 && tree.IsWithin(unit, region));

    private static void Decided(WriteWork work, PolicyVersion version, PolicyVersionState state, string? reason)
    {
        (version.State, version.Reason, version.Version) = (state, reason, version.Version + 1);
        (version.DecidedBy, version.DecidedByName, version.DecidedAtUtc) = (work.Viewer.ActorId, work.Viewer.Name, work.NowUtc);
    }

    private static Unmet? Without(string? reason) => string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason
        ? new("policy.reason", "reason", $"请写明原因，不超过 {LongestReason} 个字。") : null;
}
