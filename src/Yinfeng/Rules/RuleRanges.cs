namespace Yinfeng.Rules;

/// <summary>Finds conditions that nothing can meet: limits joined by 且 that leave no room, such as 总投资 &gt;= 5亿元 且 总投资 &lt; 1亿元.</summary>
internal static class RuleRanges
{
    public static bool Contradicts(Expression rule, Compiler compiler)
    {
        if (rule is BoolLiteral { Value: false })
        {
            return true;
        }
        if (rule is BinaryExpression { Operator: TokenKind.Or } or)
        {
            return Contradicts(or.Left, compiler) && Contradicts(or.Right, compiler);
        }
        var limits = Joined(rule).OfType<BinaryExpression>().Select(b => Limit(b, compiler)).OfType<Bound>().GroupBy(l => l.Fact);
        return limits.Any(Empty) || Joined(rule).OfType<BinaryExpression>().Where(b => b.Operator == TokenKind.Or).Any(b => Contradicts(b, compiler));
    }

    private sealed record Bound(Fact Fact, TokenKind Sign, decimal Value);

    private static IEnumerable<Expression> Joined(Expression rule) => rule is BinaryExpression { Operator: TokenKind.And } and
        ? Joined(and.Left).Concat(Joined(and.Right)) : [rule];

    private static Bound? Limit(BinaryExpression comparison, Compiler compiler) =>
        comparison is { Left: NameReference { Fact: { } fact, Type.IsNumeric: true }, Right: NumberLiteral or NameReference { Parameter: not null } }
        && compiler.Number(comparison.Right)(new FactRow(new FactSchema())) is { } value ? new Bound(fact, comparison.Operator, value) : null;

    private static bool Empty(IEnumerable<Bound> limits)
    {
        var (low, lowIn, high, highIn) = (decimal.MinValue, true, decimal.MaxValue, true);
        foreach (var (_, sign, value) in limits)
        {
            if (sign is TokenKind.Greater or TokenKind.GreaterOrEqual or TokenKind.Equal && (value > low || (value == low && sign == TokenKind.Greater)))
            {
                (low, lowIn) = (value, sign != TokenKind.Greater);
            }
            if (sign is TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Equal && (value < high || (value == high && sign == TokenKind.Less)))
            {
                (high, highIn) = (value, sign != TokenKind.Less);
            }
        }
        return low > high || (low == high && !(lowIn && highIn));
    }
}
