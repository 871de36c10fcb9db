namespace Yinfeng.Leads;

/// <summary>The states and steps of a lead as people say them.</summary>
public static class LeadTerms
{
    public static string Of(LeadStatus status) => status switch
    {
        LeadStatus.Open => "跟进中",
        LeadStatus.Converted => "已转项目",
        LeadStatus.Pooled => "在线索池",
        LeadStatus.Merged => "已合并",
        _ => "已关闭",
    };

    public static string? Tag(LeadStatus status) => status switch { LeadStatus.Open => "bl", LeadStatus.Converted => "ok", LeadStatus.Pooled => "wn", _ => null };

    public static string Of(LeadAct act) => act switch
    {
        LeadAct.Reported => "登记",
        LeadAct.Edited => "修改",
        LeadAct.Followed => "跟进",
        LeadAct.Pooled => "入线索池",
        LeadAct.Claimed => "领取",
        LeadAct.Transferred => "流转",
        LeadAct.Shared => "定分成",
        LeadAct.Merged => "合并",
        LeadAct.Unmerged => "撤销合并",
        LeadAct.Closed => "关闭",
        _ => "转为项目",
    };
}
