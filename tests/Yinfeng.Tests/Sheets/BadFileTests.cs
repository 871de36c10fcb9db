using System.Diagnostics;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Sheets;

/// <summary>The files of shared/cases/bad that are refused as a whole, or read in spite of their look.</summary>
public class BadFileTests
{
    [SharedTheory]
    [InlineData("01-truncated.xlsx", "damaged")]
    [InlineData("02-not-a-workbook.xlsx", "not-a-workbook")]
    [InlineData("04-encrypted-or-old-format.xlsx", "encrypted")]
    [InlineData("05-inflates-to-300-megabytes.xlsx", "too-large")]
    [InlineData("06-document-type.xlsx", "unsafe-content")]
    [InlineData("08-sheet-missing.xlsx", "sheet-missing")]
    public void BadFile_IsRefusedForItsReasonNamingTheFile(string file, string code)
    {
        var clock = Stopwatch.StartNew();

        var refusal = Assert.Throws<WorkbookRefusedException>(() => SheetFiles.ReadAll(Have.Shared("cases/bad/" + file)));

        Assert.Equal(code, refusal.Reason.Code);
        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"took {clock.Elapsed}");
    }

    [SharedFact]
    public void CsvInGbkUnderTheNameXlsx_IsReadWithAWarning()
    {
        using var workbook = WorkbookReader.Open(Have.Shared("cases/bad/03-csv-in-gbk-renamed.xlsx"));

        var rows = workbook.Sheets.Single().ReadRows().Select(r => r.Clone()).ToList();

        Assert.Contains("CSV", Assert.Single(workbook.Warnings), StringComparison.Ordinal);
        Assert.Equal("县(市、区)", rows[0][1].Text);
        Assert.Equal("盐湖区", rows[1][1].Text);
    }

    [SharedFact]
    public void FormattedEmptyRows_CostNothing()
    {
        var clock = Stopwatch.StartNew();

        var rows = SheetFiles.ReadAll(Have.Shared("cases/bad/16-rows-million-formatted-empty.xlsx")).Single();

        Assert.Equal(3, rows.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3), $"took {clock.Elapsed}");
    }

    [SharedTheory]
    [InlineData("09-no-known-header.xlsx")]
    [InlineData("10-header-twice.xlsx")]
    [InlineData("11-rows-formula-like-text.xlsx")]
    [InlineData("12-rows-impossible-dates.xlsx")]
    [InlineData("13-rows-impossible-amounts.xlsx")]
    [InlineData("14-rows-hidden-direction-marks.xlsx")]
    [InlineData("15-rows-very-long-cell.xlsx")]
    public void FileWithBadRows_IsReadable(string file) =>
        Assert.True(SheetFiles.ReadAll(Have.Shared("cases/bad/" + file)).Single().Count >= 2);
}
