using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Sheets;

/// <summary>Three readers of one sheet: cells eight bytes at a time, cells byte by byte, and the framework's XML reader.</summary>
public class RandomCellsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WellFormedRows_GiveTheSameCellsInEveryReader(bool oddities)
    {
        for (var round = 0; round < (Have.Soak ? 3_000 : 120); round++)
        {
            var rows = new RandomCells(round, oddities).Rows(30);
            var regular = Outcome(rows, "", "");
            // With a prefix no cell is regular; a comment in front of the rows is legal, and only the XML reader takes it.
            Assert.True(regular == Outcome(rows, "x:", ""), $"Round {round}, byte by byte:\n{rows}");
            Assert.True(regular == Outcome(rows, "", "<!-- -->"), $"Round {round}, XML reader:\n{rows}");
        }
    }

    [Fact]
    public void LargeSheet_GivesTheSameCellsThroughTheAssemblyLine()
    {
        var rows = new RandomCells(1, false).Rows(9_000);
        Assert.True(rows.Length > 1 << 20);
        var regular = Outcome(rows, "", "");

        Assert.True(regular == Outcome(rows, "x:", ""));
        Assert.True(regular == Outcome(rows, "", "<!-- -->"));
        Assert.StartsWith("1", regular, StringComparison.Ordinal);
    }

    [Fact]
    public void DigitsInEightBytes_AreCountedAndValuedAsOneByOne()
    {
        var random = new Random(5);
        Span<byte> text = stackalloc byte[8];
        for (var round = 0; round < 200_000; round++)
        {
            for (var i = 0; i < 8; i++)
            {
                text[i] = (byte)(random.Next(8) > 0 ? random.Next('0', '9' + 1) : random.Next(256));
            }
            var bytes = BinaryPrimitives.ReadUInt64LittleEndian(text);
            var count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            count = count < 0 ? 8 : count;

            Assert.Equal(count, MarkupDigits.Count(bytes));
            for (var first = 1; first <= count; first++)
            {
                Assert.Equal(uint.Parse(text[..first], CultureInfo.InvariantCulture), MarkupDigits.Value(bytes, first));
            }
        }
    }

    [Fact]
    public void Cell_ComesBackUnchangedFromARow()
    {
        decimal[] numbers = [0, -1, 1.50m, long.MaxValue, long.MinValue, decimal.MaxValue, -decimal.MaxValue, 0.0000000000000000000000000001m, -0.0m];
        List<Cell> cells = [default, new Cell(CellKind.Text, "甲", 0, default, true), new Cell(CellKind.Error, "#N/A", 0, default, false)];
        cells.AddRange(numbers.SelectMany(n => new[] { CellKind.Number, CellKind.Date, CellKind.Bool }.Select(kind =>
            new Cell(kind, null, n, kind == CellKind.Date ? new DateOnly(2023, 5, 1) : default, n < 0))));
        var row = new SheetRow();
        row.Clear(7);
        for (var column = 0; column < cells.Count; column++)
        {
            row.Set(column, cells[column]);
        }

        var copy = row.Clone();
        row.Clear(8);

        Assert.Equal(cells, copy.Cells.ToArray());
        Assert.Equal(cells.Select(c => c.ToString()), copy.Cells.ToArray().Select(c => c.ToString()));
        Assert.Equal(decimal.GetBits(-0.0m), decimal.GetBits(copy[cells.FindLastIndex(c => c.Kind == CellKind.Number)].Number));
    }

    [Fact]
    public void CellKeptFromABlock_OutlivesTheRow()
    {
        var rows = string.Concat(Enumerable.Range(1, 30_000).Select(i =>
            $"<row r=\"{i}\"><c r=\"A{i}\" t=\"str\"><v>项目{i}</v></c><c r=\"B{i}\" t=\"e\"><v>#REF!</v></c><c r=\"C{i}\"><v>123456789012345678901234</v></c></row>"));
        var path = SheetFiles.Save(SheetFiles.Workbook(rows));
        using var workbook = WorkbookReader.Open(path);
        var kept = new List<Cell>();

        foreach (var row in workbook.Sheets[0].ReadRows())
        {
            kept.AddRange(row.Cells.ToArray());
        }

        Assert.Equal(90_000, kept.Count);
        Assert.All(Enumerable.Range(0, 30_000), i => Assert.Equal(($"项目{i + 1}", "#REF!", 123456789012345678901234m),
            (kept[i * 3].Text, kept[i * 3 + 1].Text, kept[i * 3 + 2].Number)));
    }

    /// <summary>Everything the rows hold, or why they are refused.</summary>
    private static string Outcome(string rows, string prefix, string before)
    {
        var parts = SheetFiles.Workbook("", RandomCells.Texts, RandomCells.Styles);
        var declared = prefix.Length > 0 ? $"xmlns:{prefix[..^1]}" : "xmlns";
        parts["xl/worksheets/sheet1.xml"] = Encoding.UTF8.GetBytes($"<§worksheet {declared}=\"{SheetFiles.Main}\">{before}<§sheetData>{rows}</§sheetData></§worksheet>"
            .Replace("§", prefix, StringComparison.Ordinal));
        var path = SheetFiles.Save(parts, CompressionLevel.Fastest);
        try
        {
            return string.Join('\n', SheetFiles.ReadAll(path).Single().Select(r => $"{r.Number}:{string.Join('|', r.Cells.ToArray())}"));
        }
        catch (WorkbookRefusedException e)
        {
            return "refused " + e.Reason.Code;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
