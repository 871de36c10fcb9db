using Yinfeng.Shell;

namespace Yinfeng.Rules;

/// <summary>All indicators with all their versions: data/rules/indicators.yaml, loaded once.</summary>
public sealed class IndicatorCatalog
{
    private readonly IReadOnlyList<Indicator> _versions;
    private readonly Dictionary<string, string> _bySynonym;

    /// <exception cref="RuleException">The file has mistakes; the message names each with line and column.</exception>
    public static IndicatorCatalog Load(FocusRegions focus) => new(Path.Combine(AppFolders.Rules, "indicators.yaml"), focus);

    public IndicatorCatalog(string path, IRuleSets sets)
    {
        _versions = IndicatorFile.Read(path, sets);
        Codes = [.. _versions.Select(v => v.Code).Distinct()];
        _bySynonym = _versions.SelectMany(v => v.Synonyms.Select(s => (Synonym: s, v.Code)))
            .DistinctBy(x => x.Synonym).ToDictionary(x => x.Synonym, x => x.Code, StringComparer.Ordinal);
    }

    /// <summary>Codes in the order of the file, which is the order on a board; hidden ones included.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>Every version in force on a day, in the order of the file, hidden ones included.</summary>
    public IReadOnlyList<Indicator> On(DateOnly day) =>
        [.. Codes.Select(c => Find(c, day)).OfType<Indicator>()];

    /// <summary>The version of an indicator in force on a day; null when it is unknown or did not yet exist.</summary>
    public Indicator? Find(string code, DateOnly day) => _versions.LastOrDefault(v => v.Code == code && v.ValidFrom <= day);

    /// <summary>The latest version; null when there is no such indicator.</summary>
    public Indicator? Find(string code) => _versions.LastOrDefault(v => v.Code == code);

    /// <summary>The indicator that a head of a sheet names (by code, name or synonym, without blanks); null when none.</summary>
    public Indicator? FindByName(string name)
    {
        var bare = string.Concat(name.Where(c => !char.IsWhiteSpace(c)));
        return Find(bare) ?? (_bySynonym.TryGetValue(bare, out var code) ? Find(code) : null);
    }

    /// <summary>Every version ever, for the page that shows how a definition changed.</summary>
    public IEnumerable<Indicator> History(string code) => _versions.Where(v => v.Code == code);
}
