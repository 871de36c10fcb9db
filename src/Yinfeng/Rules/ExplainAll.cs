namespace Yinfeng.Rules;

/// <summary>One subject against all policies, with every step of every rule: the same steps as <see cref="NumberRule.Explain"/> and the same
/// answers as the other executors, but each part that rules share is worked out once.</summary>
/// <remarks>Holds the values of the subject asked last; one instance per thread.</remarks>
public sealed class ExplainAll
{
    private readonly ExplainedParts _parts = new();
    private readonly Explained[] _conditions;
    private readonly Explained?[] _amounts;

    public ExplainAll(IReadOnlyList<BatchPolicy> policies)
    {
        _conditions = [.. policies.Select(p => _parts.Add(p.Condition.Checked, p.Condition.Source.Text))];
        _amounts = [.. policies.Select(p => p.Amount is { } amount ? _parts.Add(amount.Checked, amount.Source.Text) : null)];
    }

    public int Policies => _conditions.Length;

    /// <summary>Works out every step for a subject; what the other members say is about it until the next asking.</summary>
    public void Ask(FactRow row) => _parts.Run(row);

    public Truth Answer(int policy) => _parts.Truths[_conditions[policy].Result];

    /// <summary>In fen; null where a fact is missing or the policy gives no amount. Also for policies that are not met.</summary>
    public decimal? Amount(int policy) => _amounts[policy] is { } amount ? _parts.Numbers[amount.Result] : null;

    /// <summary>What each part of the condition gives, from the innermost out.</summary>
    public IReadOnlyList<RuleStep> ConditionSteps(int policy) => Steps(_conditions[policy]);

    /// <summary>What each part of the amount gives, from the innermost out; empty where the policy gives none.</summary>
    public IReadOnlyList<RuleStep> AmountSteps(int policy) => _amounts[policy] is { } amount ? Steps(amount) : [];

    private RuleStep[] Steps(Explained rule)
    {
        var steps = new RuleStep[rule.Steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var (text, type, part) = rule.Steps[i];
            steps[i] = type.Kind == RuleKind.Bool ? new RuleStep(text, type, null, _parts.Truths[part]) : new RuleStep(text, type, _parts.Numbers[part], null);
        }
        return steps;
    }
}

/// <summary>A rule as places of its parts.</summary>
/// <param name="Result">Place of the whole rule.</param>
internal sealed record Explained(int Result, (string Text, RuleType Type, int Part)[] Steps);

/// <summary>The different parts of many rules, each with its value; parts stand behind those they are made of.</summary>
internal sealed class ExplainedParts : IWorkedOut
{
    private readonly Dictionary<(RuleScope, string, Type), int> _known = [];
    private readonly Dictionary<Expression, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<Func<FactRow, Truth>?> _conditions = [];
    private readonly List<Func<FactRow, decimal?>?> _numbers = [];
    private readonly Dictionary<RuleScope, Compiler> _compilers = new(ReferenceEqualityComparer.Instance);
    private (Func<FactRow, Truth>? Condition, Func<FactRow, decimal?>? Number)[] _program = [];

    public Truth[] Truths { get; private set; } = [];
    public decimal?[] Numbers { get; private set; } = [];

    public void Run(FactRow row)
    {
        if (_program.Length != _conditions.Count)
        {
            _program = [.. _conditions.Zip(_numbers)];
        }
        var (program, truths, numbers) = (_program, Truths, Numbers);
        for (var i = 0; i < program.Length; i++)
        {
            var (condition, number) = program[i];
            if (condition is not null)
            {
                truths[i] = condition(row);
            }
            else
            {
                numbers[i] = number!(row);
            }
        }
    }

    public Func<FactRow, Truth>? Condition(Expression part) => _places.TryGetValue(part, out var at) ? _ => Truths[at] : null;

    public Func<FactRow, decimal?>? Number(Expression part) => _places.TryGetValue(part, out var at) ? _ => Numbers[at] : null;

    public Explained Add(CheckedRule rule, string text)
    {
        var scope = rule.Compiler.Scope;
        if (!_compilers.TryGetValue(scope, out var compiler))
        {
            compiler = _compilers[scope] = new Compiler(scope) { WorkedOut = this };
        }
        var steps = new List<(string Text, RuleType Type, int Part)>();
        Walk(rule.Body, text, compiler, steps);
        // A part that a rule names twice is one step, where it stands last.
        var shown = steps.Select((s, i) => (Step: s, At: i)).GroupBy(s => s.Step.Text).Select(g => g.MaxBy(s => s.At)).OrderBy(s => s.At).Select(s => s.Step);
        var explained = new Explained(Place(rule.Body, text, compiler), [.. shown]);
        (Truths, Numbers) = (new Truth[_conditions.Count], new decimal?[_conditions.Count]);
        return explained;
    }

    private void Walk(Expression part, string text, Compiler compiler, List<(string, RuleType, int)> steps)
    {
        foreach (var inner in part.Shown)
        {
            Walk(inner, text, compiler, steps);
        }
        if (part is not NumberLiteral and not NameReference { IsChoiceWord: true } && (part.Type.IsNumeric || part.Type.Kind == RuleKind.Bool))
        {
            steps.Add((RuleSteps.Written(part, text), part.Type, Place(part, text, compiler)));
        }
    }

    private int Place(Expression part, string text, Compiler compiler)
    {
        if (_places.TryGetValue(part, out var at))
        {
            return at;
        }
        // 不属于 and the membership it denies are written in the same place.
        var key = (compiler.Scope, RuleSteps.Written(part, text), part.GetType());
        if (!_known.TryGetValue(key, out at))
        {
            at = _known[key] = _conditions.Count;
            var isCondition = part.Type.Kind == RuleKind.Bool;
            _conditions.Add(isCondition ? compiler.Condition(part) : null);
            _numbers.Add(isCondition ? null : compiler.Number(part));
        }
        return _places[part] = at;
    }
}
