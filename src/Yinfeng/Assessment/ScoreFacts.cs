using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>What the formula of one item may name: figures of its own indicator, of the others as 到位资金·完成率, and of the group.</summary>
/// <remarks>All exact: money in fen, percentages as fractions, counts with their decimals. Read only after it is made.</remarks>
public sealed class ScoreFacts
{
    /// <summary>The figures of one indicator, in the order of <see cref="FigureFacts.All"/>.</summary>
    private readonly Dictionary<string, Fact?[]> _of = new(StringComparer.Ordinal);
    private readonly HashSet<Fact> _group = [];

    private ScoreFacts() => Schema = new FactSchema();

    public FactSchema Schema { get; }
    public Fact Weight { get; private set; } = null!;
    public Fact TimeProgress { get; private set; } = null!;

    /// <summary>Number of cases, of extra items only.</summary>
    public Fact? Cases { get; private set; }

    /// <summary>Figures of the group, by name.</summary>
    public IReadOnlyDictionary<string, Fact> Group { get; private set; } = new Dictionary<string, Fact>(StringComparer.Ordinal);

    public bool IsOfGroup(Fact fact) => _group.Contains(fact);

    /// <param name="own">The item's indicator.</param>
    public static ScoreFacts Of(ScoredIndicator own, IReadOnlyList<ScoredIndicator> all)
    {
        var facts = new ScoreFacts();
        facts.Weight = facts.Schema.Exact("分值", "weight", new RuleType(RuleKind.Number));
        facts.TimeProgress = facts.Schema.Exact("序时进度", "time_progress", new RuleType(RuleKind.Percent));
        facts.Add(own, "", "");
        facts.AddGroup(own);
        foreach (var other in all.Where(i => i.Code != own.Code && i.Name.All(c => char.IsLetterOrDigit(c) || c is '_' or '.' or '·')))
        {
            facts.Add(other, other.Name + "·", other.Code + ".");
        }
        return facts;
    }

    /// <summary>Facts of an extra item: how many cases there are.</summary>
    public static ScoreFacts OfCases()
    {
        var facts = new ScoreFacts();
        facts.Cases = facts.Schema.Exact("次数", "cases", new RuleType(RuleKind.Number));
        return facts;
    }

    /// <summary>Puts a unit's figures into a row.</summary>
    public void Fill(FactRow row, string indicator, SubjectFigures figures)
    {
        var values = FigureFacts.Of(figures);
        foreach (var (fact, at) in _of[indicator].Select((f, i) => (f, i)).Where(x => x.f is not null))
        {
            row.SetExact(fact!, values[at]);
        }
    }

    public bool Knows(string indicator) => _of.ContainsKey(indicator);

    private void Add(ScoredIndicator indicator, string before, string codeBefore)
    {
        var value = TypeOf(indicator.Unit);
        _of[indicator.Code] = [.. FigureFacts.All.Select(f => f.Type == FigureType.Quotient && indicator.Unit == IndicatorUnit.Rate ? null
            : Schema.Exact(before + f.Name, codeBefore + f.Code, f.Type == FigureType.Value ? value : new RuleType(RuleKind.Percent)))];
    }

    private void AddGroup(ScoredIndicator indicator)
    {
        var group = new Dictionary<string, Fact>(StringComparer.Ordinal);
        var value = TypeOf(indicator.Unit);
        foreach (var (name, code, type) in GroupFigures.All)
        {
            if (indicator.Unit == IndicatorUnit.Rate && type == FigureType.Quotient)
            {
                continue;
            }
            group[name] = Schema.Exact(name, code, type switch
            {
                FigureType.Value => value,
                FigureType.Quotient => new RuleType(RuleKind.Percent),
                _ => new RuleType(RuleKind.Number),
            });
            _group.Add(group[name]);
        }
        Group = group;
    }

    private static RuleType TypeOf(IndicatorUnit unit) => unit switch
    {
        IndicatorUnit.Money => new RuleType(RuleKind.Money),
        IndicatorUnit.Count => new RuleType(RuleKind.Count, "个"),
        _ => new RuleType(RuleKind.Percent),
    };
}
