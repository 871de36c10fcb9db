using System.Security.Cryptography;
using System.Text;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Understands a workbook as offices send it: which sheets are ledgers or targets, what each column and row is, and what was wrong.</summary>
public static class LedgerReader
{
    private static readonly string[] Needed = ["项目名称", "投资方", "县（市、区）或责任单位", "总投资", "签约时间"];

    /// <exception cref="LedgerRefusedException">header-not-found, header-ambiguous: nothing may be stored.</exception>
    /// <exception cref="WorkbookRefusedException">The file turned out to be unreadable half-way.</exception>
    public static LedgerReading Read(Workbook book, LedgerReadOptions options)
    {
        var reading = new LedgerReading();
        reading.Rows.AddRange(Rows(book, options, reading));
        if (options.FindDuplicates)
        {
            DuplicateFinder.Mark(reading.Rows);
        }
        return reading;
    }

    /// <summary>As <see cref="Read"/> without holding the rows: they come one by one, everything else gathers in <paramref name="reading"/>.
    /// Duplicates are not looked for, and on sheets whose merged ranges are known only at the end units are not filled down.</summary>
    public static IEnumerable<LedgerRow> Rows(Workbook book, LedgerReadOptions options, LedgerReading reading)
    {
        reading.Warnings.AddRange(book.Warnings);
        var words = FieldSynonyms.Default;
        var units = new UnitNames(options.Tree, options.UnitId);
        var places = new InvestorPlaces(units, words);
        using var typer = new ThreadLocal<RowTyper>(() => new RowTyper(options, units, places, words));
        var seen = new List<string>();
        for (var i = 0; i < book.Sheets.Count; i++)
        {
            var sheet = book.Sheets[i];
            if (sheet.Hidden)
            {
                reading.Sheets.Add(new SheetMapping { Sheet = sheet.Name, Role = SheetRole.Ignored });
                reading.Warnings.Add($"工作表“{sheet.Name}”是隐藏的，没有读。");
                continue;
            }
            var reader = new SheetReader(sheet, options, reading, typer, units, words);
            var late = sheet.MergedKnown ? null : new List<LedgerRow>();
            foreach (var row in reader.Rows((rows, feed) => TargetSheetReader.TryRead(sheet, rows, feed, options, units, reading)))
            {
                late?.Add(row);
                yield return row;
            }
            if (late is not null)
            {
                LateMerges.Fill(sheet, late, reading, units);
            }
            seen.AddRange(reader.HeadsSeen.Select(h => h).Take(12));
            options.Progress?.Report((i + 1.0) / book.Sheets.Count);
        }
        Conclude(reading, seen);
    }

    /// <summary>Stable key of a head for learned templates: SHA-256 of its folded texts in column order.</summary>
    public static string HeaderKey(SheetMapping mapping)
    {
        var heads = mapping.Headers.OrderBy(h => ColumnHead.IndexOf(h.Key)).Select(h => h.Key + "=" + Folding.Key(h.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', heads))));
    }

    private static void Conclude(LedgerReading reading, List<string> seen)
    {
        var ignored = reading.Sheets.Where(s => s.Role == SheetRole.Ignored).Select(s => s.Sheet).ToList();
        if (ignored.Count == reading.Sheets.Count)
        {
            throw new LedgerRefusedException(new Unmet("header-not-found", "",
                $"没有找到台账的表头。看到的列名：{(seen.Count == 0 ? "（没有文字）" : string.Join("、", seen.Take(24)))}。"
                + $"需要的列名：{string.Join("、", Needed)}（项目名称必须有，其余至少一列；写法可以不同）。请核对是不是选错了文件，或把列名补上。"));
        }
        if (seen.Count > 0)
        {
            reading.Warnings.Add($"工作表“{string.Join("”“", ignored)}”里没有台账或目标的表头，没有读。");
        }
    }
}
