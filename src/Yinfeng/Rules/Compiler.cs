using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Rules;

/// <summary>Turns a checked rule into delegates over <see cref="FactRow"/>: the scalar executor.</summary>
/// <remarks>Numbers are exact decimals (money in fen); the frequent case "fact compared with a constant" stays in 64-bit integers.</remarks>
internal sealed class Compiler(RuleScope scope)
{
    public RuleScope Scope => scope;

    /// <summary>Says where the value of a part stands when it is worked out already; null in the plain executor.</summary>
    public IWorkedOut? WorkedOut { get; init; }

    public Func<FactRow, Truth> Condition(Expression part)
    {
        if (WorkedOut?.Condition(part) is { } workedOut)
        {
            return workedOut;
        }
        switch (part)
        {
            case BoolLiteral literal:
                var constant = TruthLogic.Of(literal.Value);
                return _ => constant;
            case NameReference { Fact: { } fact }:
                var slot = fact.Slot;
                return row => row.Numbers[slot] switch { FactRow.Missing => Truth.Unknown, 0 => Truth.No, _ => Truth.Yes };
            case NotExpression not:
                var inner = Condition(not.Inner);
                return row => TruthLogic.Not(inner(row));
            case BinaryExpression { Operator: TokenKind.And } and:
                var (a, b) = (Condition(and.Left), Condition(and.Right));
                return row => a(row) is var first && first == Truth.No ? Truth.No : TruthLogic.And(first, b(row));
            case BinaryExpression { Operator: TokenKind.Or } or:
                var (c, d) = (Condition(or.Left), Condition(or.Right));
                return row => c(row) is var first && first == Truth.Yes ? Truth.Yes : TruthLogic.Or(first, d(row));
            case BinaryExpression comparison:
                return Comparison(comparison);
            case Membership member:
                return Member(member);
            case Beginning beginning:
                return Starts(beginning);
            case FunctionCall call when RuleFunction.Find(call.Name) == RuleFunction.Known:
                FactReferences known = new(call.Arguments[0]);
                return row => TruthLogic.Of(known.AllKnown(row));
            default:
                throw new InvalidOperationException($"{part.GetType().Name} is no condition.");
        }
    }

    /// <summary>Money in fen, percentages as fractions; null where a fact is missing or a divisor is zero.</summary>
    public Func<FactRow, decimal?> Number(Expression part)
    {
        if (WorkedOut?.Number(part) is { } workedOut)
        {
            return workedOut;
        }
        switch (part)
        {
            case NumberLiteral literal:
                return _ => literal.Value;
            case NameReference { Fact: { IsSeries: true } series }:
                return row => row.Series[series.Slot] is { } years && years.TryGetValue(row.Year, out var ofYear) ? ofYear : null;
            case NameReference { IsYearWord: true } word:
                return word.Name == "第几年" ? row => row.YearIndex : row => row.Year;
            case NameReference { Fact: { IsExact: true } exact }:
                return row => row.Exact[exact.Slot];
            case NameReference { Fact: { } fact }:
                var (slot, factor) = (fact.Slot, fact.Type.Kind == RuleKind.Percent ? 0.000001m : 1m);
                return row => row.Numbers[slot] is var value && value == FactRow.Missing ? null : value * factor;
            case NameReference { Parameter: { } parameter }:
                var constant = parameter.On(scope.On);
                return _ => constant;
            case Negation negation:
                var inner = Number(negation.Inner);
                return row => -inner(row);
            case BinaryExpression binary:
                var (left, right, apply) = (Number(binary.Left), Number(binary.Right), Arithmetic(binary.Operator));
                return row => left(row) is { } x && right(row) is { } y ? apply(x, y) : null;
            case FunctionCall call:
                return Function(call);
            default:
                throw new InvalidOperationException($"{part.GetType().Name} is no number.");
        }
    }

    public static Func<FactRow, LedgerDate?> Date(Expression part)
    {
        switch (part)
        {
            case DateLiteral literal:
                return _ => new LedgerDate(literal.Ymd);
            case NameReference { Fact: { } fact }:
                return row => row.Date(fact);
            case FunctionCall call:
                var (a, b) = (Date(call.Arguments[0]), Date(call.Arguments[1]));
                var wantLater = RuleFunction.Find(call.Name) == RuleFunction.Later;
                return row => a(row) is { } x && b(row) is { } y ? (y.Latest > x.Latest) == wantLater ? y : x : null;
            default:
                throw new InvalidOperationException($"{part.GetType().Name} is no date.");
        }
    }

    private static Func<FactRow, string?> Text(Expression part) => part switch
    {
        TextLiteral literal => _ => literal.Value,
        NameReference { IsChoiceWord: true } word => _ => word.Name,
        NameReference { Fact: { Type.Kind: RuleKind.Region } fact } => row => row.Numbers[fact.Slot] is var code && code == FactRow.Missing
            ? null : code.ToString(CultureInfo.InvariantCulture),
        NameReference { Fact: { } fact } => row => row.Texts[fact.Slot],
        _ => throw new InvalidOperationException($"{part.GetType().Name} is no text."),
    };

    private Func<FactRow, decimal?> Function(FunctionCall call)
    {
        var name = RuleFunction.Find(call.Name);
        if (name is RuleFunction.Year)
        {
            var date = Date(call.Arguments[0]);
            return row => date(row)?.Year;
        }
        if (name is RuleFunction.Month)
        {
            var date = Date(call.Arguments[0]);
            return row => date(row) is { Month: > 0 } d ? d.Month : null;
        }
        return RuleFunction.OverYears(name!) || name is RuleFunction.ItemSum or RuleFunction.ItemCount or RuleFunction.Full or RuleFunction.Years
            ? new GatheringCompiler(this).Number(call, name!) : new CallCompiler(this).Number(call, name!);
    }

    private static Func<decimal, decimal, decimal?> Arithmetic(TokenKind sign) => sign switch
    {
        TokenKind.Plus => (x, y) => x + y,
        TokenKind.Minus => (x, y) => x - y,
        TokenKind.Times => (x, y) => x * y,
        TokenKind.Divide => (x, y) => y == 0 ? null : x / y,
        TokenKind.CapAt => (x, y) => Math.Min(x, y),
        TokenKind.AtLeast => (x, y) => Math.Max(x, y),
        _ => throw new InvalidOperationException($"{sign} is no arithmetic."),
    };

    private Func<FactRow, Truth> Comparison(BinaryExpression part)
    {
        var sign = part.Operator;
        if (part.Left.Type.Kind == RuleKind.Date)
        {
            var (first, second) = (Date(part.Left), Date(part.Right));
            return row => first(row) is { } x && second(row) is { } y ? DateOrder.Compare(sign, x, y) : Truth.Unknown;
        }
        if (part.Left.Type.Kind == RuleKind.Tags)
        {
            var (tags, word, wantHeld) = (Text(part.Left), Text(part.Right), sign == TokenKind.Equal);
            return row => tags(row) is { } x && word(row) is { } y ? TruthLogic.Of(RuleTags.Split(x).Contains(y) == wantHeld) : Truth.Unknown;
        }
        if (part.Left.Type.Kind is RuleKind.Text or RuleKind.Choice or RuleKind.Region)
        {
            var (first, second, wantEqual) = (Text(part.Left), Text(part.Right), sign == TokenKind.Equal);
            return row => first(row) is { } x && second(row) is { } y ? TruthLogic.Of(string.Equals(x, y, StringComparison.Ordinal) == wantEqual) : Truth.Unknown;
        }
        if (part.Left.Type.Kind == RuleKind.Bool)
        {
            var (first, second, wantEqual) = (Condition(part.Left), Condition(part.Right), sign == TokenKind.Equal);
            return row => first(row) is var x && second(row) is var y && (x == Truth.Unknown || y == Truth.Unknown)
                ? Truth.Unknown : TruthLogic.Of((x == y) == wantEqual);
        }
        if (part.Left is NameReference { Fact: { Type.Kind: RuleKind.Money or RuleKind.Count or RuleKind.Percent, IsExact: false, IsSeries: false } fact }
            && part.Right is NumberLiteral literal && literal.Value * (fact.Type.Kind == RuleKind.Percent ? 1_000_000m : 1m) is var stored
            && decimal.IsInteger(stored))
        {
            var (slot, limit) = (fact.Slot, (long)stored);
            return row => row.Numbers[slot] is var value && value == FactRow.Missing
                ? Truth.Unknown : TruthLogic.Of(Holds(sign, value.CompareTo(limit)));
        }
        var (left, right) = (Number(part.Left), Number(part.Right));
        return row => left(row) is { } x && right(row) is { } y ? TruthLogic.Of(Holds(sign, x.CompareTo(y))) : Truth.Unknown;
    }

    internal static bool Holds(TokenKind sign, int order) => sign switch
    {
        TokenKind.Equal => order == 0,
        TokenKind.NotEqual => order != 0,
        TokenKind.Less => order < 0,
        TokenKind.LessOrEqual => order <= 0,
        TokenKind.Greater => order > 0,
        _ => order >= 0,
    };

    private Func<FactRow, Truth> Member(Membership member)
    {
        if (member.Named is { } set)
        {
            var slot = ((NameReference)member.Inner).Fact!.Slot;
            return row => row.Numbers[slot] is var region && region == FactRow.Missing ? Truth.Unknown : scope.Sets.Contains(set, row, region);
        }
        if (member.Inner.Type.Kind == RuleKind.Tags)
        {
            var (tags, words) = (Text(member.Inner), member.Items.Select(i => Text(i)(Empty)!).ToHashSet(StringComparer.Ordinal));
            return row => tags(row) is { } text ? TruthLogic.Of(RuleTags.Split(text).Any(words.Contains)) : Truth.Unknown;
        }
        if (member.Inner.Type.Kind is RuleKind.Text or RuleKind.Choice or RuleKind.Region)
        {
            var (inner, items) = (Text(member.Inner), member.Items.Select(i => Text(i)(Empty)!).ToHashSet(StringComparer.Ordinal));
            return row => inner(row) is { } text ? TruthLogic.Of(items.Contains(text)) : Truth.Unknown;
        }
        var conditions = member.Items.Select(item =>
            Comparison(new BinaryExpression(member.At, member.Length, TokenKind.Equal, member.Inner, item) { Type = member.Type })).ToArray();
        return row => conditions.Aggregate(Truth.No, (answer, condition) => TruthLogic.Or(answer, condition(row)));
    }

    private static readonly FactRow Empty = new(new FactSchema());

    private static Func<FactRow, Truth> Starts(Beginning beginning)
    {
        var (inner, prefixes) = (Text(beginning.Inner), beginning.Prefixes);
        if (beginning.Anywhere)
        {
            return row => inner(row) is { } text ? TruthLogic.Of(prefixes.Any(p => text.Contains(p, StringComparison.Ordinal))) : Truth.Unknown;
        }
        if (beginning.Inner is NameReference { Fact: { Type.Kind: RuleKind.Region } fact })
        {
            return row => row.Numbers[fact.Slot] is var code && code == FactRow.Missing ? Truth.Unknown : TruthLogic.Of(BeginsWithOne(code, prefixes));
        }
        return row => inner(row) is { } text ? TruthLogic.Of(BeginsWithOne(text, prefixes)) : Truth.Unknown;
    }

    private static bool BeginsWithOne(long code, IReadOnlyList<string> prefixes)
    {
        Span<char> digits = stackalloc char[20];
        _ = code.TryFormat(digits, out var written, default, CultureInfo.InvariantCulture);
        return BeginsWithOne(digits[..written], prefixes);
    }

    /// <summary>Asked once per policy and subject: a loop, which allocates nothing.</summary>
    private static bool BeginsWithOne(ReadOnlySpan<char> text, IReadOnlyList<string> prefixes)
    {
        for (var i = 0; i < prefixes.Count; i++)
        {
            if (text.StartsWith(prefixes[i], StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>Values of parts of rules that are worked out before what is made of them.</summary>
internal interface IWorkedOut
{
    /// <summary>Null for parts that are not kept.</summary>
    Func<FactRow, Truth>? Condition(Expression part);

    /// <inheritdoc cref="Condition"/>
    Func<FactRow, decimal?>? Number(Expression part);
}
