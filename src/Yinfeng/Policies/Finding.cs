using Yinfeng.Rules;

namespace Yinfeng.Policies;

public enum PolicyAnswer { Yes, No, Unknown, Ambiguous }

/// <summary>One step of the reasoning.</summary>
/// <param name="Clause">Where the text says so.</param>
public sealed record MatchStep(string Text, string Value, string? Clause);

/// <summary>What one way of reading gives.</summary>
public sealed record MatchReading(string Text, PolicyAnswer Answer, decimal? Fen, IReadOnlyList<YearAmount>? Years);

public sealed record YearAmount(int Year, decimal Fen);

/// <summary>What a clause, or a way of reading it, comes to for some facts.</summary>
internal sealed record Finding(Truth Answer, string? Clause, string? Quote)
{
    public decimal? Fen { get; init; }
    public (decimal Low, decimal High)? Range { get; init; }

    /// <summary>Facts that would fix the amount; the answer stands without them.</summary>
    public IReadOnlyList<Fact> Needs { get; init; } = [];
    public IReadOnlyList<YearAmount>? Years { get; init; }
    public IReadOnlyList<decimal>? Stages { get; init; }
    public IReadOnlyList<Fact> Missing { get; init; } = [];

    /// <summary>Of <see cref="Missing"/>: those that alone would settle it, whatever the others are.</summary>
    public IReadOnlyList<Fact> Deciding { get; init; } = [];
    public IReadOnlyList<MatchReading> Readings { get; init; } = [];
    public bool Ambiguous { get; init; }

    /// <summary>No, because every year asked for lies outside the time in force.</summary>
    public bool OutOfForce { get; init; }

    /// <summary>Conditions that hold: of several items that say no, the one nearest to a yes is told.</summary>
    public int Met { get; init; }
    public List<MatchStep> Steps { get; init; } = [];
}
