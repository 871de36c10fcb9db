using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>What a policy's article answers for some facts.</summary>
public sealed record PolicyResult
{
    public required Policy Policy { get; init; }
    public required string Article { get; init; }
    public required string Name { get; init; }
    public required PolicyAnswer Answer { get; init; }

    /// <summary>In fen; null where none is due, the text fixes none, facts are missing, or readings differ.</summary>
    public decimal? Fen { get; init; }
    public (decimal Low, decimal High)? Range { get; init; }
    public IReadOnlyList<Fact> Needs { get; init; } = [];
    public IReadOnlyList<YearAmount>? Years { get; init; }
    public IReadOnlyList<decimal>? Stages { get; init; }
    public string? Clause { get; init; }
    public string? Quote { get; init; }
    public IReadOnlyList<Fact> Missing { get; init; } = [];
    public IReadOnlyList<Fact> Deciding { get; init; } = [];
    /// <summary>Conditions that are known to hold: an open question is the nearer the more of them.</summary>
    public int Met { get; init; }
    public IReadOnlyList<MatchReading> Readings { get; init; } = [];
    public IReadOnlyList<MatchStep> Steps { get; init; } = [];

    /// <summary>Of one clause, and not of the policy as a whole.</summary>
    public bool IsAward { get; init; } = true;
    public string? Subject { get; init; }

    internal static PolicyResult Of(Policy policy, string article, string name, Finding found) => new()
    {
        Policy = policy, Article = article, Name = name, Fen = found.Answer == Truth.Yes && found.Readings.Count == 0 ? found.Fen : null,
        Answer = found.Ambiguous ? PolicyAnswer.Ambiguous : found.Answer switch { Truth.Yes => PolicyAnswer.Yes, Truth.No => PolicyAnswer.No, _ => PolicyAnswer.Unknown },
        Range = found.Range, Needs = found.Answer == Truth.Yes ? found.Needs : [], Years = found.Readings.Count == 0 && found.Answer == Truth.Yes ? found.Years : null,
        Stages = found.Stages, Clause = found.Clause, Quote = found.Quote, Missing = found.Missing, Deciding = found.Deciding, Readings = found.Readings,
        Steps = found.Steps, Met = found.Met,
    };
}
