using System.Globalization;
using System.Text;

namespace Yinfeng.Sheets;

/// <summary>Writes a table as CSV that Excel opens with Chinese intact: UTF-8 with a byte order mark, CRLF, quotes where needed.</summary>
public static class CsvWriter
{
    /// <summary>Writes the header and the rows; values as in <see cref="SheetToWrite.Rows"/>.</summary>
    /// <remarks>A text that a spreadsheet would run as a formula gets an apostrophe in front; reading it here takes it away.</remarks>
    public static void Write(Stream stream, SheetToWrite sheet)
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        Line(writer, [.. sheet.Columns.Select(c => c.Header)]);
        foreach (var row in sheet.Rows)
        {
            Line(writer, row);
        }
    }

    private static void Line(TextWriter writer, object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
            {
                writer.Write(',');
            }
            writer.Write(Field(values[i]));
        }
        writer.Write("\r\n");
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => Quote(FormulaText.ToCsv(text)),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        bool yes => yes ? "TRUE" : "FALSE",
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or double =>
            Convert.ToString(value, CultureInfo.InvariantCulture)!,
        _ => Quote(FormulaText.ToCsv(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")),
    };

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") >= 0 || text.StartsWith(' ') || text.EndsWith(' ')
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
