using System.Text.RegularExpressions;

namespace Yinfeng.Policies;

/// <summary>The full text of a document, cut into its clauses.</summary>
/// <param name="Lines">As published, stray blanks included.</param>
/// <param name="Clauses">Number of the clause, such as 第2条 or 3, and the line (from 0) it begins on.</param>
public sealed partial record PolicyText(IReadOnlyList<string> Lines, IReadOnlyList<(string Id, int Line)> Clauses)
{
    public static PolicyText Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        // Numbers below the numbers of articles are points within an article.
        var ways = new Func<string, string?>[] { OfArticle, l => One(Bracketed(), l), l => One(Numbered(), l) };
        var clauses = ways.Select(way => lines.Select((l, i) => (Id: way(l), i)).Where(x => x.Id is not null).Select(x => (x.Id!, x.i)).ToList())
            .FirstOrDefault(found => found.Count > 0) ?? [];
        return new(lines, clauses);
    }

    public bool Has(string quote) => Lines.Any(l => l.Contains(quote, StringComparison.Ordinal));

    /// <summary>The clause that an article such as 第2条第1款 belongs to; null when the text has none.</summary>
    public string? Find(string article) => Clauses.Select(c => c.Id).Where(id => article == id || (article.StartsWith(id, StringComparison.Ordinal)
        && !(char.IsAsciiDigit(id[^1]) && char.IsAsciiDigit(article[id.Length])))).MaxBy(id => id.Length);

    private static string? OfArticle(string line) =>
        One(Article(), line) is { } number ? $"第{number.Replace(" ", "", StringComparison.Ordinal)}条" : null;

    private static string? One(Regex number, string line) => number.Match(line) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"^第([\d ]+)条")]
    private static partial Regex Article();

    [GeneratedRegex(@"^(\d+)[.、．]")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(（[一二三四五六七八九十]+）)")]
    private static partial Regex Bracketed();
}
