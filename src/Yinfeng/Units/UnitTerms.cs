namespace Yinfeng.Units;

/// <summary>The kinds of unit as people say them.</summary>
public static class UnitTerms
{
    public static readonly IReadOnlyList<(UnitKind Kind, string Name)> Kinds =
    [
        (UnitKind.Nation, "全国"), (UnitKind.Province, "省级"), (UnitKind.City, "地市"), (UnitKind.County, "县区"), (UnitKind.Zone, "开发区"),
        (UnitKind.Department, "部门"), (UnitKind.Park, "园区"), (UnitKind.Squad, "专班"), (UnitKind.Office, "驻外机构"),
    ];

    public static string Of(UnitKind kind) => Kinds.First(k => k.Kind == kind).Name;

    /// <summary>Reads "部门" or "Department"; also 小分队 and 尖刀班 for squads, 县 and 区 for counties.</summary>
    public static UnitKind? Read(string? text) => text?.Trim() switch
    {
        null or "" => null,
        "小分队" or "尖刀班" => UnitKind.Squad,
        "联络处" or "办事处" or "驻外联络处" => UnitKind.Office,
        "县" or "区" or "县级" => UnitKind.County,
        "市" or "地级市" => UnitKind.City,
        "省" => UnitKind.Province,
        var name when Kinds.FirstOrDefault(k => k.Name == name) is { Name: not null } known => known.Kind,
        var name => Enum.TryParse<UnitKind>(name, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null,
    };
}
