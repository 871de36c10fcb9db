using System.Globalization;

namespace Yinfeng.Reviews;

/// <summary>Words of the room.</summary>
internal static class ReviewTerms
{
    public static string Of(ReviewState state) => state switch
    {
        ReviewState.Open => "征求意见中",
        ReviewState.Concluded => "已结论",
        _ => "已取消",
    };

    public static string Of(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Passed => "通过",
        ReviewOutcome.Conditional => "有条件通过",
        ReviewOutcome.Rejected => "不通过",
        _ => "退回补充",
    };

    public static string Of(OpinionVerdict verdict) => verdict switch
    {
        OpinionVerdict.Agree => "同意",
        OpinionVerdict.AgreeIf => "有条件同意",
        OpinionVerdict.Disagree => "不同意",
        _ => "不涉及",
    };

    public static string? Tag(OpinionVerdict verdict) => verdict switch
    {
        OpinionVerdict.Agree => "ok",
        OpinionVerdict.AgreeIf => "wn",
        OpinionVerdict.Disagree => "bd2",
        _ => null,
    };

    public static string? Tag(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Passed => "ok",
        ReviewOutcome.Conditional => "wn",
        ReviewOutcome.Rejected => "bd2",
        _ => null,
    };

    /// <summary>"2026年第3次项目会审"; before the conclusion "项目会审".</summary>
    public static string Name(Review review) => review.Number is { } number ? $"{review.NumberYear}年第{number}次项目会审" : "项目会审";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"还有 3 天", "今日截止", "超期 4 天"; empty for what is closed.</summary>
    public static string Left(Review review, DateOnly today)
    {
        var days = review.Deadline.DayNumber - today.DayNumber;
        return review.State != ReviewState.Open ? "" : days > 0 ? $"还有 {days} 天" : days == 0 ? "今日截止" : $"超期 {-days} 天";
    }

    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 1949 and <= 2199;

    public static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim().ReplaceLineEndings("\n");
}
