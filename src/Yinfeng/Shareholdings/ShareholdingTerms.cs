namespace Yinfeng.Shareholdings;

/// <summary>What is said about imports and shares.</summary>
internal static class ShareholdingTerms
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["company-missing"] = "没有企业名称和代码", ["holder-missing"] = "没有股东名称", ["percent-impossible"] = "持股比例不是 0 到 100 的数", ["date-impossible"] = "日期读不出",
        ["text-too-long"] = "文字太长", ["duplicate"] = "与已有的一条相同（同企业、同股东、同日），比例以这次为准", ["percent-missing"] = "没有写比例，按“比例不详”保存",
        ["identity-number-dropped"] = "股东代码是身份证号，没有保存",
    };

    public static string Reason(string reason) => Reasons[reason];

    public static string Unknown(string asked) => $"股权数据里没有“{asked}”。请填统一社会信用代码或登记的全称；没有导入过股东名单的企业查不到。";

    public static string Of(ShareholdingReport report) => report.AlreadyImported ? $"{report.File}：这个文件已经导入过，没有重复保存。"
        : $"{report.File}：共 {report.Rows} 行，新存 {report.Stored}，合并 {report.Merged}，拒收 {report.Refused}。";

    public static string Percent(decimal? percent) => percent is { } known ? $"{known:0.00##}%" : "不详";
}
