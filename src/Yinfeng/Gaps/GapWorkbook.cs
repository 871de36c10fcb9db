using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Sheets;

namespace Yinfeng.Gaps;

/// <summary>A gap table as a workbook: the verdicts, then the companies and projects they rest on.</summary>
internal static class GapWorkbook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static byte[] Write(GapReport report)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("环节", [new("环节", 22), new("段", 8), new("判断", 8), new("把握", 8), new("依据", 70), new("认定企业", 10, ColumnFormat.Whole), new("仅经营范围", 10, ColumnFormat.Whole),
                new("分支机构", 10, ColumnFormat.Whole), new("区位商", 10, ColumnFormat.General), new("区位商下界", 12, ColumnFormat.General), new("项目", 8, ColumnFormat.Whole), new("上游和下游", 40), new("投入产出关联行业", 50)],
                report.Nodes.Select(n => (object?[])[n.Node.Name, GapTerms.Of(n.Node.Layer), GapTerms.Of(n.Verdict.Strength), GapTerms.Of(n.Verdict.Confidence),
                    string.Join(' ', n.Verdict.Reasons), n.Evidence.Sure, n.Evidence.Possible, n.Evidence.Branches, Round(n.Evidence.Quotient), Round(n.LowestQuotient),
                    n.Evidence.Projects.Count, Neighbours(n),
                    string.Join("；", n.Industries.Select(GapTerms.Of))])),
            new SheetToWrite("企业", [new("环节", 22), new("企业名称", 36), new("统一社会信用代码", 22), new("所在地", 22), new("成立日期", 12), new("注册资本", 18), new("依据", 44)],
                report.Nodes.SelectMany(n => n.Firms.Select(f => (object?[])[n.Node.Name, f.Name, f.CreditCode, f.Place, f.RegisteredOn, f.Capital, (f.IsBranch ? "分支机构；" : "") + f.Why]))),
            new SheetToWrite("项目", [new("环节", 22), new("项目", 40), new("投资方", 30), new("阶段", 8), new("总投资（亿元）", 14, ColumnFormat.General), new("依据", 20)],
                report.Nodes.SelectMany(n => n.Evidence.Projects.Select(p =>
                    (object?[])[n.Node.Name, p.Name, p.Investor, StageRules.Name(p.Stage), p.TotalFen is { } fen ? Money.ToYi(fen) : null, p.Why]))),
        ]);
        return stream.ToArray();
    }

    private static decimal? Round(double? quotient) => quotient is { } q ? Math.Round((decimal)q, 2, MidpointRounding.AwayFromZero) : null;

    private static string Neighbours(NodeGap gap) =>
        string.Join("；", gap.Neighbours.Select(n => $"{(n.Supplies ? "上游" : "下游")}{n.Node.Name} {n.Firms} 家"));
}
