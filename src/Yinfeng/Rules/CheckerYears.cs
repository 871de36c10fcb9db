namespace Yinfeng.Rules;

/// <summary>The part that looks at functions over the years of a fact and over the items of a list.</summary>
internal sealed partial class Checker
{
    private RuleType? CheckGathering(string name, FunctionCall call) => name switch
    {
        RuleFunction.FirstYear => Within(_scope with { PerYear = true }, () => CheckCondition(call.Arguments[0])) is null ? null : Number,
        RuleFunction.ItemCount or RuleFunction.ItemSum => Items(name, call),
        RuleFunction.YearBefore when !_scope.PerYear => Report("which-year", call, "“上年”只有逐年计算时才知道是哪一年的上一年。",
            "把这条写进“逐年”，或写成 年度值(销售收入, 2023)。"),
        _ => Series(call) is not { } type ? null
            : name == RuleFunction.LastYear ? Number
            : name == RuleFunction.InYear
                ? Check(call.Arguments[1]) switch
                {
                    null => null,
                    { Kind: RuleKind.Number } => type,
                    { } other => Report("argument", call.Arguments[1], $"这里要一个年份，却是{other}。", "写成 2023 或 年份(签约日期)。"),
                }
            : name == RuleFunction.Latest && call.Arguments.Count == 2 && !IsSpan(call.Arguments[1])
                ? Report("span", call.Arguments[1], "这里要写最近几年。", "写成 最近(销售收入, 3年) 这样的整年数。")
                : type,
    };

    /// <summary>The fact per year that a call names; reports when it is none.</summary>
    private RuleType? Series(FunctionCall call)
    {
        if (call.Arguments[0] is NameReference name && _scope.Facts.Find(name.Name) is { IsSeries: true } fact)
        {
            (name.Fact, name.Type) = (fact, fact.Type);
            return fact.Type;
        }
        if (Check(call.Arguments[0]) is null)
        {
            return null;
        }
        var known = _scope.Facts.Facts.Where(f => f.IsSeries).Select(f => f.Name);
        return Report("series", call.Arguments[0], $"“{call.Name}”要一个逐年的事实。", $"可用的：{string.Join("、", known)}。");
    }

    private static bool IsSpan(Expression part) =>
        part is NumberLiteral { Is: { Kind: RuleKind.Count, Unit: "年" }, Value: >= 1 and <= 100 } span && decimal.IsInteger(span.Value);

    private RuleType? Items(string name, FunctionCall call)
    {
        if (call.Arguments[0] is not NameReference list || _scope.Facts.Find(list.Name) is not { Columns: { } columns } fact)
        {
            var known = _scope.Facts.Facts.Where(f => f.Columns is not null).Select(f => f.Name);
            return Report("items", call.Arguments[0], $"“{call.Name}”要一个清单。", $"可用的：{string.Join("、", known)}。");
        }
        list.Fact = fact;
        var (condition, value) = Within(_scope with { Facts = columns, PerYear = false },
            () => (CheckCondition(call.Arguments[1]), name == RuleFunction.ItemSum ? CheckNumeric(call.Arguments[2]) : Number));
        return condition is null ? null : value;
    }

    private T Within<T>(RuleScope inner, Func<T> check)
    {
        var outer = _scope;
        _scope = inner;
        var found = check();
        _scope = outer;
        return found;
    }
}
