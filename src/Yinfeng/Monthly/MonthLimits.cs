using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Monthly;

/// <summary>From when on a month's value is questioned: one dated entry of data/rules/month-questions.yaml.</summary>
/// <param name="JumpTimes">Times the mean of the three months before.</param>
/// <param name="JumpFromWan">Smallest amount asked about, in 万元.</param>
/// <param name="SlipTimes">Times last month's value, up or down, that look like a slip of the unit.</param>
/// <param name="Repeats">Equal to so many months before it.</param>
/// <param name="Silence">Nothing after so many months with something.</param>
public sealed record MonthLimits(DateOnly From, string Source, long JumpTimes, long JumpFromWan, long SlipTimes, int Repeats, int Silence);

/// <summary>All dated entries; a month is asked about by the limits of its last day.</summary>
public sealed class MonthLimitsTable
{
    private readonly List<MonthLimits> _entries = [];

    /// <exception cref="RuleException">The file is wrong; every mistake with its line.</exception>
    public static MonthLimitsTable Load() => new(Path.Combine(AppFolders.Rules, "month-questions.yaml"));

    public MonthLimitsTable(string path)
    {
        var errors = new List<RuleError>();
        foreach (var entry in RuleFile.Entries(path, errors))
        {
            entry.Only("起始", "来源", "突增倍数", "突增起点", "单位错位", "连续相同", "突然为零");
            _entries.Add(new MonthLimits(entry.Day("起始"), entry.Required("来源").Text, entry.Whole("突增倍数"), entry.Whole("突增起点"),
                entry.Whole("单位错位"), (int)entry.Whole("连续相同"), (int)entry.Whole("突然为零")));
        }
        RuleFile.ThrowIfAny(errors);
        _entries.Sort((a, b) => a.From.CompareTo(b.From));
    }

    /// <summary>The limits in force on a day; before the first entry the first.</summary>
    public MonthLimits On(DateOnly day) => _entries.LastOrDefault(e => e.From <= day) ?? _entries[0];
}
