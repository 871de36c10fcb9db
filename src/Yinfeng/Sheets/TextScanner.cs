using System.Runtime.CompilerServices;
using System.Text.Unicode;

namespace Yinfeng.Sheets;

/// <summary>Reads the table of texts as spreadsheet programs write it: <c>&lt;si&gt;&lt;t&gt;…&lt;/t&gt;&lt;/si&gt;</c>.
/// Anything else, rich text first of all, is handed over as a whole item or left to the slow reader.</summary>
internal sealed class TextScanner(Stream part, Refused refused)
{
    private const int LongestItem = 16 << 20;
    private byte[] _buffer = new byte[1 << 18];
    private const int RegularTags = 16; // Bytes around a text.
    private int _from;
    private int _to;

    /// <summary>Gives every text in order, in UTF-8 as XML holds it. False: the slow reader has to start over.</summary>
    /// <param name="take">Answers false for a text it cannot decode.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(Func<ReadOnlySpan<byte>, bool> take)
    {
        Fill();
        if (!SkipRoot())
        {
            return false;
        }
        while (true)
        {
            var seen = _buffer.AsSpan(_from, _to - _from);
            if (TryRegular(seen, out var regular))
            {
                if (!take(regular))
                {
                    return false;
                }
                _from += regular.Length + RegularTags;
                continue;
            }
            SkipSpace();
            seen = _buffer.AsSpan(_from, _to - _from);
            if (seen.StartsWith("</sst>"u8))
            {
                _from += 6;
                SkipSpace();
                return _from == _to && !Fill();
            }
            var end = seen.IndexOf("</si>"u8);
            if (end < 0)
            {
                if (seen.StartsWith("<si/>"u8))
                {
                    _from += 5;
                    if (!take([]))
                    {
                        return false;
                    }
                }
                else if (!Fill())
                {
                    return false;
                }
                continue;
            }
            if (!Plain(seen[..end], out var text) || !take(text))
            {
                return false;
            }
            _from += end + 5;
        }
    }

    /// <summary>The form in which nearly all are written: <c>&lt;si&gt;&lt;t&gt;…&lt;/t&gt;&lt;/si&gt;</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryRegular(ReadOnlySpan<byte> seen, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!seen.StartsWith("<si><t>"u8))
        {
            return false;
        }
        seen = seen[7..];
        var end = seen.IndexOf((byte)'<');
        if (end < 0 || !seen[end..].StartsWith("</t></si>"u8))
        {
            return false;
        }
        text = seen[..end];
        return Utf8.IsValid(text);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Plain(ReadOnlySpan<byte> item, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (!item.StartsWith("<si><t"u8) || !item.EndsWith("</t>"u8))
        {
            return false;
        }
        var open = item[6..].IndexOf((byte)'>');
        if (open < 0 || item[6 + open - 1] == '/' || (open > 0 && item[6] != ' '))
        {
            return false;
        }
        text = item[(7 + open)..^4];
        return text.IndexOf((byte)'<') < 0 && Utf8.IsValid(text);
    }

    private bool SkipRoot()
    {
        var seen = _buffer.AsSpan(0, _to);
        var root = seen.IndexOf("<sst"u8);
        if (root < 0 || root > 400 || seen[..root].IndexOf("<!"u8) >= 0
            || (seen[..root].IndexOf("encoding"u8) >= 0 && seen[..root].IndexOf("UTF-8"u8) < 0 && seen[..root].IndexOf("utf-8"u8) < 0))
        {
            return false;
        }
        var end = seen[root..].IndexOf((byte)'>');
        if (end < 0 || seen[root + end - 1] == '/')
        {
            return false;
        }
        _from = root + end + 1;
        return true;
    }

    private void SkipSpace()
    {
        do
        {
            while (_from < _to && _buffer[_from] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            {
                _from++;
            }
        }
        while (_to - _from < 8 && Fill());
    }

    /// <summary>Moves what is left to the front and reads on; false at the end.</summary>
    private bool Fill()
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        if (_to == _buffer.Length)
        {
            if (_to >= LongestItem)
            {
                throw refused.TooLarge($"文字表里有一条超过 {LongestItem >> 20} MB");
            }
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var read = part.ReadAtLeast(_buffer.AsSpan(_to), _buffer.Length - _to, throwOnEndOfStream: false);
        _to += read;
        return read > 0;
    }
}
