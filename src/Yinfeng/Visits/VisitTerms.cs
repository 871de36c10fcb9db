using System.Globalization;

namespace Yinfeng.Visits;

/// <summary>Words of the room.</summary>
internal static class VisitTerms
{
    public static string Of(VisitKind kind) => kind switch
    {
        VisitKind.Outbound => "外出拜访",
        VisitKind.Inbound => "客商来访",
        VisitKind.Talk => "洽谈",
        VisitKind.Remote => "电话视频",
        _ => "活动",
    };

    /// <summary>The kind that a word or a name of the enum means.</summary>
    public static VisitKind? Read(string? text) => Enum.GetValues<VisitKind>().Cast<VisitKind?>()
        .FirstOrDefault(k => Of(k!.Value) == text?.Trim() || string.Equals(k.ToString(), text?.Trim(), StringComparison.OrdinalIgnoreCase));

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryDay(string? typed, out DateOnly day) =>
        DateOnly.TryParseExact(typed?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static string Short(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");

    public static string Address(Visit visit) => string.Create(CultureInfo.InvariantCulture, $"/visits/{visit.Id}");

    /// <summary>"2026-03-02 前，超期 3 天"; empty without a next step.</summary>
    public static string Step(Visit visit, DateOnly today) => visit switch
    {
        { NextStep: null } => "",
        { NextDoneOn: { } done } => $"{Day(done)} 已办",
        _ => $"{Day(visit.NextDue!.Value)} 前{(visit.LateDays(today) is > 0 and var late ? $"，超期 {late} 天" : "")}",
    };
}
