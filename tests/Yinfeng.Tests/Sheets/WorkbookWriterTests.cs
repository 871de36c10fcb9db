using System.Diagnostics;
using System.IO.Compression;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Sheets;

public class WorkbookWriterTests
{
    private static string Write(params SheetToWrite[] sheets)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("yinfeng-export-").FullName, "导出.xlsx");
        using var file = File.Create(path);
        WorkbookWriter.Write(file, sheets);
        return path;
    }

    private static string Part(string path, string name)
    {
        using var zip = ZipFile.OpenRead(path);
        using var reader = new StreamReader(zip.Entries.Single(e => e.FullName.EndsWith(name, StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }

    [Fact]
    public void Export_KeepsNumbersAsNumbersAndDatesAsDates()
    {
        var path = Write(new SheetToWrite("台账",
            [new("项目名称", 30), new("总投资（万元）", Format: ColumnFormat.Whole), new("完成率", Format: ColumnFormat.Share), new("签约日期"), new("编号")],
            [["甲", 12000.55m, 0.9238m, new DateOnly(2023, 5, 1), 371424199001011234L], [null, 3L, -1.5, new DateTime(2023, 5, 1, 12, 0, 0), true]],
            "2023年台账"));

        var rows = SheetFiles.ReadAll(path).Single();

        Assert.Equal("2023年台账", rows[0][0].Text);
        Assert.Equal(["项目名称", "总投资（万元）", "完成率", "签约日期", "编号"], rows[1].Cells.ToArray().Select(c => c.Text));
        Assert.Equal((12000.55m, 0.9238m), (rows[2][1].Number, rows[2][2].Number));
        Assert.Equal(new DateOnly(2023, 5, 1), rows[2][3].Date);
        Assert.Equal("371424199001011234", rows[2][4].Text);
        Assert.Equal(new DateOnly(2023, 5, 1), rows[3][3].Date);
        Assert.Equal(CellKind.Bool, rows[3][4].Kind);
        var xml = Part(path, "sheet1.xml");
        Assert.Contains("<x:autoFilter ref=\"A2:E4\"", xml, StringComparison.Ordinal);
        Assert.Contains("topLeftCell=\"A3\"", xml, StringComparison.Ordinal);
        Assert.Contains("<x:mergeCell ref=\"A1:E1\"", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void SheetNames_AreMadeLegalAndDifferent()
    {
        using var workbook = WorkbookReader.Open(Write(
            new SheetToWrite("一/二:三", [new("a")], []), new SheetToWrite("一?二*三", [new("a")], []), new SheetToWrite("", [], []),
            new SheetToWrite(new string('长', 40), [], []), new SheetToWrite(new string('长', 50), [], [])));

        Assert.Equal(["一_二_三", "一_二_三(2)", "工作表", new string('长', 31), new string('长', 28) + "(2)"],
            workbook.Sheets.Select(s => s.Name));
    }

    [Fact]
    public void FormulaPayloads_StayTextAndComeBackUnchanged()
    {
        var payloads = FormulaPayloads.Make(Have.Soak ? 5000 : 300, seed: 11);

        var path = Write(new SheetToWrite("台账", [new("=1+1")], payloads.Select(p => new object?[] { p })));

        Assert.DoesNotContain("<x:f", Part(path, "sheet1.xml"), StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", Part(path, "sheet1.xml"), StringComparison.Ordinal);
        Assert.Equal(payloads, SheetFiles.ReadAll(path).Single().Skip(1).Select(r => r[0].Text));
    }

    [Fact]
    public void FormulaPayloadsInCsv_GetAnApostropheThatReadingTakesAway()
    {
        var payloads = FormulaPayloads.Make(Have.Soak ? 5000 : 300, seed: 12).Where(p => !p.Contains('\ud800')).ToList();
        var file = new MemoryStream();

        CsvWriter.Write(file, new SheetToWrite("台账", [new("名称"), new("说明")], payloads.Select(p => new object?[] { p, "甲" })));

        var path = SheetFiles.Text("导出.csv", file.ToArray());
        Assert.Equal(payloads, SheetFiles.ReadAll(path).Single().Skip(1).Select(r => r[0].Text));
        Assert.DoesNotContain(File.ReadAllText(path).Split("\r\n"), line => line.Length > 0 && "=+-@\0＝＋－＠".Contains(line[0]));
    }

    [Fact]
    public void ManyRows_AllComeBack()
    {
        var rows = Enumerable.Range(1, 20_000).Select(i =>
            new object?[] { i, "招商项目" + i, 1.25m * i, new DateOnly(2023, 1, 1).AddDays(i % 300), "盐湖区", "签约", i * 7, "企业" + i % 999 });

        var path = Write(new SheetToWrite("台账", [new("序号"), new("名称"), new("总投资"), new("日期"), new("区"), new("阶段"), new("编号"), new("企业")], rows));

        Assert.Equal(20_001, SheetFiles.ReadAll(path).Single().Count);
    }

    [OfficeFact]
    public void FormulaPayloads_OpenedInLibreOffice_AreTheSameTexts()
    {
        // LibreOffice ends a CSV line at a line break and drops what XML cannot carry: those have their own tests above.
        var payloads = FormulaPayloads.Make(Have.Soak ? 5000 : 300, seed: 13)
            .Where(p => !p.Any(c => c < ' ' || char.IsSurrogate(c) || c >= '\uFEFF')).ToList();
        var path = Write(new SheetToWrite("台账", [new("名称")], payloads.Select(p => new object?[] { p })));
        var folder = Path.GetDirectoryName(path)!;

        using var office = Process.Start(new ProcessStartInfo("soffice")
        {
            ArgumentList =
            {
                "--headless", $"-env:UserInstallation=file://{folder}/profile", "--convert-to",
                "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder, path,
            },
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Assert.True(office.WaitForExit(TimeSpan.FromMinutes(2)), "soffice does not finish");

        using var records = CsvWorkbook.Records(Path.ChangeExtension(path, ".csv"), System.Text.Encoding.UTF8, ',');
        var read = new List<string>();
        var fields = new List<string>();
        while (records.Next(fields))
        {
            read.Add(fields[0]);
        }
        Assert.Equal(payloads, read.Skip(1));
    }
}
