using System.Linq.Expressions;
using Yinfeng.Access;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Who sees which leads: those of one's own part of the tree, and what lies in the pool of one's city.</summary>
internal sealed class LeadSight(Viewer viewer, UnitTree tree)
{
    private readonly long? _city = viewer.UnitId is { } unit ? tree.CityOf(unit) : null;

    public bool Sees(Lead lead) => tree.IsWithin(lead.UnitId, viewer.UnitId) || (lead.Status == LeadStatus.Pooled && lead.CityId == _city);

    /// <summary>The same for a query.</summary>
    public Expression<Func<Lead, bool>> Filter()
    {
        if (viewer.UnitId is not { } root)
        {
            return _ => true;
        }
        var (visible, city) = (tree.IdsWithin(root), _city);
        return l => visible.Contains(l.UnitId) || (l.Status == LeadStatus.Pooled && l.CityId == city);
    }
}
