using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>Who sees which grant: those in whose part of the tree the unit lies that handles it; one for a project only if they may see
/// the project too, so that a negotiation graded 商业秘密 does not show through its money.</summary>
internal sealed class GrantScope(Viewer viewer, UnitTree tree)
{
    public ProjectPolicy Policy { get; } = new(viewer, tree);
    public Viewer Viewer => Policy.Viewer;
    public UnitTree Tree => Policy.Tree;

    public IQueryable<Grant> Seen(YinfengDb db)
    {
        if (Policy.SeesAll)
        {
            return db.Set<Grant>();
        }
        var ids = Viewer.UnitId is { } unit ? Tree.IdsWithin(unit) : null;
        if (!Viewer.May(Rights.See))
        {
            return db.Set<Grant>().Where(g => false);
        }
        var projects = db.Set<Project>().Where(Policy.Filter(db));
        return db.Set<Grant>().Where(g => (ids == null || ids.Contains(g.OwnerUnitId))
            && (g.ProjectId == null || projects.Any(p => p.Id == g.ProjectId)));
    }

    /// <summary>Whether a unit's grants and budgets are this person's business.</summary>
    public bool Sees(long unitId) => Policy.Sees(unitId);
}
