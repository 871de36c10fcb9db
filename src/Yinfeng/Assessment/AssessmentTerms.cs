using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>Words and numbers of this room as people read them.</summary>
internal static class AssessmentTerms
{
    public static string Points(decimal points) => points.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Signed(decimal points) => points > 0 ? "+" + Points(points) : points < 0 ? "−" + Points(-points) : "0";

    public static string Of(ItemState state) => state switch
    {
        ItemState.Computed => "",
        ItemState.Capped => "封顶",
        ItemState.Floored => "保底",
        ItemState.BelowThreshold => "未到门槛",
        ItemState.Unknown => "缺数记零",
        ItemState.LeftOut => "缺数折算",
        _ => "公布后可见",
    };

    public static string Of(ExtraBasis basis) => basis switch
    {
        ExtraBasis.ByHand => "手工登记",
        ExtraBasis.LateReports => "逾期月报",
        ExtraBasis.Findings => "督查发现",
        ExtraBasis.LateResolutions => "超期事项",
        _ => "退回月报",
    };

    public static string Of(ProposalStatus status) => status switch
    {
        ProposalStatus.Proposed => "待审批",
        ProposalStatus.Approved => "已批准",
        _ => "已退回",
    };

    public static string Of(EntryStatus status) => status switch
    {
        EntryStatus.Proposed => "待确认",
        EntryStatus.Confirmed => "已确认",
        _ => "已撤回",
    };

    public static string Of(ObjectionStatus status) => status switch
    {
        ObjectionStatus.Raised => "待答复",
        ObjectionStatus.Upheld => "异议成立",
        _ => "维持原分",
    };

    public static string Of(SchemeOpenness openness) => openness switch
    {
        SchemeOpenness.Always => "组内随时可见",
        SchemeOpenness.WhenPublished => "公布后组内可见",
        _ => "不公开",
    };

    /// <summary>"亿元", "个" or "%".</summary>
    public static string Unit(IndicatorUnit unit) => unit switch { IndicatorUnit.Money => "亿元", IndicatorUnit.Count => "个", _ => "%" };

    /// <summary>A figure with all its digits and its unit; "—" for none.</summary>
    public static string Figure(decimal? value, IndicatorUnit unit) => value is { } v ? v.ToString("0.########", CultureInfo.InvariantCulture) + Unit(unit) : "—";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Moment(DateTime utc) => (utc + TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
