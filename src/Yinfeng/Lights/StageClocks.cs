using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>One stage's clock.</summary>
/// <param name="Here">Projects in the stage on the day, active ones.</param>
/// <param name="Undated">Of those, the ones whose day of entry is not known: they have no stay.</param>
/// <param name="Staying">How long those here have been here.</param>
/// <param name="Left">How long those stayed that went on to the next stage, where both days are known.</param>
/// <param name="Limit">The stage's time limit in words; null without one.</param>
/// <param name="Over">How many of those here have been here longer.</param>
/// <param name="Reached">Projects that ever entered the stage on a known day.</param>
/// <param name="ReachedFen">Their total investment, where it is stated.</param>
/// <param name="WentOn">Of those, the ones that reached the next stage by the day.</param>
/// <param name="Conversion">WentOn / Reached in percent, two decimals; null where nobody reached the stage, and for the last.</param>
public sealed record StageClock(ProjectStage Stage, string Name, int Here, int Undated, Durations Staying, Durations Left, string? Limit, string? Rule,
    int Over, int Reached, long ReachedFen, int WentOn, decimal? Conversion);

/// <summary>签约到开工 and 开工到投产 of one unit or industry.</summary>
/// <param name="Key">Unit code, or GB/T 4754 division; empty for the total and for what is not stated.</param>
public sealed record StepClock(string Key, string Name, Durations SignedToStarted, Durations StartedToProducing);

/// <summary>A project that has been in its stage longer than the limit allows.</summary>
public sealed record OverLimit(long ProjectId, string Name, string UnitName, ProjectStage Stage, DateOnly EnteredOn, int Days, string Limit,
    int DaysOver, string Owner, string Rule);

/// <summary>The clocks of a unit on a day.</summary>
/// <param name="From">Steps are counted that ended on or after this day; null for all.</param>
/// <param name="ByUnit">The unit, then its direct children.</param>
/// <param name="ByIndustry">The total, then industries, the most frequent first.</param>
/// <param name="OverLimits">The longest over first.</param>
public sealed record ClocksView(YearMonth Period, UnitNode Unit, DateOnly AsOf, DateOnly? From, IReadOnlyList<StageClock> Stages,
    IReadOnlyList<StepClock> ByUnit, IReadOnlyList<StepClock> ByIndustry, IReadOnlyList<OverLimit> OverLimits);

/// <summary>Measures stays and ways of projects as of a day: one pass over the rows, then medians.</summary>
/// <remarks>Only days known exactly are measured; a date known to the month or the year would claim more than the ledger says.</remarks>
internal sealed class StageMeter(DateOnly asOf)
{
    private const int Stages = 8;
    private readonly int _asOf = asOf.DayNumber;
    private readonly List<Stay>[] _staying = Lists();
    private readonly List<Stay>[] _left = Lists();
    private readonly int[] _here = new int[Stages], _undated = new int[Stages], _over = new int[Stages], _reached = new int[Stages], _wentOn = new int[Stages];
    private readonly long[] _reachedFen = new long[Stages];

    public List<(LightRow Row, LightRule Rule, int Days, int Over)> OverLimits { get; } = [];

    public void Add(LightRow row, RulesInForce rules)
    {
        if (row.StageOn(_asOf) is not { } stage)
        {
            return;
        }
        for (var s = ProjectStage.Lead; s <= stage; s++)
        {
            if (row.Entered.Of(s) is var entered && (entered == 0 || entered > _asOf))
            {
                continue;
            }
            _reached[(int)s]++;
            _reachedFen[(int)s] += row.TotalFen ?? 0;
            _wentOn[(int)s] += stage > s ? 1 : 0;
            if (Days(row, s, s + 1) is { } days)
            {
                _left[(int)s].Add(new Stay(row, days));
            }
        }
        if (row.StatusOn(_asOf) == ProjectStatus.Active)
        {
            AddHere(row, stage, rules.Limits[(int)stage]);
        }
    }

    /// <summary>Days from one stage to a later one by the day of the meter; null where a day is not known exactly, or out of order.</summary>
    public int? Days(LightRow row, ProjectStage from, ProjectStage to) => to > ProjectStage.AtCapacity || !IsExact(row, from) || !IsExact(row, to)
        || row.Stage < to || row.Entered.Of(to) > _asOf || row.Entered.Of(to) < row.Entered.Of(from)
        ? null : row.Entered.Of(to) - row.Entered.Of(from);

    /// <param name="limits">In words, by stage, as of the unit asked for.</param>
    public IReadOnlyList<StageClock> Clocks(LightRule?[] limits) => [.. Enumerable.Range(0, Stages).Select(s => new StageClock((ProjectStage)s, Terms.Of((ProjectStage)s),
        _here[s], _undated[s], Durations.Of(_staying[s]), Durations.Of(_left[s]), limits[s]?.Limit.ToString(), limits[s]?.Id, _over[s], _reached[s], _reachedFen[s], _wentOn[s],
        _reached[s] == 0 || s == Stages - 1 ? null : decimal.Round(_wentOn[s] * 100m / _reached[s], 2, MidpointRounding.AwayFromZero)))];

    private void AddHere(LightRow row, ProjectStage stage, LightRule? limit)
    {
        _here[(int)stage]++;
        if (!IsExact(row, stage))
        {
            _undated[(int)stage]++;
            return;
        }
        var entered = row.Entered.Of(stage);
        _staying[(int)stage].Add(new Stay(row, _asOf - entered));
        if (limit is not null && _asOf - limit.Limit.From(DateOnly.FromDayNumber(entered)).DayNumber is > 0 and var over)
        {
            _over[(int)stage]++;
            OverLimits.Add((row, limit, _asOf - entered, over));
        }
    }

    private static bool IsExact(LightRow row, ProjectStage stage) => (row.Exact >> (int)stage & 1) != 0;

    private static List<Stay>[] Lists() => [.. Enumerable.Range(0, Stages).Select(_ => new List<Stay>())];
}
