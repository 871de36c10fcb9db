using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Pending;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Monthly;

/// <summary>Units that are behind with one step of a month (逾期).</summary>
/// <param name="Kind">Null for reports that were never made.</param>
/// <param name="Count">Projects concerned.</param>
/// <param name="DaysLate">Of the one that is late the longest.</param>
/// <param name="At">Where the step is to be taken, and by whom: whom to call.</param>
public sealed record OverdueRow(UnitNode Unit, PendingKind? Kind, int Count, DateOnly Deadline, int DaysLate, string At, IReadOnlyList<string> People)
{
    public string Step => Kind switch
    {
        null => "未报送",
        PendingKind.MonthReturned => "退回未改",
        PendingKind.MonthToVerify => "未核验",
        _ => "未确认",
    };
}

public sealed record OverdueList(YearMonth Month, UnitNode Unit, DateOnly Due, IReadOnlyList<OverdueRow> Rows, DateOnly Today);

/// <summary>Reports of months on their way up or back: each as a matter that waits for somebody, and by unit what is past its deadline.</summary>
internal sealed class MonthsUnderway(Database database, UnitDirectory units, MonthGridQueries grid, TimeLimits limits, RightHolders holders, TimeProvider clock)
{
    /// <summary>Reports that wait to be verified, accepted or reported again, of projects the viewer may see.</summary>
    public async Task<IReadOnlyList<PendingMatter>> MattersAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var open = await (from r in db.Set<MonthlyReport>()
                          where r.AcceptedBy == null && r.Version > 0 && (projectId == null || r.ProjectId == projectId)
                          join p in db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)) on r.ProjectId equals p.Id
                          select new { p.Name, p.OwnerUnitId, Report = r }).AsNoTracking().ToListAsync(ct);
        var due = new Dictionary<(long, YearMonth), DateOnly>();
        return [.. open.Select(o => Matter(o.Name, o.OwnerUnitId, o.Report, Due(o.OwnerUnitId, o.Report.Month)))];

        DateOnly Due(long unit, YearMonth month) => due.TryGetValue((unit, month), out var known) ? known
            : due[(unit, month)] = tree.Find(unit) is { } node ? grid.DueOn(tree, node, month) : month.AddMonths(1).LastDay;
    }

    /// <summary>Units within one that are past a deadline of the month, the latest first.</summary>
    /// <param name="unit">Code; null for the viewer's own unit.</param>
    /// <returns>Null when the unit is unknown or outside the viewer's part of the tree.</returns>
    public async Task<OverdueList?> OverdueAsync(Viewer viewer, YearMonth month, string? unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var node = string.IsNullOrWhiteSpace(unit) ? tree.Find(viewer.UnitId ?? UnitTree.NationId) : tree.FindByCode(unit.Trim());
        if (node is null || !tree.IsWithin(node.Id, viewer.UnitId))
        {
            return null;
        }
        await using var db = database.OpenRead();
        var owing = await (from p in grid.Owing(db, viewer, tree, node, month)
                           join r in db.Set<MonthlyReport>().Where(r => r.Month == month) on p.Id equals r.ProjectId into reports
                           from r in reports.DefaultIfEmpty()
                           select new { p.Name, p.OwnerUnitId, Report = r }).AsNoTracking().ToListAsync(ct);
        var (today, people) = (BusinessTime.Today(clock), await holders.TodayAsync(ct));
        var late = new List<(UnitNode Unit, PendingMatter? Matter, DateOnly Deadline)>();
        foreach (var row in owing)
        {
            var owner = tree.Find(row.OwnerUnitId) ?? node;
            var due = grid.DueOn(tree, owner, month);
            if (row.Report is null)
            {
                late.Add((owner, null, due));
            }
            else if (row.Report is { AcceptedBy: null, Version: > 0 } && Matter(row.Name, owner.Id, row.Report, due) is var matter)
            {
                late.Add((owner, matter, matter.CountsFrom.AddDays(limits.Days(matter.Kind, tree, owner.Id, matter.CountsFrom) ?? 0)));
            }
        }
        var rows = late.Where(l => l.Deadline < today).GroupBy(l => (l.Unit.Id, l.Matter?.Kind)).Select(g =>
        {
            var (first, deadline) = (g.First(), g.Min(l => l.Deadline));
            var (at, names) = people.Nearest(first.Unit.Id, first.Matter?.Needs ?? Rights.Report);
            return new OverdueRow(first.Unit, g.Key.Kind, g.Count(), deadline, today.DayNumber - deadline.DayNumber, tree.Find(at)?.Name ?? "", names);
        });
        return new OverdueList(month, node, grid.DueOn(tree, node, month),
            [.. rows.OrderByDescending(r => r.DaysLate).ThenBy(r => r.Unit.First).ThenBy(r => r.Kind)], today);
    }

    /// <param name="due">Last day for reporting: what was reported in time is judged from then on.</param>
    private static PendingMatter Matter(string project, long owner, MonthlyReport report, DateOnly due)
    {
        var since = BusinessTime.DayOf(report.MovedAtUtc ?? report.ReportedAtUtc);
        var (title, address) = ($"{project} {report.Month} 月报", $"/projects/{report.ProjectId}/months/{report.Month}");
        return report switch
        {
            { ReturnedBy: not null } => new(PendingKind.MonthReturned, title, owner, owner, Rights.Report, since, since, address, report.ProjectId),
            { VerifiedBy: null } => new(PendingKind.MonthToVerify, title, owner, owner, Rights.Verify, since, since > due ? since : due, address, report.ProjectId,
                NotBy: [report.ReportedBy]),
            _ => new(PendingKind.MonthToAccept, title, owner, owner, Rights.Approve, since, since > due ? since : due, address, report.ProjectId,
                NotBy: [report.ReportedBy, report.VerifiedBy]),
        };
    }
}
