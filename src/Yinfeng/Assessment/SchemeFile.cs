using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>Reads schemes of scores as data and checks every formula in them.</summary>
internal static class SchemeFile
{
    private const int MostDecimals = 4;
    private const int MostObjectionDays = 60;

    public static readonly (string Word, UnitKind Kind)[] Kinds =
    [
        ("省", UnitKind.Province), ("市", UnitKind.City), ("县", UnitKind.County), ("开发区", UnitKind.Zone), ("部门", UnitKind.Department),
        ("园区", UnitKind.Park), ("小分队", UnitKind.Squad), ("办公室", UnitKind.Office),
    ];

    /// <param name="file">How messages call the text.</param>
    /// <param name="indicators">What formulas may name.</param>
    /// <exception cref="RuleException">With every mistake: file, line, what is wrong, what to do.</exception>
    public static IReadOnlyList<ScoreScheme> Read(string file, string text, IReadOnlyList<ScoredIndicator> indicators)
    {
        var errors = new List<RuleError>();
        using var reader = new StringReader(text);
        var schemes = RuleFile.Entries(file, reader, errors).SelectMany(e => Versions(e, file, text, indicators, errors)).ToList();
        RuleFile.ThrowIfAny(errors);
        return schemes;
    }

    private static IEnumerable<ScoreScheme> Versions(RuleEntry entry, string file, string text, IReadOnlyList<ScoredIndicator> indicators,
        List<RuleError> errors)
    {
        entry.Only("方案", "名称", "单位", "对象", "版本");
        var (code, name) = (entry.Required("方案").Text, entry.Required("名称").Text);
        var assessed = entry.Optional("对象") is null ? AssessedKind.Unit : entry.Word("对象", ("单位", AssessedKind.Unit), ("领导", AssessedKind.Leader));
        if (entry.Entries("版本").Count == 0)
        {
            errors.Add(Wrong(entry.Required("方案"), "scheme.version", $"方案“{name}”没有“版本”。", "在“版本”下至少写一条，写明起始日期。"));
        }
        foreach (var version in entry.Entries("版本"))
        {
            version.Only("起始", "截止", "文号", "来源", "示例", "小数位", "公开", "并列", "异议天数", "总分封顶", "分组", "项目", "加分", "扣分", "一票否决", "等次");
            var before = errors.Count;
            var from = version.Day("起始");
            DateOnly? to = version.Optional("截止") is null ? null : version.Day("截止");
            if (to < from)
            {
                errors.Add(Wrong(version.Required("截止"), "scheme.to", "截止日期早于起始日期。", "核对两个日期。"));
            }
            var items = SchemeItems.Read(version, indicators, from, errors);
            var scheme = new ScoreScheme
            {
                Code = code, Name = name, Assessed = assessed, UnitCode = entry.Optional("单位")?.Text, ValidFrom = from, ValidTo = to,
                Source = version.Required("来源").Text, Document = version.Optional("文号")?.Text,
                IsExample = version.Optional("示例") is not null && version.Word("示例", ("是", true), ("否", false)),
                Decimals = Whole(version, "小数位", 2, MostDecimals, errors), ObjectionDays = Whole(version, "异议天数", 5, MostObjectionDays, errors),
                Openness = version.Optional("公开") is null ? assessed == AssessedKind.Leader ? SchemeOpenness.Never : SchemeOpenness.WhenPublished : version.Word("公开",
                    ("公布后", SchemeOpenness.WhenPublished), ("随时", SchemeOpenness.Always), ("否", SchemeOpenness.Never)),
                TieBreaks = TieBreaks(version, items, errors), Groups = Groups(version, assessed, errors), Items = items,
                Extras = [.. SchemeItems.Extras(version, "加分", 1, from, errors), .. SchemeItems.Extras(version, "扣分", -1, from, errors)],
                Vetoes = [.. version.Entries("一票否决").Select(Veto)], Grades = Grades(version, errors), TotalCap = version.Number("总分封顶"),
                Text = text, File = file,
            };
            Unique(version, scheme, errors);
            if (errors.Count == before)
            {
                yield return scheme;
            }
        }
    }

    private static List<ScoreGroup> Groups(RuleEntry version, AssessedKind assessed, List<RuleError> errors)
    {
        var groups = new List<ScoreGroup>();
        foreach (var group in version.Entries("分组"))
        {
            group.Only("名称", "单位类型", "单位", "除外");
            var kinds = new List<UnitKind>();
            foreach (var word in group.List("单位类型"))
            {
                var at = Array.FindIndex(Kinds, k => k.Word == word.Text);
                if (at < 0)
                {
                    errors.Add(Wrong(word, "scheme.kind", $"没有“{word.Text}”这类单位。", $"可写：{string.Join("、", Kinds.Select(k => k.Word))}。"));
                    continue;
                }
                kinds.Add(Kinds[at].Kind);
            }
            var codes = group.List("单位").Select(c => c.Text).ToList();
            if (assessed == AssessedKind.Unit && kinds.Count == 0 && codes.Count == 0)
            {
                errors.Add(Wrong(group.Required("名称"), "scheme.group", "这一组没有写哪些单位。", "写“单位类型: [县]”，或用“单位”逐个列出代码。"));
            }
            groups.Add(new ScoreGroup(group.Required("名称").Text, kinds, codes, [.. group.List("除外").Select(c => c.Text)]));
        }
        if (groups.Count == 0)
        {
            errors.Add(Wrong(version.Required("来源"), "scheme.groups", "方案没有“分组”。", "写明哪些单位互相比较；只有一组也要写。"));
        }
        return groups;
    }

    private static IReadOnlyList<string> TieBreaks(RuleEntry version, IReadOnlyList<ScoreItem> items, List<RuleError> errors)
    {
        foreach (var code in version.List("并列").Where(c => items.All(i => i.Code != c.Text)))
        {
            errors.Add(Wrong(code, "scheme.tie", $"“并列”里的“{code.Text}”不是考核项的代码。", $"可写：{string.Join("、", items.Select(i => i.Code))}；不写就是名次并列。"));
        }
        return [.. version.List("并列").Select(c => c.Text)];
    }

    private static VetoItem Veto(RuleEntry entry)
    {
        entry.Only("代码", "名称", "后果");
        return new VetoItem(entry.Required("代码").Text, entry.Required("名称").Text,
            entry.Word("后果", ("总分记零", VetoEffect.ScoreIsZero), ("取消等次", VetoEffect.NoGrade)));
    }

    private static List<ScoreGrade> Grades(RuleEntry version, List<RuleError> errors)
    {
        var grades = new List<ScoreGrade>();
        foreach (var grade in version.Entries("等次"))
        {
            grade.Only("名称", "起点");
            grade.Required("起点");
            var from = grade.Number("起点") ?? 0;
            if (grades.Count > 0 && grades[^1].From <= from)
            {
                errors.Add(Wrong(grade.Required("起点"), "scheme.grade", "等次要从高到低写，起点不能重复。", "把分数高的等次写在前面。"));
            }
            grades.Add(new ScoreGrade(grade.Required("名称").Text, from));
        }
        return grades;
    }

    private static void Unique(RuleEntry version, ScoreScheme scheme, List<RuleError> errors)
    {
        foreach (var code in scheme.Items.Select(i => i.Code).Concat(scheme.Extras.Select(e => e.Code)).Concat(scheme.Vetoes.Select(v => v.Code))
            .GroupBy(c => c).Where(g => g.Count() > 1).Select(g => g.Key))
        {
            errors.Add(Wrong(version.Required("起始"), "scheme.code", $"代码“{code}”写了两次。", "每一项的代码要不同：考核项、加分、扣分和一票否决都算。"));
        }
    }

    private static int Whole(RuleEntry entry, string key, int missing, int most, List<RuleError> errors)
    {
        if (entry.Optional(key) is not { } text)
        {
            return missing;
        }
        var value = entry.Whole(key);
        if (value > most)
        {
            errors.Add(Wrong(text, "rule.value", $"“{key}”最大是 {most}。", $"可写：{missing}。"));
        }
        return (int)Math.Min(value, most);
    }

    internal static RuleError Wrong(RuleSource at, string code, string what, string todo) => new(code, at, 0, Math.Max(1, at.Text.Length), what, todo);
}
