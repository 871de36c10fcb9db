namespace Yinfeng.Rules;

/// <summary>Turns checked numbers into whole-number arithmetic over a table, with scale and bounds proven; null where that fails.</summary>
/// <param name="table">Null for numbers of one subject at a time, whose bounds are not known: these watch for overflow as they compute.</param>
internal sealed class BatchNumbers(BatchTable? table, BatchConditions? conditions, Compiler compiler)
{
    /// <summary>Sums and comparisons of two such numbers still fit 64 bits.</summary>
    private static readonly Int128 Bound = (Int128)1 << 62;

    /// <summary>A block of such amounts adds up in 64 bits.</summary>
    private static readonly Int128 AmountBound = (Int128)1 << 50;
    private const int DeepestScale = 18;
    private static readonly FactRow Nothing = new(new FactSchema());

    /// <summary>The amount in whole fen, half away from zero.</summary>
    public BatchNumber? Amount(Expression part) =>
        Build(part) is { } number && Rounded(number, 0) is { } fen && fen.High < AmountBound && fen.Low > -AmountBound ? fen : null;

    public ComparePredicate? Compare(BinaryExpression part) =>
        Build(part.Left) is { } left && Build(part.Right) is { } right && Aligned(left, right) is { } both
            ? new ComparePredicate(part.Operator, both.Left, both.Right) { Slot = conditions!.NextSlot() } : null;

    public BatchNumber? Build(Expression part)
    {
        if (BatchConditions.IsConstant(part))
        {
            return compiler.Number(part)(Nothing) is { } value ? Constant(value) : null;
        }
        return part switch
        {
            NameReference { Fact: { Type.IsNumeric: true } fact } when BatchColumn.Takes(fact) => Bounded(new ColumnNumber(fact.Slot, table?[fact])
            {
                Scale = fact.Type.Kind == RuleKind.Percent ? 6 : 0, Low = table?[fact].Span.Low ?? 0, High = table?[fact].Span.High ?? 0,
            }),
            Negation negation => Build(negation.Inner) is { } inner ? Pair(NumberSign.Multiply, inner, Constant(-1, 0)!) : null,
            BinaryExpression { Operator: TokenKind.Divide } division => Divided(division),
            BinaryExpression binary => Build(binary.Left) is { } left && Build(binary.Right) is { } right
                ? Pair(SignOf(binary.Operator), left, right) : null,
            FunctionCall call => Call(call, RuleFunction.Find(call.Name)),
            _ => null,
        };
    }

    private static NumberSign? SignOf(TokenKind sign) => sign switch
    {
        TokenKind.Plus => NumberSign.Add,
        TokenKind.Minus => NumberSign.Subtract,
        TokenKind.Times => NumberSign.Multiply,
        TokenKind.CapAt => NumberSign.Smaller,
        TokenKind.AtLeast => NumberSign.Larger,
        _ => null,
    };

    private BatchNumber? Call(FunctionCall call, string? name)
    {
        switch (name)
        {
            case RuleFunction.Sum or RuleFunction.Larger or RuleFunction.Smaller:
                var sign = name == RuleFunction.Sum ? NumberSign.Add : name == RuleFunction.Larger ? NumberSign.Larger : NumberSign.Smaller;
                return call.Arguments.Skip(1).Aggregate(Build(call.Arguments[0]), (all, next) =>
                    all is not null && Build(next) is { } one ? Pair(sign, all, one) : null);
            case RuleFunction.Round:
                var places = (int)((NumberLiteral)call.Arguments[1]).Value + (call.Arguments[0].Type.Kind == RuleKind.Percent ? 2 : 0);
                return Build(call.Arguments[0]) is { } value && Rounded(value, places) is { } rounded ? conditions?.Shared(rounded) ?? rounded : null;
            case RuleFunction.If:
                return Build(call.Arguments[1]) is { } yes && Build(call.Arguments[2]) is { } no && Aligned(yes, no) is { } either
                    ? (BatchNumber)(new ChosenNumber(conditions?.Build(call.Arguments[0], compiler), compiler.Condition(call.Arguments[0]), either.Left, either.Right)
                    {
                        Scale = either.Left.Scale, Low = Least(either.Left.Low, either.Right.Low), High = Most(either.Left.High, either.Right.High),
                    }) : null;
            case RuleFunction.Otherwise:
                return Build(call.Arguments[0]) is { } wanted && Build(call.Arguments[1]) is { } instead && Aligned(wanted, instead) is { } both
                    ? new OtherwiseNumber(both.Left, both.Right)
                    {
                        Scale = both.Left.Scale, Low = Least(both.Left.Low, both.Right.Low), High = Most(both.Left.High, both.Right.High),
                    } : null;
            case RuleFunction.Tiers:
                return Tiers(call);
            case RuleFunction.Marginal:
                return Marginal(call);
            default:
                return null;
        }
    }

    private TierNumber? Tiers(FunctionCall call)
    {
        var gives = call.Tiers.Select(t => Build(t.Gives)).ToList();
        if (Starts(call) is not { } tiered || gives.Exists(g => g is null))
        {
            return null;
        }
        var scale = gives.Max(g => g!.Scale);
        var scaled = gives.ConvertAll(g => Scaled(g!, scale));
        if (scaled.Exists(g => g is null))
        {
            return null;
        }
        // A start that belongs to the tier below is one step of the scale higher.
        var starts = tiered.Starts.Select((start, i) => start + (call.Tiers[i].Over ? 1 : 0)).ToList();
        if (call.Tiers[^1] is { To: { } end, Below: var below })
        {
            if (Build(end) is not ConstantNumber last || Scaled(last, tiered.Value.Scale) is not ConstantNumber { Value: var top })
            {
                return null;
            }
            starts.Add(top + (below ? 0 : 1));
            scaled.Add(new ConstantNumber(0) { Scale = scale });
        }
        return new TierNumber(tiered.Value, [.. starts], [.. scaled!])
        {
            Scale = scale, Low = Least(0, scaled.Min(g => g!.Low)), High = Most(0, scaled.Max(g => g!.High)),
        };
    }

    private BatchNumber? Marginal(FunctionCall call)
    {
        var rates = call.Tiers.Select(t => Build(t.Gives) as ConstantNumber).ToList();
        if (Starts(call) is not { } tiered || rates.Exists(r => r is null))
        {
            return null;
        }
        var scale = rates.Max(r => r!.Scale);
        var scaled = rates.ConvertAll(r => Scaled(r!, scale) as ConstantNumber);
        if (scaled.Exists(r => r is null))
        {
            return null;
        }
        // No more of the value than lies above the first start takes part, at no more than the highest rate.
        var most = Most(0, tiered.Value.High - tiered.Starts[0]) * scaled.Max(r => Int128.Abs(r!.Value));
        return Bounded(new MarginalNumber(tiered.Value, tiered.Starts, [.. scaled.Select(r => r!.Value)])
        {
            Scale = tiered.Value.Scale + scale, Low = -most, High = most,
        });
    }

    /// <summary>The value of a tiered call and its starts in one scale.</summary>
    private (BatchNumber Value, long[] Starts)? Starts(FunctionCall call)
    {
        // The end of the last tier counts for the scale; it is no start.
        var starts = call.Tiers.Select(t => t.From).Concat(call.Tiers[^1].To is { } to ? [to] : []).Select(f => Build(f) as ConstantNumber).ToList();
        if (Build(call.Arguments[0]) is not { } value || starts.Exists(s => s is null))
        {
            return null;
        }
        var scale = Math.Max(value.Scale, starts.Max(s => s!.Scale));
        var scaled = starts.ConvertAll(s => Scaled(s!, scale) as ConstantNumber);
        return Scaled(value, scale) is { } same && !scaled.Exists(s => s is null)
            ? (same, [.. scaled.Take(call.Tiers.Count).Select(s => s!.Value)]) : null;
    }

    /// <summary>Only by a constant whose reciprocal ends, such as 1万元 or 8: then a decimal divides without a rest too.</summary>
    private BatchNumber? Divided(BinaryExpression division)
    {
        if (Build(division.Right) is not ConstantNumber { Value: var divisor and not 0 } by || Build(division.Left) is not { } value)
        {
            return null;
        }
        // x / (v / 10^s) = x × 10^s × (10^k / v) / 10^k for the least k that v divides.
        var power = (Int128)1;
        for (var places = 0; places <= DeepestScale; places++, power *= 10)
        {
            if (power % divisor == 0)
            {
                return Constant((power / divisor) * Power(by.Scale), places) is { } factor ? Pair(NumberSign.Multiply, value, factor) : null;
            }
        }
        return null;
    }

    private static BatchNumber? Pair(NumberSign? sign, BatchNumber left, BatchNumber right)
    {
        if (sign is not { } known)
        {
            return null;
        }
        if (left is ConstantNumber && right is not ConstantNumber && known != NumberSign.Subtract)
        {
            (left, right) = (right, left); // A constant is cheapest on the right.
        }
        if (known == NumberSign.Multiply)
        {
            Int128[] corners = [left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High];
            return Bounded(new PairNumber(known, left, right) { Scale = left.Scale + right.Scale, Low = corners.Min(), High = corners.Max() });
        }
        if (Aligned(left, right) is not { } both)
        {
            return null;
        }
        var (a, b) = both;
        var (low, high) = known switch
        {
            NumberSign.Add => (a.Low + b.Low, a.High + b.High),
            NumberSign.Subtract => (a.Low - b.High, a.High - b.Low),
            NumberSign.Smaller => (Least(a.Low, b.Low), Least(a.High, b.High)),
            _ => (Most(a.Low, b.Low), Most(a.High, b.High)),
        };
        return Bounded(new PairNumber(known, a, b) { Scale = a.Scale, Low = low, High = high });
    }

    private static (BatchNumber Left, BatchNumber Right)? Aligned(BatchNumber left, BatchNumber right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return Scaled(left, scale) is { } a && Scaled(right, scale) is { } b ? (a, b) : null;
    }

    private static BatchNumber? Scaled(BatchNumber number, int scale)
    {
        if (number.Scale == scale)
        {
            return number;
        }
        var power = Power(scale - number.Scale);
        var (low, high) = (number.Low * power, number.High * power);
        if (scale > DeepestScale || low <= -Bound || high >= Bound)
        {
            return null;
        }
        return number is ConstantNumber { Value: var value }
            ? new ConstantNumber((long)(value * power)) { Scale = scale, Low = low, High = high }
            : new PairNumber(NumberSign.Multiply, number, new ConstantNumber((long)power)) { Scale = scale, Low = low, High = high };
    }

    private static BatchNumber? Rounded(BatchNumber number, int places)
    {
        if (number.Scale <= places)
        {
            return number;
        }
        var by = Power(number.Scale - places);
        return new RoundedNumber(number, (long)by) { Scale = places, Low = (number.Low / by) - 1, High = (number.High / by) + 1 };
    }

    private static ConstantNumber? Constant(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        // 96 bits without sign; the sign stands apart.
        var digits = unchecked(((Int128)(uint)bits[2] << 64) | ((Int128)(uint)bits[1] << 32) | (uint)bits[0]);
        return Constant(value < 0 ? -digits : digits, value.Scale);
    }

    /// <summary>Without zeros at its end: a small scale leaves room.</summary>
    private static ConstantNumber? Constant(Int128 digits, int scale)
    {
        while (scale > 0 && digits % 10 == 0)
        {
            (digits, scale) = (digits / 10, scale - 1);
        }
        return scale <= DeepestScale && Int128.Abs(digits) < Bound
            ? new ConstantNumber((long)digits) { Scale = scale, Low = digits, High = digits } : null;
    }

    private static Int128 Power(int places)
    {
        var power = (Int128)1;
        for (var i = 0; i < places; i++)
        {
            power *= 10;
        }
        return power;
    }

    private static BatchNumber? Bounded(BatchNumber number) =>
        number.Scale <= DeepestScale && number.Low > -Bound && number.High < Bound ? number : null;

    private static Int128 Least(Int128 a, Int128 b) => Int128.Min(a, b);
    private static Int128 Most(Int128 a, Int128 b) => Int128.Max(a, b);
}
