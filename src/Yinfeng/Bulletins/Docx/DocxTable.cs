using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>A table that stays inside the type area: fixed widths, its head repeated on every page, no row cut in two.</summary>
internal static class DocxTable
{
    private const int Width = Gb9704.TypeWidth - 60;
    private const int CellMargin = 60;
    /// <summary>With room for wider digits of another font and for the space that readers put between Chinese and digits.</summary>
    private const int CharacterWidth = Gb9704.SizeTable * 13;
    private const int RowHeight = 300;

    /// <summary>A table of so many rows stands on one page; a longer one runs on, or it would leave half a page blank above it.</summary>
    private const int MostRowsTogether = 8;

    /// <param name="isLast">Its last rows stay with the signature: no page carries a signature alone.</param>
    public static IEnumerable<XElement> Of(BulletinTable table, bool isLast = false)
    {
        yield return Paragraph(DocxStyles.TableTitle, table.Title);
        if (table.Unit.Length > 0)
        {
            yield return Paragraph(DocxStyles.TableUnit, table.Unit);
        }
        var widths = Widths(table);
        yield return E("tbl",
            E("tblPr", E("tblW", A("w", widths.Sum()), A("type", "dxa")), Val("jc", "center"),
                E("tblBorders", new[] { "top", "left", "bottom", "right", "insideH", "insideV" }.Select(s => Border(s, 4, "000000"))),
                E("tblLayout", A("type", "fixed")),
                E("tblCellMar", Margin("left"), Margin("right"))),
            E("tblGrid", widths.Select(w => E("gridCol", A("w", w)))),
            Row(table.Columns.Select(c => c.Head), widths, isHead: true, keep: true, _ => "center"),
            table.Rows.Select((row, i) => Row(row, widths, isHead: false, Keeps(table, i) || isLast && i == table.Rows.Count - 1,
                column => table.Columns[column].Align switch { Align.Right => "right", Align.Left => "left", _ => "center" }, isTotal: i < table.TotalRows)));
        yield return Paragraph(DocxStyles.TableUnit, isLast ? [] : [Val("keepNext", "0")], []); // Parts the table from what follows.
    }

    /// <summary>Together exactly as wide as the table. A column of figures or names is never narrower than its widest entry, as long as
    /// all of them fit; what is left over goes by weight.</summary>
    internal static int[] Widths(BulletinTable table)
    {
        var needs = table.Columns.Select((column, i) => column.Align == Align.Left ? 4 * CharacterWidth
            : 2 * CellMargin + 40 + (int)(table.Rows.Select(r => DocxWidth.Characters(r[i])).DefaultIfEmpty().Max() * CharacterWidth)).ToArray();
        var rest = Width - needs.Sum();
        if (rest < 0)
        {
            (needs, rest) = (new int[needs.Length], Width);
        }
        var wishes = table.Columns.Select((c, i) => Math.Max(0, Width * c.Weight / table.Columns.Sum(x => x.Weight) - needs[i])).ToArray();
        var all = Math.Max(1, wishes.Sum());
        var widths = needs.Select((need, i) => need + (int)((long)rest * wishes[i] / all)).ToArray();
        widths[^1] += Width - widths.Sum();
        return widths;
    }

    /// <summary>A short table is not parted; of a long one neither the head nor the last row is left alone.</summary>
    private static bool Keeps(BulletinTable table, int row) => row < table.Rows.Count - 1
        && (table.Rows.Count <= MostRowsTogether || row < 2 || row == table.Rows.Count - 2);

    /// <param name="keep">Stays on the page of the next row.</param>
    private static XElement Row(IEnumerable<string> cells, int[] widths, bool isHead, bool keep, Func<int, string> align, bool isTotal = false) =>
        E("tr", E("trPr", E("cantSplit"), E("trHeight", A("val", RowHeight), A("hRule", "atLeast")), isHead ? E("tblHeader") : null),
            cells.Select((text, i) => E("tc", E("tcPr", E("tcW", A("w", widths[i]), A("type", "dxa")), Val("vAlign", "center")),
                Paragraph(isHead ? DocxStyles.TableHead : DocxStyles.TableCell,
                    [.. keep && !isHead ? [Val("keepNext", "1")] : Array.Empty<XElement>(), Val("jc", align(i))],
                    Run(text, isTotal ? [E("b")] : [])))));

    private static XElement Margin(string side) => E(side, A("w", CellMargin), A("type", "dxa"));
}
