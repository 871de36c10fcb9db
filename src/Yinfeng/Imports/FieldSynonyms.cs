using Yinfeng.Shell;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Yinfeng.Imports;

/// <summary>One meaning of a head: the words for it, patterns, and what rules it out.</summary>
internal sealed class HeadRule
{
    public string Field { get; set; } = "";
    public string Code { get => Field; set => Field = value; }

    /// <summary>money, count or rate; for indicators only.</summary>
    public string Unit { get; set; } = "";

    /// <summary>An indicator that only others are made of; nobody sets a target for it.</summary>
    public bool Hidden { get; set; }
    public List<string> Is { get; set; } = [];
    public List<string> Has { get; set; } = [];
    public List<string> Not { get; set; } = [];
}

/// <summary>What a head can mean; the higher the score the surer.</summary>
internal readonly record struct HeadMatch(HeadRule Rule, int Score);

/// <summary>The words of ledgers, from data/rules/ledger-fields.yaml.</summary>
internal sealed class FieldSynonyms
{
    private static readonly Lazy<FieldSynonyms> Shipped = new(() => Read<FieldSynonyms>("ledger-fields.yaml"));
    private HeadIndex? _index;

    public static FieldSynonyms Default => Shipped.Value;
    public List<HeadRule> Fields { get; set; } = [];
    public List<string> Stages { get; set; } = [];
    public List<string> Planned { get; set; } = [];
    public List<string> Parts { get; set; } = [];
    public List<string> Funds { get; set; } = [];
    [YamlMember(Alias = "not-funds", ApplyNamingConventions = false)]
    public List<string> NotFunds { get; set; } = [];
    [YamlMember(Alias = "non-fixed", ApplyNamingConventions = false)]
    public List<string> NonFixed { get; set; } = [];
    public List<string> Fixed { get; set; } = [];
    public List<string> Overseas { get; set; } = [];
    public List<string> Outside { get; set; } = [];
    public List<string> Within { get; set; } = [];
    public HeadIndex Heads => _index ??= new HeadIndex(Fields);

    internal static T Read<T>(string file)
    {
        var yaml = File.ReadAllText(Path.Combine(AppFolders.Rules, file));
        return new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<T>(yaml);
    }
}

/// <summary>Finds the rule that a normalised head fits.</summary>
internal sealed class HeadIndex
{
    private readonly Dictionary<string, List<HeadMatch>> _exact = new(StringComparer.Ordinal);
    private readonly List<HeadRule> _rules;

    public HeadIndex(List<HeadRule> rules)
    {
        _rules = rules;
        foreach (var rule in rules)
        {
            for (var i = 0; i < rule.Is.Count; i++)
            {
                var key = HeadText.Letters(Folding.Key(rule.Is[i]));
                if (!_exact.TryGetValue(key, out var list))
                {
                    _exact[key] = list = [];
                }
                list.Add(new HeadMatch(rule, 1000 - i));
            }
        }
    }

    public bool Knows(string head) => _exact.ContainsKey(head);

    /// <summary>Every rule the head fits, best first.</summary>
    /// <param name="head">Folded letters only.</param>
    /// <param name="context">The head and all heads above it: words under "not" count here as well.</param>
    public List<HeadMatch> Find(string head, string context)
    {
        var found = new List<HeadMatch>();
        if (head.Length == 0)
        {
            return found;
        }
        if (_exact.TryGetValue(head, out var exact))
        {
            found.AddRange(exact.Where(m => !Excluded(m.Rule, head, context)));
        }
        foreach (var rule in _rules)
        {
            if (!found.Exists(m => m.Rule == rule) && rule.Has.Exists(p => Fits(head, p)) && !Excluded(rule, head, context))
            {
                found.Add(new HeadMatch(rule, 500 - Math.Min(head.Length, 100)));
            }
        }
        found.Sort((a, b) => b.Score.CompareTo(a.Score));
        return found;
    }

    private static bool Excluded(HeadRule rule, string head, string context) => rule.Not.Exists(word =>
        context.Contains(word, StringComparison.Ordinal) && !rule.Is.Exists(i => i == head && i.Contains(word, StringComparison.Ordinal)));

    /// <summary>"*" stands for any text, also none.</summary>
    internal static bool Fits(string text, string pattern)
    {
        var parts = pattern.Split('*');
        var at = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var found = text.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0 || (i == 0 && found != 0))
            {
                return false;
            }
            at = found + parts[i].Length;
        }
        return parts[^1].Length == 0 || text.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
