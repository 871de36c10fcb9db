using System.Text;

namespace Yinfeng.Sheets;

/// <summary>Records of a text with separated values: fields in double quotes may hold separators, quotes (doubled) and line breaks.</summary>
internal sealed class CsvRecords(TextReader text, char separator) : IDisposable
{
    private const int LongestField = 4_000_000;
    private const int MostFields = CellValues.LastColumn + 1;
    private readonly StringBuilder _field = new();

    /// <summary>Fills <paramref name="fields"/> with the next record; false at the end. An empty line is one empty field.</summary>
    public bool Next(List<string> fields)
    {
        fields.Clear();
        var next = text.Read();
        if (next < 0)
        {
            return false;
        }
        while (true)
        {
            next = Field(next);
            if (fields.Count < MostFields)
            {
                fields.Add(_field.ToString());
            }
            if (next != separator)
            {
                break;
            }
            next = text.Read();
        }
        if (next == '\r' && text.Peek() == '\n')
        {
            text.Read();
        }
        return true;
    }

    public void Dispose() => text.Dispose();

    /// <summary>Reads one field that begins with <paramref name="next"/>; gives the character that ended it, -1 at the end.</summary>
    private int Field(int next)
    {
        _field.Clear();
        var quoted = next == '"';
        if (quoted)
        {
            next = text.Read();
        }
        while (next >= 0)
        {
            if (quoted && next == '"')
            {
                next = text.Read();
                if (next != '"')
                {
                    quoted = false;
                    continue;
                }
            }
            else if (!quoted && (next == separator || next is '\r' or '\n'))
            {
                return next;
            }
            if (_field.Length < LongestField)
            {
                _field.Append((char)next);
            }
            next = text.Read();
        }
        return -1;
    }
}
