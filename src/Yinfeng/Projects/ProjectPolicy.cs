using System.Linq.Expressions;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Who may see and who may change a project: one object for the check and for the query filter.</summary>
/// <remarks>A person sees the projects that a unit of their subtree owns, builds or shares the credit of. A commercial secret
/// that is not yet signed is seen only from the owner's own line upward.</remarks>
public sealed class ProjectPolicy(Viewer viewer, UnitTree tree)
{
    private long[]? _ids;

    public Viewer Viewer { get; } = viewer;
    public UnitTree Tree { get; } = tree;

    public bool SeesAll => Viewer.UnitId is null;

    /// <summary>Whether the person may see the project.</summary>
    /// <param name="creditUnits">Units that ever had a share of its credit.</param>
    public bool Can(Project project, IEnumerable<long> creditUnits) =>
        Can(project.OwnerUnitId, project.LandingUnitId, creditUnits, project.Stage, project.Confidentiality);

    /// <inheritdoc cref="Can(Project, IEnumerable{long})"/>
    public bool Can(long ownerUnitId, long landingUnitId, IEnumerable<long> creditUnits, ProjectStage stage, Confidentiality grade) =>
        SeesAll || Sees(ownerUnitId)
        || (!IsSecret(stage, grade) && (Sees(landingUnitId) || creditUnits.Any(Sees)));

    /// <summary>Whether the person may change the project: from the line of its owner or of the unit where it is built.</summary>
    public bool CanChange(long ownerUnitId, long landingUnitId) => SeesAll || Sees(ownerUnitId) || Sees(landingUnitId);

    /// <summary>Whether a unit is in the person's part of the tree.</summary>
    public bool Sees(long unitId) => SeesAll || Tree.IsWithin(unitId, Viewer.UnitId);

    /// <summary>The same answer as <see cref="Can(Project, IEnumerable{long})"/> inside a query.</summary>
    public Expression<Func<Project, bool>> Filter(YinfengDb db)
    {
        if (SeesAll)
        {
            return p => true;
        }
        var ids = _ids ??= Tree.IdsWithin(Viewer.UnitId!.Value);
        // Stages are text in the database, so "before signing" is a list, not a comparison.
        return p => ids.Contains(p.OwnerUnitId)
            || ((p.Confidentiality != Confidentiality.CommercialSecret
                    || (p.Stage != ProjectStage.Lead && p.Stage != ProjectStage.Contacted
                        && p.Stage != ProjectStage.Negotiating && p.Stage != ProjectStage.Reviewed))
                && (ids.Contains(p.LandingUnitId)
                    || db.Set<CreditShare>().Any(s => s.ProjectId == p.Id && ids.Contains(s.UnitId))));
    }

    private static bool IsSecret(ProjectStage stage, Confidentiality grade) =>
        stage < ProjectStage.Signed && grade == Confidentiality.CommercialSecret;
}
