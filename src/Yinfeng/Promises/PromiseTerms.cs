using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Promises;

/// <summary>Words of the room.</summary>
internal static class PromiseTerms
{
    /// <summary>The posts that may owe a promise: those of people who do business.</summary>
    public static readonly Role[] Posts = [Role.ServiceOfficer, Role.Leader, Role.Approver, Role.Verifier, Role.Reporter];

    public static string Of(PromiseState state) => state switch
    {
        PromiseState.Open => "待兑现",
        PromiseState.Reported => "待确认",
        PromiseState.Confirmed => "已兑现",
        _ => "未兑现",
    };

    /// <summary>Kind of the tag that shows a state.</summary>
    public static string Tag(PromiseState state) => state switch
    {
        PromiseState.Open => "bl",
        PromiseState.Reported => "wn",
        PromiseState.Confirmed => "ok",
        _ => "bd2",
    };

    public static string Of(PromiseOrigin origin) => origin switch
    {
        PromiseOrigin.Policy => "政策条款",
        PromiseOrigin.Agreement => "协议",
        PromiseOrigin.DealByDeal => "一事一议",
        PromiseOrigin.Meeting => "会议",
        _ => "其他",
    };

    public static string Of(PromiseAct act) => act switch
    {
        PromiseAct.Made => "登记",
        PromiseAct.Reported => "报告兑现",
        PromiseAct.Returned => "退回",
        PromiseAct.Confirmed => "确认兑现",
        PromiseAct.Extended => "延期",
        PromiseAct.HandedOver => "移交",
        _ => "认定未兑现",
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"还有 3 天", "今日到期", "逾期 4 天"; empty for what is done or waits for others.</summary>
    public static string Left(Promise promise, DateOnly today)
    {
        var days = promise.Due.DayNumber - today.DayNumber;
        return !promise.IsOpen ? "" : promise.IsLate(today) ? $"逾期 {-days} 天" : promise.State == PromiseState.Reported ? "" : days == 0 ? "今日到期" : $"还有 {days} 天";
    }

    /// <summary>"临邑县 · 首席服务官".</summary>
    public static string Post(long unitId, Role post, UnitTree tree) => $"{UnitText.Name(unitId, tree)} · {Roles.Name(post)}";

    /// <summary>The amount and the deed in one line: "5.00 亿元 固定资产投资奖励".</summary>
    public static string What(Promise promise) => promise.AmountFen is { } fen ? $"{Money.Show(fen)} {promise.Text}" : promise.Text;

    public static string Short(Promise promise) => What(promise) is var what && what.Length > 30 ? what[..30] + "…" : what;

    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is >= 1949 and <= 2199;

    public static string Address(Promise promise) => string.Create(CultureInfo.InvariantCulture, $"/promises/{promise.Id}");
}
