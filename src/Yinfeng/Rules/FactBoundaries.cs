namespace Yinfeng.Rules;

/// <summary>Where the answer of a condition on one number can change: at the constants it is compared with.</summary>
internal static class FactBoundaries
{
    /// <summary>Far beyond any amount, and still room to go on from.</summary>
    private const long Farthest = long.MaxValue / 4;

    /// <summary>Starts of the stretches of values in which the answer stays the same, ascending, the first below all values; null when the
    /// conditions do more than compare the fact with constants.</summary>
    public static long[]? Of(IEnumerable<Expression> parts, Fact fact, Compiler compiler)
    {
        if (!fact.Type.IsNumeric)
        {
            return null;
        }
        var starts = new SortedSet<long> { FactRow.Missing + 1 };
        return parts.All(p => Collect(p, fact, compiler, starts)) ? [.. starts] : null;
    }

    private static bool Collect(Expression part, Fact fact, Compiler compiler, SortedSet<long> starts) => part switch
    {
        BoolLiteral => true,
        NotExpression not => Collect(not.Inner, fact, compiler, starts),
        BinaryExpression { Operator: TokenKind.And or TokenKind.Or } both =>
            Collect(both.Left, fact, compiler, starts) && Collect(both.Right, fact, compiler, starts),
        BinaryExpression { Left: NameReference { Fact: not null }, Right: var right } => Add(right, fact, compiler, starts),
        BinaryExpression { Left: var left, Right: NameReference { Fact: not null } } => Add(left, fact, compiler, starts),
        Membership { Named: null, Inner: NameReference { Fact: not null } } member => member.Items.All(i => Add(i, fact, compiler, starts)),
        FunctionCall call when RuleFunction.Find(call.Name) == RuleFunction.Known => true,
        _ => false,
    };

    private static bool Add(Expression constant, Fact fact, Compiler compiler, SortedSet<long> starts)
    {
        if (!constant.Type.IsNumeric || !BatchConditions.IsConstant(constant))
        {
            return false;
        }
        if (compiler.Number(constant)(new FactRow(new FactSchema())) is not { } value)
        {
            return true; // Nothing to compare with, whatever the fact is.
        }
        var stored = Math.Floor(Math.Clamp(value, -Farthest, Farthest) * (fact.Type.Kind == RuleKind.Percent ? 1_000_000m : 1m));
        if (Math.Abs(stored) >= Farthest)
        {
            return false;
        }
        starts.Add((long)stored);
        starts.Add((long)stored + 1);
        return true;
    }
}
