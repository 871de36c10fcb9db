namespace Yinfeng.Arbitration;

/// <summary>What of a name is told to whoever may not see it.</summary>
public static class Masked
{
    /// <summary>First and last character; the stars are always three, so that not even the length is told.</summary>
    public static string Name(string name)
    {
        var text = name.Trim();
        return text.Length < 3 ? "***" : $"{text[0]}***{text[^1]}";
    }
}
