using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Leads;

/// <param name="Row">As the file numbers rows, the head being row 1.</param>
/// <param name="Outcome">stored or refused.</param>
public sealed record ImportedLead(int Row, string Outcome, string? Title, long? Id, IReadOnlyList<Unmet> Problems);

/// <summary>What became of a file of leads: stored + refused = rows.</summary>
public sealed record LeadImportReport(string File, int Total, int Stored, int Refused, IReadOnlyList<ImportedLead> Rows);

/// <summary>Registers the leads of a file (xlsx, xls, csv), one by one, as if each had been typed: a row that is refused says why and stops no other.</summary>
/// <remarks>Heads are those of the list's own export, so a list that was handed out and filled in comes back. A row whose investor is followed up
/// already is refused like a typed one; the same file twice therefore adds nothing.</remarks>
internal sealed class ImportLeads(ReportLead report, TimeProvider clock)
{
    public const int MostRows = 5_000;

    private static readonly string[][] Heads =
    [
        ["跟进单位", "单位", "责任单位"], ["线索名称", "项目名称", "名称"], ["投资方", "投资企业", "企业名称"], ["投资方所在地", "来源地"], ["渠道", "线索渠道", "来源渠道"], ["首报人", "报送人", "提供人"],
        ["首报日期", "报送日期", "日期"], ["意向投资万元", "意向投资", "投资额万元"], ["产业", "行业"], ["说明", "备注"], ["等级", "线索等级"], ["跟进人", "责任人"],
    ];

    /// <param name="unit">For rows that name none; null when every row must.</param>
    public async Task<Decision<LeadImportReport>> RunAsync(Viewer viewer, string path, string fileName, string? unit, CancellationToken ct)
    {
        List<(int Row, LeadFacts Facts)> read;
        try
        {
            using var book = WorkbookReader.Open(path);
            read = Read(book, viewer, unit);
        }
        catch (WorkbookRefusedException refused)
        {
            return Decision<LeadImportReport>.Refuse([refused.Reason with { Field = "file" }]);
        }
        if (read.Count is 0 or > MostRows)
        {
            return Decision<LeadImportReport>.Refuse(read.Count == 0 ? "header-not-found" : "too-large", "file", read.Count == 0
                ? $"“{fileName}”里没有找到线索。第一行要有表头“线索名称”，可有跟进单位、投资方、渠道、首报人、首报日期、意向投资（万元）等。" : $"“{fileName}”超过 {MostRows} 行，请分开导入。");
        }
        var rows = new List<ImportedLead>();
        foreach (var (row, facts) in read)
        {
            var made = await report.RunAsync(viewer, facts, false, ct);
            rows.Add(new(row, made.Allowed ? "stored" : "refused", facts.Title, made.Allowed ? made.Value : null, made.Unmet));
        }
        return Decision<LeadImportReport>.Allow(new(fileName, rows.Count, rows.Count(r => r.Id is not null), rows.Count(r => r.Id is null), rows));
    }

    private List<(int Row, LeadFacts Facts)> Read(Workbook book, Viewer viewer, string? unit)
    {
        var (read, columns) = (new List<(int, LeadFacts)>(), (int[]?)null);
        foreach (var row in book.Sheets.FirstOrDefault(s => !s.Hidden)?.ReadRows() ?? [])
        {
            if (columns is null)
            {
                columns = Columns(row);
                continue;
            }
            if (row.IsBlank || read.Count > MostRows)
            {
                continue;
            }
            var cells = columns.Select(c => c < 0 ? null : Text(row[c])).ToArray();
            read.Add((row.Number, new LeadFacts(cells[0] ?? unit, cells[1], cells[2], cells[3], cells[4], cells[5] ?? viewer.Name,
                cells[6] ?? BusinessTime.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cells[7], cells[8], cells[9], cells[10], cells[11])));
        }
        return read;
    }

    /// <returns>Null while the head has not come.</returns>
    private static int[]? Columns(SheetRow row)
    {
        var heads = Enumerable.Range(0, row.Count).Select(c => HeadText.Letters(Folding.Key(HeadText.Of(row[c])))).ToList();
        var columns = Heads.Select(names => heads.FindIndex(names.Contains)).ToArray();
        return columns[1] < 0 ? null : columns;
    }

    private static string? Text(Cell cell) => cell.Kind switch
    {
        CellKind.Text when cell.Text!.Trim() is { Length: > 0 } text => text,
        CellKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
        CellKind.Date => cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };
}
