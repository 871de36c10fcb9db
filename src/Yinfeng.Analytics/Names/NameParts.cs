using System.Numerics;

namespace Yinfeng.Analytics.Names;

/// <summary>Where the parts of a folded company name end. They follow each other: place, brand, trade, form, branch; each may be empty.</summary>
/// <param name="Place">End of the place: 山东省德州市.</param>
/// <param name="Brand">End of the brand (字号): 金鑫.</param>
/// <param name="Trade">End of the trade: 机械制造.</param>
/// <param name="Form">End of the form of organisation: 有限公司. What follows names a branch: 德州分公司.</param>
/// <param name="IsBranch">A branch, outlet or office of another company.</param>
/// <param name="Adcode">Prefix of the code of the last place named; 0 without a place, or where several places bear the name.</param>
public readonly record struct NameParts(int Place, int Brand, int Trade, int Form, bool IsBranch, int Adcode);

/// <summary>Takes folded company names apart. One left-to-right pass with the words of <see cref="NameWords"/>.</summary>
public sealed class NameParser(NameWords words)
{
    private const int LongestTownship = 4;

    public NameParts Parse(ReadOnlySpan<char> folded)
    {
        var place = Place(folded, out var adcode);
        var (tradeStart, trade, form) = (-1, -1, -1);
        for (var at = Math.Min(place + 1, folded.Length); at < folded.Length;)
        {
            var length = words.Begins(folded[at..], NameWord.Form);
            if (length > 1 && at > place + 1 && (at + length == folded.Length || length > 2 || form < 0))
            {
                (trade, form) = (at, at + length);
                break;
            }
            length = at > place + 1 ? words.Begins(folded[at..], NameWord.Trade) : 0;
            tradeStart = length > 0 && tradeStart < 0 ? at : tradeStart;
            at += Math.Max(1, length);
        }
        if (form < 0)
        {
            // No form of two characters and more: 辉腾印刷厂 ends with one of a single character.
            var last = folded.Length > place + 2 && words.Begins(folded[^1..], NameWord.Form) == 1 ? 1 : 0;
            (trade, form) = (folded.Length - last, folded.Length);
        }
        var brand = tradeStart < 0 || tradeStart > trade ? trade : tradeStart;
        return new(place, brand, trade, form, IsBranch(folded, form), adcode);
    }

    /// <summary>Marks where words begin: the places, the brand, each trade, the form of organisation.</summary>
    /// <param name="starts">At least as long as the name; false before.</param>
    public void WordStarts(ReadOnlySpan<char> folded, Span<bool> starts)
    {
        for (int at = 0, adcode = 0; at < folded.Length;)
        {
            starts[at] = true;
            var length = at == 0 && folded.StartsWith("中国") ? 2 : NextPlace(folded, at, ref adcode);
            if (length == 0)
            {
                break;
            }
            at += length;
        }
        var place = Place(folded, out _);
        starts[place] = true;
        for (var at = place; at < folded.Length; at++)
        {
            // 石油化工 is a trade, and 化工 within it another: both begin here.
            starts[at] |= words.Begins(folded[at..], NameWord.Trade | NameWord.Form) > 1;
        }
    }

    /// <summary>The end of the places with which the text begins, each within the one before, and of a township behind them.</summary>
    public int Place(ReadOnlySpan<char> folded, out int adcode)
    {
        adcode = 0;
        var end = folded.StartsWith("中国") ? 2 : 0;
        if (end == 0)
        {
            while (NextPlace(folded, end, ref adcode) is > 0 and var length)
            {
                end += length;
            }
        }
        var rest = folded[end..];
        var township = rest[..Math.Min(LongestTownship, rest.Length)].IndexOfAny('镇', '乡');
        return township > 1 && rest.Length > township + 3 ? end + township + 1 : end;
    }

    private int NextPlace(ReadOnlySpan<char> folded, int from, ref int adcode)
    {
        var rest = folded[from..];
        for (var lengths = words.PlaceLengths(rest); lengths != 0; lengths ^= 1UL << BitOperations.Log2(lengths))
        {
            var length = BitOperations.Log2(lengths);
            var places = length > rest.Length - 2 ? [] : words.Places(rest[..length]);
            foreach (var place in places)
            {
                // A county's bare name at the start may as well be a brand: 金山, 长安.
                var fits = from > 0 && adcode > 0 ? Within(place.Prefix, adcode) : place.Whole || place.Prefix < 10_000 || length > 2;
                if (fits)
                {
                    adcode = places.Length > 1 && adcode == 0 ? 0 : place.Prefix;
                    return adcode == 0 && from > 0 ? 0 : length;
                }
            }
        }
        return 0;
    }

    private bool IsBranch(ReadOnlySpan<char> folded, int form)
    {
        if (form < folded.Length)
        {
            return true;
        }
        for (var at = Math.Max(1, folded.Length - words.LongestWord); at < folded.Length; at++)
        {
            if (words.Begins(folded[at..], NameWord.Branch) == folded.Length - at)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The place lies within the other: both as prefixes of a code, of 2, 4 or 6 digits.</summary>
    public static bool Within(int place, int outer)
    {
        while (place > outer)
        {
            place /= 100;
        }
        return place == outer;
    }
}
