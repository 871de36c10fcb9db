using System.Globalization;
using System.Text;
using Yinfeng.Sheets;

namespace Yinfeng.Enterprises;

/// <summary>One record of a registry file, split into fields that share one buffer.</summary>
internal sealed class RegistryRecord
{
    private const int MostFields = 512;
    private readonly List<(int Start, int Length)> _fields = [];
    private char[] _chars = new char[4096];

    public int Count => _fields.Count;

    /// <summary>The field without blanks around it; empty where the record is too short.</summary>
    public ReadOnlySpan<char> this[int column] => column >= 0 && column < _fields.Count
        ? _chars.AsSpan(_fields[column].Start, _fields[column].Length).Trim() : [];

    /// <summary>Splits a record of RFC 4180; a quote inside an unquoted field is a character like others.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are not in this encoding.</exception>
    public void Read(ReadOnlySpan<byte> bytes, Encoding encoding, char separator)
    {
        if (_chars.Length < bytes.Length)
        {
            _chars = new char[bytes.Length * 2];
        }
        _fields.Clear();
        var chars = _chars.AsSpan(0, encoding.GetChars(bytes, _chars));
        for (var at = 0; at <= chars.Length && _fields.Count < MostFields;)
        {
            if (at < chars.Length && chars[at] == '"')
            {
                at = Quoted(chars, at + 1, separator);
                continue;
            }
            var length = chars[at..].IndexOf(separator);
            length = length < 0 ? chars.Length - at : length;
            _fields.Add((at, length));
            at += length + 1;
        }
    }

    /// <returns>False where the bytes are not in this encoding.</returns>
    public bool TryRead(ReadOnlySpan<byte> bytes, Encoding encoding, char separator)
    {
        try
        {
            Read(bytes, encoding, separator);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    public void Read(SheetRow row)
    {
        _fields.Clear();
        var used = 0;
        for (var column = 0; column < row.Count; column++)
        {
            var text = TextOf(row[column]);
            if (used + text.Length > _chars.Length)
            {
                Array.Resize(ref _chars, Math.Max(_chars.Length * 2, used + text.Length));
            }
            text.CopyTo(_chars.AsSpan(used));
            _fields.Add((used, text.Length));
            used += text.Length;
        }
    }

    public string[] Texts()
    {
        var texts = new string[Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = this[i].Trim('\uFEFF').ToString();
        }
        return texts;
    }

    /// <summary>Empty fields at the end, which a workbook does not hold.</summary>
    public void Pad(int count)
    {
        while (_fields.Count < count)
        {
            _fields.Add((0, 0));
        }
    }

    private static string TextOf(Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text!,
        CellKind.Number => cell.Number.ToString(CultureInfo.InvariantCulture),
        CellKind.Date => cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>Takes doubled quotes as one, in place; what stands between the closing quote and the separator belongs to the field.</summary>
    /// <returns>Where the next field begins.</returns>
    private int Quoted(Span<char> chars, int start, char separator)
    {
        var (to, at) = (start, start);
        for (; at < chars.Length; at++)
        {
            if (chars[at] == '"')
            {
                if (at + 1 < chars.Length && chars[at + 1] == '"')
                {
                    at++;
                }
                else
                {
                    at++;
                    break;
                }
            }
            chars[to++] = chars[at];
        }
        for (; at < chars.Length && chars[at] != separator; at++)
        {
            chars[to++] = chars[at];
        }
        _fields.Add((start, to - start));
        return at + 1;
    }
}
