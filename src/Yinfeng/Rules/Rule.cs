using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>The answer of a condition.</summary>
/// <param name="Missing">When unknown: the facts that would decide it; empty where a date is known, but not to the day.</param>
public sealed record RuleAnswer(Truth Truth, IReadOnlyList<Fact> Missing);

/// <summary>What another executor needs of a rule: its checked parts, and how the scalar executor turns one into a delegate.</summary>
internal readonly record struct CheckedRule(Expression Body, Compiler Compiler);

/// <summary>A condition, ready to be asked: "总投资 >= 1亿元 且 投资方来源 = 省外".</summary>
public sealed class ConditionRule
{
    private readonly Expression _rule;
    private readonly Func<FactRow, Truth> _run;
    private readonly Compiler _compiler;

    internal ConditionRule(RuleSource source, RuleScope scope)
    {
        (Source, _compiler) = (source, new Compiler(scope));
        _rule = new Parser(source).Run();
        new Checker(source, scope).Run(_rule, t => t.Kind == RuleKind.Bool, "条件（是或否）");
        _run = _compiler.Condition(_rule);
    }

    private ConditionRule(RuleSource source, Expression rule, Compiler compiler)
    {
        (Source, _rule, _compiler) = (source, rule, compiler);
        _run = compiler.Condition(rule);
    }

    public RuleSource Source { get; }

    /// <summary>Every fact that the condition names.</summary>
    public IReadOnlyList<Fact> Facts => new FactReferences(_rule).Facts;

    internal CheckedRule Checked => new(_rule, _compiler);

    /// <summary>Whether the answer may change with <see cref="FactRow.AsOf"/>.</summary>
    public bool UsesDatedSets => _rule.All.OfType<Membership>().Any(m => m.Named is not null);

    /// <exception cref="RuleException">The text is no condition over these facts; it says everything that is wrong.</exception>
    public static ConditionRule Parse(RuleSource source, RuleScope scope) => new(source, scope);

    /// <summary>What each part comes to for these facts, from the innermost out; the last step is the answer.</summary>
    public IReadOnlyList<RuleStep> Steps(FactRow row) => RuleSteps.Of(_rule, Source.Text, _compiler, row);

    /// <summary>Whether no facts at all can make it true, as far as limits on one fact tell.</summary>
    internal bool NeverHolds => RuleRanges.Contradicts(_rule, _compiler);

    /// <summary>Whether conditions joined by 且 leave no room for any facts.</summary>
    internal static bool Never(IEnumerable<ConditionRule> joined)
    {
        var rules = joined.ToList();
        var all = rules.Select(r => r._rule).Aggregate((a, b) => new BinaryExpression(0, 1, TokenKind.And, a, b));
        return RuleRanges.Contradicts(all, rules[0]._compiler);
    }

    /// <summary>All of them joined by 且; made from rules of one scope.</summary>
    internal static ConditionRule All(IReadOnlyList<ConditionRule> joined) => joined.Count == 1 ? joined[0]
        : new(joined[0].Source, joined.Select(r => r._rule).Aggregate((a, b) => new BinaryExpression(0, 1, TokenKind.And, a, b)), joined[0]._compiler);

    /// <summary>The words that the condition compares a fact with: 产业 属于 ["医药健康", …], 项目类型 = "工业".</summary>
    internal IEnumerable<string> WordsFor(Fact fact) => _rule.All.SelectMany(part => part switch
    {
        Membership { Inner: NameReference { Fact: { } asked }, Items: var items } when asked == fact => items,
        BinaryExpression { Left: NameReference { Fact: { } asked }, Right: var word } when asked == fact => [word],
        _ => [],
    }).OfType<TextLiteral>().Select(t => t.Value);

    /// <summary>The answer alone; allocates nothing.</summary>
    public Truth Ask(FactRow row) => _run(row);

    /// <summary>The answer with the facts that are missing when it is unknown.</summary>
    public RuleAnswer Explain(FactRow row)
    {
        var truth = _run(row);
        var missing = new List<Fact>();
        if (truth == Truth.Unknown)
        {
            Collect(_rule, row, missing);
        }
        return new RuleAnswer(truth, [.. missing.Distinct()]);
    }

    /// <summary>Only parts that are unknown themselves: a part that is settled cannot be what is missing.</summary>
    private void Collect(Expression part, FactRow row, List<Fact> missing)
    {
        if (part is BinaryExpression { Operator: TokenKind.And or TokenKind.Or } or NotExpression)
        {
            foreach (var inner in part.Parts.Where(p => _compiler.Condition(p)(row) == Truth.Unknown))
            {
                Collect(inner, row, missing);
            }
            return;
        }
        missing.AddRange(new FactReferences(part).Missing(row));
    }
}

/// <summary>A number, ready to be computed: "实际投资 * 5% 封顶 5000万元".</summary>
public sealed class NumberRule
{
    private readonly Func<FactRow, decimal?> _run;
    private readonly FactReferences _facts;
    private readonly Expression _rule;
    private readonly Compiler _compiler;

    internal NumberRule(RuleSource source, RuleScope scope, RuleKind? kind)
    {
        Source = source;
        var rule = new Parser(source).Run();
        new Checker(source, scope).Run(rule, t => t.IsNumeric && (kind is null || t.Kind == kind), kind == RuleKind.Money ? "金额" : "数");
        (Type, _rule, _compiler, _facts) = (rule.Type, rule, new Compiler(scope), new FactReferences(rule));
        _run = _compiler.Number(rule);
    }

    public RuleSource Source { get; }
    public RuleType Type { get; }

    internal CheckedRule Checked => new(_rule, _compiler);

    /// <param name="kind">What the rule must give; null takes any number.</param>
    /// <exception cref="RuleException">The text is no such number over these facts.</exception>
    public static NumberRule Parse(RuleSource source, RuleScope scope, RuleKind? kind = null) => new(source, scope, kind);

    /// <summary>Money in fen, percentages as fractions; null where a fact is missing.</summary>
    public decimal? Compute(FactRow row) => _run(row);

    /// <summary>What is not stated and would be needed; what 缺省 stands in for is not.</summary>
    public IReadOnlyList<Fact> Missing(FactRow row) => [.. Needed(_rule).Distinct().Where(f => !row.Has(f))];

    /// <summary>Every fact that the rule names.</summary>
    public IReadOnlyList<Fact> Facts => _facts.Facts;

    private static IEnumerable<Fact> Needed(Expression part) => part switch
    {
        NameReference { Fact: { } fact } => [fact],
        FunctionCall call when RuleFunction.Find(call.Name) is RuleFunction.Otherwise => Needed(call.Arguments[1]),
        FunctionCall call when RuleFunction.Find(call.Name) is RuleFunction.Known => [],
        _ => part.Parts.SelectMany(Needed),
    };

    /// <summary>What each part of the rule gives for these facts, from the innermost out; the last step is the result.</summary>
    public IReadOnlyList<RuleStep> Explain(FactRow row) => RuleSteps.Of(_rule, Source.Text, _compiler, row);
}

/// <summary>A date, ready to be read: "较晚(签约日期, 开工日期)".</summary>
public sealed class DateRule
{
    private readonly Func<FactRow, LedgerDate?> _run;

    internal DateRule(RuleSource source, RuleScope scope)
    {
        Source = source;
        var rule = new Parser(source).Run();
        new Checker(source, scope).Run(rule, t => t.Kind == RuleKind.Date, "日期");
        _run = Compiler.Date(rule);
    }

    public RuleSource Source { get; }

    /// <exception cref="RuleException">The text is no date over these facts.</exception>
    public static DateRule Parse(RuleSource source, RuleScope scope) => new(source, scope);

    public LedgerDate? Read(FactRow row) => _run(row);
}
