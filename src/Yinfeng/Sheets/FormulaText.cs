namespace Yinfeng.Sheets;

/// <summary>Text that a spreadsheet program would run as a formula when it opens a CSV file.</summary>
/// <remarks>OWASP "CSV Injection": = + - @, tab, carriage return, NUL, and the full-width forms that Excel treats alike.</remarks>
public static class FormulaText
{
    private const string Starters = "=+-@\t\r\n\0＝＋－＠";

    /// <summary>Whether the text, after leading spaces, begins like a formula.</summary>
    public static bool IsFormulaLike(string text) => Starts(text.AsSpan().TrimStart(" \u3000\u00a0"));

    /// <summary>The text with one apostrophe more in front where needed; <see cref="FromCsv"/> takes exactly it away again.</summary>
    public static string ToCsv(string text) => IsFormulaLike(text.TrimStart('\'')) ? "'" + text : text;

    /// <summary>The text that <see cref="ToCsv"/> was given.</summary>
    public static string FromCsv(string text) =>
        text.StartsWith('\'') && IsFormulaLike(text.TrimStart('\'')) ? text[1..] : text;

    private static bool Starts(ReadOnlySpan<char> text) => text.Length > 0 && Starters.Contains(text[0]);
}
