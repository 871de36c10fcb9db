using Yinfeng.Rules;

namespace Yinfeng.Meetings;

/// <summary>Reads data/rules/meetings.yaml.</summary>
internal static class MeetingFile
{
    private static readonly (string Word, AgendaDraw Draw)[] Draws =
    [
        ("红灯项目", AgendaDraw.RedProjects), ("黄灯项目", AgendaDraw.YellowProjects), ("红灯单位", AgendaDraw.RedUnits), ("黄灯单位", AgendaDraw.YellowUnits),
        ("超期事项", AgendaDraw.LateResolutions), ("未办结事项", AgendaDraw.OpenResolutions),
    ];

    /// <summary>Versions in file order.</summary>
    /// <exception cref="RuleException">With every mistake in the file.</exception>
    public static IReadOnlyList<MeetingKind> Read(string path)
    {
        var errors = new List<RuleError>();
        var kinds = RuleFile.Entries(path, errors).SelectMany(entry => Versions(entry, errors).ToList()).ToList();
        RuleFile.ThrowIfAny(errors);
        return kinds;
    }

    private static IEnumerable<MeetingKind> Versions(RuleEntry entry, List<RuleError> errors)
    {
        entry.Only("会议", "名称", "版本");
        var (code, name) = (entry.Required("会议").Text, entry.Required("名称").Text);
        foreach (var version in entry.Entries("版本"))
        {
            version.Only("起始", "单位", "来源", "主体", "频次", "议程", "事项会议", "项目最多", "办理天数");
            yield return new MeetingKind
            {
                Code = code, Name = name, ValidFrom = version.Day("起始"), UnitCode = version.Optional("单位")?.Text, Source = version.Required("来源").Text,
                Office = version.Required("主体").Text,
                Rhythm = version.Word("频次", ("每周", Rhythm.Weekly), ("每月", Rhythm.Monthly), ("每季度", Rhythm.Quarterly), ("每半年", Rhythm.HalfYearly),
                    ("不定期", Rhythm.None)),
                Draws = [.. version.List("议程").Select(s => Draw(s, errors)).Distinct()],
                ResolutionsOf = version.List("事项会议").Select(s => s.Text).ToHashSet(),
                MostProjects = Within(version, "项目最多", 1, 200, errors),
                Days = Within(version, "办理天数", 1, 1000, errors),
            };
        }
    }

    private static AgendaDraw Draw(RuleSource word, List<RuleError> errors)
    {
        var at = Array.FindIndex(Draws, d => d.Word == word.Text);
        if (at >= 0)
        {
            return Draws[at].Draw;
        }
        errors.Add(new RuleError("meeting.draw", word, 0, Math.Max(1, word.Text.Length), $"“{word.Text}”不是议程可以取自的。",
            $"可写：{string.Join("、", Draws.Select(d => d.Word))}。"));
        return default;
    }

    private static int Within(RuleEntry version, string key, int low, int high, List<RuleError> errors)
    {
        var value = version.Whole(key);
        if (value >= low && value <= high)
        {
            return (int)value;
        }
        var source = version.Required(key);
        errors.Add(new RuleError("meeting.number", source, 0, Math.Max(1, source.Text.Length), $"“{source.Text}”不在可用的范围内。", $"写 {low} 到 {high} 之间的整数。"));
        return low;
    }
}
