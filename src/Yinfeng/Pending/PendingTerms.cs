using System.Globalization;
using Yinfeng.Shell;

namespace Yinfeng.Pending;

/// <summary>Words of the room.</summary>
internal static class PendingTerms
{
    public static string Of(PendingKind kind) => kind switch
    {
        PendingKind.MonthToVerify => "月报待核验",
        PendingKind.MonthToAccept => "月报待确认",
        PendingKind.MonthReturned => "月报退回待改",
        PendingKind.EvidenceToVerify => "佐证待核验",
        PendingKind.OpinionOwed => "会审待反馈",
        PendingKind.ReviewToConclude => "会审待结论",
        PendingKind.ResolutionToConfirm => "议定事项待确认",
        PendingKind.PromiseToConfirm => "承诺兑现待确认",
        PendingKind.FindingToClose => "督查发现待销号",
        PendingKind.ClaimToRule => "归属争议待裁决",
        PendingKind.DoubtToExplain => "疑点待说明",
        PendingKind.DoubtToJudge => "疑点待审定",
        PendingKind.GrantToVerify => "兑现待核实",
        PendingKind.GrantToApprove => "兑现待审批",
        PendingKind.PolicyToApprove => "政策版本待审定",
        PendingKind.VisitStepToTake => "对接下一步待办",
        _ => "兑现退回待补正",
    };

    /// <summary>"核验", for "在临邑县（核验）".</summary>
    public static string Step(PendingKind kind) => kind switch
    {
        PendingKind.MonthToVerify or PendingKind.EvidenceToVerify => "核验",
        PendingKind.MonthToAccept or PendingKind.ResolutionToConfirm or PendingKind.PromiseToConfirm => "确认",
        PendingKind.MonthReturned => "改好重报",
        PendingKind.OpinionOwed => "反馈意见",
        PendingKind.ReviewToConclude => "作结论",
        PendingKind.FindingToClose => "销号",
        PendingKind.ClaimToRule => "裁决",
        PendingKind.DoubtToExplain => "说明",
        PendingKind.DoubtToJudge or PendingKind.PolicyToApprove => "审定",
        PendingKind.GrantToVerify => "核实",
        PendingKind.GrantToApprove => "审批",
        PendingKind.VisitStepToTake => "办理",
        _ => "补正重报",
    };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>"张三、李四 等 5 人"; "没有人有此权限" where nobody has.</summary>
    public static string People(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "没有人有此权限",
        <= 3 => string.Join("、", names),
        _ => $"{string.Join("、", names.Take(3))} 等 {names.Count} 人",
    };
}
