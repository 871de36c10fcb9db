using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Yinfeng.Sheets;

/// <summary>The looks of an export: indexes into its table of cell formats.</summary>
internal static class WorkbookStyles
{
    public const uint Plain = 0, Title = 1, Header = 2, Inert = 3, Whole = 4, TwoDecimals = 5, Share = 6, Date = 7, Moment = 8;
    private const uint DateCode = 164, MomentCode = 165;

    public static uint Of(ColumnFormat format) => format switch
    {
        ColumnFormat.Whole => Whole,
        ColumnFormat.TwoDecimals => TwoDecimals,
        ColumnFormat.Share => Share,
        _ => Plain,
    };

    public static Stylesheet Make() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DateCode, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat { NumberFormatId = MomentCode, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm" }),
        new Fonts(
            Letters(11),
            new Font(new Bold(), new FontSize { Val = 14 }, new FontName { Val = "宋体" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "宋体" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = "FFDCE6F1" }) { PatternType = PatternValues.Solid })),
        new Borders(new Border(), new Border(
            new LeftBorder(), new RightBorder(), new TopBorder(),
            new BottomBorder { Style = BorderStyleValues.Thin, Color = new Color { Rgb = "FF8EA9C8" } }, new DiagonalBorder())),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            new CellFormat { FontId = 1, ApplyFont = true },
            new CellFormat(new Alignment { Vertical = VerticalAlignmentValues.Center, WrapText = true })
            {
                FontId = 2, FillId = 2, BorderId = 1, ApplyFont = true, ApplyFill = true, ApplyBorder = true, ApplyAlignment = true,
            },
            new CellFormat { NumberFormatId = 49, ApplyNumberFormat = true, QuotePrefix = true },
            Numbers(3), Numbers(2), Numbers(10), Numbers(DateCode), Numbers(MomentCode)),
        new CellStyles(new CellStyle { Name = "Normal", FormatId = 0, BuiltinId = 0 }));

    private static Font Letters(double size) => new(new FontSize { Val = size }, new FontName { Val = "宋体" });
    private static CellFormat Numbers(UInt32Value code) => new() { NumberFormatId = code, ApplyNumberFormat = true };
}
