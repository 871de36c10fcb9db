using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Yinfeng.Sheets;

/// <summary>Writes rows of cells into the sheet data of an export.</summary>
internal sealed class CellWriter(OpenXmlWriter writer)
{
    private const int LongestText = 32_767;
    private const long ExactInExcel = 999_999_999_999_999; // 15 digits; longer whole numbers go as text.
    private static readonly Row RowElement = new();
    private static readonly DocumentFormat.OpenXml.Spreadsheet.Cell CellElement = new();
    private static readonly CellValue ValueElement = new();
    private static readonly InlineString InlineElement = new();
    private static readonly Text TextElement = new();
    private static readonly OpenXmlAttribute[] Preserve = [new("xml", "space", "http://www.w3.org/XML/1998/namespace", "preserve")];
    private readonly List<string> _names = [];

    /// <param name="style">Of a number in the column given from 0, and of all texts in header and title.</param>
    public void Row(int number, object?[] values, Func<int, uint> style)
    {
        var row = number.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartElement(RowElement, [new OpenXmlAttribute("r", "", row)]);
        for (var column = 0; column < values.Length; column++)
        {
            if (values[column] is { } value)
            {
                while (_names.Count <= column)
                {
                    _names.Add(ColumnName(_names.Count));
                }
                Cell(_names[column] + row, value, style(column));
            }
        }
        writer.WriteEndElement();
    }

    /// <summary>"A" for 0, "AA" for 26.</summary>
    public static string ColumnName(int column) =>
        (column >= 26 ? ColumnName(column / 26 - 1) : "") + (char)('A' + column % 26);

    private void Cell(string reference, object value, uint style)
    {
        switch (value)
        {
            case string text:
                Text(reference, text, style);
                break;
            case bool yes:
                Value(reference, yes ? "1" : "0", style, "b");
                break;
            case DateOnly day when day.Year >= 1900:
                Value(reference, CellValues.Serial(day).ToString(CultureInfo.InvariantCulture), WorkbookStyles.Date);
                break;
            case DateTime moment when moment.Year >= 1900:
                var serial = CellValues.Serial(DateOnly.FromDateTime(moment)) + (decimal)moment.TimeOfDay.TotalDays;
                Value(reference, Math.Round(serial, 9).ToString(CultureInfo.InvariantCulture), WorkbookStyles.Moment);
                break;
            case long or ulong when Math.Abs(Convert.ToDecimal(value, CultureInfo.InvariantCulture)) > ExactInExcel:
                Text(reference, Convert.ToString(value, CultureInfo.InvariantCulture)!, style);
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or decimal:
                Value(reference, Convert.ToString(value, CultureInfo.InvariantCulture)!, style);
                break;
            case double number when double.IsFinite(number):
                Value(reference, number.ToString("R", CultureInfo.InvariantCulture), style);
                break;
            default:
                Text(reference, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", style);
                break;
        }
    }

    private void Value(string reference, string value, uint style, string? type = null)
    {
        Start(reference, style, type);
        writer.WriteStartElement(ValueElement);
        writer.WriteString(value);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void Text(string reference, string text, uint style)
    {
        if (text.Length == 0)
        {
            return;
        }
        // The quote prefix keeps Excel from taking the text for a formula even when somebody edits the cell.
        var look = style is WorkbookStyles.Title or WorkbookStyles.Header ? style
            : FormulaText.IsFormulaLike(text) ? WorkbookStyles.Inert : WorkbookStyles.Plain;
        Start(reference, look, "inlineStr");
        writer.WriteStartElement(InlineElement);
        writer.WriteStartElement(TextElement, Preserve);
        writer.WriteString(XmlEscape.Escape(SheetNames.Cut(text, LongestText)));
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private void Start(string reference, uint style, string? type)
    {
        var attributes = new List<OpenXmlAttribute>(3) { new("r", "", reference) };
        if (style != WorkbookStyles.Plain)
        {
            attributes.Add(new OpenXmlAttribute("s", "", style.ToString(CultureInfo.InvariantCulture)));
        }
        if (type is not null)
        {
            attributes.Add(new OpenXmlAttribute("t", "", type));
        }
        writer.WriteStartElement(CellElement, attributes);
    }
}
