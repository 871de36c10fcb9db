namespace Yinfeng.Leads;

/// <summary>The states of a lead as people say them.</summary>
public static class LeadTerms
{
    public static string Of(LeadStatus status) => status switch
    {
        LeadStatus.Open => "跟进中",
        LeadStatus.Converted => "已转项目",
        _ => "已关闭",
    };
}
