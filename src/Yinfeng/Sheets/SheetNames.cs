namespace Yinfeng.Sheets;

/// <summary>Names that Excel accepts on a tab.</summary>
internal static class SheetNames
{
    private const int Longest = 31;

    /// <summary>The wished name without []:*?/\ and control characters, at most 31 characters, unlike those taken
    /// (letter case aside).</summary>
    public static string Fit(string wished, ISet<string> taken)
    {
        var clean = string.Concat(wished.Select(c => "[]:*?/\\".Contains(c) || c < ' ' ? '_' : c)).Trim(' ', '\'');
        clean = Cut(clean.Length == 0 ? "工作表" : clean, Longest);
        var name = clean;
        for (var i = 2; !taken.Add(name.ToUpperInvariant()); i++)
        {
            name = Cut(clean, Longest - 2 - i.ToString(System.Globalization.CultureInfo.InvariantCulture).Length) + $"({i})";
        }
        return name;
    }

    /// <summary>The first characters, no half of a surrogate pair at the end.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
