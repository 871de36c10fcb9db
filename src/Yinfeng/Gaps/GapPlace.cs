using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Gaps;

/// <summary>The city or county whose chain is looked at.</summary>
/// <param name="Unit">As asked for: a park or department stands for the region it lies in.</param>
/// <param name="City">GB/T 2260 of the city, as the base has it.</param>
/// <param name="County">GB/T 2260; 0 for the whole city.</param>
public sealed record GapPlace(UnitNode Unit, string Name, int City, int County)
{
    /// <returns>The place, or why there is none. A unit outside the viewer's part of the tree is one that nobody knows.</returns>
    public static Decision<GapPlace> Find(Viewer viewer, UnitTree tree, string? unit)
    {
        if (string.IsNullOrWhiteSpace(unit) || UnitNames.Find(tree, unit, viewer.UnitId) is not [var found])
        {
            return Decision<GapPlace>.Refuse("gap.unit", "unit", $"没有找到单位“{unit}”，或者不在您的权限范围内。请写市、县的名称或代码，例如 371400。");
        }
        var region = tree.Upward(found.Id).FirstOrDefault(n => n.Kind is UnitKind.City or UnitKind.County && n.Code.Length == 6);
        if (region is null && found.Id is 110000 or 120000 or 310000 or 500000)
        {
            region = found; // A municipality is its own city.
        }
        if (region is null || !int.TryParse(region.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return Decision<GapPlace>.Refuse("gap.unit.region", "unit", $"产业链按市、县看缺口，“{found.Name}”不在某个市、县之内。请选一个市或县。");
        }
        var city = RegistryPlaces.CityOf(code);
        return Decision<GapPlace>.Allow(new GapPlace(found, region.Name, city, city == code ? 0 : code));
    }

    public bool Holds(EnterpriseColumns companies, int row) => companies.Adcode(row) == City && (County == 0 || companies.County(row) == County);
}
