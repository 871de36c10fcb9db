using System.Text;
using Yinfeng.Shell;

namespace Yinfeng.Imports;

/// <summary>Makes texts comparable: simplified script, half width, no blanks or hidden marks. Never used on what is stored.</summary>
internal static class Folding
{
    private static readonly char[] Table = Load();

    /// <summary>The comparable form of one character; '\0' for blanks and hidden marks, which have none.</summary>
    public static char Fold(char c) => Table[c];

    /// <summary>The comparable form of a text; the same object when nothing changes.</summary>
    public static string Key(string text)
    {
        var same = true;
        foreach (var c in text)
        {
            same &= Table[c] == c;
        }
        if (same)
        {
            return text;
        }
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (Table[c] is not '\0' and var folded)
            {
                key.Append(folded);
            }
        }
        return key.ToString();
    }

    /// <summary>Direction marks, zero-width characters and control characters other than line breaks and tabs.</summary>
    public static bool IsHidden(char c) => c switch
    {
        '\t' or '\n' or '\r' => false,
        < ' ' or (>= '\u007F' and < '\u00A0') => true,
        '\u00AD' or '\u061C' or '\uFEFF' or '\u180E' => true,
        (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') => true,
        _ => false,
    };

    private static char[] Load()
    {
        var table = new char[char.MaxValue + 1];
        for (var i = 0; i <= char.MaxValue; i++)
        {
            var c = (char)i;
            table[i] = c switch
            {
                _ when char.IsWhiteSpace(c) || IsHidden(c) => '\0',
                >= '！' and <= '～' => char.ToUpperInvariant((char)(c - 0xFEE0)),
                '〔' or '【' or '［' or '﹙' => '(',
                '〕' or '】' or '］' or '﹚' => ')',
                '：' or '﹕' or '∶' => ':',
                '“' or '”' or '‘' or '’' or '「' or '」' or '『' or '』' or '"' or '\'' => '"',
                '–' or '—' or '―' or '－' or '−' or '─' or '～' or '〜' or '~' => '-',
                '·' or '•' or '・' or '．' => '.',
                _ => char.ToUpperInvariant(c),
            };
        }
        table['～'] = table['~'] = '-';
        foreach (var line in File.ReadLines(Path.Combine(AppFolders.Reference, "t2s.csv")).Skip(1))
        {
            table[line[0]] = line[2];
        }
        return table;
    }
}
