using System.Globalization;
using System.Text;

namespace Yinfeng.Targeting;

/// <summary>What to say and ask at the first visit (拜访提纲), from the reasons of a list.</summary>
internal static class VisitScript
{
    private const int Longest = 4000;

    public static string Of(TargetList list, Target target)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"拜访提纲：{target.Name}（{list.Chain.Name}·{target.Node.Name}）\n");
        Part(text, "一、为什么找它", target.Reasons.Where(r => r.Kind is "expanding" or "nearby" or "moved" or "leader" or "size" or "member"));
        Part(text, "二、我们有什么", target.Reasons.Where(r => r.Kind is "supplier" or "customer" or "group" or "countryman" or "policy" or "trade" or "flow"));
        text.Append("三、要问的\n· 近两年有没有新增产能或设点的打算，规模、时间和选址范围\n· 现有厂点满产没有，最缺的是用地、电、水还是人\n");
        foreach (var need in target.Node.Needs)
        {
            text.Append(CultureInfo.InvariantCulture, $"· {need.What}：同类项目一般要 {need.Low:0.##} 至 {need.High:0.##} {need.Unit}（{need.Basis}），请企业说明实际要多少\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"四、依据\n名单第 {target.Rank} 名，得分 {target.Score:0.00}，只用 {list.AsOf:yyyy-MM-dd} 以前的登记数据。");
        if (list.Record is { } record)
        {
            text.Append(CultureInfo.InvariantCulture, $"同样的名单在 {record.AsOf:yyyy-MM-dd} 时，每市前 50 名平均命中 {TargetTerms.Percent(TrackRecord.HitRate(record.Model))}：多数不会来，先打电话核实。");
        }
        return text.Length <= Longest ? text.ToString() : text.ToString(0, Longest - 1) + "…";
    }

    private static void Part(StringBuilder text, string head, IEnumerable<TargetReason> reasons)
    {
        var lines = reasons.Select(r => $"· {r.Text}（{r.Source}）\n").ToList();
        text.Append(head).Append('\n').Append(lines.Count == 0 ? "· 库里没有，见面时了解\n" : string.Concat(lines));
    }
}
