using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>版记: 抄送, then who printed it and when, at the foot of the type area of the page on which the document ends.</summary>
/// <remarks>A text box that hangs on the last paragraph. A floating table or a frame would be shorter, but LibreOffice sets both where
/// the text ends.</remarks>
internal static class DocxColophon
{
    public static readonly XNamespace Drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        Shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        Choices = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    private static readonly XNamespace Graphic = "http://schemas.openxmlformats.org/drawingml/2006/main";

    /// <summary>EMU of DrawingML in a twip.</summary>
    private const int Emu = 635;
    private const int Inset = 280, LineHeight = 440, Rules = 40;

    /// <summary>The last paragraph, with the box.</summary>
    /// <param name="copiesTo">Empty where nobody gets a copy.</param>
    public static XElement Of(string copiesTo, string printer, string date)
    {
        var copies = $"抄送：{copiesTo}";
        var printed = Line([Run(printer), E("r", E("tab")), Run($"{date}印发")],
            E("tabs", E("tab", A("val", "right"), A("pos", Gb9704.TypeWidth - Inset))));
        XElement[] lines = copiesTo.Length > 0 ? [Line([Run(copies)]), printed] : [printed];
        var height = (copiesTo.Length > 0 ? Height(copies) : 0) + LineHeight + Rules;
        return Paragraph(DocxStyles.Note, [Free()], E("r", new XElement(Choices + "AlternateContent",
            new XElement(Choices + "Choice", new XAttribute("Requires", "wps"), E("drawing", Anchor(height * Emu, Table(lines)))))));
    }

    /// <summary>Lines of 4号 that a text takes between the insets.</summary>
    private static int Height(string text) =>
        (int)Math.Ceiling(DocxWidth.Characters(text) / Math.Floor((Gb9704.TypeWidth - 2 * Inset) / (Gb9704.Size4 * 10m))) * LineHeight;

    private static XElement Anchor(int height, XElement table)
    {
        var width = Gb9704.TypeWidth * Emu;
        XElement D(string name, params object[] content) => new(Drawing + name, content);
        return D("anchor", [.. new[] { "distT", "distB", "distL", "distR", "simplePos", "behindDoc", "locked", "allowOverlap" }.Select(n => new XAttribute(n, 0)),
            new XAttribute("relativeHeight", 1), new XAttribute("layoutInCell", 1),
            D("simplePos", new XAttribute("x", 0), new XAttribute("y", 0)),
            D("positionH", new XAttribute("relativeFrom", "margin"), D("align", "left")),
            D("positionV", new XAttribute("relativeFrom", "margin"), D("align", "bottom")),
            D("extent", new XAttribute("cx", width), new XAttribute("cy", height)), D("wrapTopAndBottom"),
            D("docPr", new XAttribute("id", 1), new XAttribute("name", "版记")),
            new XElement(Graphic + "graphic", new XElement(Graphic + "graphicData", new XAttribute("uri", Shape.NamespaceName), Box(width, height, table)))]);
    }

    private static XElement Box(int width, int height, XElement table)
    {
        XElement G(string name, params object[] content) => new(Graphic + name, content);
        return new XElement(Shape + "wsp", new XElement(Shape + "cNvSpPr", new XAttribute("txBox", 1)),
            new XElement(Shape + "spPr",
                G("xfrm", G("off", new XAttribute("x", 0), new XAttribute("y", 0)), G("ext", new XAttribute("cx", width), new XAttribute("cy", height))),
                G("prstGeom", new XAttribute("prst", "rect"), G("avLst")), G("noFill"), G("ln", G("noFill"))),
            new XElement(Shape + "txbx", E("txbxContent", table, Paragraph(DocxStyles.Note, [Free()], []))), // A box ends with a paragraph.
            new XElement(Shape + "bodyPr", [.. new[] { "lIns", "tIns", "rIns", "bIns" }.Select(n => new XAttribute(n, 0)), new XAttribute("anchor", "b")]));
    }

    /// <summary>Thick rules above and below, a thin one between.</summary>
    private static XElement Table(XElement[] lines) => E("tbl",
        E("tblPr", E("tblW", A("w", Gb9704.TypeWidth), A("type", "dxa")), E("tblLayout", A("type", "fixed")),
            E("tblCellMar", E("left", A("w", 0), A("type", "dxa")), E("right", A("w", 0), A("type", "dxa")))),
        E("tblGrid", E("gridCol", A("w", Gb9704.TypeWidth))),
        lines.Select((line, i) => E("tr", E("trPr", E("cantSplit")), E("tc",
            E("tcPr", E("tcW", A("w", Gb9704.TypeWidth), A("type", "dxa")), E("tcBorders",
                Border("top", i == 0 ? 8 : 6, "000000"), Border("bottom", i == lines.Length - 1 ? 8 : 6, "000000"))),
            line))));

    private static XElement Line(IEnumerable<XElement> runs, XElement? tabs = null) => Paragraph(DocxStyles.Colophon,
        [.. tabs is null ? Array.Empty<XElement>() : [tabs], E("ind", A("left", Inset), A("right", Inset), A("firstLine", 0))], runs);

    /// <summary>As good as no height.</summary>
    private static XElement Free() => E("spacing", A("line", 20), A("lineRule", "exact"));
}
