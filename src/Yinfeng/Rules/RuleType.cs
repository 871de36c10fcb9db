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

    /// <summary>One of a fixed list of words, such as 省内, 省外, 境外.</summary>
    Choice,

    /// <summary>A GB/T 2260 code of six digits.</summary>
    Region,
    Date,
    Bool,
}

/// <summary>Kind and, for counts, what is counted.</summary>
/// <param name="Unit">个, 人, 月, 年, 天 for counts; null otherwise.</param>
public readonly record struct RuleType(RuleKind Kind, string? Unit = null)
{
    public bool IsNumeric => Kind is RuleKind.Money or RuleKind.Percent or RuleKind.Count or RuleKind.Number;

    /// <summary>As messages call it: 金额, 百分比, 数量(人) …</summary>
    public override string ToString() => Kind switch
    {
        RuleKind.Money => "金额",
        RuleKind.Percent => "百分比",
        RuleKind.Count => $"数量（{Unit}）",
        RuleKind.Number => "不带单位的数",
        RuleKind.Text => "文字",
        RuleKind.Choice => "选项",
        RuleKind.Region => "地区代码",
        RuleKind.Date => "日期",
        _ => "是或否",
    };
}
