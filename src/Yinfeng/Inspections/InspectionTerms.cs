using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Words of this room.</summary>
internal static class InspectionTerms
{
    public static string Of(DrawStatus status) => status switch
    {
        DrawStatus.Frozen => "已冻结，待公布",
        DrawStatus.Published => "已公布，待抽取",
        DrawStatus.Drawn => "已抽取",
        _ => "已取消",
    };

    public static string Of(InspectionResult? result) => result switch
    {
        InspectionResult.True => "属实",
        InspectionResult.MostlyTrue => "基本属实",
        InspectionResult.Untrue => "不属实",
        InspectionResult.Unverifiable => "无法核实",
        _ => "未提交",
    };

    public static string Why(string why) => why == "unit" ? "与项目同属一个单位" : "申报过利害关系";

    /// <summary>An instant as the published file has it: to the second.</summary>
    public static DateTime Second(DateTime utc) => new(utc.Ticks - utc.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);

    /// <summary>"2026-03-03 21:15", in the office's calendar.</summary>
    public static string Moment(DateTime utc) => (utc + TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An instant of the office's calendar in UTC.</summary>
    public static DateTime Utc(DateOnly day, TimeOnly time) => DateTime.SpecifyKind(day.ToDateTime(time),
        DateTimeKind.Utc) - TimeSpan.FromHours(8);

    /// <summary>A text that may stand in a published pool: no control characters, which part its fields.</summary>
    public static string Plain(string? text) => string.Concat((text ?? "").Where(c => !char.IsControl(c))).Trim();
}
