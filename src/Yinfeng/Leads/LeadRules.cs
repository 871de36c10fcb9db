using Yinfeng.Arbitration;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>What holds for leads on a day: deadlines by grade, the least investment, the split of a transfer (data/rules/arbitration.yaml), and after
/// how many days without follow-up a lead goes to the pool (data/rules/leads.yaml, an office's own in <c>rules/leads.yaml</c> of its data folder).</summary>
internal sealed class LeadRules
{
    private readonly ArbitrationRules _published;
    private readonly List<(DateOnly From, string? UnitCode, int Days)> _pool = [];

    /// <exception cref="RuleException">A file has mistakes; every one with its line.</exception>
    public LeadRules(ArbitrationRules published, Database database)
    {
        _published = published;
        var errors = new List<RuleError>();
        string[] paths = [Path.Combine(AppFolders.Rules, "leads.yaml"), Path.Combine(database.DataFolder, "rules", "leads.yaml")];
        foreach (var entry in paths.Where(File.Exists).SelectMany(p => RuleFile.Entries(p, errors)))
        {
            entry.Only("起始", "单位", "来源", "超期收回天数");
            entry.Required("来源");
            _pool.Add((entry.Day("起始"), entry.Optional("单位")?.Text, (int)Math.Min(entry.Whole("超期收回天数"), 3650)));
        }
        RuleFile.ThrowIfAny(errors);
    }

    public ArbitrationLimits On(DateOnly day) => _published.On(day);

    /// <summary>Within how many days a lead of this grade must be followed up again.</summary>
    public int Days(LeadGrade grade, DateOnly day) => Steps(day)[Math.Min((int)grade, Steps(day).Count - 1)].Days;

    /// <summary>The grade of an intended investment where nobody chose one.</summary>
    public LeadGrade Grade(long? fen, DateOnly day)
    {
        var steps = Steps(day);
        var at = steps.FindIndex(s => s.FromFen <= (fen ?? 0));
        return (LeadGrade)Math.Clamp(at < 0 ? steps.Count - 1 : at, 0, (int)LeadGrade.D);
    }

    /// <summary>How many days after the deadline a unit's lead goes to the pool and the first report protects it no longer.</summary>
    public int PoolAfter(UnitTree tree, long unitId, DateOnly day)
    {
        foreach (var code in tree.Upward(unitId).Select(n => n.Code).Append(null))
        {
            if (_pool.Where(e => e.UnitCode == code && e.From <= day).OrderBy(e => e.From).ToList() is { Count: > 0 } found)
            {
                return found[^1].Days;
            }
        }
        return 0;
    }

    private List<FollowUpGrade> Steps(DateOnly day) => [.. On(day).Grades.OrderByDescending(g => g.FromFen)];
}
