using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>One pass over projects on one day: rules and coverage by unit looked up once, then one row after another.</summary>
/// <param name="tree">The tree whose slots <paramref name="home"/> gives.</param>
/// <param name="home">Slot of a unit; -1 for one that the tree does not know, which is judged by the general rules.</param>
internal sealed class ProjectPass(
    LightMemory memory, LightRuleBook book, UnitTree tree, Func<long, int> home, DateOnly asOf, DateOnly today, YearMonth period)
{
    private readonly RulesInForce[] _rules = book.For(tree, asOf);
    private readonly MonthSet[]?[] _covered = memory.Coverage.On(tree);
    private readonly ProjectJudge _judge = new(asOf, today, period.Ordinal);
    private readonly ProjectWords _words = new(asOf, tree);

    /// <summary>The verdict alone; does not allocate.</summary>
    public ProjectVerdict Judge(LightRow row) => home(row.OwnerUnitId) is >= 0 and var slot
        ? _judge.Judge(row, _rules[slot], _covered[slot])
        : _judge.Judge(row, _rules[0], null);

    /// <summary>The light in words; null for a project that had not begun.</summary>
    public ProjectLight? Light(LightRow row)
    {
        var verdict = Judge(row);
        return verdict.Exists ? Put(row, verdict.Stage, _words.Say(row, verdict, Rules(row))) : null;
    }

    /// <summary>The projects of a scope, worst first, then the longest; put into words only where they are wanted.</summary>
    public (IReadOnlyList<ProjectLight> Projects, LightCounts Counts) List(UnitScope scope, LightFilter filter)
    {
        var found = new WorstFirst((int)Math.Min((long)filter.Skip + filter.Take, int.MaxValue));
        Span<int> by = stackalloc int[4];
        foreach (var row in memory.Rows)
        {
            if (scope.Shows(row) && Judge(row) is { Exists: true } verdict && (filter.Stage is null || (verdict.Stage ?? ProjectStage.Lead) == filter.Stage))
            {
                by[(int)verdict.Colour]++;
                if (filter.Colour is null || filter.Colour == verdict.Colour)
                {
                    found.Add(row, verdict);
                }
            }
        }
        return ([.. found.Rows().Skip(filter.Skip).Select(row => Light(row)!)],
            new LightCounts(by[(int)LightColour.Red], by[(int)LightColour.Yellow], by[(int)LightColour.Green], by[(int)LightColour.None]));
    }

    /// <summary>The light, also of a project whose every date lies in the future.</summary>
    public ProjectLight Any(LightRow row) => Light(row) ?? NotBegun(row);

    private ProjectLight NotBegun(LightRow row) =>
        Put(row, null, new Light(LightColour.None, "填写的日期都还没到，不评", null, UnitText.Name(row.OwnerUnitId, tree), null, ""));

    private RulesInForce Rules(LightRow row) => _rules[Math.Max(0, home(row.OwnerUnitId))];

    private ProjectLight Put(LightRow row, ProjectStage? stage, Light light) =>
        new(row.Id, row.Name, row.OwnerUnitId, UnitText.Name(row.OwnerUnitId, tree), stage ?? ProjectStage.Lead, light);
}
