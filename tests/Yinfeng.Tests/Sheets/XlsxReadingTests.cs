using System.Text;
using Yinfeng.Sheets;

namespace Yinfeng.Tests.Sheets;

/// <summary>The many legal ways to write a cell, and some illegal ones.</summary>
public class XlsxReadingTests
{
    [Fact]
    public void TextIndexThatIsNotThere_IsDamaged()
    {
        var refusal = Assert.Throws<WorkbookRefusedException>(() =>
            SheetFiles.Rows("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>999</v></c></row>", "<si><t>甲</t></si>"));

        Assert.Equal("damaged", refusal.Reason.Code);
        Assert.Contains("999", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SharedText_JoinsRunsAndSkipsPhoneticHints()
    {
        var rows = SheetFiles.Rows(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c t=\"s\" r=\"B1\"><v> 1 </v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>",
            "<si><r><rPr><b/></rPr><t>招商</t></r><r><t xml:space=\"preserve\"> 引资</t></r><rPh sb=\"0\" eb=\"1\"><t>zhao</t></rPh></si>"
            + "<si><t>a&amp;b&#x4E2D;&#20013;_x000D__x005F_x0041_</t></si><si/>");

        Assert.Equal("招商 引资", rows[0][0].Text);
        Assert.Equal("a&b中中\r_x0041_", rows[0][1].Text);
        Assert.Equal(2, rows[0].Count);
    }

    [Theory]
    [InlineData("<c r=\"A1\"><v>12.50</v></c>", CellKind.Number, "12.50")]
    [InlineData("<c r=\"A1\"><v>1.1000000000000001</v></c>", CellKind.Number, "1.1")]
    [InlineData("<c r=\"A1\"><v>3291.3899999999999</v></c>", CellKind.Number, "3291.39")]
    [InlineData("<c r=\"A1\"><v>1e+18</v></c>", CellKind.Number, "1000000000000000000")]
    [InlineData("<c r=\"A1\"><v>-4.3739999999999997E1</v></c>", CellKind.Number, "-43.74")]
    [InlineData("<c r=\"A1\"><v>371424199001011234</v></c>", CellKind.Number, "371424199001011234")]
    [InlineData("<c r=\"A1\"><v>0.00000012345678901234567</v></c>", CellKind.Number, "0.000000123456789012346")]
    [InlineData("<c r=\"A1\"><v>\n 7 </v></c>", CellKind.Number, "7")]
    [InlineData("<c r=\"A1\" t=\"b\"><v>1</v></c>", CellKind.Bool, "1")]
    [InlineData("<c r=\"A1\"><v>NaN</v></c>", CellKind.Text, "NaN")]
    [InlineData("<c r=\"A1\"><v>1E+99</v></c>", CellKind.Text, "1E+99")]
    [InlineData("<c r=\"A1\" t=\"e\"><v>#REF!</v></c>", CellKind.Error, "#REF!")]
    [InlineData("<c r=\"A1\" t=\"str\"><f>B1</f><v>甲&lt;乙</v></c>", CellKind.Text, "甲<乙")]
    [InlineData("<c t=\"inlineStr\" r=\"A1\"><is><t>甲</t></is></c>", CellKind.Text, "甲")]
    [InlineData("<c t='inlineStr' r='A1'><is><t><![CDATA[<甲>]]></t></is></c>", CellKind.Text, "<甲>")]
    [InlineData("<c r=\"A1\" ><!-- 说明 --><v >5</v ></c >", CellKind.Number, "5")]
    [InlineData("<c><v>5</v></c>", CellKind.Number, "5")]
    [InlineData("<c r=\"A1\" t=\"d\"><v>2023-05-01T00:00:00</v></c>", CellKind.Date, "45047")]
    public void Cell_IsTypedByWhatItHolds(string cell, CellKind kind, string value)
    {
        var read = SheetFiles.Rows($"<row>{cell}</row>").Single()[0];

        Assert.Equal(kind, read.Kind);
        Assert.Equal(value, read.Text ?? read.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Formula_GivesItsCachedValueAndSaysSo()
    {
        var row = SheetFiles.Rows("<row r=\"3\"><c r=\"B3\"><f>SUM(A1:A2)</f><v>7</v></c><c r=\"C3\"><f/></c></row>").Single();

        Assert.Equal((3, 2), (row.Number, row.Count));
        Assert.True(row[1] is { IsFormula: true, Number: 7 });
        Assert.True(row[0].IsEmpty);
    }

    [Fact]
    public void CellsAndRowsWithoutReferences_CountOn()
    {
        var rows = SheetFiles.Rows("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c r=\"D9\"><v>4</v></c><c><v>5</v></c></row>"
            + "<row r=\"20\"><c><v>6</v></c></row><row><c><v>7</v></c></row>");

        Assert.Equal([1, 3, 20, 21], rows.Select(r => r.Number));
        Assert.Equal(3m, rows[0][2].Number);
        Assert.Equal(5m, rows[1][4].Number);
    }

    [Fact]
    public void DateStyles_BuiltInChineseAndCustom_MakeDates()
    {
        const string Styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"[Red]#,##0.00&quot;day&quot;\"/><numFmt numFmtId=\"166\" formatCode=\"m/d;@\"/>"
            + "<numFmt numFmtId=\"167\" formatCode=\"[$-804]aaaa;@\"/><numFmt numFmtId=\"168\" formatCode=\"h:mm:ss\"/></numFmts>"
            + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"31\"/>"
            + "<xf numFmtId=\"57\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"166\"/><xf numFmtId=\"168\"/><xf numFmtId=\"2\"/></cellXfs>";
        var cells = string.Concat(Enumerable.Range(0, 9).Select(s => $"<c s=\"{s}\"><v>45047.75</v></c>"));

        var row = SheetFiles.Rows($"<row>{cells}</row>", styles: Styles).Single();

        CellKind[] kinds = [CellKind.Number, CellKind.Date, CellKind.Date, CellKind.Date, CellKind.Date, CellKind.Number,
            CellKind.Date, CellKind.Number, CellKind.Number];
        Assert.Equal(kinds, Enumerable.Range(0, 9).Select(i => row[i].Kind));
        Assert.Equal(new DateOnly(2023, 5, 1), row[1].Date);
    }

    [Theory]
    [InlineData("1", false, 1900, 1, 1)]
    [InlineData("59", false, 1900, 2, 28)]
    [InlineData("61", false, 1900, 3, 1)]
    [InlineData("2958465", false, 9999, 12, 31)]
    [InlineData("43585", true, 2023, 5, 1)]
    public void Serial_IsADayInItsSystem(string serial, bool since1904, int year, int month, int day)
    {
        var row = SheetFiles.Rows($"<row><c s=\"1\"><v>{serial}</v></c></row>",
            styles: "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>", since1904: since1904).Single();

        Assert.Equal(new DateOnly(year, month, day), row[0].Date);
    }

    [Fact]
    public void Prefixes_ChangeNothing()
    {
        var parts = SheetFiles.Workbook("");
        parts["xl/worksheets/sheet1.xml"] = Encoding.UTF8.GetBytes($"\uFEFF<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"{SheetFiles.Main}\">"
            + "<x:cols><x:col min=\"2\" max=\"3\" hidden=\"1\"/></x:cols><x:sheetData><x:row r=\"2\"><x:c r=\"A2\" s=\"0\"><x:v>5</x:v></x:c>"
            + "</x:row></x:sheetData><x:mergeCells><x:mergeCell ref=\"A2:B3\"/></x:mergeCells></x:worksheet>");

        using var workbook = WorkbookReader.Open(SheetFiles.Save(parts));
        var sheet = workbook.Sheets.Single();

        Assert.True(sheet.MergedKnown);
        Assert.Equal(new MergedRange(2, 0, 3, 1), sheet.Merged.Single());
        Assert.Equal([1, 2], sheet.HiddenColumns.Order());
        Assert.Equal(5m, sheet.ReadRows().Select(r => r[0].Number).Single());
    }

    [Fact]
    public void SheetInUtf16_IsRead()
    {
        var parts = SheetFiles.Workbook("");
        var text = $"<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"{SheetFiles.Main}\"><sheetData><row><c t=\"str\"><v>招商</v></c>"
            + "</row></sheetData></worksheet>";
        parts["xl/worksheets/sheet1.xml"] = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)];

        Assert.Equal("招商", SheetFiles.ReadAll(SheetFiles.Save(parts)).Single().Single()[0].Text);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v></c>")]
    [InlineData("<row r=\"2000000\"><c><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"AAAA1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&unknown;</v></c></row>")]
    public void WrongMarkup_IsDamaged(string rows) =>
        Assert.Equal("damaged", Assert.Throws<WorkbookRefusedException>(() => SheetFiles.Rows(rows)).Reason.Code);
}
