using System.Buffers;
using System.Text;

namespace Yinfeng.Sheets;

/// <summary>The tags of a sheet as its root element's namespace prefix makes them, in UTF-8: "&lt;row" or "&lt;x:row".</summary>
internal sealed class SheetTags
{
    public static readonly SheetTags Plain = new("", "<worksheet>");

    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n>/"u8);

    private SheetTags(string prefix, string root)
    {
        Prefix = Encoding.UTF8.GetBytes(prefix);
        Root = Encoding.UTF8.GetBytes(root);
        Row = Encoding.UTF8.GetBytes($"<{prefix}row");
        Data = Encoding.UTF8.GetBytes($"<{prefix}sheetData>");
        DataEnd = Encoding.UTF8.GetBytes($"</{prefix}sheetData>");
        RootEnd = Encoding.UTF8.GetBytes($"</{prefix}worksheet>");
    }

    /// <summary>"" or "x:".</summary>
    public byte[] Prefix { get; }

    /// <summary>The root's start tag with all its namespaces.</summary>
    public byte[] Root { get; }
    public byte[] Row { get; }
    public byte[] Data { get; }
    public byte[] DataEnd { get; }
    public byte[] RootEnd { get; }

    /// <summary>Finds the root and the start of the sheet data.</summary>
    /// <param name="start">Just behind the start tag of the sheet data.</param>
    /// <returns>False where more bytes are needed, or where this is no plain UTF-8 worksheet.</returns>
    public static bool TryFind(ReadOnlySpan<byte> head, out SheetTags tags, out int start)
    {
        (tags, start) = (Plain, 0);
        var at = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        at += Spaces(head[at..]);
        if (head[at..].StartsWith("<?xml"u8))
        {
            var end = head.IndexOf("?>"u8);
            if (end < 0 || !IsUtf8(head[at..end]))
            {
                return false;
            }
            at = end + 2;
            at += Spaces(head[at..]);
        }
        var close = at < head.Length && head[at] == '<' ? head[at..].IndexOf((byte)'>') : -1;
        if (close < 0)
        {
            return false;
        }
        var root = head.Slice(at, close + 1);
        var name = root[1..];
        name = name[..name.IndexOfAny(NameEnd)];
        if (!name.EndsWith("worksheet"u8) || (name.Length > 9 && name[^10] != ':') || root.IndexOf("<!"u8) >= 0)
        {
            return false;
        }
        tags = new SheetTags(Encoding.UTF8.GetString(name[..^9]), Encoding.UTF8.GetString(root));
        var data = head.IndexOf(tags.Data.AsSpan()[..^1]);
        if (data < 0)
        {
            return false;
        }
        var rest = head[(data + tags.Data.Length - 1)..];
        var tagEnd = rest.IndexOf((byte)'>');
        // Self-closing, or with attributes nobody writes: left to the slow reader.
        if (tagEnd != 0)
        {
            return false;
        }
        start = data + tags.Data.Length;
        return true;
    }

    private static int Spaces(ReadOnlySpan<byte> bytes)
    {
        var other = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return other < 0 ? bytes.Length : other;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> declaration)
    {
        var text = Encoding.ASCII.GetString(declaration).ToUpperInvariant();
        return !text.Contains("ENCODING", StringComparison.Ordinal) || text.Contains("UTF-8", StringComparison.Ordinal)
            || text.Contains("US-ASCII", StringComparison.Ordinal);
    }
}
