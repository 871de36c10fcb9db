using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Keeps what somebody types as their own draft of a policy, and hands it in for somebody else to put in force.</summary>
/// <remarks>A person has one draft of a policy. A draft may hold mistakes; what is handed in may not.</remarks>
internal sealed class SavePolicy(Writer writer, PolicyLibrary library, RegionNames regions)
{
    public static readonly Unmet NotFound = new("policy.not-found", "id", "没有这一版，或者它是别人的草稿。请核对编号。");

    /// <param name="policy">Null: the code in the head of the rules.</param>
    /// <returns>The number of the draft.</returns>
    public async Task<Decision<long>> DraftAsync(Viewer viewer, string? policy, PolicyVersionFacts typed, CancellationToken ct)
    {
        policy ??= PolicyFile.IdOf(typed.Yaml) ?? "";
        var unmet = PolicyVersionCheck.Shape(policy, typed).ToList();
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Report, async work =>
            Decision<long>.Allow((await KeptAsync(work, policy, typed, ct)).Id), ct);
    }

    /// <summary>Keeps the draft and hands it in. A refusal keeps the draft all the same.</summary>
    public async Task<Decision<long>> SubmitAsync(Viewer viewer, string? policy, PolicyVersionFacts typed, CancellationToken ct)
    {
        var kept = await DraftAsync(viewer, policy, typed, ct);
        if (!kept.Allowed)
        {
            return kept;
        }
        policy ??= PolicyFile.IdOf(typed.Yaml)!;
        var unmet = PolicyVersionCheck.Unmet(library, regions, policy, typed);
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var version = await KeptAsync(work, policy, typed, ct);
            var source = typed.Source(policy, library);
            (version.Yaml, version.Text, version.Cases, version.State) = (source.Yaml, source.Text, source.Cases, PolicyVersionState.Submitted);
            work.Audit("policy.submit", $"policy:{policy}", new { id = version.Id, from = version.From, why = version.Why, yaml = version.Yaml, cases = version.Cases });
            return Decision<long>.Allow(version.Id);
        }, ct);
    }

    /// <summary>Takes back one's own draft or what one handed in.</summary>
    public Task<Decision> TakeBackAsync(Viewer viewer, long id, CancellationToken ct) => writer.RunAsync(viewer, Rights.Report, async work =>
    {
        await Writer.TakeTurnAsync(work, ct);
        if (await work.Db.Set<PolicyVersion>().FirstOrDefaultAsync(v => v.Id == id, ct) is not { } version || version.ProposedBy != viewer.ActorId)
        {
            return Decision.Refuse([NotFound]);
        }
        if (version.State is not (PolicyVersionState.Draft or PolicyVersionState.Submitted))
        {
            return Decision.Refuse("policy.decided", "", $"这一版{PolicyVersionTerms.Of(version.State)}，不能再收回。");
        }
        (version.State, version.Version) = (PolicyVersionState.Withdrawn, version.Version + 1);
        (version.DecidedBy, version.DecidedByName, version.DecidedAtUtc) = (viewer.ActorId, viewer.Name, work.NowUtc);
        work.Audit("policy.take-back", $"policy:{version.PolicyId}", new { id });
        return Decision.Allow;
    }, ct);

    private static async Task<PolicyVersion> KeptAsync(WriteWork work, string policy, PolicyVersionFacts typed, CancellationToken ct)
    {
        await Writer.TakeTurnAsync(work, ct);
        var (own, name) = (work.Viewer.ActorId, work.Viewer.Name);
        var draft = await work.Db.Set<PolicyVersion>().FirstOrDefaultAsync(v => v.PolicyId == policy && v.ProposedBy == own && v.State == PolicyVersionState.Draft, ct);
        if (draft is null)
        {
            draft = new PolicyVersion { PolicyId = policy, ProposedBy = own, ProposedByName = name };
            work.Db.Add(draft);
        }
        (draft.Yaml, draft.From, draft.Text, draft.Cases) = (typed.Yaml.ReplaceLineEndings("\n"), (typed.From ?? "").Trim(), typed.Text, typed.Cases);
        (draft.Why, draft.SavedAtUtc, draft.Version) = (typed.Why?.Trim(), work.NowUtc, draft.Version + 1);
        work.Audit("policy.draft", $"policy:{policy}", new { id = draft.Id }); // What is typed is not yet said: the log does not have the words.
        return draft;
    }
}
