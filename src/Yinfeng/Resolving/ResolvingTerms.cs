using Yinfeng.Analytics.Resolve;

namespace Yinfeng.Resolving;

/// <summary>What answers and reasons are called.</summary>
internal static class ResolvingTerms
{
    public static string Of(NameStatus status) => status switch
    {
        NameStatus.Matched => "已匹配",
        NameStatus.Doubtful => "待确认",
        _ => "库中没有",
    };

    public static string Of(LikenessReason reason) => reason switch
    {
        LikenessReason.Same => "名称相同",
        LikenessReason.FormerName => "曾用名",
        LikenessReason.Form => "组织形式写法不同",
        LikenessReason.Brackets => "少了括号里的字",
        LikenessReason.PlaceLeftOut => "少了地名",
        LikenessReason.PlaceAdded => "地名写法不同",
        LikenessReason.Slip => "差一个字",
        LikenessReason.Shortened => "简称",
        LikenessReason.HeadOffice => "总公司与分支机构",
        LikenessReason.OtherPlace => "地名不同",
        LikenessReason.OtherName => "字号不同",
        _ => "",
    };
}
