using System.Security.Cryptography;
using System.Text;

namespace Yinfeng.Enterprises;

/// <summary>What people say about the columns of registry files: now, and of files with the same heads before.</summary>
/// <param name="Now">Head by field (name = 企业全称); an empty head says that no column feeds the field. Wins over what was said before.</param>
/// <param name="Before">The same by <see cref="KeyOf"/> of the heads.</param>
public sealed record SaidColumns(IReadOnlyDictionary<string, string>? Now, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Before)
{
    public static readonly SaidColumns Nothing = new(null, new Dictionary<string, IReadOnlyDictionary<string, string>>());

    /// <returns>Head by field; null where nobody said anything.</returns>
    public IReadOnlyDictionary<string, string>? Of(IReadOnlyList<string> heads) => Now is { Count: > 0 } ? Now : Before.GetValueOrDefault(KeyOf(heads));

    /// <summary>The same for all files that are headed alike, whatever their blanks and brackets.</summary>
    public static string KeyOf(IEnumerable<string> heads) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', heads.Select(FieldWords.Folded)))));
}
