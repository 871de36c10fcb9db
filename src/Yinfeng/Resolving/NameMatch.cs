using Yinfeng.Analytics.Resolve;
using Yinfeng.Kernel;

namespace Yinfeng.Resolving;

/// <summary>What the name of an investor, as the ledger or a lead writes it, means: kept so that whoever looks for the same company finds it
/// behind every name it was written with.</summary>
public sealed class NameMatch
{
    public long Id { get; init; } = Ids.Next();

    /// <summary>As written.</summary>
    public required string Name { get; init; }

    /// <summary>The same, folded.</summary>
    public required string Key { get; init; }

    /// <summary>Where the investor comes from: GB/T 2260 code, 0 unknown. Among companies of one name it decides.</summary>
    public long Place { get; init; }
    public NameStatus Status { get; set; }

    /// <summary>Only of a match.</summary>
    public long? EnterpriseId { get; set; }

    /// <summary>Of the likeliest company, 0 to 1, in hundredths.</summary>
    public int ScorePercent { get; set; }
    public LikenessReason Reason { get; set; }

    /// <summary>A person said so.</summary>
    public bool Answered { get; set; }
    public DateTime AtUtc { get; set; }

    /// <summary>Sets what the name means.</summary>
    /// <returns>Whether that is news.</returns>
    internal bool Take(Resolved resolved, DateTime nowUtc)
    {
        var best = resolved.Company ?? (resolved.Candidates.Count > 0 ? resolved.Candidates[0] : null);
        var (score, reason) = best is null ? (0, LikenessReason.None) : ((int)Math.Round(best.Score * 100), best.Reason);
        if ((Status, EnterpriseId, ScorePercent, Reason, Answered) == (resolved.Status, resolved.Company?.Id, score, reason, resolved.Answered) && AtUtc != default)
        {
            return false;
        }
        (Status, EnterpriseId, ScorePercent, Reason, Answered, AtUtc) = (resolved.Status, resolved.Company?.Id, score, reason, resolved.Answered, nowUtc);
        return true;
    }
}
