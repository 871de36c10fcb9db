using Microsoft.AspNetCore.Http.HttpResults;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Maps;

/// <summary>The table of a map and the rows behind a figure, as workbooks.</summary>
internal static class MapSheet
{
    public static FileContentHttpResult Of(MapView view) => ExcelFile.Of("招商地图",
        [
            new(MapTerms.PlaceHead(view.Asked), 28), new("代码", 10), new($"{MapTerms.Things(view.Asked)}（个）", 12, ColumnFormat.Whole),
            new($"{MapTerms.Amount(view.Asked)}（亿元）", 18, ColumnFormat.TwoDecimals),
            new("未填金额（个）", 14, ColumnFormat.Whole), new("重点区域", 20),
        ],
        view.Places.Concat(view.Aside).Select(p => (object?[])
            [
                p.Name, p.Id == 0 ? null : p.Key, p.Count, Money.ToYi(p.Fen), p.Without, p.Focus is null ? null : string.Join("、", p.Focus),
            ]));

    public static FileContentHttpResult Of(MapRowsView view) => ExcelFile.Of(MapTerms.Things(view.Asked),
        [
            new("名称", 40), new("投资方", 28), new(MapTerms.RowHeads(view.Asked).From, 18), new(MapTerms.RowHeads(view.Asked).Unit, 18), new("落地单位", 18), new("园区", 20),
            new(MapTerms.RowHeads(view.Asked).State, 14), new(MapTerms.RowHeads(view.Asked).On, 12), new($"{MapTerms.Amount(view.Asked)}（亿元）", 16, ColumnFormat.TwoDecimals),
        ],
        view.Rows.Select(r => (object?[])[r.Name, r.Investor, r.From, r.Unit, r.Landing, r.Park, r.State, r.On, r.Fen is { } fen ? Money.ToYi(fen) : null]));
}
