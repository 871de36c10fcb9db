using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>Reads the items of a scheme, and what is added or deducted besides.</summary>
internal static class SchemeItems
{
    /// <summary>Doubts about figures raise the chance of an inspection; they never cost points.</summary>
    private static readonly string[] Suspicions = ["质疑", "疑点", "可疑", "预警", "红灯", "黄灯"];

    public static List<ScoreItem> Read(RuleEntry version, IReadOnlyList<ScoredIndicator> indicators, DateOnly on, List<RuleError> errors)
    {
        var items = new List<ScoreItem>();
        foreach (var entry in version.Entries("项目"))
        {
            entry.Only("代码", "名称", "分值", "指标", "门槛", "得分", "封顶", "保底", "缺数");
            var before = errors.Count;
            var indicator = Indicator(entry.Required("指标"), indicators, errors);
            var weight = entry.Number("分值");
            if (weight is not > 0)
            {
                errors.Add(SchemeFile.Wrong(entry.Required("分值"), "scheme.weight", "分值要大于 0。", "写成 40 或 2.5 这样的数。"));
            }
            var (code, name, points) = (entry.Required("代码").Text, entry.Required("名称").Text, entry.Required("得分"));
            var leaveOut = entry.Optional("缺数") is not null && entry.Word("缺数", ("记零", false), ("折算", true));
            if (indicator is null)
            {
                continue;
            }
            var facts = ScoreFacts.Of(indicator, indicators);
            var scope = new RuleScope(facts.Schema, on);
            var rule = Parsed(points, scope, Points, errors);
            var threshold = entry.Optional("门槛") is { } text ? Parsed(text, scope, ConditionRule.Parse, errors) : null;
            var (cap, floor) = (entry.Number("封顶"), entry.Number("保底"));
            if (cap < floor)
            {
                errors.Add(SchemeFile.Wrong(entry.Required("封顶"), "scheme.cap", "封顶低于保底。", "核对两个分数。"));
            }
            if (errors.Count == before)
            {
                items.Add(new ScoreItem(code, name, weight!.Value, indicator.Code, threshold, rule!, cap, floor, leaveOut, facts));
            }
        }
        if (version.Entries("项目").Count == 0)
        {
            errors.Add(SchemeFile.Wrong(version.Required("来源"), "scheme.items", "方案没有考核项。", "在“项目”下至少写一项：代码、名称、分值、指标、得分。"));
        }
        return items;
    }

    public static IEnumerable<ExtraItem> Extras(RuleEntry version, string key, int sign, DateOnly on, List<RuleError> errors)
    {
        foreach (var entry in version.Entries(key))
        {
            entry.Only("代码", "名称", "依据", "得分", "封顶");
            var (code, name, basis) = (entry.Required("代码").Text, entry.Required("名称").Text, Basis(entry, errors));
            NumberRule? rule = null;
            if (basis == ExtraBasis.ByHand && entry.Optional("得分") is { } typed)
            {
                errors.Add(SchemeFile.Wrong(typed, "scheme.extra-points", "手工加减分不写“得分”，分数逐条登记。", "删去“得分”，用“封顶”限定总数；或改写依据。"));
            }
            else if (basis is not (null or ExtraBasis.ByHand))
            {
                rule = Parsed(entry.Required("得分"), new RuleScope(ScoreFacts.OfCases().Schema, on), Points, errors);
            }
            var cap = entry.Number("封顶");
            if (cap is <= 0)
            {
                errors.Add(SchemeFile.Wrong(entry.Required("封顶"), "scheme.cap", "封顶要大于 0；扣分也写成正数。", "例如 5。"));
            }
            if (basis is { } known && (known == ExtraBasis.ByHand || rule is not null))
            {
                yield return new ExtraItem(code, name, sign, known, rule, cap);
            }
        }
    }

    private static ExtraBasis? Basis(RuleEntry entry, List<RuleError> errors)
    {
        if (entry.Optional("依据") is { } text && Suspicions.Any(s => text.Text.Contains(s, StringComparison.Ordinal)))
        {
            errors.Add(SchemeFile.Wrong(text, "scheme.suspicion", $"“{text.Text}”只是线索，不能直接扣分。", "先督查核实；查实的写“依据: 督查发现”，或手工登记并附文件。"));
            return null;
        }
        return entry.Word("依据", ("手工", ExtraBasis.ByHand), ("逾期月报", ExtraBasis.LateReports), ("督查发现", ExtraBasis.Findings),
            ("超期事项", ExtraBasis.LateResolutions), ("退回月报", ExtraBasis.ReturnedReports));
    }

    private static ScoredIndicator? Indicator(RuleSource text, IReadOnlyList<ScoredIndicator> indicators, List<RuleError> errors)
    {
        if (indicators.FirstOrDefault(i => i.Code == text.Text || i.Name == text.Text) is { } known)
        {
            return known;
        }
        var closest = NameSuggestion.Closest(text.Text, indicators.SelectMany(i => new[] { i.Code, i.Name }));
        errors.Add(SchemeFile.Wrong(text, "scheme.indicator", $"没有指标“{text.Text}”。", closest is null
            ? $"可用的指标：{string.Join("、", indicators.Select(i => i.Name))}。" : $"是否想写“{closest}”?"));
        return null;
    }

    /// <summary>Points have no unit: 完成率 × 分值.</summary>
    private static NumberRule Points(RuleSource source, RuleScope scope) => NumberRule.Parse(source, scope, RuleKind.Number);

    private static T? Parsed<T>(RuleSource text, RuleScope scope, Func<RuleSource, RuleScope, T> parse, List<RuleError> errors) where T : class
    {
        try
        {
            return parse(text, scope);
        }
        catch (RuleException wrong)
        {
            errors.AddRange(wrong.Errors); // Collected, so that one reading names every mistake of the file.
            return null;
        }
    }
}
