using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>Turns checked conditions into predicates over a table; parts that policies share become one.</summary>
/// <remarks>Conditions on one fact are asked of the scalar executor once per value that can make a difference, so both executors agree by
/// construction. What fits no column form is left to the scalar executor, row by row.</remarks>
internal sealed class BatchConditions(BatchTable table)
{
    private readonly Dictionary<(BatchColumn, string), CodePredicate> _shared = [];
    private readonly Dictionary<string, SharedNumber> _numbers = new(StringComparer.Ordinal);

    /// <summary>How many places predicates take in <see cref="BatchRun"/>.</summary>
    public int Slots { get; private set; }

    public BatchPredicate Build(Expression part, Compiler compiler)
    {
        if (OnOneFact([part], compiler) is { } single)
        {
            return single;
        }
        switch (part)
        {
            case NotExpression not:
                return new NotPredicate(Build(not.Inner, compiler)) { Slot = Slots++ };
            case BinaryExpression { Operator: TokenKind.And or TokenKind.Or } joined:
                return Join(joined, compiler);
            case BinaryExpression comparison when comparison.Left.Type.IsNumeric:
                return new BatchNumbers(table, this, compiler).Compare(comparison) is { } compare ? compare : Scalar(part, compiler);
            default:
                return Scalar(part, compiler);
        }
    }

    /// <summary>How many numbers policies share.</summary>
    public int Numbers => _numbers.Count;

    public int NextSlot() => Slots++;

    /// <summary>The number itself, or the same one of an earlier policy.</summary>
    public BatchNumber Shared(BatchNumber number)
    {
        if (number.Key is not { } key)
        {
            return number;
        }
        return _numbers.TryGetValue(key, out var known) ? known
            : _numbers[key] = new SharedNumber(number, _numbers.Count) { Scale = number.Scale, Low = number.Low, High = number.High };
    }

    private ScalarPredicate Scalar(Expression part, Compiler compiler) =>
        new(compiler.Condition(part), FactsToFill(part)) { Slot = Slots++ };

    /// <summary>Those that the scalar executor reads, all where it asks a dated set, which looks at the row itself.</summary>
    public BatchFacts FactsToFill(Expression part) =>
        new(table, part.All.Any(p => p is Membership { Named: not null }) ? table.Schema.Facts : new FactReferences(part).Facts);

    private BatchPredicate Join(BinaryExpression joined, Compiler compiler)
    {
        var parts = Flat(joined, joined.Operator);
        // Conditions on one fact in one: 营业收入 >= a 且 营业收入 < b is one range.
        var built = new List<BatchPredicate>();
        foreach (var group in parts.GroupBy(p => Single(p) is { } fact ? (object)fact : p))
        {
            var together = group.Count() > 1 ? OnOneFact([.. group], compiler, joined.Operator) : null;
            built.AddRange(together is null ? group.Select(p => Build(p, compiler)) : [together]);
        }
        return built.Count == 1 ? built[0]
            : joined.Operator == TokenKind.And ? new AllPredicate(built) { Slot = Slots++ } : new AnyPredicate(built) { Slot = Slots++ };
    }

    internal static List<Expression> Flat(Expression part, TokenKind sign) => part is BinaryExpression binary && binary.Operator == sign
        ? [.. Flat(binary.Left, sign), .. Flat(binary.Right, sign)] : [part];

    /// <summary>A dated set looks at the row's city and day, 当年 and 第几年 at the year the row is asked for.</summary>
    private static bool ReadsMore(Expression part) => part is Membership { Named: not null } or NameReference { IsYearWord: true };

    /// <summary>Whether a part is the same for every row.</summary>
    internal static bool IsConstant(Expression part) => !part.All.Any(p => ReadsMore(p) || p is NameReference { Fact: not null });

    /// <summary>The only fact a part reads; null when it reads several, or something besides facts.</summary>
    internal static Fact? Single(Expression part) =>
        part.All.Any(ReadsMore) ? null : new FactReferences(part).Facts is [var only] ? only : null;

    /// <param name="sign">How the parts are joined.</param>
    private BatchPredicate? OnOneFact(List<Expression> parts, Compiler compiler, TokenKind sign = TokenKind.And)
    {
        var asks = parts.ConvertAll(compiler.Condition);
        Truth Ask(FactRow row) => asks.Count == 1 ? asks[0](row)
            : asks.Select(a => a(row)).Aggregate(sign == TokenKind.And ? TruthLogic.And : TruthLogic.Or);
        var row = new FactRow(table.Schema);
        if (parts.TrueForAll(IsConstant))
        {
            return new ConstantPredicate(Ask(row)) { Slot = Slots++ };
        }
        if (Single(parts[0]) is not { } fact || !BatchColumn.Takes(fact) || parts.Exists(p => Single(p) != fact) || table[fact].Coded is not { } coded)
        {
            return null;
        }
        var column = table[fact];
        if (column.Bits is not null && Plain(row, fact, Ask))
        {
            return new BitPredicate(column);
        }
        var answers = fact.IsText ? ByWord(column, row, fact, Ask)
            : FactBoundaries.Of(parts, fact, compiler) is { } boundaries ? ByBoundary(coded, row, fact, Ask, boundaries)
            : coded.IsExact ? ByValue(coded, row, fact, Ask)
            : null;
        return answers is null ? null : Shared(column, answers);
    }

    private CodePredicate Shared(BatchColumn column, CodeAnswers answers)
    {
        var key = (column, answers.Key);
        if (_shared.TryGetValue(key, out var known))
        {
            known.IsShared = true;
            return known;
        }
        return _shared[key] = new CodePredicate(column, answers) { Slot = Slots++ };
    }

    /// <summary>Whether the condition is the fact itself.</summary>
    private static bool Plain(FactRow row, Fact fact, Func<FactRow, Truth> ask)
    {
        Truth At(long value)
        {
            row.Set(fact, value);
            return ask(row);
        }
        return At(FactRow.Missing) == Truth.Unknown && At(0) == Truth.No && At(1) == Truth.Yes;
    }

    private static CodeAnswers ByWord(BatchColumn column, FactRow row, Fact fact, Func<FactRow, Truth> ask)
    {
        var truths = new Truth[column.Words!.Length + 1];
        for (var code = 0; code < truths.Length; code++)
        {
            row.Texts[fact.Slot] = code == 0 ? null : column.Words[code - 1];
            truths[code] = ask(row);
        }
        return CodeAnswers.Of(column.Coded!, truths);
    }

    private static CodeAnswers ByValue(CodedColumn coded, FactRow row, Fact fact, Func<FactRow, Truth> ask)
    {
        var truths = new Truth[coded.Distinct + 1];
        for (var code = 0; code < truths.Length; code++)
        {
            row.Numbers[fact.Slot] = code == 0 ? FactRow.Missing : coded.First[code];
            truths[code] = ask(row);
        }
        return CodeAnswers.Of(coded, truths);
    }

    private static CodeAnswers ByBoundary(CodedColumn coded, FactRow row, Fact fact, Func<FactRow, Truth> ask, long[] starts)
    {
        Truth At(long value)
        {
            row.Numbers[fact.Slot] = value;
            return ask(row);
        }
        return CodeAnswers.Of(coded, At(FactRow.Missing), starts, [.. starts.Select(At)]);
    }
}
