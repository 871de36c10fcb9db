using System.Text.RegularExpressions;

namespace Yinfeng.Enterprises;

/// <summary>The business scope as it is stored: without telephone and identity numbers, which have no business there.</summary>
internal static partial class ScopeText
{
    private const int ShortestNumber = 7;

    /// <param name="masked">Whether a number was taken out.</param>
    public static string Clean(ReadOnlySpan<char> scope, out bool masked)
    {
        masked = false;
        var run = 0;
        foreach (var c in scope)
        {
            run = char.IsAsciiDigit(c) ? run + 1 : c == '-' && run > 0 ? run : 0;
            if (run >= ShortestNumber)
            {
                var text = scope.ToString();
                var clean = Personal().Replace(text, "＊＊＊");
                masked = clean.Length != text.Length || clean != text;
                return clean;
            }
        }
        return scope.ToString();
    }

    /// <summary>18 digits of an identity number, mobile telephones, telephones with their area code.</summary>
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:[1-9]\d{5}(?:19|20)\d{9}[0-9Xx]|1[3-9]\d{9}|0\d{2,3}[-—]\d{7,8})(?![0-9A-Za-z])")]
    private static partial Regex Personal();
}
