using System.Globalization;
using System.Xml.Linq;

namespace Yinfeng.Bulletins.Docx;

/// <summary>The few elements of WordprocessingML that an official document needs.</summary>
internal static class Wml
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static XElement E(string name, params object?[] content) => new(W + name, content);

    public static XAttribute A(string name, string value) => new(W + name, value);

    public static XAttribute A(string name, int value) => new(W + name, value.ToString(CultureInfo.InvariantCulture));

    public static XElement Val(string name, string value) => E(name, A("val", value));

    public static XElement Val(string name, int value) => E(name, A("val", value));

    /// <summary>A paragraph of a style; <paramref name="properties"/> come after the style and in schema order.</summary>
    public static XElement Paragraph(string style, IEnumerable<XElement> properties, params IEnumerable<XElement> runs) =>
        E("p", E("pPr", Val("pStyle", style), properties), runs);

    public static XElement Paragraph(string style, string text) => Paragraph(style, [], Run(text));

    public static XElement Run(string text, params IEnumerable<XElement> properties)
    {
        var list = properties.ToList();
        return E("r", list.Count == 0 ? null : E("rPr", list), E("t", new XAttribute(XNamespace.Xml + "space", "preserve"), Clean(text)));
    }

    public static XElement Border(string side, int eighths, string color, int space = 0) =>
        E(side, A("val", "single"), A("sz", eighths), A("space", space), A("color", color));

    /// <summary>Without characters that XML cannot carry.</summary>
    private static string Clean(string text) => string.Concat(text.Where((c, i) => c is '\t' || (c >= ' ' && c is not ('\uFFFE' or '\uFFFF'))
        && (!char.IsSurrogate(c) || (char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
            : i > 0 && char.IsHighSurrogate(text[i - 1])))));
}
