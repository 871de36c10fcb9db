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
        return new(lines, [.. lines.Select((l, i) => (Id: ClauseOf(l), i)).Where(x => x.Id is not null).Select(x => (x.Id!, x.i))]);
    }

    public bool Has(string quote) => Lines.Any(l => l.Contains(quote, StringComparison.Ordinal));

    /// <summary>The clause that an article such as 第2条第1款 belongs to; null when the text has none.</summary>
    public string? Find(string article) => Clauses.Select(c => c.Id).Where(id => article == id || (article.StartsWith(id, StringComparison.Ordinal)
        && !char.IsAsciiDigit(article[id.Length]))).MaxBy(id => id.Length);

    private static string? ClauseOf(string line)
    {
        if (Article().Match(line) is { Success: true } article)
        {
            return $"第{article.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)}条";
        }
        return Numbered().Match(line) is { Success: true } numbered ? numbered.Groups[1].Value
            : Bracketed().Match(line) is { Success: true } bracketed ? bracketed.Groups[1].Value : null;
    }

    [GeneratedRegex(@"^第([\d ]+)条")]
    private static partial Regex Article();

    [GeneratedRegex(@"^(\d+)[.、．]")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(（[一二三四五六七八九十]+）)")]
    private static partial Regex Bracketed();
}
