using System.Globalization;

namespace Yinfeng.Meetings;

/// <summary>Words of the room.</summary>
internal static class MeetingTerms
{
    public static string Of(MeetingStatus status) => status switch
    {
        MeetingStatus.Planned => "待召开",
        MeetingStatus.Held => "已召开",
        _ => "已取消",
    };

    public static string Of(ResolutionState state) => state switch
    {
        ResolutionState.Draft => "草拟",
        ResolutionState.Open => "办理中",
        ResolutionState.Reported => "待确认",
        ResolutionState.Confirmed => "已办结",
        _ => "已撤销",
    };

    public static string Of(ResolutionAct act) => act switch
    {
        ResolutionAct.Decided => "议定",
        ResolutionAct.Reported => "报告办理情况",
        ResolutionAct.Returned => "退回",
        ResolutionAct.Confirmed => "确认办结",
        ResolutionAct.Extended => "延期",
        _ => "撤销",
    };

    /// <summary>Kind of the tag that shows a state.</summary>
    public static string? Tag(ResolutionState state) => state switch
    {
        ResolutionState.Open => "bl",
        ResolutionState.Reported => "wn",
        ResolutionState.Confirmed => "ok",
        _ => null,
    };

    public static string? Tag(MeetingStatus status) => status switch
    {
        MeetingStatus.Planned => "bl",
        MeetingStatus.Held => "ok",
        _ => null,
    };

    /// <summary>"2023年第3次调度会"; before it is held "2023-07-10 调度会".</summary>
    public static string Name(Meeting meeting, string kind) => meeting.Number is { } number
        ? $"{meeting.NumberYear}年第{number}次{kind}" : $"{Day(meeting.Day)} {kind}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"还有 3 天", "今日到期", "超期 4 天"; empty for what is done.</summary>
    public static string Left(Resolution resolution, DateOnly today)
    {
        var days = resolution.Deadline.DayNumber - today.DayNumber;
        return !resolution.IsOpen ? "" : resolution.IsLate(today) ? $"超期 {-days} 天" : resolution.State == ResolutionState.Reported ? ""
            : days == 0 ? "今日到期" : $"还有 {days} 天";
    }

    /// <summary>The present week, month, quarter or half-year with its word; null without a rhythm.</summary>
    public static (DateOnly From, DateOnly To, string Word)? Window(Rhythm rhythm, DateOnly today)
    {
        var months = rhythm switch { Rhythm.Monthly => 1, Rhythm.Quarterly => 3, Rhythm.HalfYearly => 6, _ => 0 };
        if (rhythm == Rhythm.Weekly)
        {
            var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
            return (monday, monday.AddDays(6), "本周");
        }
        if (months == 0)
        {
            return null;
        }
        var from = new DateOnly(today.Year, (today.Month - 1) / months * months + 1, 1);
        return (from, from.AddMonths(months).AddDays(-1), rhythm switch { Rhythm.Monthly => "本月", Rhythm.Quarterly => "本季度", _ => "本半年" });
    }

    /// <summary>"每月"; for a rule in words.</summary>
    public static string Of(Rhythm rhythm) => rhythm switch
    {
        Rhythm.Weekly => "每周",
        Rhythm.Monthly => "每月",
        Rhythm.Quarterly => "每季度",
        Rhythm.HalfYearly => "每半年",
        _ => "不定期",
    };

    /// <summary>Page of what a resolution comes from.</summary>
    public static string Address(Resolution r) => $"/{(r.Origin == ResolutionOrigin.Review ? "reviews" : "meetings")}/{r.OriginId}";

    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 1949 and <= 2199;
}
