using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>One dated entry of data/rules/reviews.yaml.</summary>
/// <param name="UnitCode">Holds for this unit and everything below it; null for all others.</param>
/// <param name="Office">The office that runs reviews, without the unit's name.</param>
/// <param name="Days">Opinions are due so many days after the opening.</param>
/// <param name="MostDays">The latest deadline that may be set.</param>
/// <param name="ConditionDays">A condition without a deadline is due so many days after the conclusion.</param>
/// <param name="Asked">Departments with such a word in their name are asked unless somebody unticks them.</param>
public sealed record ReviewLimits(DateOnly From, string? UnitCode, string Source, string Office, int Days, int MostDays, int ConditionDays,
    IReadOnlyList<string> Asked)
{
    public bool IsUsual(UnitNode unit) => unit.Kind == UnitKind.Department && Asked.Any(a => unit.Name.Contains(a, StringComparison.Ordinal));
}

/// <summary>All dated entries: the product's, then the office's own from <c>rules/reviews.yaml</c> in its data folder.</summary>
public sealed class ReviewBook
{
    private readonly List<ReviewLimits> _entries = [];

    /// <exception cref="RuleException">A file has mistakes; every one with its line.</exception>
    public ReviewBook(Database database)
        : this([Path.Combine(AppFolders.Rules, "reviews.yaml"), Path.Combine(database.DataFolder, "rules", "reviews.yaml")]) { }

    internal ReviewBook(IEnumerable<string> paths)
    {
        var errors = new List<RuleError>();
        foreach (var entry in paths.Where(File.Exists).SelectMany(p => RuleFile.Entries(p, errors)))
        {
            entry.Only("起始", "单位", "来源", "主体", "反馈天数", "最多天数", "条件办理天数", "征求单位");
            _entries.Add(new ReviewLimits(entry.Day("起始"), entry.Optional("单位")?.Text, entry.Required("来源").Text, entry.Required("主体").Text,
                (int)entry.Whole("反馈天数"), (int)entry.Whole("最多天数"), (int)entry.Whole("条件办理天数"), [.. entry.List("征求单位").Select(s => s.Text)]));
        }
        RuleFile.ThrowIfAny(errors);
    }

    /// <summary>What holds for a unit on a day: its own entry before those of the units above it, and those before the general one.</summary>
    public ReviewLimits On(UnitTree tree, long unitId, DateOnly day) => tree.Upward(unitId).Select(n => n.Code).Append(null)
        .Select(code => _entries.Where(e => e.UnitCode == code && e.From <= day).OrderBy(e => e.From).LastOrDefault()).OfType<ReviewLimits>().FirstOrDefault()
        ?? _entries[0];
}
