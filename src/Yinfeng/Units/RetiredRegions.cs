using System.Globalization;
using Yinfeng.Reference;

namespace Yinfeng.Units;

/// <summary>A region code that GB/T 2260 once had and has no more, or a former name of one.</summary>
/// <param name="LastSeen">Last release that listed it: 2009-12 for 崇文区.</param>
public sealed record RetiredRegion(string Code, string Name, Kernel.YearMonth FirstSeen, Kernel.YearMonth LastSeen);

/// <summary>Looks up codes and names that old ledgers still carry, so that a message can say what became of them.</summary>
public sealed class RetiredRegions
{
    private readonly Lazy<ILookup<string, RetiredRegion>> _known = new(Load);

    /// <param name="codeOrName">"110103" or "崇文区".</param>
    /// <returns>Every retired region of that code or name, the latest first; empty when none was ever listed.</returns>
    public IReadOnlyList<RetiredRegion> Find(string codeOrName) =>
        [.. _known.Value[codeOrName.Trim()].OrderByDescending(r => r.LastSeen.Value)];

    /// <summary>"崇文区(110103)已于 2009-12 后撤销或更名" for a message, or null.</summary>
    public string? Explain(string codeOrName) => Find(codeOrName) is [var latest, ..]
        ? $"{latest.Name}（{latest.Code}）是已停用的行政区划，最后见于 {latest.LastSeen} 的代码表"
        : null;

    private static ILookup<string, RetiredRegion> Load()
    {
        var now = RegionTable.Read().Select(r => (r.Code, r.Name)).ToHashSet();
        return ReferenceTable.Read("gbt2260-history.csv", "adcode", "name", "first_seen", "last_seen")
            .Where(row => !now.Contains((row[0], row[1])))
            .Select(row => new RetiredRegion(row[0], row[1], Month(row[2]), Month(row[3])))
            .SelectMany(r => new[] { (Key: r.Code, Region: r), (Key: r.Name, Region: r) })
            .ToLookup(x => x.Key, x => x.Region, StringComparer.Ordinal);
    }

    private static Kernel.YearMonth Month(string text) => new(int.Parse(text, CultureInfo.InvariantCulture));
}
