namespace Yinfeng.Rules;

/// <summary>Turns checked calls that give a number into delegates: sums, choices, rounding, tiers.</summary>
internal sealed class CallCompiler(Compiler compiler)
{
    public Func<FactRow, decimal?> Number(FunctionCall call, string name)
    {
        switch (name)
        {
            case RuleFunction.If:
                var (condition, yes, no) = (compiler.Condition(call.Arguments[0]), compiler.Number(call.Arguments[1]), compiler.Number(call.Arguments[2]));
                return row => condition(row) switch { Truth.Yes => yes(row), Truth.No => no(row), _ => null };
            case RuleFunction.Otherwise:
                var (wanted, instead) = (compiler.Number(call.Arguments[0]), compiler.Number(call.Arguments[1]));
                return row => wanted(row) ?? instead(row);
            case RuleFunction.Round:
                var value = compiler.Number(call.Arguments[0]);
                // Places are those people see: of a percentage, places of the percent.
                var places = (int)((NumberLiteral)call.Arguments[1]).Value + (call.Arguments[0].Type.Kind == RuleKind.Percent ? 2 : 0);
                return row => value(row) is { } v ? decimal.Round(v, places, MidpointRounding.AwayFromZero) : null;
            case RuleFunction.Tiers:
                return Whole(call);
            case RuleFunction.Marginal:
                return Marginal(call);
            default:
                var parts = call.Arguments.Select(compiler.Number).ToArray();
                Func<decimal, decimal, decimal> join = name switch
                {
                    RuleFunction.Sum => decimal.Add,
                    RuleFunction.Larger => Math.Max,
                    RuleFunction.Smaller => Math.Min,
                    _ => throw new InvalidOperationException($"{name} gives no number."),
                };
                return row => Fold(parts, row, join);
        }
    }

    /// <summary>Null as soon as one part is: what is not known is not taken for zero.</summary>
    private static decimal? Fold(Func<FactRow, decimal?>[] parts, FactRow row, Func<decimal, decimal, decimal> join)
    {
        decimal? all = null;
        foreach (var part in parts)
        {
            if (part(row) is not { } value)
            {
                return null;
            }
            all = all is { } before ? join(before, value) : value;
        }
        return all;
    }

    /// <summary>The value of the highest tier reached; below the lowest one nothing, which is zero.</summary>
    private Func<FactRow, decimal?> Whole(FunctionCall call)
    {
        var (value, starts, gives) = Tiers(call);
        var over = call.Tiers.Select(t => t.Over).ToArray();
        var (end, below) = call.Tiers[^1] is { To: { } to } last ? (compiler.Number(to)(new FactRow(new FactSchema())), last.Below) : (null, false);
        return row =>
        {
            if (value(row) is not { } v)
            {
                return null;
            }
            if (end is { } top && (v > top || (below && v == top)))
            {
                return 0;
            }
            var at = starts.Length - 1;
            while (at >= 0 && (starts[at] > v || (over[at] && starts[at] == v)))
            {
                at--;
            }
            return at < 0 ? 0 : gives[at](row);
        };
    }

    /// <summary>Each rate times the part of the value between its start and the next one.</summary>
    private Func<FactRow, decimal?> Marginal(FunctionCall call)
    {
        var (value, starts, rates) = Tiers(call);
        return row =>
        {
            if (value(row) is not { } v)
            {
                return null;
            }
            var sum = 0m;
            for (var at = 0; at < starts.Length && starts[at] < v; at++)
            {
                if (rates[at](row) is not { } rate)
                {
                    return null;
                }
                sum += (Math.Min(v, at + 1 < starts.Length ? starts[at + 1] : v) - starts[at]) * rate;
            }
            return sum;
        };
    }

    private (Func<FactRow, decimal?> Value, decimal[] Starts, Func<FactRow, decimal?>[] Gives) Tiers(FunctionCall call)
    {
        var nothing = new FactRow(new FactSchema());
        // The checker saw to it that starts are fixed numbers.
        return (compiler.Number(call.Arguments[0]), [.. call.Tiers.Select(t => compiler.Number(t.From)(nothing)!.Value)],
            [.. call.Tiers.Select(t => compiler.Number(t.Gives))]);
    }
}
