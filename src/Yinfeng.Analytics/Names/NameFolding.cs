namespace Yinfeng.Analytics.Names;

/// <summary>One spelling of a company name for comparing: simplified, half-width, upper case, without blanks, brackets and other marks.</summary>
/// <remarks>Folded text is for indexes only. It is never stored and never shown.</remarks>
public sealed class NameFolding
{
    /// <summary>Names keep them: 乾安, 昇辉. Their simplified forms (干, 升) are other words.</summary>
    private const string Kept = "乾昇";
    private readonly char[] _to = new char[char.MaxValue + 1]; // '\0': left out.

    /// <param name="simplified">Traditional characters with the simplified one that stands for each.</param>
    public NameFolding(IEnumerable<KeyValuePair<char, char>> simplified)
    {
        for (var i = 0; i <= char.MaxValue; i++)
        {
            var c = (char)i;
            c = c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;
            _to[i] = char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? char.ToUpperInvariant(c) : '\0';
        }
        foreach (var (traditional, simple) in simplified)
        {
            if (!Kept.Contains(traditional, StringComparison.Ordinal))
            {
                _to[traditional] = simple;
            }
        }
    }

    /// <param name="into">At least as long as <paramref name="name"/>.</param>
    /// <returns>Length of the folded text.</returns>
    public int Fold(ReadOnlySpan<char> name, Span<char> into)
    {
        var table = _to;
        var length = 0;
        foreach (var c in name)
        {
            var folded = table[c];
            into[length] = folded;
            length += folded == '\0' ? 0 : 1;
        }
        return length;
    }

    public string Fold(ReadOnlySpan<char> name)
    {
        Span<char> folded = name.Length <= 512 ? stackalloc char[512] : new char[name.Length];
        return folded[..Fold(name, folded)].ToString();
    }

    /// <summary>The folded name without what stands in brackets: 海尔（青岛）电器 as people write it, 海尔电器.</summary>
    /// <param name="into">At least as long as <paramref name="name"/>.</param>
    /// <returns>Length of the folded text; 0 when the name has no brackets, or nothing before or behind them.</returns>
    public int FoldWithoutBrackets(ReadOnlySpan<char> name, Span<char> into)
    {
        var open = name.IndexOfAny('（', '(');
        var close = open < 0 ? -1 : name[open..].IndexOfAny('）', ')') + open;
        if (open <= 0 || close <= open || close == name.Length - 1)
        {
            return 0;
        }
        var before = Fold(name[..open], into);
        return before + Fold(name[(close + 1)..], into[before..]);
    }
}
