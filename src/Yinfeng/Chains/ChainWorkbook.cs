using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Chains;

/// <summary>Chains as workbooks: numbers as numbers.</summary>
internal static class ChainWorkbook
{
    public static byte[] List(IReadOnlyList<ChainLine> lines) => Write(new SheetToWrite("产业链",
        [new("产业链", 24), new("代号", 22), new("版本", 20), new("启用", 12), new("环节", 8, ColumnFormat.Whole), new("强", 6, ColumnFormat.Whole),
            new("弱", 6, ColumnFormat.Whole),
            new("缺", 6, ColumnFormat.Whole), new("链长", 20), new("链办", 20), new("任务", 8, ColumnFormat.Whole), new("年份", 8,
                ColumnFormat.Whole), new("目标项目", 10, ColumnFormat.Whole),
            new("签约项目", 10, ColumnFormat.Whole), new("目标投资（亿元）", 16, ColumnFormat.TwoDecimals), new("签约总投资（亿元）", 18, ColumnFormat.TwoDecimals)],
        lines.Select(l => new object?[]
        {
            l.Chain.Name, l.Chain.Id, l.Office?.Name ?? "模板", l.Chain.From, l.Chain.Nodes.Count, l.Gaps?.Count(NodeStrength.Strong),
                l.Gaps?.Count(NodeStrength.Weak),
            l.Gaps?.Count(NodeStrength.Missing), l.Charge?.Chief, l.Charge?.Office, l.Tasks, l.Year.Year, l.Year.Target?.Projects,
                l.Year.Signed, Yi(l.Year.Target?.InvestmentFen), Yi(l.Year.SignedFen),
        })));

    public static byte[] Chain(ChainView view) => Write(
        new SheetToWrite("环节", [new("环节", 24), new("代号", 20), new("段", 8), new("判断", 8), new("把握", 8), new("本地企业", 10, ColumnFormat.Whole),
            new("区位商", 10, ColumnFormat.TwoDecimals),
                new("项目", 8, ColumnFormat.Whole), new("任务", 8), new("任务内容", 30), new("责任单位", 18), new("期限", 12), new("行业代码", 24), new("识别词", 40), new("不含", 24), new("龙头企业", 60),
                new("典型需求", 60), new("依据", 14)],
            view.Shown.Select(n => new object?[]
            {
                n.Node.Name, n.Node.Id, ChainTerms.Of(n.Node.Layer), n.Word, n.Gap is { } c ? GapTerms.Of(c.Verdict.Confidence) : null,
                n.Gap?.Evidence.Sure, n.Gap?.Evidence.Quotient is { } q ? Math.Round((decimal)q, 2) : null, n.Gap?.Evidence.Projects.Count,
                n.Task is { } t ? ChainTerms.Of(t.Kind) : null, n.Task?.Text, n.Task?.Owner, n.Task?.Due, List(n.Node.Codes),
                    List(n.Node.Words), List(n.Node.NotWords), List(n.Node.Leaders),
                string.Join('；', n.Node.Needs.Select(Need)), n.Node.Basis,
            }), $"{view.Chain.Name} · {view.Unit.Name} · {view.Chain.From:yyyy-MM-dd} 起启用"),
        new SheetToWrite("供给关系", [new("供给环节", 24), new("需求环节", 24), new("内容", 20), new("回收", 8), new("依据", 14)],
            view.Chain.Links.Select(l => new object?[] { view.Chain.Find(l.From)!.Name, view.Chain.Find(l.To)!.Name, l.What,
                l.Returns ? "是" : null, l.Basis })));

    public static byte[] Versions(IReadOnlyList<ChainVersion> versions) => Write(new SheetToWrite("产业链版本",
        [new("启用", 12), new("状态", 10), new("保存", 14), new("保存日期", 12), new("理由", 40), new("启用或撤回", 14), new("日期", 12), new("原因", 40)],
        versions.Select(v => new object?[]
        {
            v.From.Length > 0 ? v.From : "未写明", ChainTerms.Of(v.State), v.SavedBy, BusinessTime.DayOf(v.SavedAtUtc), v.Why,
                v.DecidedBy, v.DecidedAtUtc is { } at ? BusinessTime.DayOf(at) : null, v.Reason,
        })));

    public static string Need(ChainNeed need) => FormattableString.Invariant($"{need.What} {need.Low}–{need.High} {need.Unit}（{need.Basis}）");

    private static string List(IReadOnlyList<string> texts) => string.Join('、', texts);
    private static decimal? Yi(long? fen) => fen is { } f ? Money.ToYi(f) : null;

    private static byte[] Write(params SheetToWrite[] sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }
}
