using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Meetings;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>What a list of reviews is narrowed to. Nulls mean no filter.</summary>
/// <param name="Mine">Only open ones that ask the person's own unit and still lack its opinion.</param>
/// <param name="Q">Part of subject or project.</param>
/// <param name="Page">From 1.</param>
public sealed record ReviewFilter(ReviewState? State = null, bool Mine = false, string? Q = null, long? ProjectId = null, int Page = 1, int Size = 50);

/// <param name="Given">So many of the units that are asked have given their opinion.</param>
public sealed record ReviewRow(Review Review, string ProjectName, string OwnerName, string UnitName, int Asked, int Given, bool IsOwed);

public sealed record ReviewList(ReviewFilter Filter, IReadOnlyList<ReviewRow> Rows, int Total, int Open, int Concluded, int Cancelled, int Mine, DateOnly Today)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>A unit that is asked, with what it said as far as the viewer may read it.</summary>
/// <param name="Given">Whether it gave an opinion; that much everybody sees.</param>
/// <param name="Opinion">The one that counts; null where there is none or the viewer may not read it yet.</param>
public sealed record SeatView(ReviewSeat Seat, string UnitName, bool Given, ReviewOpinion? Opinion, IReadOnlyList<ReviewCondition> Conditions,
    IReadOnlyList<ReviewOpinion> Earlier);

/// <summary>One review as a person may see it.</summary>
/// <param name="Runs">Of the line that runs it.</param>
/// <param name="SeesProject">May open the project's own page.</param>
/// <param name="SeesOpinions">May read what every unit said.</param>
/// <param name="Own">The unit the person speaks for, where it is asked.</param>
/// <param name="GaveOpinion">The person gave one of the opinions, so somebody else concludes.</param>
public sealed record ReviewView(Review Review, Project Project, UnitTree Tree, bool Runs, bool SeesProject, bool SeesOpinions, IReadOnlyList<SeatView> Seats,
    IReadOnlyList<Evidence> Materials, SeatView? Own, OpinionDraft? Draft, bool GaveOpinion, IReadOnlyList<Resolution> Resolutions, ReviewLimits Limits, Viewer Viewer,
    DateOnly Today)
{
    public string Name => ReviewTerms.Name(Review);
    public string UnitName => UnitText.Name(Review.UnitId, Tree);
    public bool IsOpen => Review.State == ReviewState.Open;
    public bool CanGive => IsOpen && Own is not null && Viewer.May(Rights.Verify);
    public bool CanConclude => IsOpen && Runs && Viewer.May(Rights.Approve);
    public bool CanCancel => IsOpen && (Runs || Viewer.ActorId == Review.OpenedBy) && Viewer.May(Rights.Report);
    public IReadOnlyList<SeatView> Waiting => [.. Seats.Where(s => !s.Given)];

    /// <summary>As fixed with the conclusion; before that null.</summary>
    public ReviewMinutes? Minutes => Review.MinutesJson is { } json ? ReviewMinutes.FromJson(json) : null;

    /// <summary>Of the files that are handed out.</summary>
    public string FileName => $"{UnitName}{Name}纪要";
}

/// <summary>Reads of reviews, within what the viewer may see.</summary>
internal sealed class ReviewQueries(Database database, UnitDirectory units, ReviewBook book, TimeProvider clock)
{
    /// <summary>Open ones first, by deadline; then the latest.</summary>
    public async Task<ReviewList> ListAsync(Viewer viewer, ReviewFilter filter, CancellationToken ct)
    {
        var scope = new ReviewScope(viewer, await units.TodayAsync(ct));
        filter = filter with { Size = Math.Clamp(filter.Size, 1, 100_000), Page = Math.Max(1, filter.Page) };
        await using var db = database.OpenRead();
        var all = Narrowed(db, scope, filter);
        var by = await all.GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var owed = Owed(db, scope, all);
        var query = filter.Mine ? owed : filter.State is { } state ? all.Where(r => r.State == state) : all;
        var rows = await query.OrderBy(r => r.ClosedOn == null ? 0 : 1).ThenBy(r => r.ClosedOn == null ? r.Deadline : DateOnly.MinValue)
            .ThenByDescending(r => r.ClosedOn).ThenByDescending(r => r.Id).Skip((filter.Page - 1) * filter.Size).Take(filter.Size).Select(Light).ToListAsync(ct);
        return new ReviewList(filter, await RowsAsync(db, scope, rows, ct), await query.CountAsync(ct), by.GetValueOrDefault(ReviewState.Open),
            by.GetValueOrDefault(ReviewState.Concluded), by.GetValueOrDefault(ReviewState.Cancelled), await owed.CountAsync(ct), BusinessTime.Today(clock));
    }

    /// <summary>Reviews of one project, the latest first, for its page.</summary>
    public async Task<IReadOnlyList<ReviewRow>> OfProjectAsync(Viewer viewer, long projectId, CancellationToken ct)
    {
        var scope = new ReviewScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var rows = await scope.Seen(db).Where(r => r.ProjectId == projectId).OrderByDescending(r => r.Id).Select(Light).ToListAsync(ct);
        return await RowsAsync(db, scope, rows, ct);
    }

    /// <summary>One review; null outside the viewer's scope.</summary>
    public async Task<ReviewView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var scope = new ReviewScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        if (await scope.Seen(db).FirstOrDefaultAsync(r => r.Id == id, ct) is not { } review
            || await db.Set<Project>().FirstOrDefaultAsync(p => p.Id == review.ProjectId, ct) is not { } project)
        {
            return null;
        }
        var seats = await db.Set<ReviewSeat>().Where(s => s.ReviewId == id).OrderBy(s => s.Position).ToListAsync(ct);
        var opinions = await db.Set<ReviewOpinion>().Where(o => o.ReviewId == id).OrderBy(o => o.AtUtc).ThenBy(o => o.Id).ToListAsync(ct);
        var conditions = (await db.Set<ReviewCondition>().Where(c => c.ReviewId == id).OrderBy(c => c.Position).ToListAsync(ct)).ToLookup(c => c.OpinionId);
        var all = scope.SeesOpinions(review, project.OwnerUnitId);
        var views = seats.ConvertAll(s => Seat(s, scope, opinions.FindAll(o => o.UnitId == s.UnitId), conditions, all || s.UnitId == scope.Own));
        var sees = await db.Set<Project>().Where(scope.Policy.Filter(db)).AnyAsync(p => p.Id == project.Id, ct);
        var materials = await db.Set<ReviewMaterial>().Where(m => m.ReviewId == id).Join(db.Set<Evidence>(), m => m.EvidenceId, e => e.Id, (m, e) => e)
            .OrderBy(e => e.Id).ToListAsync(ct);
        var resolutions = await db.Set<Resolution>().Where(r => r.Origin == ResolutionOrigin.Review && r.OriginId == id).OrderBy(r => r.Position).ToListAsync(ct);
        return new ReviewView(review, project, scope.Tree, scope.Runs(review), sees, all, views, materials, views.FirstOrDefault(v => v.Seat.UnitId == scope.Own),
            await db.Set<OpinionDraft>().FirstOrDefaultAsync(d => d.ReviewId == id && d.ActorId == viewer.ActorId, ct),
            opinions.Exists(o => o.ActorId == viewer.ActorId), resolutions, book.On(scope.Tree, review.UnitId, review.OpenedOn), viewer, BusinessTime.Today(clock));
    }

    /// <summary>What the form for a new review needs; null where the person may not open one of this project.</summary>
    public async Task<ReviewOffer?> OfferAsync(Viewer viewer, long projectId, CancellationToken ct)
    {
        var scope = new ReviewScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var project = await db.Set<Project>().Where(scope.Policy.Filter(db)).FirstOrDefaultAsync(p => p.Id == projectId, ct);
        if (project is null || !scope.Policy.Sees(project.OwnerUnitId))
        {
            return null;
        }
        var (unit, today) = (OpenReview.Runner(scope.Tree, viewer, project), BusinessTime.Today(clock));
        var departments = scope.Tree.InOrder.Where(n => n.Kind == UnitKind.Department && n.Id != unit.Id && scope.Tree.IsWithin(n.Id, unit.Id)).ToList();
        return new ReviewOffer(project, unit, departments,
            await db.Set<Evidence>().Where(e => e.ProjectId == projectId && e.WithdrawnReason == null).OrderBy(e => e.Id).ToListAsync(ct),
            book.On(scope.Tree, unit.Id, today), today);
    }

    private static SeatView Seat(ReviewSeat seat, ReviewScope scope, List<ReviewOpinion> opinions, ILookup<long, ReviewCondition> conditions, bool seen)
    {
        var counting = opinions.Find(o => o.ReplacedAtUtc is null);
        return new SeatView(seat, UnitText.Name(seat.UnitId, scope.Tree), counting is not null, seen ? counting : null,
            seen && counting is not null ? [.. conditions[counting.Id]] : [], seen ? opinions.FindAll(o => o.ReplacedAtUtc is not null) : []);
    }

    private static async Task<IReadOnlyList<ReviewRow>> RowsAsync(YinfengDb db, ReviewScope scope, List<Review> reviews, CancellationToken ct)
    {
        var (ids, projectIds) = (reviews.ConvertAll(r => r.Id), reviews.ConvertAll(r => r.ProjectId));
        var seats = (await db.Set<ReviewSeat>().Where(s => ids.Contains(s.ReviewId)).ToListAsync(ct)).ToLookup(s => s.ReviewId);
        var given = (await db.Set<ReviewOpinion>().Where(o => ids.Contains(o.ReviewId) && o.ReplacedAtUtc == null).Select(o => new { o.ReviewId, o.UnitId }).ToListAsync(ct))
            .ToLookup(o => o.ReviewId, o => o.UnitId);
        var projects = await db.Set<Project>().Where(p => projectIds.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.OwnerUnitId }).ToDictionaryAsync(p => p.Id, ct);
        return [.. reviews.Where(r => projects.ContainsKey(r.ProjectId)).Select(r => new ReviewRow(r, projects[r.ProjectId].Name,
            UnitText.Name(projects[r.ProjectId].OwnerUnitId, scope.Tree), UnitText.Name(r.UnitId, scope.Tree), seats[r.Id].Count(), given[r.Id].Count(),
            r.State == ReviewState.Open && seats[r.Id].Any(s => s.UnitId == scope.Own) && !given[r.Id].Contains(scope.Own ?? 0)))];
    }

    private static IQueryable<Review> Narrowed(YinfengDb db, ReviewScope scope, ReviewFilter filter)
    {
        var query = scope.Seen(db);
        if (filter.ProjectId is { } project)
        {
            query = query.Where(r => r.ProjectId == project);
        }
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var text = filter.Q.Trim();
            query = query.Where(r => r.Subject.Contains(text) || db.Set<Project>().Any(p => p.Id == r.ProjectId && p.Name.Contains(text)));
        }
        return query;
    }

    private static IQueryable<Review> Owed(YinfengDb db, ReviewScope scope, IQueryable<Review> query)
    {
        var own = scope.Own;
        return query.Where(r => r.State == ReviewState.Open && db.Set<ReviewSeat>().Any(s => s.ReviewId == r.Id && s.UnitId == own)
            && !db.Set<ReviewOpinion>().Any(o => o.ReviewId == r.Id && o.UnitId == own));
    }

    /// <summary>Without the documents.</summary>
    private static readonly System.Linq.Expressions.Expression<Func<Review, Review>> Light = r => new Review
    {
        Id = r.Id, ProjectId = r.ProjectId, UnitId = r.UnitId, Subject = r.Subject, Deadline = r.Deadline, State = r.State, OpenedBy = r.OpenedBy,
        OpenedByName = r.OpenedByName, OpenedOn = r.OpenedOn, OpenedAtUtc = r.OpenedAtUtc, Outcome = r.Outcome, Conclusion = r.Conclusion, ClosedByName = r.ClosedByName,
        ClosedOn = r.ClosedOn, Number = r.Number, NumberYear = r.NumberYear, Version = r.Version,
    };
}

/// <summary>What the form for a new review shows.</summary>
/// <param name="Unit">Runs the review.</param>
public sealed record ReviewOffer(Project Project, UnitNode Unit, IReadOnlyList<UnitNode> Departments, IReadOnlyList<Evidence> Evidence, ReviewLimits Limits, DateOnly Today);
