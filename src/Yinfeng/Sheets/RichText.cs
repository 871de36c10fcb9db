using System.Globalization;
using System.Text;
using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>Text as SpreadsheetML writes it: runs of <c>t</c>, phonetic hints beside them, and _xHHHH_ for odd characters.</summary>
internal static class RichText
{
    [ThreadStatic]
    private static char[]? _piece;

    /// <summary>Reads the element the reader stands on (si or is) to its end and appends its text without phonetic runs.</summary>
    public static void Append(XmlReader xml, StringBuilder text, int longest, Refused refused)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }
        var depth = xml.Depth;
        var start = text.Length;
        bool inText = false, phonetic = false;
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.LocalName == "rPh":
                    phonetic = !xml.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement when xml.LocalName == "rPh":
                    phonetic = false;
                    break;
                case XmlNodeType.Element:
                    inText = xml.LocalName == "t" && !xml.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement:
                    inText = false;
                    break;
                default:
                    if (inText && !phonetic && IsText(xml.NodeType))
                    {
                        AppendValue(xml, text, longest, refused);
                    }
                    break;
            }
        }
        Unescape(text, start);
    }

    public static bool IsText(XmlNodeType type) =>
        type is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace;

    /// <summary>Appends the text node the reader stands on, in pieces, up to a limit.</summary>
    public static void AppendValue(XmlReader xml, StringBuilder text, int longest, Refused refused)
    {
        var piece = _piece ??= new char[1024];
        for (int read; (read = xml.ReadValueChunk(piece, 0, piece.Length)) > 0;)
        {
            text.Append(piece, 0, read);
            if (text.Length > longest)
            {
                throw refused.TooLarge("一个单元格里有上百万字");
            }
        }
    }

    /// <summary>"_x000D_" is the character 13; "_x005F_x000D_" is that text itself.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
        {
            return text;
        }
        var builder = new StringBuilder(text);
        Unescape(builder, 0);
        return builder.ToString();
    }

    private static void Unescape(StringBuilder text, int start)
    {
        for (var i = text.Length - 7; i >= start; i--)
        {
            if (text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_')
            {
                UnescapeAll(text, start);
                return;
            }
        }
    }

    private static void UnescapeAll(StringBuilder text, int start)
    {
        var source = text.ToString(start, text.Length - start);
        text.Length = start;
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] == '_' && i + 6 < source.Length && source[i + 1] == 'x' && source[i + 6] == '_'
                && ushort.TryParse(source.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text.Append((char)code);
                i += 6;
            }
            else
            {
                text.Append(source[i]);
            }
        }
    }
}
