using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Grants;

/// <summary>Words of the room.</summary>
internal static class GrantTerms
{
    public static readonly GrantState[] States = Enum.GetValues<GrantState>();

    public static string Of(GrantState state) => state switch
    {
        GrantState.Submitted => "待核实",
        GrantState.Verified => "待审批",
        GrantState.Approved => "待拨付",
        GrantState.Paying => "拨付中",
        GrantState.Paid => "已兑现",
        GrantState.Returned => "已退回",
        GrantState.Refused => "不予兑现",
        _ => "已撤回",
    };

    public static string? Tag(GrantState state) => state switch
    {
        GrantState.Submitted or GrantState.Verified => "wn",
        GrantState.Approved or GrantState.Paying => "bl",
        GrantState.Paid => "ok",
        GrantState.Returned or GrantState.Refused => "bd2",
        _ => null,
    };

    public static string Of(GrantOrigin origin) => origin == GrantOrigin.Automatic ? "免申即享" : "企业申报";

    public static string Of(GrantAct act) => act switch
    {
        GrantAct.Applied => "申报",
        GrantAct.Corrected => "改后重报",
        GrantAct.Verified => "核实",
        GrantAct.Returned => "退回",
        GrantAct.Approved => "审批同意",
        GrantAct.Refused => "不予兑现",
        GrantAct.Withdrawn => "撤回",
        GrantAct.Planned => "调整分期",
        GrantAct.Paid => "拨付",
        GrantAct.ClaimedBack => "决定追回",
        GrantAct.Repaid => "收回",
        _ => "追回办结",
    };

    public static string Year(int year) => year == 0 ? "一次性" : string.Create(CultureInfo.InvariantCulture, $"{year} 年度");

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year is >= 1949 and <= 2199;

    /// <summary>An amount in 万元 as typed; what is wrong with it goes into <paramref name="unmet"/>.</summary>
    public static long? Wan(string label, string field, string? text, List<Unmet> unmet)
    {
        var wrong = ProjectField.ReadWan(label, text?.Trim() ?? "", out var fen);
        if (wrong is not null || fen is null or 0)
        {
            unmet.Add(new("grant.amount", field, wrong ?? $"请填写{label}（万元），要大于 0。"));
            return null;
        }
        return fen;
    }

    /// <summary>All digits in 万元, as it can be typed again.</summary>
    public static string WanText(long? fen) => fen is { } f ? Money.ToWan(f).ToString(CultureInfo.InvariantCulture) : "";

    /// <summary>A reason that must be there; null where it is missing, with what to do in <paramref name="unmet"/>.</summary>
    public static string? Reason(string what, string field, string? text, List<Unmet> unmet)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MostReason)
        {
            unmet.Add(new("grant.reason", field, $"请写明{what}，不超过 {MostReason} 字。"));
            return null;
        }
        return text.Trim().ReplaceLineEndings("\n");
    }

    public const int MostReason = 1000;
}
