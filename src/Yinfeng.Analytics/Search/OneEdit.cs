namespace Yinfeng.Analytics.Search;

/// <summary>One wrong, missing, extra or transposed character between what was typed and a name.</summary>
internal static class OneEdit
{
    /// <summary>The whole name is at most one edit away.</summary>
    public static bool Whole(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        var same = typed.CommonPrefixLength(name);
        var a = typed[same..];
        var b = name[same..];
        return (a.Length - b.Length) switch
        {
            0 => a.IsEmpty || a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..])),
            1 => a[1..].SequenceEqual(b),
            -1 => a.SequenceEqual(b[1..]),
            _ => false,
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
