namespace Yinfeng.Shell;

/// <summary>What the office sets about maps.</summary>
internal static class MapSettings
{
    public const string Approval = "map.approval";

    public static readonly KnownSetting[] All =
    [
        new(Approval, "地图", "审图号", "公开使用的地图须有审图号，填在这里后显示在每幅地图下面，例如 GS(2024)0650号。"),
    ];

    /// <summary>The line under every map, whether drawn from the package or from boundaries that the office loaded.</summary>
    public static string Note(string approval) => approval.Length > 0 ? $"审图号：{approval}"
        : "内部使用：没有审图号的地图不得公开。公开使用前请换用带审图号的底图，并在系统设置里填写审图号。";
}
