using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>The styles of an official document, by the names that the checker and a person in Word find.</summary>
internal static class DocxStyles
{
    public const string Banner = "GwBanner", Number = "GwNumber", Title = "GwTitle", Recipients = "GwRecipients", Body = "GwBody",
        Heading1 = "GwHeading1", Heading2 = "GwHeading2", TableTitle = "GwTableTitle", TableUnit = "GwTableUnit", TableHead = "GwTableHead",
        TableCell = "GwTableCell", Attachment = "GwAttachment", Organ = "GwOrgan", Date = "GwDate", Note = "GwNote", Colophon = "GwColophon", PageNumber = "GwPageNumber";

    public static XElement Part(BulletinFonts fonts, int bannerSize, int bannerScale) => E("styles",
        new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        E("docDefaults",
            E("rPrDefault", E("rPr", Fonts(fonts.Body), Val("sz", Gb9704.Size3), Val("szCs", Gb9704.Size3),
                E("lang", A("val", "en-US"), A("eastAsia", "zh-CN")))),
            E("pPrDefault", E("pPr", E("spacing", A("before", 0), A("after", 0))))),
        Style("Normal", "Normal", null, [], [], isDefault: true),
        Style(Body, "公文正文", null, [Grid(), Spacing(), Indent(firstLine: 2), Val("jc", "both")],
            [Fonts(fonts.Body), Val("spacing", Gb9704.CharacterSpacing), .. Size(Gb9704.Size3)]),
        Style(Banner, "公文机关标志", null, [Val("keepNext", "1"), Grid(),
                E("spacing", A("before", Gb9704.BannerBefore), A("line", bannerSize * 12), A("lineRule", "exact")), Val("jc", "center")],
            [Fonts(fonts.Title), Val("color", Gb9704.Red), Val("w", bannerScale), .. Size(bannerSize)]),
        Style(Number, "公文发文字号", Body, [Val("keepNext", "1"), Indent(0), Val("jc", "center")], []),
        Style(Title, "公文标题", null, [Val("keepNext", "1"), Val("keepLines", "1"), Grid(), Free(), Spacing(Gb9704.TitleLine), Val("jc", "center")],
            [Fonts(fonts.Title), .. Size(Gb9704.Size2)]),
        Style(Recipients, "公文主送机关", Body, [Indent(0)], []),
        Style(Heading1, "公文一级标题", Body, [Val("keepNext", "1"), Val("keepLines", "1"), Val("outlineLvl", 0)], [Fonts(fonts.Level1)]),
        Style(Heading2, "公文二级标题", Body, [Val("keepNext", "1"), Val("keepLines", "1"), Val("outlineLvl", 1)], [Fonts(fonts.Level2)]),
        Style(TableTitle, "公文表题", Body, [Val("keepNext", "1"), Val("keepLines", "1"), Indent(0), Val("jc", "center")],
            [Fonts(fonts.Level1), Val("spacing", 0), .. Size(Gb9704.Size4)]),
        Style(TableUnit, "公文表格单位", Body, [Val("keepNext", "1"), Free(), Spacing(320), Indent(0), Val("jc", "right")],
            [Val("spacing", 0), .. Size(Gb9704.SizeTable)]),
        Style(TableHead, "公文表头", Body, [Val("keepNext", "1"), Free(), Spacing(260), Indent(0), Val("jc", "center")],
            [Fonts(fonts.Level1), Val("spacing", 0), .. Size(Gb9704.SizeTable)]),
        Style(TableCell, "公文表格", Body, [Free(), Spacing(260), Indent(0), Val("jc", "center")], [Val("spacing", 0), .. Size(Gb9704.SizeTable)]),
        Style(Attachment, "公文附件说明", null, [Grid(), Spacing(), Val("jc", "both")],
            [Fonts(fonts.Body), Val("spacing", Gb9704.CharacterSpacing), .. Size(Gb9704.Size3)]),
        Style(Organ, "公文署名", Body, [Val("keepNext", "1"), Indent(0), Val("jc", "right")], []),
        Style(Date, "公文成文日期", Body, [Val("keepLines", "1"), E("ind", A("right", 4 * Gb9704.CharacterWidth), A("firstLine", 0)), Val("jc", "right")], []),
        Style(Note, "公文附注", Body, [Free(), Spacing(320), Val("jc", "left")], [Val("spacing", 0), .. Size(Gb9704.SizeTable)]),
        Style(Colophon, "公文版记", Body, [Val("keepNext", "1"), Free(), Spacing(440), Indent(0), Val("jc", "left")],
            [Val("spacing", 0), .. Size(Gb9704.Size4)]),
        Style(PageNumber, "公文页码", null, [Grid(), Spacing(Gb9704.FooterLine), Val("jc", "right")], [Fonts(fonts.PageNumber), .. Size(Gb9704.Size4)]));

    public static XElement Fonts(string name) => E("rFonts", A("ascii", name), A("hAnsi", name), A("eastAsia", name), A("cs", name));

    public static XElement Spacing(int line = Gb9704.LinePitch) => E("spacing", A("line", line), A("lineRule", "exact"));

    /// <param name="firstLine">Characters; the width is given too, for readers that know no characters.</param>
    public static XElement Indent(int firstLine) =>
        E("ind", A("firstLineChars", firstLine * 100), A("firstLine", firstLine * Gb9704.CharacterWidth));

    /// <summary>Numbers and Latin letters keep their own width beside Chinese.</summary>
    /// <remarks>overflowPunct stays on, as in every new document of Word; LibreOffice 7 reads it inverted and would let punctuation
    /// stand outside of the type area where it is off or not said.</remarks>
    private static IEnumerable<XElement> Grid() => [Val("overflowPunct", "1"), Val("autoSpaceDE", "0"), Val("autoSpaceDN", "0")];

    /// <summary>Lines of their own height, not drawn to the 22 lines of the page.</summary>
    private static XElement Free() => Val("snapToGrid", "0");

    private static IEnumerable<XElement> Size(int halfPoints) => [Val("sz", halfPoints), Val("szCs", halfPoints)];

    private static XElement Style(string id, string name, string? basedOn, IEnumerable<object> paragraph, IEnumerable<XElement> run,
        bool isDefault = false) => E("style", A("type", "paragraph"), isDefault ? A("default", "1") : A("customStyle", "1"), A("styleId", id),
            Val("name", name), basedOn is null ? null : Val("basedOn", basedOn), E("qFormat"),
            E("pPr", paragraph), E("rPr", run));
}
