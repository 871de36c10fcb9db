using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Resolving;

/// <summary>A name of a file.</summary>
/// <param name="Row">As the file counts, from 1.</param>
internal sealed record WrittenName(int Row, string Text);

/// <summary>Reads names from a workbook, a CSV or a text with one name a line.</summary>
internal static class NameFile
{
    public const int MostRows = 200_000;
    public const long LargestBytes = 20L * 1024 * 1024;
    private static readonly string[] Heads = ["企业名称", "投资方", "投资方名称", "投资主体", "投资企业", "单位名称", "公司名称", "名称", "企业", "input", "name", "query"];

    /// <exception cref="WorkbookRefusedException">The file as a whole cannot be read.</exception>
    public static IReadOnlyList<WrittenName> Read(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".TXT" => Lines(File.ReadLines(path)),
        ".CSV" when !File.ReadLines(path).Any(line => line.AsSpan().ContainsAny(",\t;")) => // One column: a CSV without a comma.
            [.. Lines(File.ReadLines(path)).Where(n => n.Row > 1 || !Heads.Contains(n.Text, StringComparer.OrdinalIgnoreCase))],
        _ => Cells(path),
    };

    /// <summary>One name a line; empty lines count as rows but are not names.</summary>
    public static IReadOnlyList<WrittenName> Lines(IEnumerable<string> lines) =>
        [.. lines.Take(MostRows).Select((line, i) => new WrittenName(i + 1, line.Trim('\uFEFF', ' ', '\t', '\r', '"'))).Where(n => n.Text.Length > 0)];

    /// <summary>The column with a head like 企业名称 or 投资方; without a head the first column.</summary>
    private static List<WrittenName> Cells(string path)
    {
        using var workbook = WorkbookReader.Open(path);
        var names = new List<WrittenName>();
        foreach (var sheet in workbook.Sheets)
        {
            var column = -1;
            foreach (var row in sheet.ReadRows())
            {
                var texts = Enumerable.Range(0, row.Count).Select(i => row[i].Kind == CellKind.Text ? row[i].Text!.Trim() : "").ToList();
                if (column < 0 && texts.FindIndex(t => Heads.Contains(t, StringComparer.OrdinalIgnoreCase)) is >= 0 and var head)
                {
                    column = head;
                    continue;
                }
                column = Math.Max(0, column);
                if (column < texts.Count && texts[column].Length > 0)
                {
                    names.Add(new(row.Number, texts[column]));
                }
                if (names.Count > MostRows)
                {
                    throw new WorkbookRefusedException(new Unmet("too-large", "file", $"文件超过 {MostRows:N0} 行，请分几次匹配。"));
                }
            }
            if (names.Count > 0)
            {
                break;
            }
        }
        return names;
    }
}
