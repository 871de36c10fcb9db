using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>What a list of leads is narrowed to. Empty texts mean no filter.</summary>
/// <param name="Q">Part of title, investor, reporter or owner.</param>
/// <param name="Page">From 1.</param>
/// <param name="Late">Only those whose follow-up is overdue.</param>
/// <param name="Mine">Only those the person follows up.</param>
public sealed record LeadFilter(string? Q = null, string? Channel = null, LeadStatus? Status = null, long? UnitId = null, int Page = 1, int Size = 50,
    LeadGrade? Grade = null, bool Late = false, bool Mine = false);

/// <summary>A lead with the name of its unit.</summary>
/// <param name="LateDays">By how many days its follow-up is overdue; 0 when it is not.</param>
public sealed record LeadRow(Lead Lead, string UnitName, string UnitCode, int LateDays = 0);

/// <param name="InvestmentFen">Sum of the intended investment of all that fit, not only of the page.</param>
/// <param name="WithoutAmount">How many that sum leaves out.</param>
public sealed record LeadPage(LeadFilter Filter, IReadOnlyList<LeadRow> Rows, int Total, long InvestmentFen, int WithoutAmount)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>A column of the board of leads: a grade of those that are followed up, or the pool.</summary>
/// <param name="Rows">The most urgent first; at most <see cref="LeadQueries.MostCards"/>.</param>
public sealed record LeadColumn(string Name, string Query, int Total, int Late, long InvestmentFen, IReadOnlyList<LeadRow> Rows);

/// <summary>One lead with all that its page shows.</summary>
/// <param name="Steps">Its own way and that of the leads merged into it, the latest first.</param>
/// <param name="Alike">Open leads on the same investor that could be merged into it.</param>
public sealed record LeadView(LeadRow Row, IReadOnlyList<LeadStep> Steps, IReadOnlyList<string> Credit, int? CreditYears, IReadOnlyList<LeadRow> Alike,
    IReadOnlyList<LeadRow> Merged, LeadRow? MergedInto, DateOnly? ProtectedUntil, DateOnly Latest);

/// <summary>Reads of leads, within what the viewer may see.</summary>
internal sealed class LeadQueries(Database database, UnitDirectory units, LeadRules rules, TimeProvider clock)
{
    public const int MostCards = 30;

    public async Task<LeadPage> ListAsync(Viewer viewer, LeadFilter filter, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var query = Narrowed(db, viewer, tree, filter);
        var size = Math.Clamp(filter.Size, 1, 1000);
        var figures = await query.GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Sum = g.Sum(l => l.IntendedInvestmentFen), With = g.Count(l => l.IntendedInvestmentFen != null) })
            .FirstOrDefaultAsync(ct);
        var rows = await query.OrderByDescending(l => l.FirstReportedOn).ThenByDescending(l => l.Id)
            .Skip((Math.Max(1, filter.Page) - 1) * size).Take(size).ToListAsync(ct);
        return new LeadPage(filter with { Size = size, Page = Math.Max(1, filter.Page) }, [.. rows.Select(l => Row(l, tree))],
            figures?.Count ?? 0, figures?.Sum ?? 0, figures is null ? 0 : figures.Count - figures.With);
    }

    /// <summary>Everything that fits, for an export.</summary>
    public async Task<IReadOnlyList<LeadRow>> AllAsync(Viewer viewer, LeadFilter filter, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        return [.. (await Narrowed(db, viewer, tree, filter).OrderByDescending(l => l.FirstReportedOn).ThenByDescending(l => l.Id).ToListAsync(ct)).Select(l => Row(l, tree))];
    }

    /// <summary>What is followed up by grade, and the pool.</summary>
    public async Task<IReadOnlyList<LeadColumn>> BoardAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var seen = db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter());
        var columns = new List<LeadColumn>();
        foreach (var grade in Enum.GetValues<LeadGrade>())
        {
            columns.Add(await ColumnAsync($"{grade} 级", $"?status=Open&grade={grade}", seen.Where(l => l.Status == LeadStatus.Open && l.Grade == grade), tree, ct));
        }
        columns.Add(await ColumnAsync("线索池", "?status=Pooled", seen.Where(l => l.Status == LeadStatus.Pooled), tree, ct));
        return columns;
    }

    /// <summary>One lead; null outside the viewer's sight.</summary>
    public async Task<LeadRow?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        return await db.Set<Lead>().FirstOrDefaultAsync(l => l.Id == id, ct) is { } lead && new LeadSight(viewer, tree).Sees(lead) ? Row(lead, tree) : null;
    }

    /// <summary>One lead with its way; null outside the viewer's sight.</summary>
    public async Task<LeadView?> ViewAsync(Viewer viewer, long id, CancellationToken ct)
    {
        if (await GetAsync(viewer, id, ct) is not { Lead: var lead } row)
        {
            return null;
        }
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        await using var db = database.OpenRead();
        var seen = db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter());
        var merged = await seen.Where(l => l.MergedIntoId == id).OrderBy(l => l.Id).ToListAsync(ct);
        var ids = merged.Select(m => m.Id).Append(id).ToList();
        var steps = await db.Set<LeadStep>().Where(s => ids.Contains(s.LeadId)).OrderByDescending(s => s.On).ThenByDescending(s => s.Id).ToListAsync(ct);
        var credit = await db.Set<LeadCredit>().Where(c => c.LeadId == id).OrderByDescending(c => c.ShareBp).ToListAsync(ct);
        var alike = lead.Investor is null ? [] : await seen.Where(l => l.Id != id && (l.Investor == lead.Investor
                || db.Set<NameMatch>().Any(m => m.Name == l.Investor && m.EnterpriseId != null
                    && db.Set<NameMatch>().Any(own => own.Name == lead.Investor && own.Place == 0 && own.EnterpriseId == m.EnterpriseId)))
            && (l.Status == LeadStatus.Open || l.Status == LeadStatus.Pooled))
            .OrderBy(l => l.FirstReportedOn).Take(20).ToListAsync(ct);
        var into = lead.MergedIntoId is { } kept ? await seen.FirstOrDefaultAsync(l => l.Id == kept, ct) : null;
        return new(row, steps, [.. credit.Select(c => $"{UnitText.Name(c.UnitId, tree)} {c.ShareBp / 100m:0.##}%")], credit.FirstOrDefault()?.Years,
            [.. alike.Select(l => Row(l, tree))], [.. merged.Select(l => Row(l, tree))], into is null ? null : Row(into, tree),
            lead is { Status: LeadStatus.Open, NotAccepted: null, NextOn: { } next } ? next.AddDays(rules.PoolAfter(tree, lead.UnitId, today)) : null,
            today.AddDays(rules.Days(lead.Grade, today)));
    }

    private async Task<LeadColumn> ColumnAsync(string name, string query, IQueryable<Lead> leads, UnitTree tree, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        var figures = await leads.GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Late = g.Count(l => l.NextOn < today), Sum = g.Sum(l => l.IntendedInvestmentFen) }).FirstOrDefaultAsync(ct);
        var rows = await leads.OrderBy(l => l.NextOn == null).ThenBy(l => l.NextOn).ThenBy(l => l.Id).Take(MostCards).ToListAsync(ct);
        return new(name, query, figures?.Count ?? 0, figures?.Late ?? 0, figures?.Sum ?? 0, [.. rows.Select(l => Row(l, tree))]);
    }

    private IQueryable<Lead> Narrowed(YinfengDb db, Viewer viewer, UnitTree tree, LeadFilter filter)
    {
        var query = db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter());
        if (filter.UnitId is { } unit)
        {
            var within = tree.IdsWithin(unit);
            query = query.Where(l => within.Contains(l.UnitId));
        }
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var text = filter.Q.Trim();
            query = query.Where(l => l.Title.Contains(text) || (l.Investor != null && l.Investor.Contains(text)) || l.FirstReporter.Contains(text)
                || (l.OwnerName != null && l.OwnerName.Contains(text)));
        }
        if (!string.IsNullOrWhiteSpace(filter.Channel))
        {
            query = query.Where(l => l.Channel == filter.Channel);
        }
        if (filter.Grade is { } grade)
        {
            query = query.Where(l => l.Grade == grade);
        }
        if (filter.Late)
        {
            var today = BusinessTime.Today(clock);
            query = query.Where(l => l.Status == LeadStatus.Open && l.NextOn < today);
        }
        if (filter.Mine)
        {
            query = query.Where(l => l.OwnerId == viewer.ActorId);
        }
        return filter.Status is { } status ? query.Where(l => l.Status == status) : query;
    }

    private LeadRow Row(Lead lead, UnitTree tree) =>
        new(lead, tree.Find(lead.UnitId)?.Name ?? $"单位 {lead.UnitId}", tree.Find(lead.UnitId)?.Code ?? "", lead.LateDays(BusinessTime.Today(clock)));
}
