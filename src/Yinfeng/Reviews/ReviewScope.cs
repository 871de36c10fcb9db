using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>Who sees which review, and how much of it.</summary>
/// <remarks>A review is seen by whoever may see its project. The people of a unit that is asked see the project while the review is open
/// (<see cref="ReviewedProjects"/>) and the review itself for good. What the other units said they learn with the conclusion: until then
/// every unit judges for itself. The line that owns the project and the line that runs the review see every opinion at once.</remarks>
internal sealed class ReviewScope(Viewer viewer, UnitTree tree)
{
    public ProjectPolicy Policy { get; } = new(viewer, tree);
    public Viewer Viewer => Policy.Viewer;
    public UnitTree Tree => Policy.Tree;

    /// <summary>The unit of the person's own post, which may be asked; null for a post over the whole tree.</summary>
    public long? Own => Viewer.UnitId is { } unit ? Tree.Find(unit)?.Id ?? unit : null;

    public IQueryable<Review> Seen(YinfengDb db)
    {
        if (Policy.SeesAll)
        {
            return db.Set<Review>();
        }
        if (!Viewer.May(Rights.See))
        {
            return db.Set<Review>().Where(r => false);
        }
        var (own, projects) = (Own, db.Set<Project>().Where(Policy.Filter(db)));
        return db.Set<Review>().Where(r => projects.Any(p => p.Id == r.ProjectId) || db.Set<ReviewSeat>().Any(s => s.ReviewId == r.Id && s.UnitId == own));
    }

    /// <summary>The person is of the line that runs the review; the caller has seen that they see it.</summary>
    public bool Runs(Review review) => Viewer.May(Rights.See) && Tree.IsWithin(review.UnitId, Viewer.UnitId);

    /// <summary>Sees what every unit said.</summary>
    public bool SeesOpinions(Review review, long ownerUnitId) => review.State != ReviewState.Open || Runs(review) || Policy.Sees(ownerUnitId);
}

/// <summary>While a review is open, the people of the units that are asked see its project: otherwise they could not judge it.</summary>
internal sealed class ReviewedProjects : ISharedProjects
{
    public async Task<IEnumerable<long>> OfAsync(YinfengDb db, long userId, long? unitId, DateOnly day, CancellationToken ct) => unitId is null ? []
        : await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(
            db.Set<ReviewSeat>().Where(s => s.UnitId == unitId)
                .Join(db.Set<Review>().Where(r => r.State == ReviewState.Open), s => s.ReviewId, r => r.Id, (s, r) => r.ProjectId), ct);
}
