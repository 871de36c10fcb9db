namespace Yinfeng.Analytics.Search;

/// <summary>One wrong, missing, extra or transposed character between what was typed and a name.</summary>
internal static class OneEdit
{
    /// <summary>What is wrong with the typed text as a whole name; null when it is more than one thing.</summary>
    /// <param name="at">Where they differ.</param>
    public static Edit? Whole(ReadOnlySpan<char> typed, ReadOnlySpan<char> name, out int at)
    {
        at = typed.CommonPrefixLength(name);
        var a = typed[at..];
        var b = name[at..];
        return (a.Length - b.Length) switch
        {
            0 when a.IsEmpty => Edit.None,
            0 when a[1..].SequenceEqual(b[1..]) => Edit.Replaced,
            0 when a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]) => Edit.Exchanged,
            1 when a[1..].SequenceEqual(b) => Edit.Extra,
            -1 when a.SequenceEqual(b[1..]) => Edit.Missing,
            _ => null,
        };
    }

    /// <summary>The first place in the name where a part stands that is at most one edit away, or -1.</summary>
    public static int Part(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            if (Starts(typed, name[at..]))
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>The edit may stand at the first difference: one that stands earlier can be moved there.</summary>
    private static bool Starts(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        var same = typed.CommonPrefixLength(name);
        var a = typed[same..];
        var b = name[same..];
        if (a.Length <= 1)
        {
            return true; // Nothing left, or only a last character that is wrong or too many.
        }
        return b.StartsWith(a[1..])
            || (b.Length > 0 && (b[1..].StartsWith(a[1..]) || b[1..].StartsWith(a)))
            || (b.Length > 1 && a[0] == b[1] && a[1] == b[0] && b[2..].StartsWith(a[2..]));
    }
}

/// <summary>One edit from a name to what was typed.</summary>
internal enum Edit { None, Replaced, Exchanged, Extra, Missing }
