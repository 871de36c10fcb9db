using System.Globalization;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Inspections;

/// <summary>A public lottery that a draw may name.</summary>
/// <param name="At">Time of day at which it is drawn, in the office's calendar.</param>
public sealed record KnownSource(string Name, int Count, int Smallest, int Largest, TimeOnly At);

/// <summary>Something an inspection may find.</summary>
public sealed record FindingKind(string Code, string Name);

/// <summary>One dated entry of data/rules/inspections.yaml. Weights are added to the one ticket everybody has.</summary>
public sealed record InspectionLimits(DateOnly From, string Source, int HoursAhead, int RevealHours, int Offices, int SharePercent,
    int InspectorsPerProject,
    int DaysToInspect, int LeastPhotos, int RedWeight, int YellowWeight, int FindingWeight, int MostWeight,
    IReadOnlyList<KnownSource> Sources, IReadOnlyList<FindingKind> Findings)
{
    public string FindingName(string code) => Findings.FirstOrDefault(f => f.Code == code)?.Name ?? code;
}

/// <summary>All dated entries.</summary>
public sealed class InspectionRules
{
    private readonly List<InspectionLimits> _entries = [];

    /// <exception cref="RuleException">The file is wrong; every mistake with its line.</exception>
    public static InspectionRules Load() => new(Path.Combine(AppFolders.Rules, "inspections.yaml"));

    public InspectionRules(string path)
    {
        var errors = new List<RuleError>();
        foreach (var entry in RuleFile.Entries(path, errors))
        {
            entry.Only("起始", "来源", "公布提前小时", "揭示小时", "揭示单位", "默认比例", "每项目督查员", "完成天数", "最少照片", "红灯权重", "黄灯权重", "发现权重", "最高权重",
                "公共源", "发现");
            _entries.Add(new InspectionLimits(entry.Day("起始"), entry.Required("来源").Text,
                AtLeast(entry, "公布提前小时", DrawVerifier.LeastHoursAhead, errors), AtLeast(entry, "揭示小时", 1, errors),
                AtLeast(entry, "揭示单位", DrawVerifier.LeastOffices, errors), AtLeast(entry, "默认比例", 1, errors),
                    AtLeast(entry, "每项目督查员", 1, errors),
                AtLeast(entry, "完成天数", 1, errors), AtLeast(entry, "最少照片", 0, errors), AtLeast(entry, "红灯权重", 0, errors),
                AtLeast(entry, "黄灯权重", 0, errors), AtLeast(entry, "发现权重", 0, errors), AtLeast(entry, "最高权重", 1, errors),
                [.. entry.Entries("公共源").Select(s => Source(s, errors))],
                [.. entry.Entries("发现").Select(f => new FindingKind(f.Required("代码").Text, f.Required("名称").Text))]));
        }
        RuleFile.ThrowIfAny(errors);
        _entries.Sort((a, b) => a.From.CompareTo(b.From));
    }

    /// <summary>The entry in force on a day; before the first entry the first.</summary>
    public InspectionLimits On(DateOnly day) => _entries.LastOrDefault(e => e.From <= day) ?? _entries[0];

    /// <summary>The name of a finding, also of one that is no longer offered.</summary>
    public string FindingName(string code) => _entries.SelectMany(e => e.Findings).LastOrDefault(f => f.Code == code)?.Name ?? code;

    private static KnownSource Source(RuleEntry entry, List<RuleError> errors)
    {
        entry.Only("名称", "个数", "最小", "最大", "开奖");
        var at = entry.Required("开奖");
        if (!TimeOnly.TryParseExact(at.Text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            errors.Add(new RuleError("rule.value", at, 0, Math.Max(1, at.Text.Length), $"“{at.Text}”应是一个时刻。", "可写：21:15。"));
        }
        return new(entry.Required("名称").Text, (int)entry.Whole("个数"), (int)entry.Whole("最小"), (int)entry.Whole("最大"), time);
    }

    private static int AtLeast(RuleEntry entry, string key, int least, List<RuleError> errors)
    {
        var value = entry.Whole(key);
        if (value < least && entry.Optional(key) is { } text)
        {
            errors.Add(new RuleError("rule.value", text, 0, text.Text.Length, $"“{key}”不得小于 {least}。", $"可写：{least}。"));
        }
        return (int)Math.Min(value, int.MaxValue);
    }
}
