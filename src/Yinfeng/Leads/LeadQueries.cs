using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>What a list of leads is narrowed to. Empty texts mean no filter.</summary>
/// <param name="Q">Part of title, investor or reporter.</param>
/// <param name="Page">From 1.</param>
public sealed record LeadFilter(string? Q = null, string? Channel = null, LeadStatus? Status = null, long? UnitId = null, int Page = 1, int Size = 50);

/// <summary>A lead with the name of its unit.</summary>
public sealed record LeadRow(Lead Lead, string UnitName, string UnitCode);

/// <param name="InvestmentFen">Sum of the intended investment of all that fit, not only of the page.</param>
/// <param name="WithoutAmount">How many that sum leaves out.</param>
public sealed record LeadPage(LeadFilter Filter, IReadOnlyList<LeadRow> Rows, int Total, long InvestmentFen, int WithoutAmount)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>Reads of leads, within what the viewer may see.</summary>
internal sealed class LeadQueries(Database database, UnitDirectory units)
{
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
        return [.. (await Narrowed(db, viewer, tree, filter).OrderByDescending(l => l.FirstReportedOn).ToListAsync(ct)).Select(l => Row(l, tree))];
    }

    /// <summary>One lead; null outside the viewer's scope.</summary>
    public async Task<LeadRow?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        return await db.Set<Lead>().FirstOrDefaultAsync(l => l.Id == id, ct) is { } lead && tree.IsWithin(lead.UnitId, viewer.UnitId)
            ? Row(lead, tree) : null;
    }

    private static IQueryable<Lead> Narrowed(YinfengDb db, Viewer viewer, UnitTree tree, LeadFilter filter)
    {
        var query = db.Set<Lead>().AsQueryable();
        if (viewer.UnitId is { } root)
        {
            var visible = tree.IdsWithin(root);
            query = query.Where(l => visible.Contains(l.UnitId));
        }
        if (filter.UnitId is { } unit)
        {
            var within = tree.IdsWithin(unit);
            query = query.Where(l => within.Contains(l.UnitId));
        }
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var text = filter.Q.Trim();
            query = query.Where(l => l.Title.Contains(text) || (l.Investor != null && l.Investor.Contains(text)) || l.FirstReporter.Contains(text));
        }
        if (!string.IsNullOrWhiteSpace(filter.Channel))
        {
            query = query.Where(l => l.Channel == filter.Channel);
        }
        return filter.Status is { } status ? query.Where(l => l.Status == status) : query;
    }

    private static LeadRow Row(Lead lead, UnitTree tree) =>
        new(lead, tree.Find(lead.UnitId)?.Name ?? $"单位 {lead.UnitId}", tree.Find(lead.UnitId)?.Code ?? "");
}
