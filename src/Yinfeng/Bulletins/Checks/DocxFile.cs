using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using static Yinfeng.Bulletins.Docx.Wml;

namespace Yinfeng.Bulletins.Checks;

/// <summary>A docx from anywhere, opened for measuring: its parts, and what holds for a paragraph or a run after all styles.</summary>
internal sealed class DocxFile
{
    private const long MostBytes = 60_000_000;
    private readonly Dictionary<string, XElement> _styles;
    private readonly XElement? _runDefaults;
    private readonly XElement? _paragraphDefaults;
    private readonly string? _defaultStyle;

    private DocxFile(XElement body, XElement? styles, XElement? settings, IReadOnlyDictionary<string, XElement> footers)
    {
        (Body, Settings, Footers) = (body, settings, footers);
        _styles = styles?.Elements(W + "style").Where(s => s.Attribute(W + "styleId") is not null)
            .DistinctBy(s => s.Attribute(W + "styleId")!.Value).ToDictionary(s => s.Attribute(W + "styleId")!.Value) ?? [];
        _runDefaults = styles?.Element(W + "docDefaults")?.Element(W + "rPrDefault")?.Element(W + "rPr");
        _paragraphDefaults = styles?.Element(W + "docDefaults")?.Element(W + "pPrDefault")?.Element(W + "pPr");
        _defaultStyle = _styles.FirstOrDefault(s => s.Value.Attribute(W + "type")?.Value == "paragraph"
            && s.Value.Attribute(W + "default")?.Value is "1" or "true").Key;
    }

    public XElement Body { get; }
    public XElement? Settings { get; }

    /// <summary>By relationship id.</summary>
    public IReadOnlyDictionary<string, XElement> Footers { get; }

    /// <exception cref="InvalidDataException">It is not a docx, or larger than any official document.</exception>
    public static DocxFile Open(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        if (zip.Entries.Sum(e => e.Length) > MostBytes)
        {
            throw new InvalidDataException("展开后超过 60 MB");
        }
        var body = Part(zip, "word/document.xml")?.Element(W + "body") ?? throw new InvalidDataException("里面没有 word/document.xml");
        XNamespace package = "http://schemas.openxmlformats.org/package/2006/relationships";
        var footers = Part(zip, "word/_rels/document.xml.rels")?.Elements(package + "Relationship")
            .Where(r => r.Attribute("Type")?.Value.EndsWith("/footer", StringComparison.Ordinal) == true)
            .Select(r => (Id: r.Attribute("Id")!.Value, Part: Part(zip, "word/" + r.Attribute("Target")!.Value.TrimStart('/').Replace("word/", "", StringComparison.Ordinal))))
            .Where(r => r.Part is not null).ToDictionary(r => r.Id, r => r.Part!) ?? [];
        return new DocxFile(body, Part(zip, "word/styles.xml"), Part(zip, "word/settings.xml"), footers);
    }

    /// <summary>An attribute of a paragraph property: on the paragraph, in its styles, or by default.</summary>
    public string? Of(XElement paragraph, string property, string attribute = "val") =>
        Chain(paragraph).Select(p => p.Element(W + property)?.Attribute(W + attribute)?.Value).FirstOrDefault(v => v is not null)
        ?? _paragraphDefaults?.Element(W + property)?.Attribute(W + attribute)?.Value;

    public int? Number(XElement paragraph, string property, string attribute = "val") =>
        int.TryParse(Of(paragraph, property, attribute), out var number) ? number : null;

    /// <summary>A whole paragraph property, e.g. its borders.</summary>
    public XElement? Element(XElement paragraph, string property) =>
        Chain(paragraph).Select(p => p.Element(W + property)).FirstOrDefault(e => e is not null);

    /// <summary>An attribute of a run property.</summary>
    public string? OfRun(XElement run, string property, string attribute = "val") =>
        run.Element(W + "rPr")?.Element(W + property)?.Attribute(W + attribute)?.Value
        ?? Styles(run.Ancestors(W + "p").First()).Select(s => s.Element(W + "rPr")?.Element(W + property)?.Attribute(W + attribute)?.Value)
            .FirstOrDefault(v => v is not null)
        ?? _runDefaults?.Element(W + property)?.Attribute(W + attribute)?.Value;

    /// <summary>Runs that show text.</summary>
    public static IEnumerable<XElement> Runs(XElement paragraph) =>
        paragraph.Descendants(W + "r").Where(r => r.Elements(W + "t").Any(t => t.Value.Trim().Length > 0));

    public static string Text(XElement paragraph) => string.Concat(paragraph.Descendants(W + "t").Select(t => t.Value)).Trim();

    private IEnumerable<XElement> Chain(XElement paragraph) => new[] { paragraph.Element(W + "pPr") }
        .Concat(Styles(paragraph).Select(s => s.Element(W + "pPr"))).OfType<XElement>();

    private IEnumerable<XElement> Styles(XElement paragraph)
    {
        var id = paragraph.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val")?.Value ?? _defaultStyle;
        for (var hops = 0; hops < 20 && id is not null && _styles.TryGetValue(id, out var style); hops++)
        {
            yield return style;
            id = style.Element(W + "basedOn")?.Attribute(W + "val")?.Value;
        }
    }

    private static XElement? Part(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
        {
            return null;
        }
        using var stream = entry.Open();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, MaxCharactersInDocument = MostBytes });
        return XElement.Load(reader);
    }
}
