using Yinfeng.Projects;
using Yinfeng.Rules;

namespace Yinfeng.Lights;

/// <summary>Reads data/rules/lights.yaml and checks every value in it with the rules language.</summary>
internal static class LightRuleFile
{
    private static readonly FactSchema NoFacts = new();

    /// <summary>Versions in file order.</summary>
    /// <exception cref="RuleException">With every mistake in the file.</exception>
    public static IReadOnlyList<LightRule> Read(string path)
    {
        var errors = new List<RuleError>();
        var rules = RuleFile.Entries(path, errors).SelectMany(entry => Versions(entry, errors).ToList()).ToList();
        RuleFile.ThrowIfAny(errors);
        return rules;
    }

    private static IEnumerable<LightRule> Versions(RuleEntry entry, List<RuleError> errors)
    {
        entry.Only("规则", "名称", "类型", "版本");
        var kind = entry.Word("类型", ("计划节点", LightRuleKind.Plan), ("月报", LightRuleKind.Report),
            ("完成进度", LightRuleKind.Progress), ("阶段时限", LightRuleKind.StageLimit), ("议定事项", LightRuleKind.Resolution));
        var (code, name) = (entry.Required("规则").Text, entry.Required("名称").Text);
        foreach (var version in entry.Entries("版本"))
        {
            var before = errors.Count;
            version.Only([.. Shared, .. Own(kind)]);
            var rule = Version(version, kind, code, name, errors);
            if (errors.Count == before)
            {
                yield return rule;
            }
        }
    }

    private static readonly string[] Shared = ["起始", "单位", "来源", "主体", "责任人"];

    private static string[] Own(LightRuleKind kind) => kind switch
    {
        LightRuleKind.Plan => ["条件", "阶段", "黄灯不超过"],
        LightRuleKind.Report => ["条件", "阶段", "次月期限"],
        LightRuleKind.Progress => ["考核指标", "绿灯落后不超过", "黄灯落后不超过"],
        LightRuleKind.Resolution => ["条件", "黄灯不超过"],
        _ => ["阶段", "时限"],
    };

    private static LightRule Version(RuleEntry version, LightRuleKind kind, string code, string name, List<RuleError> errors)
    {
        var from = version.Day("起始");
        var isUnit = kind == LightRuleKind.Progress;
        return new LightRule
        {
            Code = code, Name = name, Kind = kind, ValidFrom = from, Source = version.Required("来源").Text,
            UnitCode = version.Optional("单位")?.Text,
            Unit = isUnit ? version.Word("主体", ("本单位", ActingUnit.Owner))
                : kind == LightRuleKind.Resolution ? version.Word("主体", ("责任单位", ActingUnit.Owner))
                : version.Word("主体", ("责任单位", ActingUnit.Owner), ("落地单位", ActingUnit.Landing)),
            Person = version.Optional("责任人") is null ? ActingPerson.None
                : version.Word("责任人", ("包保领导", ActingPerson.Leader), ("首席服务官", ActingPerson.Officer), ("不列", ActingPerson.None)),
            Stages = isUnit || kind == LightRuleKind.Resolution ? 0 : Stages(version, kind, errors),
            Condition = Parsed(version.Optional("条件"), s => ConditionRule.Parse(s, new RuleScope(ProjectFacts.Known, from)), errors),
            Limit = kind is LightRuleKind.Plan or LightRuleKind.Resolution ? TermOf(version, "黄灯不超过", errors)
                : kind == LightRuleKind.StageLimit ? TermOf(version, "时限", errors) : default,
            DueDay = kind == LightRuleKind.Report ? Within(version, "次月期限", TermOf(version, "次月期限", errors).Days, 1, 28, errors) : 0,
            GreenBehind = isUnit ? Points(version, "绿灯落后不超过", errors) : 0,
            YellowBehind = isUnit ? Ordered(version, errors) : 0,
            Assessed = isUnit ? Assessed(version) : null,
        };
    }

    private static int Stages(RuleEntry version, LightRuleKind kind, List<RuleError> errors)
    {
        var lowest = kind == LightRuleKind.Plan ? ProjectStage.Signed : ProjectStage.Lead;
        var usable = Enum.GetValues<ProjectStage>().Where(s => s >= lowest).ToDictionary(Terms.Of, s => s);
        var (words, stages) = (version.List("阶段"), 0);
        foreach (var word in words)
        {
            if (usable.TryGetValue(word.Text, out var stage))
            {
                stages |= 1 << (int)stage;
                continue;
            }
            errors.Add(new RuleError("light.stage", word, 0, Math.Max(1, word.Text.Length), $"“{word.Text}”不是这类规则可用的阶段。",
                $"可写：{string.Join("、", usable.Keys)}。"));
        }
        if (words.Count == 0)
        {
            version.Required("阶段");
        }
        return stages;
    }

    private static Term TermOf(RuleEntry version, string key, List<RuleError> errors)
    {
        if (Number(version, key, errors) is not { } number)
        {
            return default;
        }
        var (source, value) = (version.Required(key), number.Value);
        if (number.Type is { Kind: RuleKind.Count, Unit: "月" or "天" } && decimal.IsInteger(value) && value is >= 0 and <= 10_000)
        {
            return number.Type.Unit == "月" ? new Term((int)value, 0) : new Term(0, (int)value);
        }
        errors.Add(new RuleError("light.term", source, 0, Math.Max(1, source.Text.Length), $"“{source.Text}”不是一段时间。", "写成整月或整天，例如 3个月、14天。"));
        return default;
    }

    private static int Within(RuleEntry version, string key, int value, int low, int high, List<RuleError> errors)
    {
        if (value < low || value > high)
        {
            var source = version.Required(key);
            errors.Add(new RuleError("light.day", source, 0, Math.Max(1, source.Text.Length), $"“{source.Text}”不是每个月都有的一天。",
                $"写 {low} 到 {high} 之间的一天，例如 5日。"));
        }
        return value;
    }

    /// <summary>Hundredths of a point.</summary>
    private static int Points(RuleEntry version, string key, List<RuleError> errors)
    {
        if (Number(version, key, errors) is not { } number)
        {
            return 0;
        }
        if (number.Type.Kind == RuleKind.Percent && number.Value is >= 0 and <= 10 && decimal.IsInteger(number.Value * 10_000))
        {
            return (int)(number.Value * 10_000);
        }
        var source = version.Required(key);
        errors.Add(new RuleError("light.points", source, 0, Math.Max(1, source.Text.Length), $"“{source.Text}”不是百分点。", "写成 10个百分点 或 12.5个百分点，最多两位小数。"));
        return 0;
    }

    private static int Ordered(RuleEntry version, List<RuleError> errors)
    {
        var (green, yellow) = (Points(version, "绿灯落后不超过", []), Points(version, "黄灯落后不超过", errors));
        if (yellow < green)
        {
            var source = version.Required("黄灯落后不超过");
            errors.Add(new RuleError("light.order", source, 0, Math.Max(1, source.Text.Length), "黄灯的界限比绿灯的还严，黄灯永远不会亮。", "让它不小于“绿灯落后不超过”。"));
        }
        return yellow;
    }

    private static HashSet<string>? Assessed(RuleEntry version)
    {
        var listed = version.List("考核指标");
        if (listed.Count > 0)
        {
            return [.. listed.Select(s => s.Text)];
        }
        return version.Word("考核指标", ("全部", true)) ? null : [];
    }

    private static (decimal Value, RuleType Type)? Number(RuleEntry version, string key, List<RuleError> errors)
    {
        var source = version.Required(key);
        var rule = source.Text.Length == 0 ? null
            : Parsed(source, s => NumberRule.Parse(s, new RuleScope(NoFacts, DateOnly.MinValue)), errors);
        return rule?.Compute(new FactRow(NoFacts)) is { } value ? (value, rule.Type) : null;
    }

    private static T? Parsed<T>(RuleSource? text, Func<RuleSource, T> parse, List<RuleError> errors) where T : class
    {
        try
        {
            return text is null ? null : parse(text);
        }
        catch (RuleException wrong)
        {
            errors.AddRange(wrong.Errors); // Collected, so that one reading names every mistake of the file.
            return null;
        }
    }
}
