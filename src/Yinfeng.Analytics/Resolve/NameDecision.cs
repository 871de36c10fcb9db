namespace Yinfeng.Analytics.Resolve;

public enum NameStatus { None, Doubtful, Matched }

/// <summary>A company that a written name may mean.</summary>
/// <param name="Row">Of the base.</param>
/// <param name="Same">Rows with one key are one company entered twice.</param>
public readonly record struct NameCandidate(int Row, NameLikeness Likeness, long Same);

/// <summary>Decides among the companies that a written name may mean.</summary>
public static class NameDecision
{
    public const double LeastMatched = 0.85, LeastDoubtful = 0.5;

    /// <summary>A second company this close makes the first doubtful, unless the first is the name itself.</summary>
    private const double Lead = 0.06;

    /// <param name="candidates">The best first; one row once.</param>
    public static (NameStatus Status, NameCandidate? Best) Of(IReadOnlyList<NameCandidate> candidates)
    {
        if (candidates.Count == 0 || candidates[0].Likeness.Score < LeastDoubtful)
        {
            return (NameStatus.None, candidates.Count == 0 ? null : candidates[0]);
        }
        var best = candidates[0];
        foreach (var other in candidates.Skip(1))
        {
            if (other.Same != best.Same && best.Likeness.Score - other.Likeness.Score < Lead)
            {
                return (NameStatus.Doubtful, best);
            }
        }
        return (best.Likeness.Score >= LeastMatched ? NameStatus.Matched : NameStatus.Doubtful, best);
    }
}
