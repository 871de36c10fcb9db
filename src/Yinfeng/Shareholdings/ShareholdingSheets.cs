using Yinfeng.Sheets;

namespace Yinfeng.Shareholdings;

/// <summary>Who holds and controls a company as sheets of a workbook; persons stay masked as the view has them.</summary>
internal static class ShareholdingSheets
{
    private static readonly ColumnToWrite[] Declared = [new("统一社会信用代码", 22), new("股东", 40), new("持股（%）", 12), new("名单日期", 12), new("来源", 30)];
    private static readonly ColumnToWrite[] Shares =
        [new("统一社会信用代码", 22), new("名称", 40), new("合计持股（%）", 16, ColumnFormat.General), new("直接持股（%）", 16, ColumnFormat.General), new("最终", 8)];

    /// <param name="view">Null for a company that no list of holders names: the sheets have their heads only.</param>
    public static IEnumerable<SheetToWrite> Of(ControlView? view) =>
    [
        new("股东名单", Declared, (view?.Declared ?? []).Select(d => (object?[])[d.Holder.Code, d.Holder.Name, d.Percent, d.AsOf, d.Source])),
        new("控制人", Shares, (view?.Controllers ?? []).Select(Row)),
        new("控制的企业", Shares[..^1], (view?.Controlled ?? []).Select(s => Row(s)[..^1])),
        new("同一控制", Shares[..^1], (view?.Group ?? []).Select(s => Row(s)[..^1])),
    ];

    private static object?[] Row(PartShare share) => [share.Party.Code, share.Party.Name, share.Percent, share.DirectPercent, share.IsEnd ? "是" : null];
}
