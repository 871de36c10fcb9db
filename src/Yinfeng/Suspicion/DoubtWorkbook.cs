using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Suspicion;

/// <summary>Lists of this room as workbooks, numbers as numbers.</summary>
internal static class DoubtWorkbook
{
    public static byte[] Write(IReadOnlyList<DoubtLine> lines) => Write(new SheetToWrite("疑点",
        [new("疑点", 24), new("类别", 10), new("责任单位", 18), new("对象", 36), new("状态", 14), new("截至", 10), new("不符之处和算法", 90), new("概率", 14),
            new("界限", 14), new("可能的原因", 60)],
        lines.Select(l => new object?[]
        {
            DoubtTerms.Title(l.Doubt.Code), l.Doubt.IsHard ? "硬规则" : "软检验", l.UnitName, l.Subject, DoubtTerms.Of(l.Doubt.State), l.Doubt.Period.ToString(),
            l.Doubt.Reason, l.Doubt.P, l.Doubt.Line, DoubtTerms.Explains(l.Doubt.Code),
        }), "疑点不是结论，只增加双随机抽查的签数"));

    public static byte[] Lists(ListsView view) => Write(
        new("注销吊销企业", [new("统一社会信用代码", 22), new("企业名称", 40), new("日期", 12, ColumnFormat.Date), new("来源", 40)],
            view.Firms.Select(f => new object?[] { f.CreditCode, f.Name, f.On, f.Source })),
        new("佐证指标", [new("单位", 20), new("月份", 10), new("指标", 20), new("数值", 18), new("来源", 40)],
            view.Proxies.Select(p => new object?[] { p.UnitName, p.Figure.Month.ToString(), p.KindName, p.Figure.Value / 10_000m, p.Figure.Source })));

    private static byte[] Write(params SheetToWrite[] sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }
}
