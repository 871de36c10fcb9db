using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Gaps;

/// <summary>How a node is judged on a day, and which rows of the base are outlets (data/rules/gaps.yaml).</summary>
/// <param name="OutletWords">A name with one of them is an outlet (网点), not a company of a chain.</param>
/// <param name="BranchOutletWords">A branch with one of them in its name is an outlet.</param>
/// <param name="LeastCityFirms">A city of fewer companies does not count in the mean composition.</param>
/// <param name="LeastFirms">So few companies are never strong by their quotient alone.</param>
/// <param name="Doubt">The chance that the true level lies below the lower bound.</param>
/// <param name="StrongQuotient">Strong where the lower bound of the location quotient is at least this.</param>
/// <param name="StrongProjectFen">Strong with a local company and started projects of so much.</param>
public sealed record GapRules(IReadOnlyList<string> OutletWords, IReadOnlyList<string> BranchOutletWords, int LeastCityFirms, int LeastFirms,
    double Doubt, double StrongQuotient, long StrongProjectFen);

/// <summary>The dated entries of data/rules/gaps.yaml.</summary>
public sealed class GapRuleBook
{
    private readonly List<(DateOnly From, GapRules Rules)> _entries = [];

    /// <exception cref="RuleException">The file is wrong; every mistake with its line.</exception>
    public GapRuleBook()
    {
        var errors = new List<RuleError>();
        foreach (var entry in RuleFile.Entries(Path.Combine(AppFolders.Rules, "gaps.yaml"), errors))
        {
            entry.Only("起始", "来源", "网点词", "分支网点词", "起判企业数", "强环节最少企业", "误判概率", "强环节区位商", "强环节项目亿元");
            _ = entry.Required("来源");
            _entries.Add((entry.Day("起始"), new GapRules(Words(entry, "网点词"), Words(entry, "分支网点词"), (int)entry.Whole("起判企业数"),
                (int)entry.Whole("强环节最少企业"), (double)(entry.Number("误判概率") ?? 0), (double)(entry.Number("强环节区位商") ?? 0),
                (long)((entry.Number("强环节项目亿元") ?? 0) * Kernel.Money.FenPerYi))));
        }
        RuleFile.ThrowIfAny(errors);
        _entries.Sort((a, b) => a.From.CompareTo(b.From));
    }

    /// <summary>The entry in force on a day; before the first entry the first.</summary>
    public GapRules On(DateOnly day) => (_entries.FindLast(e => e.From <= day) is { Rules: not null } entry ? entry : _entries[0]).Rules;

    private static string[] Words(RuleEntry entry, string key) => [.. entry.List(key).Select(word => word.Text)];
}
