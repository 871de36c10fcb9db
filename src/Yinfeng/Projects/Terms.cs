namespace Yinfeng.Projects;

/// <summary>The trade's words for the values of enumerations, as pages, forms and files write them.</summary>
public static class Terms
{
    public static string Of(ProjectStage stage) => StageRules.Name(stage);

    public static string Of(ProjectStatus status) => status switch
    {
        ProjectStatus.Active => "在推",
        ProjectStatus.Suspended => "暂停",
        _ => "终止",
    };

    public static string Of(InvestmentKind? kind) => kind switch
    {
        InvestmentKind.NonFixedAsset => "非固定资产投资类",
        InvestmentKind.FixedAsset => "固定资产投资类",
        _ => "未填（按固投）",
    };

    public static string Of(InvestorOrigin origin) => origin switch
    {
        InvestorOrigin.WithinProvince => "省内",
        InvestorOrigin.OutsideProvince => "省外",
        InvestorOrigin.Overseas => "境外",
        _ => "未填",
    };

    public static string Of(Attraction attraction) => attraction switch
    {
        Attraction.Capital => "引资",
        Attraction.Technology => "引技",
        Attraction.Talent => "引智",
        Attraction.Institute => "引所",
        Attraction.School => "引校",
        _ => "引机构",
    };

    public static string Of(Confidentiality grade) => grade switch
    {
        Confidentiality.Public => "公开",
        Confidentiality.Internal => "内部",
        _ => "商业秘密",
    };

    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.ContactRecord => "对接记录",
        EvidenceKind.MeetingRecord => "考察或会谈记录",
        EvidenceKind.ReviewMinutes => "会审纪要",
        EvidenceKind.Agreement => "投资协议",
        EvidenceKind.FilingCertificate => "备案证明",
        EvidenceKind.Permit => "施工许可",
        EvidenceKind.DatedPhoto => "带日期的现场照片",
        EvidenceKind.FirstInvoice => "首张发票",
        EvidenceKind.PowerRecord => "用电记录",
        EvidenceKind.OutputRecord => "产量或产值证明",
        _ => "其他",
    };

    public static string Of(MonthAct act) => act switch
    {
        MonthAct.Reported => "报送",
        MonthAct.Verified => "核验",
        MonthAct.Accepted => "确认",
        _ => "退回",
    };
}
