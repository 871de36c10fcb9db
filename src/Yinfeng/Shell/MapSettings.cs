namespace Yinfeng.Shell;

/// <summary>What the office sets about maps.</summary>
internal static class MapSettings
{
    public const string Approval = "map.approval";

    public static readonly KnownSetting[] All =
    [
        new(Approval, "地图", "审图号", "公开使用的地图须有审图号，填在这里后显示在每幅地图下面，例如 GS(2024)0650号。"),
    ];

    /// <summary>The line under every map.</summary>
    public static string Note(string approval) => approval.Length > 0 ? $"审图号：{approval}" : "地图仅作示意，公开发布时请使用带审图号的底图（在系统设置里填审图号）。";
}
