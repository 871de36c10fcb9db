using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Pending;

/// <summary>How long each kind of step may take (办理时限): dated data of data/rules/time-limits.yaml, an office's own in <c>rules/time-limits.yaml</c>
/// of its data folder.</summary>
public sealed class TimeLimits
{
    private static readonly (string Word, PendingKind Kind)[] Words =
    [
        ("月报核验", PendingKind.MonthToVerify), ("月报确认", PendingKind.MonthToAccept), ("月报退回", PendingKind.MonthReturned), ("佐证核验", PendingKind.EvidenceToVerify),
        ("议定事项确认", PendingKind.ResolutionToConfirm), ("承诺确认", PendingKind.PromiseToConfirm), ("会审结论", PendingKind.ReviewToConclude), ("督查销号", PendingKind.FindingToClose),
        ("疑点说明", PendingKind.DoubtToExplain), ("疑点审定", PendingKind.DoubtToJudge),
        ("兑现核实", PendingKind.GrantToVerify), ("兑现审批", PendingKind.GrantToApprove), ("兑现补正", PendingKind.GrantReturned),
        ("政策审定", PendingKind.PolicyToApprove),
    ];

    private readonly List<(DateOnly From, string? UnitCode, Dictionary<PendingKind, int> Days)> _entries = [];

    /// <exception cref="RuleException">A file has mistakes; every one with its line.</exception>
    public TimeLimits(Database database)
        : this([Path.Combine(AppFolders.Rules, "time-limits.yaml"), Path.Combine(database.DataFolder, "rules", "time-limits.yaml")]) { }

    internal TimeLimits(IEnumerable<string> paths)
    {
        var errors = new List<RuleError>();
        foreach (var entry in paths.Where(File.Exists).SelectMany(p => RuleFile.Entries(p, errors)))
        {
            entry.Only(["起始", "单位", "来源", .. Words.Select(w => w.Word)]);
            entry.Required("来源");
            _entries.Add((entry.Day("起始"), entry.Optional("单位")?.Text,
                Words.Where(w => entry.Optional(w.Word) is not null).ToDictionary(w => w.Kind, w => (int)entry.Whole(w.Word))));
        }
        RuleFile.ThrowIfAny(errors);
    }

    /// <summary>Days for a kind at a unit on a day: its own entry before those of the units above it, and those before the general one;
    /// null where no entry speaks of the kind.</summary>
    public int? Days(PendingKind kind, UnitTree tree, long unitId, DateOnly day)
    {
        foreach (var code in tree.Upward(unitId).Select(n => n.Code).Append(null))
        {
            var found = _entries.Where(e => e.UnitCode == code && e.From <= day && e.Days.ContainsKey(kind)).OrderBy(e => e.From).ToList();
            if (found.Count > 0)
            {
                return found[^1].Days[kind];
            }
        }
        return null;
    }
}
