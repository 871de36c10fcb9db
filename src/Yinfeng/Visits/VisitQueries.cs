using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>What a list of visits is narrowed to. Nulls mean no filter.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Unit">Name or code; with everything below it, unless <paramref name="Only"/>.</param>
/// <param name="Only">Only the unit itself.</param>
/// <param name="Q">Part of company, place, content or next step.</param>
/// <param name="Open">Only those whose next step waits.</param>
/// <param name="Late">Only those whose next step is overdue.</param>
/// <param name="Page">From 1.</param>
public sealed record VisitFilter(DateOnly? From = null, DateOnly? To = null, VisitKind? Kind = null, string? Unit = null, bool Only = false, string? Q = null, bool Open = false,
    bool Late = false, long? LeadId = null, long? ProjectId = null, int Page = 1, int Size = 50);

/// <param name="Lead">Its title; null without one and for one that the viewer may not see. So is the project's name.</param>
public sealed record VisitRow(Visit Visit, string UnitName, string UnitCode, string? Lead, string? Project);

/// <summary>How often a unit met companies in each month.</summary>
/// <param name="Counts">One for each month of the list.</param>
public sealed record VisitCount(string UnitName, string UnitCode, IReadOnlyList<int> Counts);

/// <param name="Months">The last six up to the latest visit that fits, whatever the days of the filter begin with.</param>
/// <param name="All">Whatever became of the next step; <paramref name="Open"/> and <paramref name="Late"/> are parts of it.</param>
public sealed record VisitList(VisitFilter Filter, IReadOnlyList<VisitRow> Rows, int Total, int All, int Open, int Late, IReadOnlyList<YearMonth> Months,
    IReadOnlyList<VisitCount> Counts, DateOnly Today)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>One visit with whom we met.</summary>
public sealed record VisitView(VisitRow Row, ContactLine? Contact, DateOnly Today)
{
    public Visit Visit => Row.Visit;
}

/// <summary>Reads of visits, within what the viewer may see.</summary>
internal sealed class VisitQueries(Database database, UnitDirectory units, ContactSeal seal, TimeProvider clock)
{
    private const int ShownMonths = 6;

    /// <summary>The latest first.</summary>
    public async Task<VisitList> ListAsync(Viewer viewer, VisitFilter filter, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        filter = filter with { Size = Math.Clamp(filter.Size, 1, 100_000), Page = Math.Max(1, filter.Page) };
        await using var db = database.OpenRead();
        var days = Narrowed(new VisitSight(viewer, tree).Visits(db), filter with { From = null }, tree);
        var fitting = filter.From is { } from ? days.Where(v => v.On >= from) : days;
        var open = fitting.Where(v => v.NextStep != null && v.NextDoneOn == null);
        var late = open.Where(v => v.NextDue < today);
        var shown = filter.Late ? late : filter.Open ? open : fitting;
        var rows = await shown.OrderByDescending(v => v.On).ThenByDescending(v => v.Id).Skip((filter.Page - 1) * filter.Size).Take(filter.Size).ToListAsync(ct);
        var (months, counts) = await CountsAsync(days, tree, today, ct);
        return new VisitList(filter, await RowsAsync(db, viewer, tree, rows, ct), await shown.CountAsync(ct), await fitting.CountAsync(ct), await open.CountAsync(ct),
            await late.CountAsync(ct), months, counts, today);
    }

    /// <summary>One visit; null outside the viewer's sight.</summary>
    public async Task<VisitView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var sight = new VisitSight(viewer, tree);
        if (await sight.Visits(db).FirstOrDefaultAsync(v => v.Id == id, ct) is not { } visit)
        {
            return null;
        }
        var contact = visit.ContactId is { } person ? await sight.Contacts(db).FirstOrDefaultAsync(c => c.Id == person, ct) : null;
        return new((await RowsAsync(db, viewer, tree, [visit], ct))[0], contact is null ? null : ContactQueries.Line(contact, sight, seal, tree), BusinessTime.Today(clock));
    }

    /// <summary>Whether the viewer sees the project or lead that visits are asked of.</summary>
    public async Task<bool> SeesAsync(Viewer viewer, long? project, long? lead, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        return project is null ? await db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter()).AnyAsync(l => l.Id == lead, ct)
            : await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).AnyAsync(p => p.Id == project, ct);
    }

    /// <summary>What a form begins with when it is opened from a lead or project: its investor.</summary>
    public async Task<string?> InvestorAsync(Viewer viewer, long? project, long? lead, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        return project is not null ? await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).Where(p => p.Id == project)
                .Select(p => p.Investor).FirstOrDefaultAsync(ct)
            : lead is not null ? await db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter()).Where(l => l.Id == lead).Select(l => l.Investor).FirstOrDefaultAsync(ct) : null;
    }

    private static async Task<(IReadOnlyList<YearMonth> Months, IReadOnlyList<VisitCount> Counts)> CountsAsync(IQueryable<Visit> visits, UnitTree tree,
        DateOnly today, CancellationToken ct)
    {
        var last = YearMonth.Of(await visits.MaxAsync(v => (DateOnly?)v.On, ct) ?? today);
        List<YearMonth> months = [.. Enumerable.Range(1 - ShownMonths, ShownMonths).Select(last.AddMonths)];
        var start = months[0].FirstDay;
        var met = await visits.Where(v => v.On >= start).Select(v => new { v.UnitId, v.On }).ToListAsync(ct);
        return (months, [.. met.GroupBy(v => v.UnitId).OrderBy(g => tree.Find(g.Key)?.First ?? int.MaxValue).Select(g =>
        {
            var of = g.CountBy(v => YearMonth.Of(v.On)).ToDictionary();
            return new VisitCount(UnitText.Name(g.Key, tree), tree.Find(g.Key)?.Code ?? "", [.. months.Select(m => of.GetValueOrDefault(m))]);
        })]);
    }

    private static IQueryable<Visit> Narrowed(IQueryable<Visit> visits, VisitFilter filter, UnitTree tree)
    {
        if (!string.IsNullOrWhiteSpace(filter.Unit))
        {
            long[] within = UnitText.Read("单位", filter.Unit.Trim(), tree, out var unit) is not null ? [] : filter.Only ? [unit!.Id] : tree.IdsWithin(unit!.Id);
            visits = visits.Where(v => within.Contains(v.UnitId));
        }
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var text = filter.Q.Trim();
            visits = visits.Where(v => v.Company.Contains(text) || v.Content.Contains(text)
                || (v.Place != null && v.Place.Contains(text)) || (v.NextStep != null && v.NextStep.Contains(text)));
        }
        return visits.Where(v => (filter.To == null || v.On <= filter.To) && (filter.Kind == null || v.Kind == filter.Kind)
            && (filter.LeadId == null || v.LeadId == filter.LeadId) && (filter.ProjectId == null || v.ProjectId == filter.ProjectId));
    }

    private static async Task<List<VisitRow>> RowsAsync(YinfengDb db, Viewer viewer, UnitTree tree, List<Visit> visits, CancellationToken ct)
    {
        var projectIds = visits.Select(v => v.ProjectId).OfType<long>().Distinct().ToList();
        var leadIds = visits.Select(v => v.LeadId).OfType<long>().Distinct().ToList();
        var projects = await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).Where(p => projectIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var leads = await db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter()).Where(l => leadIds.Contains(l.Id))
            .ToDictionaryAsync(l => l.Id, l => l.Title, ct);
        return [.. visits.Select(v => new VisitRow(v, UnitText.Name(v.UnitId, tree), tree.Find(v.UnitId)?.Code ?? "",
            v.LeadId is { } lead ? leads.GetValueOrDefault(lead) : null, v.ProjectId is { } project ? projects.GetValueOrDefault(project) : null))];
    }
}
