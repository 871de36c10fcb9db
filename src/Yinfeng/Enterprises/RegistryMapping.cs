using System.Text.Json;
using Yinfeng.Kernel;
using Yinfeng.Shell;
using YamlDotNet.Serialization;

namespace Yinfeng.Enterprises;

/// <summary>What a column of a registry file can tell.</summary>
public enum RegistryField { Name, CreditCode, RegisteredOn, Kind, CapitalWan, Capital, Currency, Scope, Province, City, County, Adcode, CountyAdcode }

/// <summary>Which column feeds which field; -1 where none does.</summary>
public sealed class RegistryMapping
{
    private static readonly int Fields = Enum.GetValues<RegistryField>().Length;
    private readonly int[] _columns;

    /// <param name="heads">The head row, kept to recognise where it is repeated.</param>
    private RegistryMapping(int[] columns, string[] heads) => (_columns, Heads) = (columns, heads);

    public string[] Heads { get; }
    public int this[RegistryField field] => _columns[(int)field];

    /// <summary>How many fields a column feeds.</summary>
    public int Known => _columns.Count(c => c >= 0);

    /// <summary>Maps heads by the words of <c>data/rules/enterprise-fields.yaml</c>, or by what a person said.</summary>
    /// <param name="said">Head by field; wins over the words. An empty head says that no column feeds the field.</param>
    public static Decision<RegistryMapping> Of(IReadOnlyList<string> heads, IReadOnlyDictionary<string, string>? said = null)
    {
        var (columns, byHead) = (new int[Fields], new Dictionary<string, int>(StringComparer.Ordinal));
        for (var i = 0; i < heads.Count; i++)
        {
            byHead.TryAdd(FieldWords.Folded(heads[i]), i);
        }
        byHead.Remove("");
        foreach (var field in Enum.GetValues<RegistryField>())
        {
            var words = said is not null && said.TryGetValue(FieldWords.Name(field), out var head) ? [FieldWords.Folded(head)] : FieldWords.Of(field);
            columns[(int)field] = words.Select(w => byHead.GetValueOrDefault(w, -1)).FirstOrDefault(c => c >= 0, -1);
        }
        var mapping = new RegistryMapping(columns, [.. heads]);
        return mapping[RegistryField.Name] >= 0
            ? Decision<RegistryMapping>.Allow(mapping)
            : Decision<RegistryMapping>.Refuse("header-not-found", "file",
                $"表头没有“企业名称”一列，读到的是：{string.Join("、", heads.Where(h => h.Length > 0).Take(12))}。请写明列名，或指定各列的对应关系。");
    }

    /// <summary>The head of each field; empty where no column feeds it.</summary>
    public IReadOnlyDictionary<string, string> ByField() =>
        Enum.GetValues<RegistryField>().ToDictionary(FieldWords.Name, f => this[f] >= 0 ? Heads[this[f]] : "", StringComparer.Ordinal);

    /// <summary>{"name":"企业名称", …}: as <see cref="ByField"/>, so that a resumed import reads the same columns.</summary>
    public string ToJson() => JsonSerializer.Serialize(ByField(), EnterpriseJson.Plain);
}

/// <summary>The words by which registry files head their columns.</summary>
internal static class FieldWords
{
    private static readonly Lazy<Dictionary<string, List<string>>> Known = new(() =>
        new DeserializerBuilder().Build().Deserialize<Dictionary<string, List<string>>>(
            File.ReadAllText(Path.Combine(AppFolders.Rules, "enterprise-fields.yaml"))).ToDictionary(w => w.Key, w => w.Value.ConvertAll(Folded)));

    /// <summary>Folded, best first.</summary>
    public static IEnumerable<string> Of(RegistryField field) => Known.Value[Name(field)];

    public static string AllNames => string.Join("、", Enum.GetValues<RegistryField>().Select(Name));

    public static bool IsField(string name) => Enum.GetValues<RegistryField>().Any(f => Name(f) == name);

    public static string Name(RegistryField field) => JsonNamingPolicy.CamelCase.ConvertName(field.ToString());

    /// <summary>Blanks, brackets and full-width forms do not count; "注册资本（万元）" keeps its unit.</summary>
    public static string Folded(string head) => string.Concat(head.Where(c => !char.IsWhiteSpace(c) && c is not '\uFEFF' and not '*').Select(c => c switch
    {
        '（' or '［' or '【' => '(',
        '）' or '］' or '】' => ')',
        _ => char.ToLowerInvariant(c),
    }));
}
