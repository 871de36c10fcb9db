using System.Buffers;
using Yinfeng.Shell;

namespace Yinfeng.Projects;

/// <summary>Traditional characters and the simplified ones that stand for them when texts are compared, from data/reference/t2s.csv.</summary>
internal static class SimplifiedScript
{
    /// <summary>Simplified names keep them: 乾安县, 高昇镇. Their other forms (干, 升) are other words.</summary>
    private const string Kept = "乾昇";

    private static readonly Dictionary<char, char> Forms = File.ReadLines(Path.Combine(AppFolders.Reference, "t2s.csv")).Skip(1)
        .Where(line => !Kept.Contains(line[0], StringComparison.Ordinal)).ToDictionary(line => line[0], line => line[2]);

    /// <summary>Every character that has another form.</summary>
    public static SearchValues<char> Traditional { get; } = SearchValues.Create([.. Forms.Keys]);

    /// <param name="into">As long as <paramref name="from"/>.</param>
    public static void Write(ReadOnlySpan<char> from, Span<char> into)
    {
        for (var i = 0; i < from.Length; i++)
        {
            into[i] = Forms.GetValueOrDefault(from[i], from[i]);
        }
    }
}
