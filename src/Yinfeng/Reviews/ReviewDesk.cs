using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>Reviews on a person's desk: the opinion their unit owes or is late with, the conclusion that is due, own ones that wait for others.</summary>
internal sealed class ReviewDesk(Database database, UnitDirectory units, TimeProvider clock) : IDeskSource
{
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var scope = new ReviewScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var open = await OpenAsync(db, scope, ct);
        var items = new List<DeskItem>();
        foreach (var (review, project, waiting) in open)
        {
            var address = $"/reviews/{review.Id}";
            if (viewer.May(Rights.Verify) && waiting.Contains(scope.Own ?? 0))
            {
                items.Add(new($"review:{review.Id}:{review.Deadline:yyyyMMdd}", review.IsOver(today) ? DeskPart.Late : DeskPart.Owed, review.Deadline,
                    $"会审待您反馈意见：{project.Name}", $"{review.Subject}；{UnitText.Name(review.UnitId, scope.Tree)}发起，联系人 {review.OpenedByName}", address));
            }
            else if (viewer.May(Rights.Approve) && scope.Runs(review) && (waiting.Count == 0 || review.IsOver(today)))
            {
                items.Add(new($"review-conclude:{review.Id}:{waiting.Count}", review.IsOver(today) ? DeskPart.Late : DeskPart.Owed, review.Deadline,
                    $"会审待作结论：{project.Name}", waiting.Count == 0 ? "各单位意见已齐" : $"{waiting.Count} 个单位逾期未反馈", address));
            }
            else if (review.OpenedBy == viewer.ActorId)
            {
                items.Add(new($"review-waiting:{review.Id}", DeskPart.Waiting, review.Deadline, $"您发起的会审在等{(waiting.Count == 0 ? "结论" : $" {waiting.Count} 个单位反馈")}：{project.Name}",
                    string.Join("、", waiting.Select(u => UnitText.Name(u, scope.Tree))), address));
            }
        }
        return items;
    }

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        var scope = new ReviewScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var open = (await OpenAsync(db, scope, ct)).FindAll(o => projectId is null || o.Project.Id == projectId);
        var ids = open.ConvertAll(o => o.Review.Id);
        var said = (await db.Set<ReviewOpinion>().Where(o => ids.Contains(o.ReviewId)).ToListAsync(ct)).ToLookup(o => o.ReviewId);
        var matters = new List<PendingMatter>();
        foreach (var (review, project, waiting) in open)
        {
            var (title, address) = ($"{project.Name}：{review.Subject}", $"/reviews/{review.Id}");
            matters.AddRange(waiting.Select(unit => new PendingMatter(PendingKind.OpinionOwed, title, project.OwnerUnitId, unit, Rights.Verify, review.OpenedOn, review.OpenedOn,
                address, project.Id, review.Deadline)
            { OnlyThere = true }));
            var isOver = review.IsOver(BusinessTime.Today(clock));
            if (waiting.Count == 0 || isOver) // After the deadline it lies with both: a late opinion still counts until somebody concludes.
            {
                var since = isOver ? review.Deadline.AddDays(1) : said[review.Id].Max(o => o.On);
                matters.Add(new PendingMatter(PendingKind.ReviewToConclude, title, review.UnitId, review.UnitId, Rights.Approve, since, since, address, project.Id,
                    NotBy: [.. said[review.Id].Select(o => o.ActorId).Distinct()]));
            }
        }
        return matters;
    }

    /// <summary>Open reviews that the person sees, by deadline, with the units that have not answered.</summary>
    private static async Task<List<(Review Review, Project Project, List<long> Waiting)>> OpenAsync(YinfengDb db, ReviewScope scope, CancellationToken ct)
    {
        var reviews = await (from r in scope.Seen(db)
                             where r.State == ReviewState.Open
                             join p in db.Set<Project>() on r.ProjectId equals p.Id
                             orderby r.Deadline, r.Id
                             select new { Review = r, Project = p }).ToListAsync(ct);
        var ids = reviews.ConvertAll(r => r.Review.Id);
        var waiting = (await (from s in db.Set<ReviewSeat>()
                              where ids.Contains(s.ReviewId) && !db.Set<ReviewOpinion>().Any(o => o.ReviewId == s.ReviewId && o.UnitId == s.UnitId)
                              orderby s.Position
                              select s).ToListAsync(ct)).ToLookup(s => s.ReviewId, s => s.UnitId);
        return reviews.ConvertAll(r => (r.Review, r.Project, waiting[r.Review.Id].ToList()));
    }
}
