using Yinfeng.Analytics.Openings;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Targeting;

/// <summary>data/rules/openings.yaml: what counts as an opening and how it is learnt from, by date.</summary>
public sealed class OpeningRuleBook
{
    private readonly List<(DateOnly From, OpeningRules Rules)> _entries = [];

    /// <exception cref="RuleException">The file is wrong; every mistake with its line.</exception>
    public static OpeningRuleBook Load() => new(Path.Combine(AppFolders.Rules, "openings.yaml"));

    public OpeningRuleBook(string path)
    {
        var errors = new List<RuleError>();
        foreach (var entry in RuleFile.Entries(path, errors))
        {
            entry.Only("起始", "来源", "网点词", "预测年数", "行业最少企业", "对照倍数");
            _ = entry.Required("来源");
            _entries.Add((entry.Day("起始"), new OpeningRules([.. entry.List("网点词").Select(word => word.Text)],
                (int)entry.Whole("预测年数"), (int)entry.Whole("行业最少企业"), (int)entry.Whole("对照倍数"))));
        }
        RuleFile.ThrowIfAny(errors);
        _entries.Sort((a, b) => a.From.CompareTo(b.From));
    }

    /// <summary>The entry in force on a day; before the first entry the first.</summary>
    public OpeningRules On(DateOnly day) => (_entries.FindLast(e => e.From <= day) is { Rules: not null } entry ? entry : _entries[0]).Rules;
}
