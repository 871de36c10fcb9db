using System.Linq.Expressions;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>Who may see and who may change a project: one object for the check and for the query filter.</summary>
/// <remarks>Whoever may see business data sees the projects that a unit of their part of the tree owns, builds or shares the credit
/// of, and those shared with them through a task force or by a person. A negotiation graded 商业秘密 is seen, until it is signed,
/// only in the very unit that leads it, by those above it who may see secrets, and by those it is shared with.</remarks>
public sealed class ProjectPolicy
{
    private readonly ViewScope _scope;
    private readonly long? _own;
    private long[]? _ids;
    private long[]? _shared;

    public ProjectPolicy(Viewer viewer, UnitTree tree)
    {
        (Viewer, Tree, _scope) = (viewer, tree, viewer.Scope);
        _own = viewer.UnitId is { } unit ? tree.Find(unit)?.Id ?? unit : null; // A unit that has ended means its successor.
    }

    public Viewer Viewer { get; }
    public UnitTree Tree { get; }

    /// <summary>Every project there is, secrets included.</summary>
    public bool SeesAll => _scope.IsEverything;

    /// <summary>Whether the person may see the project.</summary>
    /// <param name="creditUnits">Units that ever had a share of its credit.</param>
    public bool Can(Project project, IEnumerable<long> creditUnits) =>
        Can(project.Id, project.OwnerUnitId, project.LandingUnitId, creditUnits, project.Stage, project.Confidentiality);

    /// <inheritdoc cref="Can(Project, IEnumerable{long})"/>
    public bool Can(long id, long ownerUnitId, long landingUnitId, IEnumerable<long> creditUnits, ProjectStage stage, Confidentiality grade)
    {
        if (SeesAll)
        {
            return true;
        }
        if (!Viewer.May(Rights.See))
        {
            return false;
        }
        return Viewer.Shared.Contains(id) || (IsSecret(stage, grade)
            ? Sees(ownerUnitId) && (Viewer.May(Rights.SeeSecrets) || IsOwn(ownerUnitId))
            : Sees(ownerUnitId) || Sees(landingUnitId) || creditUnits.Any(Sees));
    }

    /// <summary>Whether the person may change the project: from the line of its owner or of the unit where it is built.</summary>
    public bool CanChange(long ownerUnitId, long landingUnitId) => SeesAll || Sees(ownerUnitId) || Sees(landingUnitId);

    /// <summary>Whether a unit is in the person's part of the tree.</summary>
    public bool Sees(long unitId) => Viewer.May(Rights.See) && Tree.IsWithin(unitId, Viewer.UnitId);

    /// <summary>The same answer as <see cref="Can(Project, IEnumerable{long})"/> inside a query.</summary>
    public Expression<Func<Project, bool>> Filter(YinfengDb db)
    {
        if (SeesAll)
        {
            return p => true;
        }
        if (!Viewer.May(Rights.See))
        {
            return p => false;
        }
        var (all, secrets, own) = (Viewer.UnitId is null, Viewer.May(Rights.SeeSecrets), OwnIds());
        var ids = _ids ??= Viewer.UnitId is { } unit ? Tree.IdsWithin(unit) : [];
        var shared = _shared ??= [.. Viewer.Shared];
        // Stages are text in the database, so "before signing" is a list, not a comparison.
        return p => shared.Contains(p.Id)
            || ((p.Confidentiality != Confidentiality.CommercialSecret
                    || (p.Stage != ProjectStage.Lead && p.Stage != ProjectStage.Contacted
                        && p.Stage != ProjectStage.Negotiating && p.Stage != ProjectStage.Reviewed))
                ? all || ids.Contains(p.OwnerUnitId) || ids.Contains(p.LandingUnitId)
                    || db.Set<CreditShare>().Any(s => s.ProjectId == p.Id && ids.Contains(s.UnitId))
                : secrets ? all || ids.Contains(p.OwnerUnitId) : own.Contains(p.OwnerUnitId));
    }

    /// <summary>A negotiation that only few may know of.</summary>
    public static bool IsSecret(ProjectStage stage, Confidentiality grade) =>
        stage < ProjectStage.Signed && grade == Confidentiality.CommercialSecret;

    /// <summary>The same inside a query.</summary>
    public static readonly Expression<Func<Project, bool>> Secrets = p => p.Confidentiality == Confidentiality.CommercialSecret
        && (p.Stage == ProjectStage.Lead || p.Stage == ProjectStage.Contacted || p.Stage == ProjectStage.Negotiating || p.Stage == ProjectStage.Reviewed);

    /// <summary>Whether the person's post is of this very unit.</summary>
    public bool IsOwn(long unitId) => _own is { } own && (Tree.Find(unitId)?.Id ?? unitId) == own;

    /// <summary>The person's own unit with those that ended in favour of it.</summary>
    private long[] OwnIds() => _own is not { } own ? [] : [.. Tree.IdsWithin(own).Where(IsOwn)];
}
