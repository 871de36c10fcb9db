namespace Yinfeng.Rules;

/// <summary>Reads data/rules/indicators.yaml and checks every rule in it.</summary>
internal static class IndicatorFile
{
    /// <summary>Versions by indicator in file order, each indicator's by date.</summary>
    /// <exception cref="RuleException">With every mistake in the file.</exception>
    public static IReadOnlyList<Indicator> Read(string path, IRuleSets sets)
    {
        var errors = new List<RuleError>();
        var indicators = RuleFile.Entries(path, errors)
            .SelectMany(entry => Versions(entry, sets, errors).OrderBy(v => v.ValidFrom)).ToList();
        RuleFile.ThrowIfAny(errors);
        return indicators;
    }

    private static IEnumerable<Indicator> Versions(RuleEntry entry, IRuleSets sets, List<RuleError> errors)
    {
        entry.Only("指标", "名称", "单位", "越高越好", "隐藏", "同义", "口径");
        var unit = entry.Word("单位", ("金额", IndicatorUnit.Money), ("个数", IndicatorUnit.Count), ("比率", IndicatorUnit.Rate));
        foreach (var version in entry.Entries("口径"))
        {
            version.Only("起始", "来源", "发生", "月报", "条件", "取值", "分子", "分母", "累计");
            var before = errors.Count;
            var scope = new RuleScope(ProjectFacts.Known, NoParameters, sets, version.Day("起始"));
            var (happens, monthly) = (version.Optional("发生"), version.Optional("月报"));
            var (above, below) = (version.Optional("分子"), version.Optional("分母"));
            var (condition, amount) = (version.Optional("条件"), version.Optional("取值"));
            var indicator = new Indicator
            {
                Code = entry.Required("指标").Text,
                Name = entry.Required("名称").Text,
                Unit = unit,
                Shape = above is not null ? IndicatorShape.Ratio : monthly is not null ? IndicatorShape.Monthly : IndicatorShape.Event,
                Accumulation = version.Optional("累计") is null ? Accumulation.Year
                    : version.Word("累计", ("本年", Accumulation.Year), ("历年", Accumulation.Ever)),
                HigherIsBetter = entry.Optional("越高越好") is null || entry.Word("越高越好", ("是", true), ("否", false)),
                Hidden = entry.Optional("隐藏") is not null && entry.Word("隐藏", ("是", true), ("否", false)),
                Synonyms = [entry.Required("名称").Text, .. entry.List("同义").Select(s => s.Text)],
                ValidFrom = scope.On,
                Source = version.Required("来源").Text,
                Definition = Definition(("发生", happens), ("月报", monthly), ("条件", condition), ("取值", amount), ("分子", above),
                    ("分母", below), ("累计", version.Optional("累计"))),
                Numerator = above?.Text,
                Denominator = below?.Text,
                Column = monthly is null ? default
                    : version.Word("月报", ("到位资金", MonthlyColumn.Funds), ("完成固定资产投资", MonthlyColumn.FixedInvestment)),
                Event = Parsed(happens, scope, DateRule.Parse, errors),
                Condition = Parsed(condition, scope, ConditionRule.Parse, errors),
                Amount = Parsed(amount, scope, (s, c) => NumberRule.Parse(s, c, unit == IndicatorUnit.Money ? RuleKind.Money : null), errors),
            };
            RequireShape(version, indicator, happens, errors);
            if (errors.Count == before)
            {
                yield return indicator;
            }
        }
    }

    private static readonly Dictionary<string, RuleParameter> NoParameters = new(StringComparer.Ordinal);

    private static void RequireShape(RuleEntry version, Indicator indicator, RuleSource? happens, List<RuleError> errors)
    {
        if (indicator.Shape == IndicatorShape.Ratio)
        {
            version.Required("分母");
        }
        else if (indicator.Shape == IndicatorShape.Event)
        {
            version.Required("发生");
            if (happens is not null && indicator is { Unit: IndicatorUnit.Money, Amount: null })
            {
                errors.Add(new RuleError("indicator.amount", happens, 0, happens.Text.Length,
                    $"“{indicator.Name}”是金额，却没有“取值”。", "补上“取值: 总投资”这样的一行，或把单位改为个数。"));
            }
        }
    }

    private static T? Parsed<T>(RuleSource? text, RuleScope scope, Func<RuleSource, RuleScope, T> parse, List<RuleError> errors) where T : class
    {
        try
        {
            return text is null ? null : parse(text, scope);
        }
        catch (RuleException wrong)
        {
            errors.AddRange(wrong.Errors); // Collected, so that one reading names every mistake of the file.
            return null;
        }
    }

    private static string Definition(params (string Key, RuleSource? Text)[] parts) =>
        string.Join("；", parts.Where(p => p.Text is not null).Select(p => $"{p.Key}：{p.Text!.Text}"));
}
