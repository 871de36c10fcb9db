namespace Yinfeng.Rules;

/// <summary>The facts that a set of rules may use. Built once; a slot per fact.</summary>
public sealed class FactSchema
{
    private readonly Dictionary<string, Fact> _byName = new(StringComparer.Ordinal);
    private readonly List<Fact> _facts = [];

    public IReadOnlyList<Fact> Facts => _facts;
    public int NumberSlots { get; private set; }
    public int TextSlots { get; private set; }
    public int ExactSlots { get; private set; }
    public int SeriesSlots { get; private set; }
    public int ListSlots { get; private set; }

    /// <summary>By Chinese or English name; null when there is no such fact.</summary>
    public Fact? Find(string name) => _byName.GetValueOrDefault(name);

    public Fact Money(string name, string code) => Add(name, code, new(RuleKind.Money));
    public Fact Percent(string name, string code) => Add(name, code, new(RuleKind.Percent));

    /// <param name="unit">What is counted: 人, 个, 月.</param>
    public Fact Count(string name, string code, string unit) => Add(name, code, new(RuleKind.Count, unit));
    public Fact Date(string name, string code) => Add(name, code, new(RuleKind.Date));
    public Fact Bool(string name, string code) => Add(name, code, new(RuleKind.Bool));
    public Fact Region(string name, string code) => Add(name, code, new(RuleKind.Region));
    public Fact Text(string name, string code) => Add(name, code, new(RuleKind.Text));
    public Fact Choice(string name, string code, params string[] choices) => Add(name, code, new(RuleKind.Choice), choices);

    /// <summary>A number that is computed and not read: money in fen, percentages as fractions, with all digits.</summary>
    public Fact Exact(string name, string code, RuleType type) => Add(new Fact(name, code, type, ExactSlots++, []) { IsExact = true });

    /// <summary>An amount per year: 销售收入 {2024: 1000万元}.</summary>
    public Fact Series(string name, string code) =>
        Add(new Fact(name, code, new(RuleKind.Money), SeriesSlots++, []) { IsSeries = true });

    public Fact Tags(string name, string code) => Add(name, code, new(RuleKind.Tags));

    /// <summary>Any number of items, each with the facts of <paramref name="columns"/>.</summary>
    public Fact List(string name, string code, FactSchema columns) =>
        Add(new Fact(name, code, new(RuleKind.Text), ListSlots++, []) { Columns = columns });

    private Fact Add(string name, string code, RuleType type, params string[] choices)
    {
        var isText = type.Kind is RuleKind.Text or RuleKind.Choice or RuleKind.Tags;
        return Add(new Fact(name, code, type, isText ? TextSlots++ : NumberSlots++, choices));
    }

    private Fact Add(Fact fact)
    {
        _facts.Add(fact);
        _byName.Add(fact.Name, fact);
        _byName.Add(fact.Code, fact);
        return fact;
    }
}
