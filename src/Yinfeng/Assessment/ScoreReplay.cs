using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Assessment;

/// <summary>Two computations side by side.</summary>
/// <param name="Left">This year's rules on this year's figures.</param>
/// <param name="Right">Other rules on the same figures, or the same rules on last year's.</param>
public sealed record ScoreReplay(ScoreView Left, ScoreView Right);

/// <summary>Which two computations are compared (重放).</summary>
public enum ReplayKind
{
    /// <summary>Last year's rules on this year's figures.</summary>
    OldRules,

    /// <summary>This year's rules on last year's figures.</summary>
    OldFigures,
}

/// <summary>Runs other years' rules on a year's figures, and a year's rules on other years' figures.</summary>
internal sealed class ReplayQueries(ScoreQueries scores)
{
    /// <param name="otherYear">The year of the other rules or figures; null for the year before.</param>
    public async Task<Decision<ScoreReplay>> RunAsync(Viewer viewer, ScoreQuestion question, ReplayKind kind, int? otherYear, CancellationToken ct)
    {
        var other = otherYear ?? question.Period.Year - 1;
        if (other is < 1950 or > 2999)
        {
            return Decision<ScoreReplay>.Refuse("assess.year", "other", $"年份 {other} 不能用。请写 1950 到 2999 的年份。");
        }
        var left = await scores.ComputeAsync(viewer, question with { RulesOf = null }, null, ct);
        // The scheme is named, so that both sides are versions of the same one.
        var scheme = question.Scheme ?? left.Value?.Scheme.Code;
        var right = await scores.ComputeAsync(viewer, kind == ReplayKind.OldRules
            ? question with { Scheme = scheme, RulesOf = other }
            : question with { Scheme = scheme, Period = new YearMonth(other, question.Period.Month), RulesOf = question.Period.Year }, null, ct);
        return left.Value is { } now && right.Value is { } then ? Decision<ScoreReplay>.Allow(new ScoreReplay(now, then))
            : Decision<ScoreReplay>.Refuse([.. left.Unmet.Concat(right.Unmet).Distinct()]);
    }
}
