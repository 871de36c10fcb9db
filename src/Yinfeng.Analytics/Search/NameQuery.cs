using Yinfeng.Analytics.Names;

namespace Yinfeng.Analytics.Search;

/// <summary>What somebody typed, read once.</summary>
public sealed class NameQuery
{
    private const string Behind = "某某"; // A place is read as one only before a brand.
    private readonly NameParser _parser;

    /// <param name="text">As typed.</param>
    /// <param name="limit">So many of the best rows.</param>
    /// <param name="allow">Rows that may be found; all when null.</param>
    /// <param name="adcode">GB/T 2260 code of a row's place; without it places in the query are only characters.</param>
    public NameQuery(string text, NameReading reading, int limit, Func<int, bool>? allow = null, Func<int, int>? adcode = null)
    {
        (Limit, Allow, Adcode, _parser) = (limit, allow, adcode, reading.Parser);
        Text = Cut(reading.Folding.Fold(text));
        Words = [.. text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Select(w => Cut(reading.Folding.Fold(w))).Where(w => w.Length > 0)];
        Sign = NameSigns.Of(Text);
        var core = reading.Parser.Place(Text, out var place);
        (Place, Core) = core > 0 && place > 0 && core <= Text.Length - 2 ? (place, Text[core..]) : (0, "");
        IsLatin = Text.Length > 0 && Text.All(char.IsAsciiLetter);
    }

    private NameQuery(NameQuery query, Func<int, bool>? allow, Func<int, int>? adcode)
    {
        (Text, Words, Limit, Sign, _parser) = (query.Text, query.Words, query.Limit, query.Sign, query._parser);
        (Place, Core, IsLatin, Allow, Adcode) = (query.Place, query.Core, query.IsLatin, allow, adcode);
    }

    /// <summary>Folded.</summary>
    public string Text { get; }

    /// <summary>Folded, as blanks divide them.</summary>
    public IReadOnlyList<string> Words { get; }
    public int Limit { get; }
    public Func<int, bool>? Allow { get; }
    public Func<int, int>? Adcode { get; }
    public uint Sign { get; }

    /// <summary>Prefix of the code of the place with which the text begins, 0 without one.</summary>
    public int Place { get; }

    /// <summary>The text behind its place; empty without a place.</summary>
    public string Core { get; }

    /// <summary>Letters only: initials or pinyin, or a Latin name.</summary>
    public bool IsLatin { get; }

    /// <summary>Prefix of the code of the place that the word names, or 0.</summary>
    public int PlaceOf(string word) => _parser.Place(word + Behind, out var adcode) == word.Length ? adcode : 0;

    /// <summary>The same query among fewer rows.</summary>
    public NameQuery Within(Func<int, bool>? holds) =>
        holds is null ? this : new(this, Allow is { } allow ? row => holds(row) && allow(row) : holds, Adcode);

    /// <summary>The same query among other rows.</summary>
    public NameQuery Among(Func<int, bool>? allow, Func<int, int>? adcode) => new(this, allow, adcode);

    private static string Cut(string text) => text.Length <= NameIndex.Longest ? text : text[..NameIndex.Longest];
}
