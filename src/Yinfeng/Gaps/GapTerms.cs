using Yinfeng.Chains;

namespace Yinfeng.Gaps;

/// <summary>Verdicts as people say them.</summary>
internal static class GapTerms
{
    public static string Of(NodeStrength strength) => strength switch { NodeStrength.Strong => "强", NodeStrength.Weak => "弱", _ => "缺" };

    public static string Of(Confidence confidence) => confidence switch { Confidence.High => "高", Confidence.Middle => "中", _ => "低" };

    public static string Of(Certainty certainty) => certainty switch { Certainty.Name => "名称", Certainty.CodeAndScope => "行业和经营范围", _ => "仅经营范围" };

    public static string Of(ChainLayer layer) => layer switch { ChainLayer.Upstream => "上游", ChainLayer.Midstream => "中游", ChainLayer.Downstream => "下游", _ => "配套" };

    public static string Of(NodeIndustry industry) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{(industry.Tie.Supplies ? "投入" : "买家")}{industry.Tie.Sector}（系数 {industry.Tie.Coefficient:0.000}，本地 {industry.Firms} 家）");

    public static string Tag(NodeStrength strength) => strength switch { NodeStrength.Strong => "ok", NodeStrength.Weak => "wn", _ => "bd2" };
}
