using System.Collections.Frozen;

namespace Yinfeng.Analytics.Names;

/// <summary>Readings of characters without tones, as people type them: 重庆长安 is chongqingchangan, cqca.</summary>
/// <remarks>A character has the reading that company names give it; words such as 重庆 and 银行 override it.</remarks>
public sealed class Pinyin
{
    private const int LongestSyllable = 6;
    private readonly string?[] _readings = new string?[char.MaxValue + 1];
    private readonly byte[] _initials = new byte[char.MaxValue + 1];
    private readonly bool[] _startsWord = new bool[char.MaxValue + 1];
    private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly int _longest;
    private readonly HashSet<string> _syllables = [];

    /// <param name="characters">Rows of data/reference/pinyin.csv.</param>
    /// <param name="words">Rows of data/reference/pinyin-words.csv; a word of one character replaces its usual reading.</param>
    public Pinyin(IEnumerable<(char Character, string Reading)> characters, IEnumerable<(string Word, string[] Readings)> words)
    {
        for (var c = '0'; c <= 'Z'; c++)
        {
            _initials[c] = char.IsAsciiLetterOrDigit(c) ? (byte)c : (byte)0;
        }
        foreach (var (character, reading) in characters)
        {
            Put(character, reading);
        }
        var longer = new Dictionary<string, string[]>();
        foreach (var (word, readings) in words)
        {
            if (word.Length == 1)
            {
                Put(word[0], readings[0]);
                continue;
            }
            longer.Add(word, readings);
            _startsWord[word[0]] = true;
        }
        _words = longer.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = longer.Keys.Max(w => w.Length);
    }

    /// <summary>The usual reading of a character in company names; itself for Latin letters and digits, empty where unknown.</summary>
    public string Reading(char c) => _readings[c] ?? (_initials[c] > 0 ? c.ToString() : "");

    /// <summary>The first letters of the readings, upper case, one for each character; '\0' where a character has none.</summary>
    /// <param name="into">At least as long as <paramref name="folded"/>.</param>
    public void Initials(ReadOnlySpan<char> folded, Span<byte> into)
    {
        for (var at = 0; at < folded.Length;)
        {
            if (_startsWord[folded[at]] && Word(folded[at..]) is { } readings)
            {
                foreach (var reading in readings)
                {
                    into[at++] = Letter(reading);
                }
                continue;
            }
            into[at] = _initials[folded[at]];
            at++;
        }
    }

    /// <summary>Whether the readings, one after the other, begin with the letters; the last one may be cut short.</summary>
    /// <param name="letters">Upper case.</param>
    public bool Reads(ReadOnlySpan<char> folded, ReadOnlySpan<char> letters)
    {
        for (var at = 0; at < folded.Length;)
        {
            var readings = _startsWord[folded[at]] ? Word(folded[at..]) : null;
            var count = readings?.Length ?? 1;
            for (var i = 0; i < count; i++, at++)
            {
                var reading = readings?[i] ?? Reading(folded[at]);
                var length = Math.Min(reading.Length, letters.Length);
                if (reading.Length == 0 || !letters[..length].Equals(reading.AsSpan(0, length), StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
                letters = letters[length..];
                if (letters.IsEmpty)
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>The ways to read letters as pinyin, each as the first letters of its syllables: XIAN is X and XA. The last syllable may be cut short.</summary>
    /// <param name="letters">Upper case.</param>
    /// <param name="most">So many ways at most.</param>
    public IReadOnlyList<string> Syllables(string letters, int most)
    {
        var found = new List<string>();
        Split(letters, 0, "", most, found);
        return found;
    }

    private void Split(string letters, int at, string initials, int most, List<string> found)
    {
        if (at == letters.Length)
        {
            found.Add(initials);
            return;
        }
        for (var length = Math.Min(LongestSyllable, letters.Length - at); length > 0 && found.Count < most; length--)
        {
            var part = letters.Substring(at, length);
            if (_syllables.Contains(part) || (at > 0 && at + length == letters.Length && IsCutShort(part)))
            {
                Split(letters, at + length, initials + part[0], most, found);
            }
        }
    }

    private bool IsCutShort(string part) => _syllables.Any(s => s.StartsWith(part, StringComparison.Ordinal));

    private string[]? Word(ReadOnlySpan<char> text)
    {
        for (var length = Math.Min(_longest, text.Length); length > 1; length--)
        {
            if (_words.TryGetValue(text[..length], out var readings))
            {
                return readings;
            }
        }
        return null;
    }

    private void Put(char character, string reading)
    {
        _readings[character] = reading;
        _syllables.Add(reading.ToUpperInvariant());
        _initials[character] = Letter(reading);
    }

    private static byte Letter(string reading) => (byte)char.ToUpperInvariant(reading[0]);
}
