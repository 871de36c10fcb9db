namespace Yinfeng.Rules;

/// <summary>What a value of the rules language is.</summary>
public enum RuleKind
{
    /// <summary>An amount of renminbi, held in fen.</summary>
    Money,

    /// <summary>A share; 5% is held as 0.05.</summary>
    Percent,

    /// <summary>A count of something: 个, 人, 月 … Counts of different things do not compare or add.</summary>
    Count,

    /// <summary>A number without unit, such as a year or the quotient of two amounts.</summary>
    Number,
    Text,

    /// <summary>Any number of words, such as the titles a company holds (资质); equal to a word when one of them is.</summary>
    Tags,

    /// <summary>One of a fixed list of words, such as 省内, 省外, 境外.</summary>
    Choice,

    /// <summary>A GB/T 2260 code of six digits.</summary>
    Region,
    Date,
    Bool,
}

/// <summary>Kind and, for counts, what is counted.</summary>
/// <param name="Unit">个, 人, 月, 亩 … for counts, 分/件 for a count per count, 亩 for money per 亩; null otherwise.</param>
public readonly record struct RuleType(RuleKind Kind, string? Unit = null)
{
    public bool IsNumeric => Kind is RuleKind.Money or RuleKind.Percent or RuleKind.Count or RuleKind.Number;

    /// <summary>This over a count: 万元 per 亩, 分 per 件.</summary>
    public RuleType Per(RuleType under) => new(Kind, Unit is null ? under.Unit : $"{Unit}/{under.Unit}");

    /// <summary>What is left when this, which is per something, is multiplied by <paramref name="count"/>; null when it is per something else.</summary>
    public RuleType? Of(RuleType count) => (Kind, Unit) switch
    {
        (RuleKind.Money, { } per) when count == new RuleType(RuleKind.Count, per) => new RuleType(RuleKind.Money),
        (RuleKind.Count, { } unit) when count.Kind == RuleKind.Count && unit.EndsWith("/" + count.Unit, StringComparison.Ordinal) =>
            new RuleType(RuleKind.Count, unit[..^(count.Unit!.Length + 1)]),
        _ => null,
    };

    /// <summary>As messages call it: 金额, 百分比, 数量(人) …</summary>
    public override string ToString() => Kind switch
    {
        RuleKind.Money when Unit is not null => $"金额/{Unit}",
        RuleKind.Money => "金额",
        RuleKind.Percent => "百分比",
        RuleKind.Count => $"数量（{Unit}）",
        RuleKind.Number => "不带单位的数",
        RuleKind.Text => "文字",
        RuleKind.Tags => "词的集合",
        RuleKind.Choice => "选项",
        RuleKind.Region => "地区代码",
        RuleKind.Date => "日期",
        _ => "是或否",
    };
}
