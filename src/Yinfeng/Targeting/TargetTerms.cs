using System.Globalization;
using Yinfeng.Analytics.Openings;

namespace Yinfeng.Targeting;

/// <summary>Kinds of reasons and parts of a score as people say them.</summary>
internal static class TargetTerms
{
    public static string Of(string kind) => kind switch
    {
        "expanding" => "正在扩张",
        "nearby" => "附近有厂",
        "supplier" => "供应商在本地",
        "customer" => "客户在本地",
        "group" => "集团在本地",
        "countryman" => "乡贤牵线",
        "moved" => "曾迁移",
        "policy" => "符合政策",
        "leader" => "龙头",
        "trade" => "同行来过",
        "flow" => "同乡来过",
        "size" => "规模",
        _ => "属于环节",
    };

    public static string Of(FeatureFamily family) => family switch
    {
        FeatureFamily.Size => "资本规模",
        FeatureFamily.Sites => "已有厂点和扩张",
        FeatureFamily.Distance => "距离和本省",
        FeatureFamily.Flow => "两地往来",
        FeatureFamily.Trade => "行业",
        FeatureFamily.Name => "字号（集团、股份等）",
        _ => "常数",
    };

    /// <summary>With a true minus.</summary>
    public static string Score(double score) => score.ToString("0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    public static string Part(double value) => value.ToString("+0.00;−0.00;0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => (share * 100).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    public static string Data(TrackRecord record) => string.Create(CultureInfo.InvariantCulture,
        $"站在 {record.AsOf:yyyy-MM-dd}，只用此前登记的企业排名单，看以后 {record.Horizon} 年企业库里的 {record.Model.Positives} 个落点；企业库 {record.Companies:N0} 家，权重从更早的 {record.Learnt} 个落点学得；{record.Model.Cities} 个市平均");
}
