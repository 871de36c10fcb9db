namespace Yinfeng.Enterprises;

/// <summary>The head of a registry table among its first rows: below titles and notes, one row or two.</summary>
/// <param name="Last">Index of its last row among the rows looked at.</param>
/// <param name="Texts">What each column is headed; of two rows the lower one where it says anything.</param>
internal sealed record RegistryHead(int Last, string[] Texts)
{
    public const int LookedAt = 20;

    private const int LongestHead = 20, MostDigits = 2;

    /// <summary>The head by which the most columns are understood, the name among them. Where none is, the one with the most cells that could be
    /// heads, so that a person can be shown what there is.</summary>
    public static RegistryHead Of(IReadOnlyList<string[]> rows, SaidColumns said)
    {
        RegistryHead? best = null;
        var most = 0;
        var single = rows.Select((texts, row) => new RegistryHead(row, texts)).ToList();
        List<RegistryHead> all = [.. single, .. rows.Zip(rows.Skip(1), Joined).Select((texts, row) => new RegistryHead(row + 1, texts))];
        foreach (var head in all)
        {
            var mapping = RegistryMapping.Of(head.Texts, said.Of(head.Texts));
            if (mapping.Allowed && mapping.Value!.Known > most)
            {
                (best, most) = (head, mapping.Value.Known);
            }
        }
        return best ?? all.MaxBy(h => h.Texts.Count(CouldHead)) ?? new(0, []);
    }

    private static bool CouldHead(string text) => text.Length is > 0 and <= LongestHead && text.Count(char.IsAsciiDigit) <= MostDigits
        && !text.EndsWith("公司", StringComparison.Ordinal);

    private static string[] Joined(string[] upper, string[] lower) =>
    [
        .. Enumerable.Range(0, Math.Max(upper.Length, lower.Length))
            .Select(i => lower.ElementAtOrDefault(i) is { Length: > 0 } below ? below : upper.ElementAtOrDefault(i) ?? ""),
    ];
}
