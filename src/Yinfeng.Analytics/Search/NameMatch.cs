using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Search;

/// <summary>How well one folded name fits what was typed: the rules that the index and the plain scan share.</summary>
internal static class NameMatch
{
    /// <summary>Shorter texts are one edit away from too much.</summary>
    public const int ShortestEdited = 4;

    /// <summary>The name has no core: it is a branch's.</summary>
    public const byte NoCore = byte.MaxValue;

    /// <summary>What may follow the core of a name: 集团有限责任公司.</summary>
    private const int LongestForm = 8;

    /// <summary>The whole text stands in the name: exact, the core, a prefix, at the brand, or in the middle; null when it does not.</summary>
    /// <param name="core">Where the brand begins in the name.</param>
    /// <param name="coreEnd">See <see cref="CoreEnd"/>.</param>
    public static MatchKind? Literal(ReadOnlySpan<char> typed, ReadOnlySpan<char> name, int core, int coreEnd)
    {
        var at = name.IndexOf(typed);
        if (at < 0)
        {
            return null;
        }
        if (typed.Length == name.Length)
        {
            return MatchKind.Exact;
        }
        if (at > 0 && at != core && core < name.Length && name[core..].StartsWith(typed))
        {
            at = core; // 江苏南通江苏银行: the brand counts before an earlier place.
        }
        return (at == 0 || at == core) && at + typed.Length >= coreEnd ? MatchKind.Core
            : at == 0 ? MatchKind.Prefix : at == core ? MatchKind.Brand : MatchKind.Middle;
    }

    /// <summary>The name, or a part of it, is one edit away from the text; of a text of four characters it still holds two pairs of neighbours.</summary>
    /// <remarks>A character left out or exchanged, or one of the same sound, is taken for a slip of this name; a character that was replaced may
    /// as well belong to many others.</remarks>
    public static MatchKind? OneEdited(ReadOnlySpan<char> typed, ReadOnlySpan<char> name, Pinyin pinyin)
    {
        if (typed.Length < ShortestEdited || (typed.Length == ShortestEdited && PairsInBoth(typed, name) < 2))
        {
            return null;
        }
        return OneEdit.Whole(typed, name, out var at) switch
        {
            null => OneEdit.Part(typed, name) >= 0 ? MatchKind.OneEditPart : null,
            Edit.Missing or Edit.Exchanged => MatchKind.Slip,
            Edit.Replaced when pinyin.Reading(typed[at]) is { Length: > 1 } sound && sound == pinyin.Reading(name[at]) => MatchKind.Slip,
            _ => MatchKind.OneEdit,
        };
    }

    /// <summary>The text stands at the beginning of the name or of its brand.</summary>
    public static bool BeginsWithBrand(ReadOnlySpan<char> typed, ReadOnlySpan<char> name, int core) =>
        name.StartsWith(typed) || name[core..].StartsWith(typed);

    /// <summary>Every word stands somewhere in the name.</summary>
    public static bool HoldsAll(IReadOnlyList<string> words, ReadOnlySpan<char> name)
    {
        foreach (var word in words)
        {
            if (name.IndexOf(word) < 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The letters are the first letters of the readings, or the readings themselves, from the beginning or from the brand on.</summary>
    public static bool Reads(ReadOnlySpan<char> letters, ReadOnlySpan<char> name, int core, MatchKind kind, Pinyin pinyin)
    {
        if (kind == MatchKind.Pinyin)
        {
            return pinyin.Reads(name, letters) || pinyin.Reads(name[core..], letters);
        }
        Span<byte> initials = stackalloc byte[NameIndex.Longest];
        pinyin.Initials(name, initials);
        return Begins(initials[..name.Length], letters) || Begins(initials[core..name.Length], letters);
    }

    private static bool Begins(ReadOnlySpan<byte> initials, ReadOnlySpan<char> letters)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            if (i >= initials.Length || initials[i] != letters[i])
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The characters begin words of the name, in order, from its beginning or its brand on, and the last word of them ends before
    /// the form of organisation: 中|石油|化工 for 中石化.</summary>
    public static bool Abbreviates(ReadOnlySpan<char> typed, ReadOnlySpan<char> name, int core, NameParser parser)
    {
        if (name.IsEmpty || (typed[0] != name[0] && (core >= name.Length || typed[0] != name[core])))
        {
            return false;
        }
        Span<bool> starts = stackalloc bool[NameIndex.Longest];
        parser.WordStarts(name, starts);
        return Begins(typed, name, starts, 0) || (core > 0 && Begins(typed, name, starts, core));
    }

    private static bool Begins(ReadOnlySpan<char> typed, ReadOnlySpan<char> name, ReadOnlySpan<bool> starts, int from)
    {
        var next = 0;
        for (var at = from; at < name.Length && next < typed.Length; at++)
        {
            if (starts[at] && name[at] == typed[next])
            {
                next++;
            }
            else if (at == from)
            {
                return false;
            }
        }
        return next == typed.Length;
    }

    /// <summary>Below this a name is not like the text at all.</summary>
    public const double LeastLikeness = 0.45;

    /// <summary>Share of pairs of neighbours that both have (Dice), 0 to 1.</summary>
    public static double Likeness(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        var pairs = BlockFinder.Pairs(typed, stackalloc uint[NameIndex.Longest]).Length + BlockFinder.Pairs(name, stackalloc uint[NameIndex.Longest]).Length;
        return 2.0 * PairsInBoth(typed, name) / Math.Max(1, pairs);
    }

    private static int PairsInBoth(ReadOnlySpan<char> typed, ReadOnlySpan<char> name)
    {
        var pairs = BlockFinder.Pairs(name, stackalloc uint[NameIndex.Longest]);
        var both = 0;
        foreach (var pair in BlockFinder.Pairs(typed, stackalloc uint[NameIndex.Longest]))
        {
            both += pairs.Contains(pair) ? 1 : 0;
        }
        return both;
    }

    /// <summary>A text that begins with the name or its brand and ends here or later lacks nothing that tells companies apart: it holds two
    /// characters of the brand, the trade, and all but a form of organisation. <see cref="NoCore"/> for a branch.</summary>
    public static byte CoreEnd(ReadOnlySpan<char> name, in NameParts parts) => parts.Form < name.Length ? NoCore
        : (byte)Math.Min(NoCore, Math.Max(name.Length - LongestForm, Math.Max(parts.Trade, parts.Place + 2)));
}
