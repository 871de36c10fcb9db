namespace Yinfeng.Rules;

/// <summary>What a rule may name, and the day it is read for.</summary>
/// <param name="Sets">Names of the dated sets that 属于 may ask for.</param>
/// <param name="On">Dated parameters are taken as of this day.</param>
public sealed record RuleScope(FactSchema Facts, IReadOnlyDictionary<string, RuleParameter> Parameters, IRuleSets Sets, DateOnly On)
{
    private static readonly Dictionary<string, RuleParameter> NoParameters = new(StringComparer.Ordinal);

    public RuleScope(FactSchema facts, DateOnly on) : this(facts, NoParameters, NoSets.Instance, on) { }

    /// <summary>The rule is asked once per year: a fact per year is that year's value, and 第几年 and 当年 may be named.</summary>
    public bool PerYear { get; init; }

    private sealed class NoSets : IRuleSets
    {
        public static readonly NoSets Instance = new();
        public IReadOnlyCollection<string> Names => [];
        public Truth Contains(string set, FactRow row, long member) => Truth.No;
    }
}

/// <summary>Sets whose members depend on date and place, such as 重点区域.</summary>
public interface IRuleSets
{
    IReadOnlyCollection<string> Names { get; }

    /// <param name="row">Says for which city and day.</param>
    Truth Contains(string set, FactRow row, long member);
}
