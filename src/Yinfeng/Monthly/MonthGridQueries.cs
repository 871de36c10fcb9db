using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Monthly;

/// <summary>Reads the grid of a month: projects of a unit that owe a report and that the viewer may change.</summary>
internal sealed class MonthGridQueries(Database database, UnitDirectory units, MonthLimitsTable limits, LightRuleBook rules, TimeProvider clock)
{
    /// <summary>Rows of one page: a form of so many rows stays below what a server takes in fields.</summary>
    public const int PageSize = 100;
    private const int MonthsBefore = 3;

    /// <summary>The month people report now: the one that has ended, until the present one is nearly over.</summary>
    public YearMonth UsualMonth => BusinessTime.Today(clock) is var today && today.Day > 25 ? YearMonth.Of(today) : YearMonth.Of(today).AddMonths(-1);

    /// <param name="unit">Code; null for the viewer's own unit, or the first city that has projects.</param>
    /// <returns>Null when the unit is unknown or outside the viewer's part of the tree.</returns>
    public async Task<GridView?> ViewAsync(Viewer viewer, YearMonth month, string? unit, string show, int page, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var choices = await UnitsAsync(db, viewer, tree, ct);
        var node = string.IsNullOrWhiteSpace(unit) ? Usual(viewer, tree, choices) : tree.FindByCode(unit.Trim());
        if (node is null || !tree.IsWithin(node.Id, viewer.UnitId))
        {
            return null;
        }
        var owing = Owing(db, viewer, tree, node, month);
        var counts = await CountAsync(db, viewer, owing, month, ct);
        var shown = Shown(db, viewer, owing, month, show);
        var total = await shown.CountAsync(ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, pages);
        var projects = await shown.OrderBy(p => p.OwnerUnitId).ThenBy(p => p.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct);
        var rows = await RowsAsync(db, viewer, tree, projects, month, ct);
        return new GridView(month, node, choices, show, page, pages, counts, rows, limits.On(month.LastDay), BusinessTime.Today(clock), viewer.Rights);
    }

    /// <summary>Rows of the named projects, in the order of the grid; those the viewer may not change are left out.</summary>
    public async Task<IReadOnlyList<GridRow>> RowsAsync(Viewer viewer, YearMonth month, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var projects = await Changeable(db, viewer, tree).Where(p => ids.Contains(p.Id)).OrderBy(p => p.OwnerUnitId).ThenBy(p => p.Id).ToListAsync(ct);
        return await RowsAsync(db, viewer, tree, projects, month, ct);
    }

    /// <summary>How far a unit is with a month, and until when it is due; null when the viewer does not see the unit.</summary>
    public async Task<(GridCounts Counts, UnitNode Unit, DateOnly Due)?> StandAsync(Viewer viewer, YearMonth month, long unitId, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        if (tree.Find(unitId) is not { } node || !tree.IsWithin(unitId, viewer.UnitId))
        {
            return null;
        }
        await using var db = database.OpenRead();
        var counts = await CountAsync(db, viewer, Owing(db, viewer, tree, node, month), month, ct);
        return (counts, node, DueOn(tree, node, month));
    }

    /// <summary>Last day for reporting a month: of the light rule project.report that holds for the unit.</summary>
    internal DateOnly DueOn(UnitTree tree, UnitNode unit, YearMonth month)
    {
        var next = month.AddMonths(1);
        var day = ReportRule(tree, unit, month)?.DueDay ?? DateTime.DaysInMonth(next.Year, next.Month);
        return new DateOnly(next.Year, next.Month, Math.Min(day, DateTime.DaysInMonth(next.Year, next.Month)));
    }

    /// <summary>What of a month waits for this person, and what of theirs waits for somebody else.</summary>
    public async Task<Waiting> VerifyingAsync(Viewer viewer, YearMonth month, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var open = from p in Changeable(db, viewer, tree)
                   join r in db.Set<MonthlyReport>().Where(r => r.Month == month && r.AcceptedBy == null && r.ReturnedBy == null && r.Version > 0) on p.Id equals r.ProjectId
                   select r;
        var me = viewer.ActorId;
        var counts = await (from r in open
                            group r by new { IsMine = r.ReportedBy == me, IsVerified = r.VerifiedBy != null, ByMe = r.VerifiedBy == me } into g
                            select new { g.Key.IsMine, g.Key.IsVerified, g.Key.ByMe, Count = g.Count(), Reported = g.Min(r => r.ReportedAtUtc), Moved = g.Min(r => r.MovedAtUtc) })
            .ToListAsync(ct);
        WaitingReports Of(bool mine, bool verified)
        {
            var these = counts.FindAll(c => c.IsMine == mine && c.IsVerified == verified && (mine || !c.ByMe));
            return new(these.Sum(c => c.Count), these.Min(c => c.Moved ?? (DateTime?)c.Reported));
        }
        return new(Of(mine: false, verified: false), Of(mine: false, verified: true), Of(mine: true, verified: false).Count, Of(mine: true, verified: true).Count,
            await (from p in Changeable(db, viewer, tree)
                   join r in db.Set<MonthlyReport>().Where(r => r.ReturnedBy != null && r.Month >= month.AddMonths(-MonthsBefore)) on p.Id equals r.ProjectId
                   orderby r.MovedAtUtc
                   select r).ToListAsync(ct));
    }

    /// <summary>All rows that owe the month, for the sheet that goes out and comes back.</summary>
    public async Task<IReadOnlyList<GridRow>> AllAsync(Viewer viewer, YearMonth month, UnitNode unit, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var projects = await Owing(db, viewer, tree, unit, month).OrderBy(p => p.OwnerUnitId).ThenBy(p => p.Id).ToListAsync(ct);
        return await RowsAsync(db, viewer, tree, projects, month, ct);
    }

    private static IQueryable<Project> Changeable(YinfengDb db, Viewer viewer, UnitTree tree)
    {
        var seen = db.Set<Project>().AsNoTracking().Where(new ProjectPolicy(viewer, tree).Filter(db));
        if (viewer.UnitId is not { } root)
        {
            return seen;
        }
        var ids = tree.IdsWithin(root);
        return seen.Where(p => ids.Contains(p.OwnerUnitId) || ids.Contains(p.LandingUnitId));
    }

    /// <summary>Active projects in a stage that has the duty to report (rule project.report), from the month of signing on.</summary>
    internal IQueryable<Project> Owing(YinfengDb db, Viewer viewer, UnitTree tree, UnitNode unit, YearMonth month)
    {
        var last = new LedgerDate(month.LastDay);
        var stages = Enum.GetValues<ProjectStage>().Where(s => ReportRule(tree, unit, month)?.SpeaksOf(s) == true).ToList();
        var owing = Changeable(db, viewer, tree).Where(p => p.Status == ProjectStatus.Active && stages.Contains(p.Stage)
            && (p.SignedOn == null || p.SignedOn <= last));
        if (unit.Id == UnitTree.NationId)
        {
            return owing;
        }
        var ids = tree.IdsWithin(unit.Id);
        return owing.Where(p => ids.Contains(p.OwnerUnitId));
    }

    private LightRule? ReportRule(UnitTree tree, UnitNode unit, YearMonth month) => rules.For(tree, month.LastDay)[unit.First].Report;

    private static IQueryable<Project> Shown(YinfengDb db, Viewer viewer, IQueryable<Project> owing, YearMonth month, string show)
    {
        var reports = db.Set<MonthlyReport>().Where(r => r.Month == month);
        return show switch
        {
            "missing" => owing.Where(p => !reports.Any(r => r.ProjectId == p.Id)),
            "returned" => owing.Where(p => reports.Any(r => r.ProjectId == p.Id && r.ReturnedBy != null)),
            "typed" => owing.Where(p => reports.Any(r => r.ProjectId == p.Id && r.TypedForUnitId != null)),
            "reported" => owing.Where(p => reports.Any(r => r.ProjectId == p.Id && r.VerifiedBy == null && r.AcceptedBy == null && r.ReturnedBy == null)),
            "verified" => owing.Where(p => reports.Any(r => r.ProjectId == p.Id && r.VerifiedBy != null && r.AcceptedBy == null)),
            "accepted" => owing.Where(p => reports.Any(r => r.ProjectId == p.Id && r.AcceptedBy != null)),
            "draft" => owing.Where(p => db.Set<MonthDraft>().Any(d => d.ProjectId == p.Id && d.Month == month && d.ActorId == viewer.ActorId)),
            _ => owing,
        };
    }

    private static async Task<GridCounts> CountAsync(YinfengDb db, Viewer viewer, IQueryable<Project> owing, YearMonth month, CancellationToken ct)
    {
        var states = await (from p in owing
                            join r in db.Set<MonthlyReport>().Where(r => r.Month == month) on p.Id equals r.ProjectId
                            group r by new
                            {
                                Verified = r.VerifiedBy != null, Accepted = r.AcceptedBy != null,
                                Returned = r.ReturnedBy != null, Typed = r.TypedForUnitId != null
                            } into g
                            select new { g.Key.Verified, g.Key.Accepted, g.Key.Returned, g.Key.Typed, Count = g.Count() }).ToListAsync(ct);
        var all = await owing.CountAsync(ct);
        var accepted = states.Where(s => s.Accepted).Sum(s => s.Count);
        var verified = states.Where(s => s is { Accepted: false, Verified: true }).Sum(s => s.Count);
        var reported = states.Where(s => s is { Accepted: false, Verified: false, Returned: false }).Sum(s => s.Count);
        var returned = states.Where(s => s.Returned).Sum(s => s.Count);
        var drafts = await Shown(db, viewer, owing, month, "draft").CountAsync(ct);
        return new GridCounts(all, all - accepted - verified - reported - returned, reported, verified, accepted, drafts, returned,
            states.Where(s => s.Typed).Sum(s => s.Count));
    }

    private static async Task<IReadOnlyList<GridRow>> RowsAsync(YinfengDb db, Viewer viewer, UnitTree tree, List<Project> projects,
        YearMonth month, CancellationToken ct)
    {
        var (reports, sums, drafts, answers) = (new List<MonthlyReport>(), new Dictionary<long, long>(), new Dictionary<long, MonthDraft>(),
            new Dictionary<(long, int), string>());
        var (steps, reportedIn) = (new Dictionary<long, MonthStep>(), new Dictionary<long, int>()); // Verifying makes one more version of the same figures.
        var from = month.AddMonths(-MonthsBefore);
        foreach (var ids in projects.Select(p => p.Id).Chunk(500))
        {
            reports.AddRange(await db.Set<MonthlyReport>().AsNoTracking()
                .Where(r => ids.Contains(r.ProjectId) && r.Month >= from && r.Month <= month).ToListAsync(ct));
            foreach (var sum in await db.Set<MonthlyReport>().Where(r => ids.Contains(r.ProjectId) && r.Month < month)
                .GroupBy(r => r.ProjectId).Select(g => new { g.Key, Fen = g.Sum(r => r.FundsFen) }).ToListAsync(ct))
            {
                sums[sum.Key] = sum.Fen ?? 0;
            }
            foreach (var draft in await db.Set<MonthDraft>().AsNoTracking()
                .Where(d => d.ActorId == viewer.ActorId && d.Month == month && ids.Contains(d.ProjectId)).ToListAsync(ct))
            {
                drafts[draft.ProjectId] = draft;
            }
            foreach (var step in await db.Set<MonthStep>().AsNoTracking().Where(s => s.Month == month && ids.Contains(s.ProjectId)).OrderBy(s => s.Version)
                .ToListAsync(ct))
            {
                steps[step.ProjectId] = step;
                reportedIn[step.ProjectId] = step.Act == MonthAct.Reported ? step.Version : reportedIn.GetValueOrDefault(step.ProjectId);
            }
            foreach (var answer in await db.Set<MonthAnswer>().AsNoTracking().Where(a => a.Month == month && ids.Contains(a.ProjectId)).ToListAsync(ct))
            {
                answers[(answer.ProjectId, answer.Version)] = answer.Answer;
            }
        }
        var byProject = reports.ToLookup(r => r.ProjectId);
        var names = await ActorNames.ReadAsync(db, reports.Where(r => r.Month == month).SelectMany(r => new[] { r.ReportedBy, r.VerifiedBy, r.AcceptedBy }), ct);
        return [.. projects.Select(p => Row(p, tree, month, [.. byProject[p.Id]], sums.GetValueOrDefault(p.Id), drafts.GetValueOrDefault(p.Id), answers,
            reportedIn.GetValueOrDefault(p.Id)) with
        {
            LastStep = steps.GetValueOrDefault(p.Id),
        }).Select(r => r.Stored is { } stored ? r with { People = (names.Of(stored.ReportedBy), names.Of(stored.VerifiedBy), names.Of(stored.AcceptedBy)) } : r)];
    }

    private static GridRow Row(Project project, UnitTree tree, YearMonth month, List<MonthlyReport> reports, long fundsBefore, MonthDraft? draft,
        Dictionary<(long, int), string> answers, int reportedVersion)
    {
        var stored = reports.Find(r => r.Month == month);
        var before = Enumerable.Range(1, MonthsBefore).Select(i => reports.Find(r => r.Month == month.AddMonths(-i)))
            .Select(r => r is null ? default : new MonthFigures(r.FundsFen, r.FixedInvestmentFen, r.InStatistics)).ToList();
        return new GridRow(project.Id, project.Name, UnitText.Name(project.OwnerUnitId, tree), project.Stage, project.TotalInvestmentFen, stored, before,
            reports.Find(r => r.Month == month.AddMonths(-1))?.Progress, fundsBefore,
            draft is null ? TypedMonth.Of(stored) : TypedMonth.Of(draft), draft?.SavedAtUtc,
            draft is not null && draft.BaseVersion != (stored?.Version ?? 0),
            stored is null ? null : answers.GetValueOrDefault((project.Id, reportedVersion)));
    }

    private static async Task<IReadOnlyList<UnitNode>> UnitsAsync(YinfengDb db, Viewer viewer, UnitTree tree, CancellationToken ct)
    {
        var owners = await Changeable(db, viewer, tree).Select(p => p.OwnerUnitId).Distinct().ToListAsync(ct);
        var shown = new HashSet<long>();
        foreach (var node in owners.SelectMany(tree.Upward))
        {
            if (node.Id != UnitTree.NationId && tree.IsWithin(node.Id, viewer.UnitId))
            {
                shown.Add(node.Id);
            }
        }
        return [.. tree.InOrder.Where(n => shown.Contains(n.Id))];
    }

    private static UnitNode? Usual(Viewer viewer, UnitTree tree, IReadOnlyList<UnitNode> choices) =>
        viewer.UnitId is { } own ? tree.Find(own)
        : choices.FirstOrDefault(n => n.Kind == UnitKind.City) ?? (choices.Count > 0 ? choices[0] : null) ?? tree.Find(UnitTree.NationId);
}
