using System.Collections.Frozen;
using System.Numerics;

namespace Yinfeng.Analytics.Names;

/// <summary>A place as names write it: its code shortened to what all places within share (2, 4 or 6 digits).</summary>
/// <param name="Whole">Written with 省, 市, 县 or 区 at its end.</param>
public readonly record struct PlaceWord(int Prefix, bool Whole);

/// <summary>The words by which a company name is taken apart. Made once from data/reference and shared.</summary>
public sealed class NameWords
{
    private static readonly string[] Ends =
    [
        "土家族苗族自治州", "布依族苗族自治州", "哈尼族彝族自治州", "傣族景颇族自治州", "藏族羌族自治州", "蒙古族藏族自治州", "苗族侗族自治州",
        "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "朝鲜族自治州", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "新区", "省", "市", "县", "区", "盟",
    ];
    private readonly FrozenDictionary<string, PlaceWord[]>.AlternateLookup<ReadOnlySpan<char>> _places;
    private readonly FrozenDictionary<string, NameWord>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly FrozenDictionary<uint, ulong> _placeLengths, _wordLengths;
    private readonly NameWord[] _single = new NameWord[char.MaxValue + 1], _longer = new NameWord[char.MaxValue + 1];

    /// <param name="places">GB/T 2260: code and full name; province, city or county.</param>
    /// <param name="retired">Places that are no more; of use where no place of today bears the name.</param>
    /// <param name="words">Rows of data/reference/name-words.csv.</param>
    /// <param name="folding">Words are compared folded.</param>
    public NameWords(IEnumerable<(int Adcode, string Name)> places, IEnumerable<(int Adcode, string Name)> retired,
        IEnumerable<(string Kind, string Word)> words, NameFolding folding)
    {
        var found = Places(places, folding);
        foreach (var (name, once) in Places(retired, folding))
        {
            found.TryAdd(name, once);
        }
        _places = found.ToFrozenDictionary(p => p.Key, p => p.Value.Distinct().ToArray()).GetAlternateLookup<ReadOnlySpan<char>>();
        _placeLengths = Lengths(found.Keys);
        var all = new Dictionary<string, NameWord>();
        foreach (var (kind, word) in words)
        {
            var folded = folding.Fold(word);
            all[folded] = all.GetValueOrDefault(folded) | Enum.Parse<NameWord>(kind, ignoreCase: true);
        }
        _words = all.ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();
        _wordLengths = Lengths(all.Keys);
        foreach (var (word, kinds) in all)
        {
            (word.Length == 1 ? _single : _longer)[word[0]] |= kinds; // Most characters begin no word: told without looking it up.
        }
        LongestWord = all.Keys.Max(k => k.Length);
    }

    public int LongestWord { get; }

    /// <summary>The lengths of the places that begin as the text does, as bits.</summary>
    public ulong PlaceLengths(ReadOnlySpan<char> text) => text.Length < 2 ? 0 : _placeLengths.GetValueOrDefault(Start(text));

    /// <summary>Every place of this name, or none. 鼓楼区 is the name of several.</summary>
    public ReadOnlySpan<PlaceWord> Places(ReadOnlySpan<char> text) => _places.TryGetValue(text, out var places) ? places : [];

    /// <summary>The longest word of this kind with which the text begins; its length, or 0.</summary>
    public int Begins(ReadOnlySpan<char> text, NameWord kind)
    {
        if (text.IsEmpty)
        {
            return 0;
        }
        var lengths = text.Length < 2 || (_longer[text[0]] & kind) == 0 ? 0 : _wordLengths.GetValueOrDefault(Start(text));
        for (; lengths != 0; lengths ^= 1UL << BitOperations.Log2(lengths))
        {
            var length = BitOperations.Log2(lengths);
            if (length <= text.Length && _words.TryGetValue(text[..length], out var kinds) && (kinds & kind) != 0)
            {
                return length;
            }
        }
        return (_single[text[0]] & kind) != 0 ? 1 : 0;
    }

    private static uint Start(ReadOnlySpan<char> text) => (uint)text[0] << 16 | text[1];

    private static FrozenDictionary<uint, ulong> Lengths(IEnumerable<string> texts) => texts.Where(t => t.Length is > 1 and < 64)
        .GroupBy(t => Start(t)).ToFrozenDictionary(g => g.Key, g => g.Aggregate(0UL, (bits, t) => bits | 1UL << t.Length));

    /// <summary>By full name, and by the name without 省, 市, 县 or 区.</summary>
    private static Dictionary<string, List<PlaceWord>> Places(IEnumerable<(int Adcode, string Name)> places, NameFolding folding)
    {
        var found = new Dictionary<string, List<PlaceWord>>();
        foreach (var (adcode, name) in places)
        {
            var prefix = adcode % 10_000 == 0 ? adcode / 10_000 : adcode % 100 == 0 ? adcode / 100 : adcode;
            var whole = folding.Fold(name);
            Add(found, whole, new(prefix, true));
            var end = Array.Find(Ends, e => whole.Length - e.Length >= 2 && whole.EndsWith(e, StringComparison.Ordinal));
            if (end is not null)
            {
                Add(found, whole[..^end.Length], new(prefix, false));
            }
        }
        return found;
    }

    private static void Add(Dictionary<string, List<PlaceWord>> places, string name, PlaceWord place)
    {
        if (!places.TryGetValue(name, out var list))
        {
            places[name] = list = [];
        }
        list.Add(place);
    }
}

/// <summary>What a word of data/reference/name-words.csv tells of a company.</summary>
[Flags]
public enum NameWord : byte { None = 0, Trade = 1, Form = 2, Branch = 4 }
