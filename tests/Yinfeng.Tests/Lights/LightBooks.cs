using Yinfeng.Lights;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Tests.Lights;

/// <summary>Rule books for tests: the shipped one, and ones with versions of their own.</summary>
internal static class LightBooks
{
    private static readonly IndicatorCatalog Catalog = IndicatorCatalog.Load(FocusRegions.Load());

    /// <summary>山东 with 德州 and its 临邑.</summary>
    public static readonly UnitTree Tree = new(new DateOnly(2020, 1, 1),
        new Dictionary<long, UnitKind> { [370000] = UnitKind.Province, [Some.Dezhou] = UnitKind.City, [Some.Linyi] = UnitKind.County },
        [Version(370000, null, "山东省"), Version(Some.Dezhou, 370000, "德州市"), Version(Some.Linyi, Some.Dezhou, "临邑县")]);

    public static LightRuleBook Default { get; } = new([Shipped], Catalog);

    private static string Shipped => Path.Combine(AppFolders.Rules, "lights.yaml");

    /// <summary>The shipped rules with an office's own file beside them.</summary>
    public static LightRuleBook With(string yaml)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("yinfeng-lights-").FullName, "lights.yaml");
        File.WriteAllText(path, yaml);
        return new LightRuleBook([Shipped, path], Catalog);
    }

    private static UnitVersion Version(long id, long? parent, string name) => new()
    {
        UnitId = id, ValidFrom = new DateOnly(1949, 10, 1), Code = id.ToString(System.Globalization.CultureInfo.InvariantCulture), Name = name, ParentId = parent,
    };
}
