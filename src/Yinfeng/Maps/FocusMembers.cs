using System.Globalization;
using Yinfeng.Reference;
using Yinfeng.Rules;

namespace Yinfeng.Maps;

/// <summary>Which focus region (重点区域) a place belongs to, by name: the list tells that it does, the map also says to which.</summary>
internal sealed class FocusMembers
{
    private readonly Lazy<ILookup<string, long>> _members = new(() => ReferenceTable.Read("focus-regions.csv", "region_id", "region", "adcode")
        .SelectMany(r => new[] { (Name: r[0], Code: r[2]), (Name: r[1], Code: r[2]) })
        .ToLookup(r => r.Name, r => long.Parse(r.Code, CultureInfo.InvariantCulture), StringComparer.Ordinal));

    /// <param name="region">GB/T 2260 code, of a province or finer.</param>
    public IReadOnlyList<string> Of(long region, FocusList list) =>
        [.. list.Regions.Where(name => _members.Value[name].Any(m => m == region || m == region / 100 * 100 || m == region / 10_000 * 10_000))];
}
