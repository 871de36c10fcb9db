using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>Words of this room.</summary>
public static class ArbitrationTerms
{
    public static string Of(ClaimState state) => state switch
    {
        ClaimState.Suspected => "待核对",
        ClaimState.Claiming => "限时认领",
        ClaimState.Awaiting => "待裁决",
        ClaimState.Ruled => "已裁定",
        ClaimState.Appealed => "复议中",
        ClaimState.Final => "复议已决",
        ClaimState.Agreed => "协商一致",
        _ => "已消除",
    };

    /// <summary>Kind of the tag that shows a state.</summary>
    public static string? Tag(ClaimState state) => state switch
    {
        ClaimState.Suspected => null,
        ClaimState.Claiming => "bl",
        ClaimState.Awaiting or ClaimState.Appealed => "wn",
        ClaimState.Cleared => null,
        _ => "ok",
    };

    public static string Of(ClaimAnswer answer) => answer switch
    {
        ClaimAnswer.Waiting => "未回应",
        ClaimAnswer.Claimed => "已认领",
        ClaimAnswer.GivenUp => "已放弃",
        _ => "逾期未回应",
    };

    public static string Of(ClaimAct act) => act switch
    {
        ClaimAct.Found => "系统发现重复申报",
        ClaimAct.Raised => "提出异议",
        ClaimAct.Opened => "立案，双方限时认领",
        ClaimAct.Claimed => "陈述认领理由",
        ClaimAct.GivenUp => "放弃",
        ClaimAct.Silent => "逾期未回应",
        ClaimAct.Proposed => "提出协商方案",
        ClaimAct.ProposalRefused => "不同意协商方案",
        ClaimAct.Agreed => "双方协商一致",
        ClaimAct.Ruled => "裁定",
        ClaimAct.Appealed => "申请复议",
        ClaimAct.Decided => "复议决定",
        _ => "不再相似，自动消除",
    };

    public static string Of(ClaimReason reason) => reason switch
    {
        ClaimReason.SameCode => "信用代码相同",
        ClaimReason.SameParcel => "地块相同",
        ClaimReason.SameName => "名称相同",
        ClaimReason.NearName => "名称相近",
        ClaimReason.SameInvestor => "投资方相同或相近",
        ClaimReason.SameAmount => "总投资相同",
        ClaimReason.NearAmount => "总投资接近",
        _ => "日期接近",
    };

    /// <summary>Whether a reason says nothing that somebody who sees one record does not know: it is part of what both claim.</summary>
    public static bool IsOpen(ClaimReason reason) =>
        reason is ClaimReason.SameCode or ClaimReason.SameParcel or ClaimReason.SameName or ClaimReason.NearName or ClaimReason.SameInvestor;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>甲方, 乙方.</summary>
    public static string Party(int side) => side == 1 ? "甲方" : "乙方";

    internal static DateOnly FoundDay(this ClaimCase claim) => BusinessTime.DayOf(claim.FoundAtUtc);
}
