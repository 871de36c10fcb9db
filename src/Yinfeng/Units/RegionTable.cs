using System.Globalization;
using Yinfeng.Reference;

namespace Yinfeng.Units;

/// <summary>A region of GB/T 2260.</summary>
public sealed record Region(long Id, UnitKind Kind, string Code, string Name, string? ShortName, long ParentId);

/// <summary>The regions that the product ships: data/reference/gbt2260-2023.csv.</summary>
internal static class RegionTable
{
    /// <summary>All regions, parents before children.</summary>
    public static IEnumerable<Region> Read() => ReferenceTable
        .Read("gbt2260-2023.csv", "adcode", "name", "level", "parent", "short_name")
        .Select(row => new Region(Number(row[0]), Kind(row[2], row[0]), row[0], row[1], row[4] == "" ? null : row[4],
            row[3] == "" ? UnitTree.NationId : Number(row[3])));

    /// <summary>The last two digits 70 to 79 are the statistics bureau's range for development zones.</summary>
    private static UnitKind Kind(string level, string code) => level switch
    {
        "province" => UnitKind.Province,
        "city" => UnitKind.City,
        _ => code[4] == '7' ? UnitKind.Zone : UnitKind.County,
    };

    private static long Number(string code) => long.Parse(code, CultureInfo.InvariantCulture);
}
