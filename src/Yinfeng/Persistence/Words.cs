using System.Text;

namespace Yinfeng.Persistence;

/// <summary>The words of an enumeration, as columns hold them: a million rows hold the same few.</summary>
internal static class Words<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = Enum.GetValues<T>().ToDictionary(v => v.ToString());
    private static readonly (byte[] Word, T Value)[] Utf8 = [.. Values.Select(v => (Encoding.UTF8.GetBytes(v.Key), v.Value))];

    /// <exception cref="KeyNotFoundException">A word of another version of the program.</exception>
    public static T Of(string word) => Values[word];

    /// <inheritdoc cref="Of(string)"/>
    public static T Of(ReadOnlySpan<byte> word)
    {
        foreach (var (known, value) in Utf8)
        {
            if (word.SequenceEqual(known))
            {
                return value;
            }
        }
        throw new KeyNotFoundException($"\"{Encoding.UTF8.GetString(word)}\" is no {typeof(T).Name}.");
    }
}
