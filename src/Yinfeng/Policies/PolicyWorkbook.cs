using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Sheets;
using Yinfeng.Units;

namespace Yinfeng.Policies;

/// <summary>Lists of this room as workbooks.</summary>
internal static class PolicyWorkbook
{
    private static readonly ColumnToWrite[] EntitledColumns = [new("对象", 8), new("名称", 36), new("责任单位", 18), new("政策", 36), new("条款", 16), new("内容", 30), new("答复", 10),
        new("金额（元）", 16, ColumnFormat.TwoDecimals), new("最高（元）", 16, ColumnFormat.TwoDecimals), new("还要知道", 40), new("单凭一项可定", 24), new("引文", 50)];

    public static byte[] Entitled(EntitledView view, UnitTree tree) => Entitled(view.Rows, view.Clauses, tree);

    public static byte[] Companies(CompaniesView view, UnitTree tree) => Entitled(view.Rows, view.Clauses, tree);

    private static byte[] Entitled(IReadOnlyList<Entitlement> rows, IReadOnlyList<EntitledClause> clauses, UnitTree tree)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("可享清单", EntitledColumns, rows.Select(r => new object?[] { r.Subject.Kind, r.Subject.Name, UnitText.Name(r.Subject.UnitId, tree),
                r.Result.Policy.Name, r.Result.Clause ?? r.Result.Article, r.Result.Name, PolicyLines.Word(r.Result.Answer), Yuan(r.Result.Fen), Yuan(r.Result.Range?.High),
                string.Join("、", r.Result.Missing.Concat(r.Result.Needs).Distinct().Select(f => f.Name)), string.Join("、", r.Result.Deciding.Select(f => f.Name)), r.Result.Quote })),
            new SheetToWrite("条款汇总", [new("政策", 36), new("条款", 16), new("内容", 30), new("符合", 8, ColumnFormat.Whole), new("待补充", 8, ColumnFormat.Whole),
                new("有歧义", 8, ColumnFormat.Whole), new("不符合", 8, ColumnFormat.Whole), new("金额合计（元）", 18, ColumnFormat.TwoDecimals), new("符合但金额未定", 14, ColumnFormat.Whole)],
                clauses.Select(c => new object?[] { c.Policy.Name, c.Article, c.Name, c.Yes, c.Unknown, c.Ambiguous, c.No, Yuan(c.Fen), c.WithoutAmount })),
        ]);
        return stream.ToArray();
    }

    public static byte[] Changes(PolicyChangeView view, UnitTree tree)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("推送名单", [new("对象", 8), new("名称", 36), new("责任单位", 18), new("条款", 16), new("内容", 30), new("原来", 30), new("新版", 30), new("增减（元）", 16, ColumnFormat.TwoDecimals),
                new("执行", 20)],
                view.Rows.Select(r => new object?[] { r.Subject.Kind, r.Subject.Name, UnitText.Name(r.Subject.UnitId, tree), r.Article, r.Name, PolicyChangeRow.Told(r.Before),
                    PolicyChangeRow.Told(r.After), Yuan(r.DifferenceFen), r.Keeps ? "签约在先，仍按旧版" : "按新版" })),
        ]);
        return stream.ToArray();
    }

    private static decimal? Yuan(decimal? fen) => fen / Money.FenPerYuan;

    public static byte[] Library(IReadOnlyList<Policy> policies)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("政策", [new("政策", 40), new("级别", 8), new("发布机关", 30), new("文号", 18), new("施行", 12), new("有效至", 12), new("条款", 8),
                new("公平竞争审查", 18), new("叠加", 14), new("来源", 36)],
                policies.Select(p => new object?[] { p.Name, p.Level, p.Issuer, p.Number, p.From, p.To, (decimal)p.Clauses.Count, p.FairReview, p.Stacking, p.Source })),
            new SheetToWrite("条款", [new("政策", 40), new("条款", 20), new("内容", 36), new("引文", 50)],
                policies.SelectMany(p => p.Clauses.SelectMany(c => c.Items.Select(i => new object?[] { p.Name, i.Clause, i.Name ?? c.Name, i.Quote })))),
        ]);
        return stream.ToArray();
    }

    public static byte[] Versions(IReadOnlyList<PolicyVersion> versions)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream,
        [
            new SheetToWrite("政策版本", [new("政策", 30), new("起用", 12), new("状态", 10), new("提交人", 14), new("提交或保存", 18), new("理由", 40), new("审定人", 14), new("审定", 18), new("原因", 40)],
                versions.Select(v => new object?[] { v.PolicyId, v.From, PolicyVersionTerms.Of(v.State), v.ProposedByName, BusinessTime.DayOf(v.SavedAtUtc), v.Why,
                    v.DecidedByName, v.DecidedAtUtc is { } at ? BusinessTime.DayOf(at) : null, v.Reason })),
        ]);
        return stream.ToArray();
    }
}
