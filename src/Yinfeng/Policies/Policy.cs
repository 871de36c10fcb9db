using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>One policy document in one of its versions: what it says of itself, and its clauses as rules.</summary>
public sealed record Policy
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>By which other policies quote its parameters: 德州激励·封顶.</summary>
    public required string ShortName { get; init; }

    /// <summary>The file that the document came from, by which cases name it.</summary>
    public required string Source { get; init; }
    public string? Number { get; init; }
    public required string Issuer { get; init; }

    /// <summary>国家, 省, 市, 县, 园区.</summary>
    public required string Level { get; init; }

    /// <summary>GB/T 2260 code of where it holds.</summary>
    public required long RegionId { get; init; }

    /// <summary>First and last day in force; null where the document says none.</summary>
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>From which day on these rules are asked, where an office changed them; null for the first version.</summary>
    public DateOnly? VersionFrom { get; init; }

    /// <summary>公平竞争审查: what is known of it.</summary>
    public required string FairReview { get; init; }

    /// <summary>How it goes together with other policies: 就高不重复, 可叠加.</summary>
    public required string Stacking { get; init; }
    public IReadOnlyList<string> Repeals { get; init; } = [];

    /// <summary>The facts of which one must lie in the time in force; where none is stated, the day of the question counts.</summary>
    public IReadOnlyList<Fact> Events { get; init; } = [];
    public string? EndClause { get; init; }
    public string? EndQuote { get; init; }

    /// <summary>Articles about all others, such as the one on higher amounts: they answer as the policy does as a whole.</summary>
    public IReadOnlyList<string> General { get; init; } = [];
    public IReadOnlyList<PolicyClause> Clauses { get; init; } = [];
    public IReadOnlyList<PolicyExclusion> Exclusions { get; init; } = [];
    public IReadOnlyList<PolicyNote> Notes { get; init; } = [];
    public IReadOnlyList<RuleParameter> Parameters { get; init; } = [];

    /// <summary>The document in full where it may be shown; else null.</summary>
    public PolicyText? Text { get; init; }

    /// <summary>As written, for the editor.</summary>
    public required string Yaml { get; init; }

    /// <summary>Every fact that some clause reads.</summary>
    public IReadOnlySet<string> Reads { get; init; } = new HashSet<string>();
}

/// <summary>What takes every award of the policy away; not true unless it is stated.</summary>
public sealed record PolicyExclusion(string Clause, string Quote, ConditionRule When);

/// <summary>A clause that gives no award: what it is, and why no rule stands for it.</summary>
public sealed record PolicyNote(string Clause, string Nature, string Why);

/// <summary>An award clause: one item, or several (各项).</summary>
public sealed record PolicyClause
{
    /// <summary>By which the clause is asked for; often the clause itself.</summary>
    public required string Article { get; init; }
    public required string Name { get; init; }

    /// <summary>What awards of other documents it is compared with under 就高不重复.</summary>
    public string? Subject { get; init; }
    public IReadOnlyList<Fact>? Events { get; init; }

    /// <summary>The award is one of a year: its years must lie in the time in force.</summary>
    public bool Yearly { get; init; }

    /// <summary>Where the clause holds, where that is not the region of the policy: a city's guide to awards of the province.</summary>
    public long? RegionId { get; init; }
    public bool HighestOnly { get; init; }
    public ConditionRule? AlsoWhen { get; init; }
    public string? AlsoClause { get; init; }
    public string? AlsoQuote { get; init; }
    public required IReadOnlyList<PolicyItem> Items { get; init; }
    public required int Line { get; init; }

    /// <summary>Every fact that the clause reads.</summary>
    public IEnumerable<Fact> Facts => Items.SelectMany(i => i.Conditions.Concat(i.Readings.SelectMany(r => r.Conditions)).SelectMany(c => c.Rule.Facts)
        .Concat(i.Award.Facts).Concat(i.Readings.SelectMany(r => r.Award?.Facts ?? []))).Distinct();
}

/// <param name="Readings">Where the text allows several; each adds conditions, and its own award where it has one.</param>
public sealed record PolicyItem(string? Name, string Clause, string? Quote, IReadOnlyList<PolicyCondition> Conditions, Award Award, IReadOnlyList<PolicyReading> Readings);

/// <param name="Clause">Where it stands; null: where the item stands.</param>
public sealed record PolicyCondition(ConditionRule Rule, string? Clause, string? Quote);

public sealed record PolicyReading(string Text, IReadOnlyList<PolicyCondition> Conditions, Award? Award);

/// <summary>What is given. All empty where the text fixes no amount.</summary>
public sealed record Award
{
    public static readonly Award None = new();
    public NumberRule? Amount { get; init; }
    public YearlyAward? Yearly { get; init; }

    /// <summary>The rate that the county picks, and between which bounds.</summary>
    public Fact? Rate { get; init; }
    public decimal Low { get; init; }
    public decimal High { get; init; }

    /// <summary>Amounts of the first, second … year.</summary>
    public IReadOnlyList<NumberRule> Parts { get; init; } = [];

    /// <summary>Shares paid stage by stage.</summary>
    public IReadOnlyList<decimal> Stages { get; init; } = [];

    /// <summary>一事一议: when the text leaves the amount to be settled deal by deal.</summary>
    public ConditionRule? CaseByCase { get; init; }

    /// <summary>When all is paid at once instead.</summary>
    public ConditionRule? AtOnce { get; init; }

    /// <summary>The part of the text that the amount comes from, by condition: the first that holds is quoted.</summary>
    public IReadOnlyList<PolicyCondition> Quotes { get; init; } = [];
    internal IEnumerable<Fact> Facts => new[] { Amount?.Facts, CaseByCase?.Facts, Yearly?.Facts, AtOnce?.Facts, Rate is null ? null : [Rate] }
        .Concat(Parts.Select(p => (IReadOnlyList<Fact>?)p.Facts)).OfType<IReadOnlyList<Fact>>().SelectMany(f => f);
}

/// <param name="First">The first year; null: every year that is stated.</param>
/// <param name="Count">For how many years; null without end.</param>
public sealed record YearlyAward(NumberRule? First, int? Count, ConditionRule? Condition, NumberRule Amount)
{
    internal IReadOnlyList<Fact> Facts => [.. (First?.Facts ?? []).Concat(Condition?.Facts ?? []).Concat(Amount.Facts).Distinct()];
}
