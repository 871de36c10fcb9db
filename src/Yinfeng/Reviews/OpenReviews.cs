using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>A review opened for change.</summary>
/// <param name="Review">Tracked: what is set on it is stored.</param>
internal sealed record OpenedReview(WriteWork Work, Review Review, Project Project, IReadOnlyList<ReviewSeat> Seats, ReviewScope Scope, DateOnly Today)
{
    public YinfengDb Db => Work.Db;
    public UnitTree Tree => Scope.Tree;
    public bool Runs => Scope.Runs(Review);

    /// <summary>The asked unit that the person speaks for; null where theirs is not asked.</summary>
    public ReviewSeat? Seat => Seats.FirstOrDefault(s => s.UnitId == Scope.Own);

    public void Audit(string action, object detail) => Work.Audit(action, $"review:{Review.Id}", detail);

    /// <summary>A line in the history of the project.</summary>
    public void Tell(string act, string? reason = null) => Work.Audit("project.review", $"project:{Project.Id}",
        new { review = Review.Id, act, subject = Review.Subject, reason });
}

/// <summary>Opens one review for a write: checks who sees it and that it is still open, raises the version.</summary>
internal sealed class OpenReviews(Writer writer, UnitDirectory units)
{
    public static readonly Unmet NotFound = new("review.not-found", "id", "没有这次会审，或者它不在您的权限范围内。请核对编号。");
    public static readonly Unmet Stale = new("review.stale", "version", "您打开以后别人改过这次会审或又反馈了意见。请核对现在的情况再办。");

    /// <param name="change">Changes what is tracked and adds an audit line, or refuses.</param>
    /// <param name="inTurn">From reading on one write at a time, also between servers.</param>
    public async Task<Decision> ChangeAsync(Viewer viewer, Rights needs, long id, Func<OpenedReview, Task<Decision>> change, CancellationToken ct, bool inTurn = false)
    {
        var tree = await units.TodayAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await writer.RunAsync(viewer, needs, work => OneAsync(work, id, tree, change, inTurn, ct), ct);
            }
            catch (DbUpdateConcurrencyException) when (attempt < 3)
            {
                // Another server changed the row between our read and our commit: read again and decide on what is there now.
            }
        }
    }

    private static async Task<Decision> OneAsync(WriteWork work, long id, UnitTree tree, Func<OpenedReview, Task<Decision>> change, bool inTurn, CancellationToken ct)
    {
        if (inTurn)
        {
            await Writer.TakeTurnAsync(work, ct);
        }
        var scope = new ReviewScope(work.Viewer, tree);
        if (await scope.Seen(work.Db).FirstOrDefaultAsync(r => r.Id == id, ct) is not { } review
            || await work.Db.Set<Project>().FirstOrDefaultAsync(p => p.Id == review.ProjectId, ct) is not { } project)
        {
            return Decision.Refuse([NotFound]);
        }
        if (review.State != ReviewState.Open)
        {
            return Decision.Refuse("review.closed", "", review.State == ReviewState.Concluded
                ? $"会审已于 {ReviewTerms.Day(review.ClosedOn!.Value)} 作出结论（{ReviewTerms.Of(review.Outcome!.Value)}），不能再改。条件的办理请到议定事项里办。"
                : $"会审已取消（{review.Conclusion}）。要会审请重新发起。");
        }
        var seats = await work.Db.Set<ReviewSeat>().Where(s => s.ReviewId == id).OrderBy(s => s.Position).ToListAsync(ct);
        var decision = await change(new OpenedReview(work, review, project, seats, scope, BusinessTime.DayOf(work.NowUtc)));
        review.Version += decision.Allowed ? 1 : 0;
        return decision;
    }
}
