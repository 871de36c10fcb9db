using System.Buffers;
using System.Globalization;
using System.Text;

namespace Yinfeng.Sheets;

/// <summary>Text on its way into SpreadsheetML: characters that XML cannot carry become _xHHHH_, and such a mark in the text
/// itself is masked, so that reading gives back exactly what was written.</summary>
internal static class XmlEscape
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789ABCDEFabcdef");

    public static string Escape(string text)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            var odd = !pair && (char.IsSurrogate(c) || (c < ' ' && c is not ('\t' or '\n')) || c >= '\uFFFE');
            if (odd || IsMark(text, i))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                escaped.Append("_x").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)).Append('_');
            }
            else
            {
                escaped?.Append(c);
                if (pair)
                {
                    escaped?.Append(text[++i]);
                    i += escaped is null ? 1 : 0;
                }
            }
        }
        return escaped?.ToString() ?? text;
    }

    private static bool IsMark(string text, int at) => text[at] == '_' && at + 6 < text.Length && text[at + 1] == 'x'
        && text[at + 6] == '_' && text.AsSpan(at + 2, 4).IndexOfAnyExcept(Hex) < 0;
}
