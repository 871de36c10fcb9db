using Yinfeng.Sheets;

namespace Yinfeng.Policies;

/// <summary>Lists of this room as workbooks.</summary>
internal static class PolicyWorkbook
{
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
}
