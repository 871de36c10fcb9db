using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Policies;

/// <summary>A policy on its page.</summary>
/// <param name="Typed">What stands in the form: typed, the person's draft, or the rules in use.</param>
/// <param name="Cases">Each worked case, and what is wrong with its answer.</param>
public sealed record PolicyView(Policy Policy, string Region, PolicySource Source, PolicyVersionFacts Typed, IReadOnlyList<(PolicyCase Case, IReadOnlyList<string> Wrong)> Cases,
    IReadOnlyList<PolicyVersion> Versions, PolicyVersion? Draft, DateOnly Today, bool MayEdit)
{
    public string Facts { get; init; } = "";
    public PolicyTrial? Trial { get; init; }
    public IReadOnlyList<Unmet> Unmet { get; init; } = [];
    public string? Done { get; init; }
}

/// <summary>One version on its page, beside the rules it would follow.</summary>
/// <param name="Before">The rules asked until then; null for a new policy.</param>
public sealed record PolicyVersionView(PolicyVersion Version, PolicyVersionFacts Typed, PolicySource? Before, string Name, bool IsOwn, bool MayDecide)
{
    public string Facts { get; init; } = "";
    public PolicyTrial? Trial { get; init; }
    public IReadOnlyList<Unmet> Unmet { get; init; } = [];
    public string? Done { get; init; }
    public string Reason { get; init; } = "";
}

/// <summary>Puts together what the pages of a policy and of its versions show.</summary>
internal sealed class PolicyDesk(PolicyLibrary library, PolicyMatch match, RegionNames regions, PolicyVersions versions, TimeProvider clock)
{
    public DateOnly Today => BusinessTime.Today(clock);

    /// <param name="version">One of the person's own or a decided version to start from; null for the draft, else the rules in use.</param>
    /// <returns>Null when no policy of that code is in the library.</returns>
    public async Task<PolicyView?> ViewAsync(Viewer viewer, string policy, string? on, long? version, CancellationToken ct)
    {
        var day = PolicyVersion.Day(on) ?? Today;
        if (library.Find(policy, day) is not { } found)
        {
            return null;
        }
        var source = library.SourceOf(policy, day)!;
        var draft = await versions.DraftAsync(viewer, policy, ct);
        var start = version is { } id && await versions.FindAsync(viewer, id, ct) is { } chosen && chosen.PolicyId == policy ? chosen : draft;
        var (cases, _) = PolicyCase.TryRead(source.Cases);
        return new PolicyView(found, regions.Name(found.RegionId), source, start?.Facts ?? new PolicyVersionFacts(found.Yaml, ""),
            [.. cases.Select(c => (c, PolicyCaseCheck.Run(c, match)))], await versions.ListAsync(viewer, policy, null, ct), draft, Today, viewer.May(Rights.Report));
    }

    public Task<PolicyVersion?> DraftAsync(Viewer viewer, string policy, CancellationToken ct) => versions.DraftAsync(viewer, policy, ct);

    public async Task<PolicyVersionView?> VersionAsync(Viewer viewer, long id, CancellationToken ct)
    {
        if (await versions.FindAsync(viewer, id, ct) is not { } version)
        {
            return null;
        }
        var first = PolicyVersion.Day(version.From);
        var before = library.SourceOf(version.PolicyId, first is { } day && day > DateOnly.MinValue ? day.AddDays(-1) : DateOnly.MaxValue);
        var decided = version.State is PolicyVersionState.Draft or PolicyVersionState.Submitted;
        return new PolicyVersionView(version, version.Facts, before?.Yaml == version.Yaml ? null : before, version.Name, version.ProposedBy == viewer.ActorId,
            viewer.May(Rights.Approve) && version.ProposedBy != viewer.ActorId)
        {
            Trial = decided ? Try(version.PolicyId, version.Facts, null) : null,
        };
    }

    public PolicyTrial Try(string policy, PolicyVersionFacts typed, string? facts) => PolicyTrial.Run(library, regions, policy, typed, facts, Today);
}
