using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yinfeng.Audit;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Closing;

/// <summary>The texts of all rules, as they were read when the program started: what a closed month freezes of its definitions.</summary>
/// <remarks>Taken together with the catalogue, because the files may be edited while the program runs.</remarks>
internal sealed class FrozenRules
{
    private const string Indicators = "indicators.yaml", FocusLists = "focus-lists.yaml", FocusRegionsFile = "focus-regions.csv";
    private static readonly ConcurrentDictionary<string, IndicatorCatalog> Parsed = new();
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    public FrozenRules(IndicatorCatalog catalog)
    {
        foreach (var path in Directory.EnumerateFiles(AppFolders.Rules, "*.yaml").Append(Path.Combine(AppFolders.Reference, FocusRegionsFile)))
        {
            _texts[Path.GetFileName(path)] = File.ReadAllText(path);
        }
        IsCurrent = Versions(Read(JsonSerializer.Serialize(_texts, AuditJson.Options))).SequenceEqual(Versions(catalog));
    }

    /// <summary>All texts by file name, in one JSON object; those an office keeps in its data folder as <c>office/lights.yaml</c>.</summary>
    public string Json(string dataFolder)
    {
        var texts = new SortedDictionary<string, string>(_texts, StringComparer.Ordinal);
        var own = Path.Combine(dataFolder, "rules");
        foreach (var path in Directory.Exists(own) ? Directory.EnumerateFiles(own, "*.yaml") : [])
        {
            texts["office/" + Path.GetFileName(path)] = File.ReadAllText(path);
        }
        return JsonSerializer.Serialize(texts, AuditJson.Options);
    }

    /// <summary>False where a file was edited between the start of the program and now: what is in use is not what would be frozen.</summary>
    public bool IsCurrent { get; }

    /// <summary>The catalogue that frozen texts say.</summary>
    public static IndicatorCatalog Read(string json) =>
        Parsed.GetOrAdd(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))), _ => Parse(json));

    private static IndicatorCatalog Parse(string json)
    {
        var folder = Directory.CreateTempSubdirectory("yinfeng-rules-").FullName;
        try
        {
            foreach (var (name, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(json, AuditJson.Options)!)
            {
                File.WriteAllText(Path.Combine(folder, name.Replace('/', '-')), text); // One folder; an office's own never hide the others.
            }
            var focus = new FocusRegions(Path.Combine(folder, FocusLists), Path.Combine(folder, FocusRegionsFile));
            return new IndicatorCatalog(Path.Combine(folder, Indicators), focus);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Versions(IndicatorCatalog catalog) =>
        catalog.Codes.SelectMany(catalog.History).Select(v => $"{v.Code}|{v.Name}|{v.Unit}|{v.ValidFrom:yyyyMMdd}|{v.Definition}");
}
