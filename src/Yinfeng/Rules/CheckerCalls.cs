namespace Yinfeng.Rules;

/// <summary>The part that looks at calls: how many values, of which kind, and whether tiers stand in order.</summary>
internal sealed partial class Checker
{
    private bool Counts(string name, FunctionCall call, int written)
    {
        var (least, most, usage) = RuleFunction.All[name];
        var tiered = name is RuleFunction.Tiers or RuleFunction.Marginal;
        if (written < least || written > most)
        {
            var wanted = least == most ? $"{least}" : $"{least} 到 {most}";
            return Report("arguments", call, $"“{name}”要 {wanted} 个值，写了 {written} 个。", $"写成 {usage}。") is not null;
        }
        return tiered == call.Tiers.Count > 0
            || Report("tiers", call, tiered ? $"“{name}”后面没有写各档。" : $"“{name}”不分档，不能写“起点 → 取值”。", $"写成 {usage}。") is not null;
    }

    /// <summary>All numbers of one kind; the result is of that kind too.</summary>
    private RuleType? Alike(FunctionCall call, IEnumerable<RuleType?> types, string usage)
    {
        var all = types.Select(t => t!.Value).ToList();
        return all.FirstOrDefault(t => !t.IsNumeric) is { IsNumeric: false } other && all.Exists(t => !t.IsNumeric)
            ? Report("numeric", call, $"{other}不能参加运算。", $"写成 {usage}。")
            : all.FindIndex(t => t != all[0]) is var odd and > 0 ? Mismatch(call, all[0], all[odd], "比较") : all[0];
    }

    private RuleType? Rounded(FunctionCall call, List<RuleType?> types, string usage) => types[0] switch
    {
        { Kind: RuleKind.Money } => Report("round-money", call, "金额不用位数四舍五入。", "先除以 1亿元 或 1万元，得到不带单位的数，再四舍五入。"),
        { IsNumeric: true } type when call.Arguments[1] is NumberLiteral { Is.Kind: RuleKind.Number, Value: >= 0 and <= 8 } places && decimal.IsInteger(places.Value) => type,
        { IsNumeric: true } => Report("round-places", call.Arguments[1], "小数位数要写成 0 到 8 的整数。", $"写成 {usage}。"),
        var other => Report("numeric", call, $"{other}不能参加运算。", $"写成 {usage}。"),
    };

    /// <summary>分档: the whole value goes by the highest tier that it reaches.</summary>
    private RuleType? Whole(FunctionCall call, RuleType of)
    {
        var gives = call.Tiers.Select(t => Check(t.Gives)).ToList();
        if (!Steps(call, of) | gives.Contains(null))
        {
            return null;
        }
        var odd = gives.FindIndex(g => g != gives[0]);
        return gives[0] is { IsNumeric: false } word ? Report("numeric", call.Tiers[0].Gives, $"{word}不能作为一档的取值。", "各档的取值要是数、金额或百分比。")
            : odd > 0 ? Mismatch(call.Tiers[odd].Gives, gives[0]!.Value, gives[odd]!.Value, "放在同一组档里") : gives[0];
    }

    /// <summary>累进: each tier's rate holds for the part of the value that lies in it.</summary>
    private RuleType? Marginal(FunctionCall call, RuleType of)
    {
        var rates = call.Tiers.Select(t => Check(t.Gives)).ToList();
        if (!Steps(call, of) | rates.Contains(null))
        {
            return null;
        }
        foreach (var (rate, tier) in rates.Zip(call.Tiers).Where(r => r.First is not { Kind: RuleKind.Percent or RuleKind.Number }))
        {
            return Report("rate", tier.Gives, $"累进的每一档要写比例，却是{rate}。", "写成百分比或不带单位的数，例如 累进(总投资, 0元 → 5%, 1亿元 → 3%)。");
        }
        var mixed = rates.FindIndex(r => r != rates[0]);
        return mixed > 0 ? Mismatch(call.Tiers[mixed].Gives, rates[0]!.Value, rates[mixed]!.Value, "放在同一组档里")
            : (of.Kind, rates[0]!.Value.Kind) switch
            {
                (RuleKind.Percent, RuleKind.Number) => new RuleType(RuleKind.Number), // 完成率 × 分值.
                (RuleKind.Number, RuleKind.Percent) => new RuleType(RuleKind.Number),
                _ => of,
            };
    }

    /// <summary>Tiers start at values of the same kind, each above the one before; tiers with an end neither overlap nor leave a hole.</summary>
    private bool Steps(FunctionCall call, RuleType of)
    {
        if (!of.IsNumeric)
        {
            return Report("numeric", call.Arguments[0], $"{of}不能分档。", "分档的要是数、金额、数量或百分比。") is not null;
        }
        var fine = true;
        decimal? before = null;
        RuleTier? tierBefore = null;
        foreach (var tier in call.Tiers)
        {
            fine &= Bound(tier.From, of) & (tier.To is null || Bound(tier.To, of));
            var start = StartOf(tier.From);
            fine &= start is null || before is null || start > before || (start == before && tier.Over && !tierBefore!.Over && tierBefore.To is not null)
                || Report("tier-order", tier.From, "各档要从低到高排列，起点不能重复。", "把起点较低的一档写在前面。") is not null;
            fine &= tier.To is null || StartOf(tier.To) is not { } end || start is null || end > start
                || Report("tier-order", tier.To, "这一档的终点不高于起点。", "把较小的数写在“至”前面。") is not null;
            fine &= tierBefore is null || Meets(tierBefore, tier);
            (before, tierBefore) = (start ?? before, tier);
        }
        return fine;
    }

    private bool Bound(Expression bound, RuleType of)
    {
        if (Check(bound) is not { } type)
        {
            return false;
        }
        return type != of ? Mismatch(bound, of, type, "比较") is not null
            : StartOf(bound) is not null || Report("tier-start", bound, "每一档的起点要写成一个数。", "写成 60%、1亿元 这样的数，或用带日期的参数。") is not null;
    }

    /// <summary>Where the lower tier says its end, the upper one begins exactly there, and the number between belongs to one of them.</summary>
    private bool Meets(RuleTier lower, RuleTier upper)
    {
        if (lower.To is null || StartOf(lower.To) is not { } end || StartOf(upper.From) is not { } start)
        {
            return true;
        }
        var at = source.Text[lower.To.At..Math.Min(source.Text.Length, lower.To.At + lower.To.Length)];
        return start < end || (start == end && !lower.Below && !upper.Over)
            ? Report("tier-overlap", upper.From, $"两档在 {at} 重叠：同一个数既属于上一档，又属于这一档。", "在这一档的起点前写“超过”，或在上一档的终点前写“不足”。") is not null
            : start == end && !(lower.Below && upper.Over)
            || Report("tier-hole", upper.From, $"上一档到 {at} 为止，与这一档之间有空档，落在其中的数没有取值。", "让这一档从上一档的终点开始；确实不奖励的一段写成“→ 0%”。") is not null;
    }

    /// <summary>Where a tier starts, as far as it is fixed for the day.</summary>
    private decimal? StartOf(Expression from) => from switch
    {
        NumberLiteral number => number.Value,
        Negation { Inner: NumberLiteral number } => -number.Value,
        NameReference { Parameter: { } parameter } => parameter.On(_scope.On),
        _ => null,
    };
}
