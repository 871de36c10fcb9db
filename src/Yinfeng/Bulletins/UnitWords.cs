using Yinfeng.Units;

namespace Yinfeng.Bulletins;

/// <summary>How official documents speak of a unit and of those below it.</summary>
internal static class UnitWords
{
    /// <summary>全省, 全市, 全县 …</summary>
    public static string Scope(UnitNode unit) => (unit.Kind, unit.Name[^1]) switch
    {
        (UnitKind.Nation, _) => "全国",
        (UnitKind.Province, '市') => "全市",
        (UnitKind.Province, '区') => "全区",
        (UnitKind.Province, _) => "全省",
        (_, var last) when "市县区州盟旗".Contains(last, StringComparison.Ordinal) => $"全{last}",
        _ => "本单位",
    };

    public static string Children(UnitNode unit) => unit.Kind switch
    {
        UnitKind.Nation => "各省（区、市）",
        UnitKind.Province when unit.Name.EndsWith('市') => "各区（县）",
        UnitKind.Province => "各市（州）",
        UnitKind.City => "各县（市、区）",
        UnitKind.County or UnitKind.Zone => "各责任单位",
        _ => "各责任单位",
    };

    public static string Recipients(UnitNode unit) => unit.Kind switch
    {
        UnitKind.Nation => "各省、自治区、直辖市人民政府：",
        UnitKind.Province => $"{Children(unit)}人民政府，{Own(unit)}直有关部门：",
        UnitKind.City => $"{Children(unit)}人民政府，{Own(unit)}直有关部门：",
        UnitKind.County => $"各乡（镇）人民政府、街道办事处，{Own(unit)}直有关部门：",
        _ => "各有关单位：",
    };

    public static string Copies(UnitNode unit) => unit.Kind is UnitKind.Province or UnitKind.City or UnitKind.County
        ? $"{Own(unit)}委办公室，{Own(unit)}政府办公室。" : "";

    private static string Own(UnitNode unit) => Scope(unit) is ['全', var one] ? one.ToString() : "本级";
}
