using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;
using Database = Yinfeng.Persistence.Database; // EF has a type of that name too.

namespace Yinfeng.Assessment;

/// <summary>A leader with the figures of the projects that name this leader.</summary>
/// <param name="Projects">Ids of those projects.</param>
public sealed record LeaderLine(string Person, IReadOnlyList<SubjectFigures> Figures, IReadOnlyList<long> Projects);

/// <summary>Figures of leaders (包保领导): their own targets, and what the projects they answer for have come to.</summary>
/// <remarks>A project counts whole for each leader it names; sums over leaders are therefore never formed.</remarks>
internal sealed class LeaderFigures(Database database, IndicatorCatalog catalog)
{
    private static readonly char[] Between = ['、', '，', ',', ';', '；', '/', ' ', '　'];

    /// <summary>The leaders whom a unit set targets for the year, by name.</summary>
    public async Task<IReadOnlyList<LeaderLine>> OfUnitAsync(UnitNode unit, YearMonth period, UnitTree tree, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var targets = await db.Set<LeaderTarget>().Where(t => t.UnitId == unit.Id && t.Year == period.Year).ToListAsync(ct);
        var people = targets.Select(t => t.Person).Distinct().Order(StringComparer.Ordinal).ToList();
        if (people.Count == 0)
        {
            return [];
        }
        var ids = tree.IdsWithin(unit.Id).ToHashSet();
        var projects = (await db.Set<Project>().Where(p => p.Leader != null && p.Leader != "").ToListAsync(ct))
            .Where(p => ids.Contains(p.OwnerUnitId)).OrderBy(p => p.Id).ToList();
        var led = people.ToDictionary(p => p, p => projects.Where(x => Names(x.Leader).Contains(p)).ToList(), StringComparer.Ordinal);
        var wanted = led.Values.SelectMany(l => l).Select(p => p.Id).Distinct().ToList();
        var months = (await db.Set<MonthlyReport>().Where(m => wanted.Contains(m.ProjectId)).ToListAsync(ct)).ToLookup(m => m.ProjectId);
        return [.. people.Select(person => new LeaderLine(person,
            [.. catalog.On(period.LastDay).Where(i => !i.Hidden).Select(i => Figures(i, person, targets, led[person], months, period))],
            [.. led[person].Select(p => p.Id)]))];
    }

    /// <summary>The people that a project names as leader.</summary>
    public static IEnumerable<string> Names(string? leader) => (leader ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private SubjectFigures Figures(Indicator indicator, string person, List<LeaderTarget> targets, List<Project> projects,
        ILookup<long, MonthlyReport> months, YearMonth period)
    {
        var target = targets.FirstOrDefault(t => t.Person == person && t.Indicator == indicator.Code);
        return new SubjectFigures(indicator.Code, Shown(indicator, Sum(indicator, projects, months, period)), null,
            Goal(indicator, target?.Base), Goal(indicator, target?.Stretch), null);
    }

    /// <summary>Year to date, or since the beginning; scaled as the indicator. Null of a rate of nothing.</summary>
    private long? Sum(Indicator indicator, List<Project> projects, ILookup<long, MonthlyReport> months, YearMonth period)
    {
        if (indicator.Shape == IndicatorShape.Ratio)
        {
            return Sum(catalog.Find(indicator.Numerator!, period.LastDay)!, projects, months, period) is { } above
                && Sum(catalog.Find(indicator.Denominator!, period.LastDay)!, projects, months, period) is { } below ? Indicator.Rate(above, below) : null;
        }
        var from = indicator.Accumulation == Accumulation.Ever ? new YearMonth(1, 1) : new YearMonth(period.Year, 1);
        var facts = new ProjectFacts();
        var sum = 0L;
        foreach (var project in projects)
        {
            facts.Fill(project);
            sum += indicator.Shape == IndicatorShape.Event ? Event(indicator, facts, from, period)
                : months[project.Id].Where(m => m.Month >= from && m.Month <= period && indicator.Includes(facts, m.Month) == Truth.Yes)
                    .Sum(m => (indicator.Column == MonthlyColumn.Funds ? m.FundsFen : m.FixedInvestmentFen) ?? 0);
        }
        return sum;
    }

    private static long Event(Indicator indicator, ProjectFacts facts, YearMonth from, YearMonth to)
    {
        var made = indicator.Contribute(facts);
        return made.Month is { } month && month >= from && month <= to ? made.Amount : 0;
    }

    /// <summary>As the board shows it: rates with two decimals of a percent.</summary>
    private static decimal? Shown(Indicator indicator, long? value) => value is not { } v ? null
        : indicator.Unit == IndicatorUnit.Rate ? decimal.Round(v / 10_000m, 2, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m : indicator.Show(v);

    private static decimal? Goal(Indicator indicator, long? value) => value is { } v ? indicator.Show(v) : null;
}
