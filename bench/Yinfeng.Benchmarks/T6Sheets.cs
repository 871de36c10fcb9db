using System.Diagnostics;
using System.Globalization;
using Yinfeng.Sheets;

namespace Yinfeng.Benchmarks;

/// <summary>T6: reads a workbook with every cell typed and checked, as an import sees it.</summary>
internal static class T6Sheets
{
    /// <summary>Prints rows, cells, and the sum of column C below the header. No cell is passed over: the kinds are counted.</summary>
    public static int Run(string file)
    {
        var clock = Stopwatch.StartNew();
        long rows = 0, cells = 0, length = 0;
        decimal sum = 0;
        using (var workbook = WorkbookReader.Open(file))
        {
            foreach (var row in workbook.Sheets[0].ReadRows())
            {
                rows++;
                foreach (ref readonly var cell in row.Cells)
                {
                    cells += cell.IsEmpty ? 0 : 1;
                    length += cell.Text?.Length ?? 0;
                }
                sum += row.Number > 1 && row[2].Kind == CellKind.Number ? row[2].Number : 0;
            }
        }
        var seconds = clock.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"task\":\"T6\",\"peer\":\"ours\",\"seconds\":{seconds:F3},"
            + $"\"rows\":{rows},\"cells\":{cells},\"checksum\":{sum:F0},\"textLength\":{length},"
            + $"\"peak_rss_mb\":{process.PeakWorkingSet64 / 1_000_000}}}"));
        return 0;
    }
}
