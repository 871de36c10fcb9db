using Yinfeng.Kernel;

namespace Yinfeng.Maps;

/// <summary>The words of a map as the trade says them.</summary>
internal static class MapTerms
{
    public static readonly IReadOnlyList<(MapLayer Layer, string Label)> Layers =
    [
        (MapLayer.Projects, "项目"), (MapLayer.Focus, "重点区域"), (MapLayer.Leads, "线索"), (MapLayer.Companies, "目标企业"), (MapLayer.Parks, "园区"),
    ];

    public static string Things(MapAsked asked) => asked.Layer switch { MapLayer.Leads => "线索", MapLayer.Companies => "企业", _ => "项目" };
    public static string Amount(MapAsked asked) => asked.Layer switch { MapLayer.Leads => "意向投资", MapLayer.Companies => "注册资本", _ => "总投资" };

    /// <summary>An amount in 亿元; a dash where nobody states one.</summary>
    public static string Yi(long fen, int count, int without) => count > 0 && without == count ? "—" : Money.ShowYi(fen);

    public static string PlaceHead(MapAsked asked) => asked switch
    {
        { Layer: MapLayer.Parks } => "园区",
        { Layer: MapLayer.Companies } => "登记地",
        { Side: MapSide.To } => asked.Layer == MapLayer.Leads ? "跟进单位" : "落地单位",
        _ => "投资来源地",
    };

    /// <summary>What stands over the columns of the rows behind a figure.</summary>
    public static (string From, string Unit, string State, string On) RowHeads(MapAsked asked) => asked.Layer switch
    {
        MapLayer.Companies => ("登记地", "环节", "为什么算本环节", "成立日期"),
        MapLayer.Leads => ("投资来源地", "责任单位", "状态", "首报日期"),
        _ => ("投资来源地", "责任单位", "状态", "签约日期"),
    };

    private static string OnChain(MapAsked asked) => asked.Chain is null ? "" : asked.Node is null ? "所选产业链上、" : "所选环节上、";

    /// <summary>What exactly is counted; stands under the title.</summary>
    public static string Basis(MapView view) => view.Asked switch
    {
        { Layer: MapLayer.Leads } => $"{view.Period.Year} 年 {view.Period.Month} 月末未办结的线索，按{(view.Asked.Side == MapSide.From ? "投资方所在地" : "跟进单位")}",
        { Layer: MapLayer.Companies } => $"企业库中{OnChain(view.Asked)}{view.Period.Year} 年 {view.Period.Month} 月末前成立的企业，按登记地",
        _ => $"{Months(view)}，{MapStock.Label(view.Asked.Stock)}，按{(view.Asked.Side == MapSide.To ? "落地" : "责任")}单位归集",
    };

    /// <summary>What is signed or started counts from January; what stands in the books, at the end of the month.</summary>
    private static string Months(MapView view) =>
        $"{view.Period.Year} 年 {(view.Asked.Stock is MapStock.Signed or MapStock.Started ? "1—" : "")}{view.Period.Month} 月";
}
