using System.Globalization;
using System.Text;
using System.Xml;

namespace Yinfeng.Sheets;

/// <summary>Rows of a sheet through the framework's XML reader: slow, but it understands every legal way to write a sheet,
/// and its verdict on what is not well-formed is the last word.</summary>
/// <param name="layout">Receives hidden columns and merged ranges when they come by.</param>
internal sealed class XmlRows(XmlReader xml, CellContext context, SheetLayout layout, string part, XlsxPackage package) : IRowSource
{
    private const int LongestText = 4_000_000;
    private readonly StringBuilder _text = new();
    private byte[] _utf8 = new byte[256];
    private bool _inRows;
    private int _number;

    public bool Next(SheetRow row)
    {
        try
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheetData")
                {
                    _inRows = !xml.IsEmptyElement;
                }
                else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")
                {
                    _inRows = false;
                }
                else if (xml.NodeType == XmlNodeType.Element && _inRows && xml.LocalName == "row")
                {
                    if (ReadRow(row))
                    {
                        return true;
                    }
                }
                else if (xml.NodeType == XmlNodeType.Element && !_inRows)
                {
                    layout.Take(xml, context.Refused);
                }
            }
            return false;
        }
        catch (XmlException e)
        {
            throw package.FromXml(e, part);
        }
    }

    public void Dispose() => xml.Dispose();

    private bool ReadRow(SheetRow row)
    {
        _number = xml.GetAttribute("r") is { } r && int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given : _number + 1;
        if (_number is < 1 or > CellValues.LastRow)
        {
            throw context.Refused.Damaged($"工作表里有第 {_number} 行，超出了 Excel 的范围");
        }
        row.Clear(_number);
        if (xml.IsEmptyElement)
        {
            return false;
        }
        var depth = xml.Depth;
        var column = -1;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c")
            {
                column = Column(column);
                var cell = ReadCell();
                if (!cell.IsEmpty)
                {
                    row.Set(column, cell);
                }
            }
        }
        return row.Count > 0;
    }

    private int Column(int previous)
    {
        if (xml.GetAttribute("r") is not { Length: > 0 and < 20 } reference)
        {
            return previous < CellValues.LastColumn ? previous + 1 : throw TooWide();
        }
        Span<byte> ascii = stackalloc byte[80];
        return CellValues.TryReference(ascii[..Encoding.UTF8.GetBytes(reference, ascii)], out var column, out _)
            ? column : throw TooWide();
    }

    private WorkbookRefusedException TooWide() => context.Refused.Damaged($"第 {_number} 行有单元格的位置不正确");

    private Cell ReadCell()
    {
        var code = Code(xml.GetAttribute("t"));
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        if (xml.IsEmptyElement)
        {
            return default;
        }
        var depth = xml.Depth;
        bool formula = false, inValue = false, inline = false, inFormula = false;
        var source = "";
        _text.Clear();
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                inValue = xml.LocalName == "v" && !xml.IsEmptyElement;
                formula |= xml.LocalName == "f";
                inFormula = xml.LocalName == "f" && !xml.IsEmptyElement;
                if (xml.LocalName == "is")
                {
                    inline = true;
                    RichText.Append(xml, _text, LongestText, context.Refused);
                }
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                inValue = inFormula = false;
            }
            else if (inFormula && RichText.IsText(xml.NodeType))
            {
                source += xml.Value;
            }
            else if (inValue && RichText.IsText(xml.NodeType))
            {
                RichText.AppendValue(xml, _text, LongestText, context.Refused);
            }
        }
        // A formula that was never calculated is kept as its own text, as the quick scanner does.
        return _text.Length == 0 && source.Length > 0 && code == CellCode.Number
            ? CellContext.Text("=" + source, true)
            : Value(code, style, formula, inline);
    }

    private Cell Value(CellCode code, int style, bool formula, bool inline)
    {
        if (_text.Length == 0)
        {
            return default;
        }
        var text = _text.ToString();
        if (inline || code == CellCode.Text)
        {
            return CellContext.Text(inline ? text : RichText.Unescape(text), formula);
        }
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _utf8.Length)
        {
            _utf8 = new byte[most];
        }
        return context.Make(code, style, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)), formula);
    }

    private static CellCode Code(string? type) => type is null or { Length: > 20 }
        ? CellCode.Number : CellContext.Code(Encoding.UTF8.GetBytes(type));
}
