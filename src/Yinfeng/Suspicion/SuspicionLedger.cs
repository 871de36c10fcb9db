using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Suspicion;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>Everything a run looks at, read once, as far as the viewer may see it.</summary>
internal sealed record SuspicionLedger(UnitTree Tree, UnitNode Unit, YearMonth First, YearMonth Last, IReadOnlyList<Project> Projects,
    ILookup<long, MonthlyReport> Months, ILookup<long, StageChange> Steps, IReadOnlyDictionary<string, DateOnly> StruckOff,
    IReadOnlyList<UnitCourse> Courses, IReadOnlyList<UnitGrowth> Growth)
{
    /// <summary>Whose figures are compared with whose: the county or zone, or the unit right below the one looked at.</summary>
    public long GroupOf(long owner)
    {
        var below = Tree.Upward(owner).TakeWhile(n => n.Id != Unit.Id).ToList();
        return below.Find(n => n.Kind is UnitKind.County or UnitKind.Zone)?.Id ?? below.LastOrDefault()?.Id ?? Unit.Id;
    }

    public SoftInput Soft => new(
        [.. Projects.Select(p => new ProjectSeries(p.Id, GroupOf(p.OwnerUnitId), Series(p.Id)))], Courses, Growth,
        Enumerable.Range(0, Last.Ordinal - First.Ordinal + 1).Where(i => First.AddMonths(i).Month == 1).ToHashSet());

    private long?[] Series(long project)
    {
        var fen = new long?[Last.Ordinal - First.Ordinal + 1];
        foreach (var month in Months[project])
        {
            if (month.Month.Ordinal - First.Ordinal is var at && at >= 0 && at < fen.Length)
            {
                fen[at] = month.FundsFen;
            }
        }
        return fen;
    }
}

/// <summary>Reads the ledger for a run.</summary>
internal sealed class SuspicionReader(Database database, UnitDirectory units, BoardQueries board)
{
    private const int Year = 12;

    /// <param name="node">A unit that the viewer oversees.</param>
    public async Task<SuspicionLedger> ReadAsync(Viewer viewer, UnitNode node, YearMonth last, SuspicionLimits limits, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var policy = new ProjectPolicy(viewer, tree);
        await using var db = database.OpenRead();
        var within = tree.IdsWithin(node.Id);
        var mine = db.Set<Project>().Where(policy.Filter(db)).Where(p => within.Contains(p.OwnerUnitId));
        var projects = await mine.OrderBy(p => p.Id).ToListAsync(ct);
        var ids = mine.Select(p => p.Id);
        var ledger = new SuspicionLedger(tree, node, last.AddMonths(1 - limits.Months), last, projects,
            (await db.Set<MonthlyReport>().Where(m => ids.Contains(m.ProjectId)).ToListAsync(ct)).ToLookup(m => m.ProjectId),
            (await db.Set<StageChange>().Where(s => ids.Contains(s.ProjectId)).ToListAsync(ct)).ToLookup(s => s.ProjectId),
            await db.Set<StruckOffFirm>().ToDictionaryAsync(f => f.CreditCode, f => f.On, ct), [], []);
        var groups = projects.Select(p => ledger.GroupOf(p.OwnerUnitId)).Where(g => g != node.Id).Distinct().Order().ToList();
        return ledger with
        {
            Courses = await CoursesAsync(viewer, ledger, groups, limits, ct),
            Growth = Grown(ledger, groups, await db.Set<ProxyFigure>().Where(f => f.Month > last.AddMonths(-2 * Year) && f.Month <= last)
                .ToListAsync(ct), limits),
        };
    }

    /// <summary>The board's own figures: a closed month as its bulletin gave it.</summary>
    private async Task<List<UnitCourse>> CoursesAsync(Viewer viewer, SuspicionLedger ledger, List<long> groups, SuspicionLimits limits,
        CancellationToken ct)
    {
        var parents = groups.Select(g => ledger.Tree.Find(g)!.ParentId).OfType<long>().Distinct().ToList();
        var courses = new Dictionary<(long Unit, string Indicator), UnitCourse>();
        for (var slot = 0; slot < limits.Months; slot++)
        {
            foreach (var parent in parents)
            {
                var answer = await board.BoardAsync(viewer, ledger.First.AddMonths(slot), ledger.Tree.Find(parent)!.Code, limits.Indicators, ct);
                foreach (var cell in (answer.Value?.Rows ?? []).Skip(1).SelectMany(r => r).Where(c => groups.Contains(c.Unit.Id)))
                {
                    var key = (cell.Unit.Id, cell.Indicator.Code);
                    if (!courses.TryGetValue(key, out var course))
                    {
                        courses[key] = course = new(key.Id, key.Code, new double?[limits.Months], new double?[limits.Months]);
                    }
                    // Without a plan of its own a year's target is spread evenly, as time progress does.
                    course.Value[slot] = (double?)cell.Value;
                    course.Plan[slot] = (double?)(cell.Plan ?? cell.Target * ledger.First.AddMonths(slot).Month / Year);
                }
            }
        }
        return [.. courses.Values.OrderBy(c => c.Unit).ThenBy(c => c.Indicator, StringComparer.Ordinal)];
    }

    private static List<UnitGrowth> Grown(SuspicionLedger ledger, List<long> groups, List<ProxyFigure> figures, SuspicionLimits limits)
    {
        var begins = ledger.Last.AddMonths(1 - Year);
        var funds = ledger.Projects.GroupBy(p => ledger.GroupOf(p.OwnerUnitId)).ToDictionary(g => g.Key, g => g.SelectMany(p => ledger.Months[p.Id])
            .Where(m => m.Month > ledger.Last.AddMonths(-2 * Year) && m.Month <= ledger.Last).ToList());
        return [.. groups.Select(unit => new UnitGrowth(unit, Sum(funds[unit], begins, false), Sum(funds[unit], begins, true),
            [.. limits.Proxies.Select(p => p.Code == "statistics" ? Statistics(funds[unit], begins)
                : Proxy([.. figures.Where(f => f.Kind == p.Code && ledger.Tree.IsWithin(f.UnitId, unit))], begins))]))];
    }

    private static double Sum(IEnumerable<MonthlyReport> months, YearMonth begins, bool now) =>
        months.Where(m => m.Month >= begins == now).Sum(m => (double)(m.FundsFen ?? 0));

    /// <summary>Investment made by projects that stand in the statistics, which has other eyes on it.</summary>
    private static (double, double)? Statistics(List<MonthlyReport> months, YearMonth begins)
    {
        var sums = months.Where(m => m.InStatistics == true).ToLookup(m => m.Month >= begins, m => (double)(m.FixedInvestmentFen ?? 0));
        return sums[false].Sum() is > 0 and var before && sums[true].Sum() is > 0 and var now ? (before, now) : null;
    }

    /// <summary>Only where the same months of both years are known.</summary>
    private static (double, double)? Proxy(List<ProxyFigure> figures, YearMonth begins)
    {
        var months = figures.GroupBy(f => f.Month).ToDictionary(g => g.Key, g => g.Sum(f => (double)f.Value));
        var both = months.Keys.Where(m => m >= begins && months.ContainsKey(m.AddMonths(-Year))).ToList();
        return both.Count < Year ? null : (both.Sum(m => months[m.AddMonths(-Year)]), both.Sum(m => months[m]));
    }
}
