using System.Globalization;
using System.Text;

namespace Yinfeng.Sheets;

/// <summary>Character data of XML: entities and line ends.</summary>
internal static class XmlText
{
    /// <summary>The text; false for an entity that XML does not know by itself, or bytes that are not UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> raw, out string text)
    {
        text = "";
        if (raw.IndexOfAny((byte)'&', (byte)'\r') < 0)
        {
            return TryUtf8(raw, out text);
        }
        if (!TryUtf8(raw, out var source))
        {
            return false;
        }
        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var built = new StringBuilder(source.Length);
        for (var i = 0; i < source.Length;)
        {
            var next = source.IndexOf('&', i);
            built.Append(source, i, (next < 0 ? source.Length : next) - i);
            if (next < 0)
            {
                break;
            }
            var end = source.IndexOf(';', next);
            if (end < 0 || !AppendEntity(built, source.AsSpan(next + 1, end - next - 1)))
            {
                return false;
            }
            i = end + 1;
        }
        text = built.ToString();
        return true;
    }

    private static bool TryUtf8(ReadOnlySpan<byte> raw, out string text)
    {
        text = Encoding.UTF8.GetString(raw);
        return !text.Contains('\uFFFD', StringComparison.Ordinal); // Perhaps really written so: the slow reader knows.
    }

    private static bool AppendEntity(StringBuilder built, ReadOnlySpan<char> name)
    {
        if (name.Length > 1 && name[0] == '#')
        {
            var hex = name[1] == 'x';
            if (!int.TryParse(name[(hex ? 2 : 1)..], hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
                CultureInfo.InvariantCulture, out var code) || !Rune.TryCreate(code, out var rune))
            {
                return false;
            }
            built.Append(rune.ToString());
            return true;
        }
        char? known = name switch { "amp" => '&', "lt" => '<', "gt" => '>', "quot" => '"', "apos" => '\'', _ => null };
        if (known is { } c)
        {
            built.Append(c);
        }
        return known is not null;
    }
}
