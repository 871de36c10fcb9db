using Yinfeng.Analytics.Suspicion;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Suspicion;

/// <summary>Something that should grow with reported funds.</summary>
public sealed record ProxyKind(string Code, string Name);

/// <summary>One dated entry of data/rules/suspicion.yaml.</summary>
/// <param name="Indicators">Held against their plans.</param>
/// <param name="RestMonths">How long an explained soft doubt is not raised again.</param>
/// <param name="RunDay">From this day of a month the product looks at the month before.</param>
/// <param name="HardWeight">Tickets added in a draw.</param>
public sealed record SuspicionLimits(DateOnly From, string Source, SoftLimits Soft, int Months, IReadOnlyList<string> Indicators, int RestMonths,
    int RunDay, int HardWeight, int SoftWeight, IReadOnlyList<ProxyKind> Proxies);

/// <summary>All dated entries.</summary>
public sealed class SuspicionRules
{
    private readonly List<SuspicionLimits> _entries = [];

    /// <exception cref="RuleException">The file is wrong; every mistake with its line.</exception>
    public static SuspicionRules Load() => new(Path.Combine(AppFolders.Rules, "suspicion.yaml"));

    public SuspicionRules(string path)
    {
        var errors = new List<RuleError>();
        foreach (var entry in RuleFile.Entries(path, errors))
        {
            entry.Only("起始", "来源", "错误发现率", "回看月数", "指标", "目标上方窗口", "窗口份额", "最少临近月数", "最少末位数", "随机次数", "最少相邻月对",
                "最少可比月数", "最短连续月数", "最小起伏", "最少单位数", "自由度", "首位容差", "解释有效月数", "运行日", "硬规则权重", "软检验权重", "佐证");
            _entries.Add(new(entry.Day("起始"), entry.Required("来源").Text, Soft(entry, errors), Whole(entry, "回看月数", 12, 120, errors),
                [.. entry.List("指标").Select(s => s.Text)], Whole(entry, "解释有效月数", 0, 120, errors), Whole(entry, "运行日", 1, 28, errors),
                Whole(entry, "硬规则权重", 0, 100, errors), Whole(entry, "软检验权重", 0, 100, errors),
                [.. entry.Entries("佐证").Select(p => new ProxyKind(p.Required("代码").Text, p.Required("名称").Text))]));
        }
        RuleFile.ThrowIfAny(errors);
        _entries.Sort((a, b) => a.From.CompareTo(b.From));
    }

    /// <summary>The entry in force on a day; before the first entry the first.</summary>
    public SuspicionLimits On(DateOnly day) => _entries.LastOrDefault(e => e.From <= day) ?? _entries[0];

    private static SoftLimits Soft(RuleEntry entry, List<RuleError> errors) => new(
        Whole(entry, "错误发现率", 1, 50, errors) / 100.0, Whole(entry, "目标上方窗口", 1, 100, errors) / 1000.0,
        Whole(entry, "窗口份额", 17, 90, errors) / 100.0, Whole(entry, "最少临近月数", 1, 120, errors), Whole(entry, "最少末位数", 40, 100_000, errors),
        Whole(entry, "随机次数", 999, 9_999_999, errors), Whole(entry, "最少相邻月对", 1, 120, errors), Whole(entry, "最少可比月数", 1, 120, errors),
        Whole(entry, "最短连续月数", 4, 120, errors), Whole(entry, "最小起伏", 1, 100, errors) / 100.0, Whole(entry, "最少单位数", 3, 10_000, errors),
        Whole(entry, "自由度", 1, 1000, errors), Whole(entry, "首位容差", 0, 2000, errors) / 1000.0);

    private static int Whole(RuleEntry entry, string key, int least, int most, List<RuleError> errors)
    {
        var value = entry.Whole(key);
        if ((value < least || value > most) && entry.Optional(key) is { } text)
        {
            errors.Add(new RuleError("rule.value", text, 0, Math.Max(1, text.Text.Length), $"“{key}”应在 {least} 到 {most} 之间。", $"可写：{least}。"));
        }
        return (int)Math.Clamp(value, least, most);
    }
}
