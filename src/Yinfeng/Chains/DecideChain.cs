using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Chains;

/// <summary>Puts an office's draft of a chain in force from its first day on, or withdraws a version that is in force.</summary>
internal sealed class DecideChain(Writer writer, UnitDirectory units, ChainCheck check)
{
    /// <param name="seen">The version of the draft that the person read; another one in store refuses. Null decides what is there.</param>
    public Task<Decision> PutInForceAsync(Viewer viewer, long id, int? seen, CancellationToken ct) => DecideAsync(viewer, id,
        ChainVersionState.Draft, async (work, version) =>
    {
        if (seen is { } read && read != version.Version)
        {
            return Decision.Refuse("chain.stale", "", $"您打开以后草稿又有修改（{version.SavedBy}）。请核对现在的内容再启用。");
        }
        var (chain, errors) = check.Read(version.Yaml);
        var unmet = errors.Select(e => new Unmet("chain.text", "yaml", ChainCheck.Sentence(e))).ToList();
        if (chain is not null && chain.Id != version.ChainId)
        {
            unmet.Add(new("chain.id", "yaml", $"文本里写的是“产业链: {chain.Id}”，这里是 {version.ChainId}。代号不能改；是另一条链请另建。"));
        }
        if (string.IsNullOrWhiteSpace(version.Why))
        {
            unmet.Add(new("chain.why", "why", "请写明为什么修改、依据什么。"));
        }
        if (chain is not null && await work.Db.Set<ChainVersion>().AnyAsync(v => v.UnitId == version.UnitId && v.ChainId == version.ChainId
            && v.State == ChainVersionState.InForce && v.From == version.From, ct))
        {
            unmet.Add(new("chain.from", "from", $"已有一版从 {version.From} 起启用。请改启用日期，或先撤回那一版。"));
        }
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        version.From = chain!.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Decided(work, version, ChainVersionState.InForce, null);
        work.Audit("chain.put-in-force", $"chain:{version.ChainId}", new { id, unit = version.UnitId, from = version.From, why = version.Why, yaml = version.Yaml });
        return Decision.Allow;
    }, ct);

    /// <summary>From now on what held before it holds again, for its days too.</summary>
    public Task<Decision> WithdrawAsync(Viewer viewer, long id, string? reason, CancellationToken ct) => DecideAsync(viewer, id,
        ChainVersionState.InForce, (work, version) =>
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > SaveChain.LongestWhy)
        {
            return Task.FromResult(Decision.Refuse("chain.reason", "reason", $"请写明原因，不超过 {SaveChain.LongestWhy} 个字。"));
        }
        Decided(work, version, ChainVersionState.Withdrawn, reason.Trim());
        work.Audit("chain.withdraw", $"chain:{version.ChainId}", new { id, unit = version.UnitId, from = version.From, reason = version.Reason });
        return Task.FromResult(Decision.Allow);
    }, ct);

    private async Task<Decision> DecideAsync(Viewer viewer, long id, ChainVersionState expected, Func<WriteWork, ChainVersion,
        Task<Decision>> decide, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            if (await work.Db.Set<ChainVersion>().FirstOrDefaultAsync(v => v.Id == id,
                ct) is not { } version || !tree.IsWithin(version.UnitId, viewer.UnitId))
            {
                return Decision.Refuse([SaveChain.NotFound]);
            }
            return version.State == expected ? await decide(work, version)
                : Decision.Refuse("chain.decided", "", $"这一版{ChainTerms.Of(version.State)}，不能这样办。请核对现在的情况。");
        }, ct);
    }

    private static void Decided(WriteWork work, ChainVersion version, ChainVersionState state, string? reason)
    {
        (version.State, version.Reason, version.Version) = (state, reason, version.Version + 1);
        (version.DecidedBy, version.DecidedAtUtc) = (work.Viewer.Name, work.NowUtc);
        work.Changes.Chains = true;
    }
}
