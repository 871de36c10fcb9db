using System.Globalization;
using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Docx;

/// <summary>Writes an official document as docx after GB/T 9704 around its body. Pure: the same words give the same bytes.</summary>
internal static class OfficialDocument
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/";
    private const string Main = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    /// <param name="banner">The red mark, which must fit into one line.</param>
    /// <param name="title">Of the file's properties, as <paramref name="organ"/> and <paramref name="day"/>.</param>
    /// <param name="body">Paragraphs and tables, in order.</param>
    public static byte[] Write(string banner, BulletinFonts fonts, string title, string organ, DateOnly day, IEnumerable<XElement> body)
    {
        var (size, scale) = BannerFit.Of(banner);
        return DocxPackage.Write([
            ("[Content_Types].xml", ContentTypes()),
            ("_rels/.rels", Relationships(Package + "relationships",
                ("officeDocument", Office + "officeDocument", "word/document.xml"),
                ("core", Package + "relationships/metadata/core-properties", "docProps/core.xml"))),
            ("docProps/core.xml", Core(title, organ, day)),
            ("word/_rels/document.xml.rels", Relationships(Package + "relationships",
                ("styles", Office + "styles", "styles.xml"), ("settings", Office + "settings", "settings.xml"),
                ("fonts", Office + "fontTable", "fontTable.xml"), ("odd", Office + "footer", "footer1.xml"),
                ("even", Office + "footer", "footer2.xml"))),
            ("word/document.xml", Document(body)),
            ("word/styles.xml", DocxStyles.Part(fonts, size, scale)),
            ("word/settings.xml", Settings()),
            ("word/fontTable.xml", FontTable(fonts)),
            ("word/footer1.xml", Footer(isOdd: true)),
            ("word/footer2.xml", Footer(isOdd: false)),
        ]);
    }

    private static XElement Document(IEnumerable<XElement> body) => E("document", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "r", R.NamespaceName), new XAttribute(XNamespace.Xmlns + "wp", DocxColophon.Drawing.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "wps", DocxColophon.Shape.NamespaceName), new XAttribute(XNamespace.Xmlns + "mc", DocxColophon.Choices.NamespaceName),
        E("body", body, Section()));

    private static XElement Section() => E("sectPr",
        E("footerReference", A("type", "default"), new XAttribute(R + "id", "odd")),
        E("footerReference", A("type", "even"), new XAttribute(R + "id", "even")),
        E("pgSz", A("w", Gb9704.PageWidth), A("h", Gb9704.PageHeight)),
        E("pgMar", A("top", Gb9704.Top), A("right", Gb9704.Right), A("bottom", Gb9704.Bottom), A("left", Gb9704.Left),
            A("header", 851), A("footer", Gb9704.Footer), A("gutter", 0)),
        E("docGrid", A("type", "lines"), A("linePitch", Gb9704.LinePitch)));

    /// <summary>— 1 — : odd pages right, even pages left, one character from the edge.</summary>
    private static XElement Footer(bool isOdd) => E("ftr", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        Paragraph(DocxStyles.PageNumber, [E("ind", A(isOdd ? "right" : "left", 280)), Val("jc", isOdd ? "right" : "left")],
            Run("— "), E("r", E("fldChar", A("fldCharType", "begin"))), E("r", E("instrText", "PAGE")),
            E("r", E("fldChar", A("fldCharType", "separate"))), Run("1"), E("r", E("fldChar", A("fldCharType", "end"))), Run(" —")));

    private static XElement Settings() => E("settings", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        Val("evenAndOddHeaders", "1"), Val("characterSpacingControl", "doNotCompress"),
        E("compat", E("compatSetting", A("name", "compatibilityMode"), A("uri", "http://schemas.microsoft.com/office/word"), A("val", "15"))));

    /// <summary>What a machine without the licensed font may take instead.</summary>
    private static XElement FontTable(BulletinFonts fonts) => E("fonts", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        new[] { fonts.Title, fonts.Body, fonts.Level1, fonts.Level2, fonts.PageNumber }.Distinct().Select(name =>
            E("font", A("name", name), Alternative(name) is { } other ? Val("altName", other) : null,
                Val("charset", "86"), Val("family", "auto"), Val("pitch", "variable"))));

    private static string? Alternative(string name) => name switch
    {
        _ when name.Contains("小标宋", StringComparison.Ordinal) => "SimSun",
        _ when name.StartsWith("仿宋", StringComparison.Ordinal) => "FangSong",
        _ when name.StartsWith("楷体", StringComparison.Ordinal) => "KaiTi",
        "黑体" => "SimHei",
        "宋体" => "SimSun",
        _ => null,
    };

    private static XElement Core(string title, string organ, DateOnly day)
    {
        XNamespace cp = Package + "metadata/core-properties", dc = "http://purl.org/dc/elements/1.1/", terms = "http://purl.org/dc/terms/",
            xsi = "http://www.w3.org/2001/XMLSchema-instance";
        return new XElement(cp + "coreProperties", new XAttribute(XNamespace.Xmlns + "cp", cp.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "dc", dc.NamespaceName), new XAttribute(XNamespace.Xmlns + "dcterms", terms.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "xsi", xsi.NamespaceName),
            new XElement(dc + "title", title), new XElement(dc + "creator", organ),
            new XElement(terms + "created", new XAttribute(xsi + "type", "dcterms:W3CDTF"), day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00Z"));
    }

    private static XElement ContentTypes()
    {
        XNamespace types = Package + "content-types";
        XElement Override(string part, string type) =>
            new(types + "Override", new XAttribute("PartName", part), new XAttribute("ContentType", type));
        return new XElement(types + "Types",
            new XElement(types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            new XElement(types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
            Override("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
            Override("/word/document.xml", Main + "document.main+xml"), Override("/word/styles.xml", Main + "styles+xml"),
            Override("/word/settings.xml", Main + "settings+xml"), Override("/word/fontTable.xml", Main + "fontTable+xml"),
            Override("/word/footer1.xml", Main + "footer+xml"), Override("/word/footer2.xml", Main + "footer+xml"));
    }

    private static XElement Relationships(string space, params (string Id, string Type, string Target)[] links)
    {
        XNamespace n = space;
        return new XElement(n + "Relationships", links.Select(l => new XElement(n + "Relationship",
            new XAttribute("Id", l.Id), new XAttribute("Type", l.Type), new XAttribute("Target", l.Target))));
    }
}
