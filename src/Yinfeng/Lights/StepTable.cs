using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Gathers 签约到开工 and 开工到投产 by unit and by industry.</summary>
/// <param name="from">Steps that ended earlier are left out; null for none.</param>
internal sealed class StepTable(StageMeter meter, DateOnly? from)
{
    private sealed record Group(string Name, List<Stay> Start, List<Stay> Produce);

    private readonly int _from = from?.DayNumber ?? 0;
    private readonly Group _all = New("合计");
    private readonly Dictionary<long, Group> _units = [];
    private readonly Dictionary<string, Group> _industries = [];

    /// <param name="division">GB/T 4754 division of the project's code; null without one.</param>
    /// <param name="stated">The industry as the ledger words it.</param>
    public void Add(LightRow row, UnitNode? child, (string Code, string Name)? division, string? stated)
    {
        var start = Step(row, ProjectStage.Signed, ProjectStage.Started);
        var produce = Step(row, ProjectStage.Started, ProjectStage.Producing);
        if (start is null && produce is null)
        {
            return;
        }
        var word = division?.Name ?? (string.IsNullOrWhiteSpace(stated) ? "未填行业" : stated.Trim());
        Put(_all, start, produce);
        Put(Of(_industries, division?.Code ?? "~" + word, word), start, produce);
        if (child is not null)
        {
            Put(Of(_units, child.Id, child.Name), start, produce);
        }
    }

    public IReadOnlyList<StepClock> ByUnit(UnitNode unit, IReadOnlyList<UnitNode> children) =>
        [Clock(unit.Code, unit.Name, _all), .. children.Select(c => Clock(c.Code, c.Name, _units.GetValueOrDefault(c.Id) ?? New(c.Name)))];

    public IReadOnlyList<StepClock> ByIndustry() => [Clock("", "合计", _all), .. _industries
        .OrderByDescending(i => i.Value.Start.Count + i.Value.Produce.Count).ThenBy(i => i.Key, StringComparer.Ordinal)
        .Select(i => Clock(i.Key[0] == '~' ? "" : i.Key, i.Value.Name, i.Value))];

    private Stay? Step(LightRow row, ProjectStage a, ProjectStage b) =>
        meter.Days(row, a, b) is { } days && row.Entered.Of(b) >= _from ? new Stay(row, days) : null;

    private static void Put(Group group, Stay? start, Stay? produce)
    {
        if (start is { } s)
        {
            group.Start.Add(s);
        }
        if (produce is { } p)
        {
            group.Produce.Add(p);
        }
    }

    private static Group Of<TKey>(Dictionary<TKey, Group> groups, TKey key, string name) where TKey : notnull =>
        groups.TryGetValue(key, out var group) ? group : groups[key] = New(name);

    private static Group New(string name) => new(name, [], []);

    private static StepClock Clock(string key, string name, Group group) => new(key, name, Durations.Of(group.Start), Durations.Of(group.Produce));
}
