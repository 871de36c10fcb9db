using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Reviews;

/// <summary>The line that runs a review gives the units more time (延期), or gives the review up (取消). Both say why.</summary>
internal sealed class MoveReview(OpenReviews reviews, ReviewBook book)
{
    private const int MostReason = 500;

    public Task<Decision> ExtendAsync(Viewer viewer, long id, string? deadline, string? reason, CancellationToken ct) =>
        reviews.ChangeAsync(viewer, Rights.Approve, id, opened =>
        {
            var (review, unmet) = (opened.Review, InTheWay(opened, "延期", reason));
            var most = opened.Today.AddDays(book.On(opened.Tree, review.UnitId, opened.Today).MostDays);
            if (!ReviewTerms.TryDay(deadline, out var day) || day <= review.Deadline || day < opened.Today || day > most)
            {
                unmet.Add(new("review.deadline", "deadline", $"新的截止日须晚于现在的 {ReviewTerms.Day(review.Deadline)}，不早于今天，不晚于 {ReviewTerms.Day(most)}，写成 2026-07-10 这样。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            opened.Audit("review.extend", new { before = review.Deadline, after = day, reason = reason!.Trim() });
            opened.Tell($"截止日由 {ReviewTerms.Day(review.Deadline)} 延至 {ReviewTerms.Day(day)}", reason.Trim());
            review.Deadline = day;
            return Task.FromResult(Decision.Allow);
        }, ct);

    public Task<Decision> CancelAsync(Viewer viewer, long id, string? reason, CancellationToken ct) =>
        reviews.ChangeAsync(viewer, Rights.Report, id, opened =>
        {
            var unmet = InTheWay(opened, "取消", reason);
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision.Refuse(unmet));
            }
            var (review, why) = (opened.Review, reason!.Trim());
            (review.State, review.Conclusion, review.ClosedBy, review.ClosedByName, review.ClosedOn) =
                (ReviewState.Cancelled, why, viewer.ActorId, viewer.Name, opened.Today);
            opened.Audit("review.cancel", new { reason = why });
            opened.Tell("取消", why);
            opened.Work.Changes.ProjectIds.Add(opened.Project.Id);
            opened.Work.Changes.People = true;
            return Task.FromResult(Decision.Allow);
        }, ct, inTurn: true);

    private static List<Unmet> InTheWay(OpenedReview opened, string what, string? reason)
    {
        var unmet = new List<Unmet>();
        if (!opened.Runs && opened.Work.Viewer.ActorId != opened.Review.OpenedBy)
        {
            unmet.Add(new("review.not-office", "", $"{what}由组织会审的单位或发起人办理。请联系发起人 {opened.Review.OpenedByName}。"));
        }
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MostReason)
        {
            unmet.Add(new("review.reason", "reason", $"请写明为什么{what}，不超过 {MostReason} 字。"));
        }
        return unmet;
    }
}
