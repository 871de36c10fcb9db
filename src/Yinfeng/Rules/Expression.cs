namespace Yinfeng.Rules;

/// <summary>A part of a parsed rule. <see cref="Type"/> is known once the checker has passed.</summary>
/// <param name="At">Characters before it in the rule text.</param>
internal abstract record Expression(int At, int Length)
{
    public RuleType Type { get; set; }
    public abstract IEnumerable<Expression> Parts { get; }

    /// <summary>The parts that have a value of their own beside the whole, as an explanation shows them.</summary>
    public virtual IEnumerable<Expression> Shown => Parts;

    /// <summary>The part itself and everything below.</summary>
    public IEnumerable<Expression> All => Parts.SelectMany(p => p.All).Prepend(this);

    /// <summary>Whether the value depends on <see cref="FactRow.Year"/> or <see cref="FactRow.YearIndex"/>.</summary>
    public bool AsksYear => this switch
    {
        NameReference name => name.IsYearWord || name.Fact is { IsSeries: true },
        FunctionCall call when RuleFunction.Find(call.Name) is RuleFunction.LastYear or RuleFunction.Latest or RuleFunction.Total or RuleFunction.Highest
            or RuleFunction.FirstYear => false,
        FunctionCall call when RuleFunction.Find(call.Name) == RuleFunction.InYear => call.Arguments[1].AsksYear,
        _ => Parts.Any(p => p.AsksYear),
    };
}

/// <summary>A number with its unit applied: 1亿元 is 10,000,000,000 fen, 5% is 0.05.</summary>
internal sealed record NumberLiteral(int At, int Length, decimal Value, RuleType Is) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [];
}

internal sealed record TextLiteral(int At, int Length, string Value) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [];
}

internal sealed record DateLiteral(int At, int Length, int Ymd) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [];
}

internal sealed record BoolLiteral(int At, int Length, bool Value) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [];
}

/// <summary>A fact, a dated parameter, or a word of a choice; the checker says which.</summary>
internal sealed record NameReference(int At, int Length, string Name) : Expression(At, Length)
{
    public Fact? Fact { get; set; }
    public RuleParameter? Parameter { get; set; }
    public bool IsChoiceWord { get; set; }

    /// <summary>第几年 or 当年 of a per-year rule.</summary>
    public bool IsYearWord { get; set; }
    public override IEnumerable<Expression> Parts => [];
}

internal sealed record NotExpression(int At, int Length, Expression Inner) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [Inner];
}

internal sealed record Negation(int At, int Length, Expression Inner) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [Inner];
}

/// <summary>且, 或, the comparisons, + - × ÷, 封顶 (the smaller of both) and 保底 (the larger).</summary>
internal sealed record BinaryExpression(int At, int Length, TokenKind Operator, Expression Left, Expression Right) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [Left, Right];
}

/// <summary>… 属于 [a, b], or 属于 重点区域 where <paramref name="Named"/> is the name of a set.</summary>
internal sealed record Membership(int At, int Length, Expression Inner, IReadOnlyList<Expression> Items, string? Named) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [Inner, .. Items];
}

/// <summary>… 以 "C39"、"C40" 开头, or … 含 "国家级" where <paramref name="Anywhere"/>.</summary>
internal sealed record Beginning(int At, int Length, Expression Inner, IReadOnlyList<string> Prefixes, bool Anywhere = false) : Expression(At, Length)
{
    public override IEnumerable<Expression> Parts => [Inner];
}

/// <summary>年份(签约日期), 较晚(签约日期, 开工日期), 分档(完成率, 60% → 5, 100% → 10) …</summary>
internal sealed record FunctionCall(int At, int Length, string Name, IReadOnlyList<Expression> Arguments) : Expression(At, Length)
{
    /// <summary>From the lowest up; only where they are written.</summary>
    public IReadOnlyList<RuleTier> Tiers { get; init; } = [];
    /// <summary>What is asked of the items of a list is no part: it reads the facts of the items.</summary>
    public override IEnumerable<Expression> Parts => RuleFunction.Find(Name) is RuleFunction.ItemSum or RuleFunction.ItemCount
        ? Arguments.Take(1) : [.. Arguments, .. Tiers.SelectMany(t => new[] { t.From, t.To, t.Gives }.OfType<Expression>())];

    public override IEnumerable<Expression> Shown => RuleFunction.OverYears(Name) || RuleFunction.Find(Name) is RuleFunction.ItemSum or RuleFunction.ItemCount
        ? [] : Parts;
}

/// <summary>"60% → 5", "超过 5000万元 至 1亿元 → 80%": from where on, up to where, and what it gives there.</summary>
/// <param name="Over">The start itself belongs to the tier below.</param>
/// <param name="To">Null where the tier runs to the next one.</param>
/// <param name="Below">The end itself belongs to the tier above.</param>
internal sealed record RuleTier(Expression From, Expression Gives, bool Over = false, Expression? To = null, bool Below = false);
