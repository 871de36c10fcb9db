using System.Globalization;
using System.Text.Json;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Shareholdings;
using Yinfeng.Sheets;

namespace Yinfeng.Enterprises;

/// <summary>Lists of the room as workbooks.</summary>
internal static class EnterpriseWorkbook
{
    public const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Says in its last row when it was cut.</summary>
    public static byte[] Companies(EnterprisePage page)
    {
        var rows = page.Rows.Select(f => Cells(f.Line, f.Why));
        if (page.Total > page.Rows.Count)
        {
            rows = rows.Append([$"共 {page.Total} 家，只导出前 {page.Rows.Count} 家；请缩小筛选范围后再导出其余。"]);
        }
        return Write(new SheetToWrite("企业", [new("企业名称", 36), new("统一社会信用代码", 22), new("所在地", 22), new("成立日期", 12), new("组织类型", 16),
            new("注册资本（万）", 16, ColumnFormat.General), new("币种", 8), new("提示", 20), new("行业大类", 10), new("找到的原因", 20)], rows));
    }

    private static object?[] Cells(EnterpriseLine r, string why) => [r.Name, r.CreditCode, r.PlaceName, r.RegisteredOn, EnterpriseTerms.Of(r.Kind),
        r.CapitalCents is { } cents ? Money.ToWan(cents) : null, r.Currency, EnterpriseTerms.Doubt(r.Flags), r.Division == 0 ? null : r.Division.ToString("D2", null), why];

    public static byte[] Imports(IEnumerable<EnterpriseImport> imports) => Write(new SheetToWrite("企业库导入",
        [new("文件", 30), new("数据日期", 12), new("行数", 12, ColumnFormat.Whole), new("新增", 12, ColumnFormat.Whole), new("合并", 12, ColumnFormat.Whole), new("其中更新", 12, ColumnFormat.Whole),
            new("未收", 12, ColumnFormat.Whole), new("状态", 10)],
        imports.Select(i => (object?[])[i.FileName, i.SourceOn.ToString(), i.Rows, i.Stored, i.Merged, i.Updated, i.Refused, EnterpriseTerms.Of(i.Status)])));

    /// <summary>The quality report: what was wrong and how often, then the first problems.</summary>
    public static byte[] Report(EnterpriseImport import, IReadOnlyList<EnterpriseProblem> problems) => Write(
        new SheetToWrite("问题统计", [new("问题", 40), new("行数", 12, ColumnFormat.Whole), new("占比（%）", 12)],
            Counts(import).Select(c => (object?[])[EnterpriseTerms.Reason(c.Reason), c.Rows,
                import.Rows == 0 ? null : Math.Round(100m * c.Rows / import.Rows, 2, MidpointRounding.AwayFromZero)])),
        new SheetToWrite("前一千条", [new("行", 10, ColumnFormat.Whole), new("问题", 36), new("原文", 40), new("处理", 10)],
            problems.Select(p => (object?[])[p.Row, EnterpriseTerms.Reason(p.Reason), p.Text, p.Refused ? "未收" : "已收并标记"])));

    public static byte[] Lists(IEnumerable<EnterpriseList> lists) => Write(new SheetToWrite("企业名单",
        [new("名单", 30), new("日期", 12), new("来源", 30), new("家数", 10, ColumnFormat.Whole), new("在企业库中", 12, ColumnFormat.Whole)],
        lists.Select(l => (object?[])[l.Name, l.On.ToString(), l.Source, l.Entries, l.Found])));

    /// <summary>What the page shows, but all of what it lists the first of.</summary>
    public static byte[] Company(EnterpriseView view, RegistryPlaces places) => Write(
    [
        new SheetToWrite("企业", [new("事项", 18), new("内容", 60)], EnterpriseFactsText.Of(view).Select(f => (object?[])[f.Label, f.Value])),
        new SheetToWrite("集团（按名称）", [new("关系", 12), new("企业", 40), new("统一社会信用代码", 22), new("所在地", 22)], Group(view.Group)),
        new SheetToWrite("分布", [new("城市", 20), new("区划代码", 12), new("企业数", 10, ColumnFormat.Whole)],
            view.Group.Sites.Select(s => (object?[])[s.Place, s.Adcode.ToString(CultureInfo.InvariantCulture), s.Companies])),
        .. ShareholdingSheets.Of(view.Group.Control),
        new SheetToWrite("往来与政策", [new("类别", 12), new("事项", 40), new("说明", 70)], view.Ties.SelectMany(t => t.Lines).Select(t => (object?[])[t.Kind, t.Title, t.Note])),
        new SheetToWrite("所在名单", [new("名单", 30), new("名次", 10, ColumnFormat.Whole), new("日期", 12), new("来源", 30)],
            view.Lists.Select(l => (object?[])[l.List, l.Rank, l.On, l.Source])),
        new SheetToWrite("上市产品", [new("产品", 30), new("收入占比（%）", 14, ColumnFormat.General)],
            (view.Listed is { } listed ? ListedProduct.Of(listed.Products) : []).Select(p => (object?[])[p.Name, p.BasisPoints / 100m])),
        new SheetToWrite("变更记录", [new("事项", 18), new("原来", 40), new("现在", 40), new("数据日期", 12)],
            view.History.Select(h => (object?[])[EnterpriseTerms.Field(h.Field),
                EnterpriseFactsText.Changed(h.Field, h.OldValue, places), EnterpriseFactsText.Changed(h.Field, h.NewValue, places), h.SeenOn.ToString()])),
    ]);

    private static IEnumerable<object?[]> Group(EnterpriseGroup group) => new (string Tie, IEnumerable<EnterpriseLine> Lines)[]
        {
            ("上级", group.Parent is { } parent ? [parent] : []), ("姊妹企业", group.Sisters), ("分支机构", group.Branches),
        }.SelectMany(part => part.Lines.Select(l => (object?[])[part.Tie, l.Name, l.CreditCode, l.PlaceName]));

    internal static IReadOnlyList<(string Reason, int Rows)> Counts(EnterpriseImport import) =>
        [.. JsonSerializer.Deserialize<Dictionary<string, int>>(import.Problems)!.OrderByDescending(c => c.Value).Select(c => (c.Key, c.Value))];

    private static byte[] Write(params SheetToWrite[] sheets)
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write(stream, sheets);
        return stream.ToArray();
    }
}
