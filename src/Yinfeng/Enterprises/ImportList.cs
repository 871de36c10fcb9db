using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Sheets;

namespace Yinfeng.Enterprises;

/// <param name="Name">Of the list; empty where a column of the file names it.</param>
public sealed record EnterpriseListRequest(string Path, string? Name, LedgerDate On, string? Source);

/// <summary>One list as taken in.</summary>
public sealed record ImportedList(long Id, string Name, string On, int Entries, int Found, bool AlreadyImported);

/// <summary>Takes in lists of companies, matched by credit code or by exactly the same name. A list of the same name and date replaces the one before.</summary>
public sealed class ImportList(Writer writer, EnterpriseBase companies)
{
    private static readonly string[] NameHeads = ["name", "企业名称", "公司名称", "单位名称", "名称", "full_name", "公司全称"];
    private static readonly string[] CodeHeads = ["credit_code", "统一社会信用代码", "信用代码"];
    private static readonly string[] RankHeads = ["rank", "排名", "名次", "序号"];
    private static readonly string[] ListHeads = ["list", "榜单", "名单", "名录"];

    private sealed record Line(string List, string Name, string? Code, int? Rank);

    public async Task<Decision<IReadOnlyList<ImportedList>>> RunAsync(Viewer viewer, EnterpriseListRequest request, CancellationToken ct)
    {
        List<Line> lines;
        try
        {
            lines = Read(request);
        }
        catch (WorkbookRefusedException e)
        {
            return Decision<IReadOnlyList<ImportedList>>.Refuse([e.Reason with { Field = "file" }]);
        }
        if (lines.Count == 0)
        {
            return Decision<IReadOnlyList<ImportedList>>.Refuse("list-empty", "file",
                "没有读到名单：首行要有“企业名称”一列；名单的名称写在“榜单”一列，或另外填写。");
        }
        var held = await companies.NowAsync(ct);
        return await writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            var made = new List<ImportedList>();
            foreach (var group in lines.GroupBy(l => l.List))
            {
                var entries = group.DistinctBy(l => (l.Name, l.Code)).Select((l, i) => (Line: l, No: i + 1, Row: Row(held, l))).ToList();
                foreach (var old in await work.Db.Set<EnterpriseList>().Where(l => l.Name == group.Key && l.On == request.On).ToListAsync(ct))
                {
                    await work.Db.Set<EnterpriseListEntry>().Where(e => e.ListId == old.Id).ExecuteDeleteAsync(ct);
                    work.Db.Remove(old);
                }
                var list = new EnterpriseList
                {
                    Name = group.Key, On = request.On, Source = request.Source?.Trim() is { Length: > 0 } source ? source : System.IO.Path.GetFileName(request.Path),
                    ActorId = viewer.ActorId, AtUtc = work.NowUtc, Entries = entries.Count, Found = entries.Count(e => e.Row >= 0),
                };
                work.Db.Add(list);
                work.Db.AddRange(entries.Select(e => new EnterpriseListEntry
                {
                    ListId = list.Id, No = e.No, Rank = e.Line.Rank, Name = e.Line.Name, CreditCode = e.Line.Code, EnterpriseId = e.Row < 0 ? null : held.Id(e.Row),
                }));
                work.Audit("enterprise.list", $"enterprise-list:{list.Id}", new { list.Name, on = list.On.ToString(), list.Source, list.Entries, list.Found });
                made.Add(new(list.Id, list.Name, list.On.ToString(), list.Entries, list.Found, false));
            }
            return Decision<IReadOnlyList<ImportedList>>.Allow(made);
        }, ct);
    }

    private static int Row(Analytics.Enterprises.EnterpriseColumns held, Line line) =>
        line.Code is { } code && held.FindCode(code) is >= 0 and var byCode ? byCode
        : held.WithName(line.Name) is [var only] ? only : -1; // The same name in two cities says nothing.

    private static List<Line> Read(EnterpriseListRequest request)
    {
        using var book = WorkbookReader.Open(request.Path, packed: true);
        var lines = new List<Line>();
        HeadedRow? head = null;
        foreach (var row in book.Sheets[0].ReadRows())
        {
            if (head is null)
            {
                head = new HeadedRow(row);
                if (!head.Has(NameHeads))
                {
                    return lines;
                }
                continue;
            }
            head.Row = row;
            var (name, list) = (head.Text(NameHeads), request.Name?.Trim() is { Length: > 0 } said ? said : head.Text(ListHeads));
            if (name.Length is > 0 and <= Enterprise.LongestName && list.Length is > 0 and <= 100)
            {
                lines.Add(new(list, name, head.Text(CodeHeads) is { Length: 18 } code ? code : null, int.TryParse(head.Text(RankHeads), out var rank) ? rank : null));
            }
        }
        return lines;
    }
}
