using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>A policy as it is stored: rules, text and cases.</summary>
/// <param name="Id">Name of its folder.</param>
/// <param name="From">Asked from this day on; null for the first version.</param>
/// <param name="Text">The document, where it may be shown.</param>
/// <param name="Cases">Worked cases, as YAML; null where there are none.</param>
public sealed record PolicySource(string Id, DateOnly? From, string Yaml, string? Text, string? Cases, bool Shipped)
{
    public string File => $"{Id}/policy.yaml";

    /// <summary>Every folder that holds a policy.yaml.</summary>
    public static IReadOnlyList<PolicySource> Folder(string path) => !Directory.Exists(path) ? [] :
        [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal).Where(d => System.IO.File.Exists(Path.Combine(d, "policy.yaml"))).Select(One)];

    public static PolicySource One(string folder) => new(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), null,
        System.IO.File.ReadAllText(Path.Combine(folder, "policy.yaml")), Optional(folder, "text.txt"), Optional(folder, "cases.yaml"), Shipped: true);

    private static string? Optional(string folder, string name) =>
        Path.Combine(folder, name) is var path && System.IO.File.Exists(path) ? System.IO.File.ReadAllText(path) : null;
}

internal static class PolicySources
{
    /// <summary>Of each policy the version asked on a day.</summary>
    public static IReadOnlyList<PolicySource> Current(IReadOnlyList<PolicySource> sources, DateOnly on) =>
        [.. sources.Where(s => s.From is not { } from || from <= on).GroupBy(s => s.Id).Select(g => g.MaxBy(s => s.From ?? DateOnly.MinValue)!)];

    /// <summary>The parameters of all, by 简称·name.</summary>
    public static Dictionary<string, RuleParameter> Quoted(IReadOnlyList<PolicySource> current)
    {
        var quoted = new Dictionary<string, RuleParameter>(StringComparer.Ordinal);
        foreach (var source in current)
        {
            PolicyFile.Quotable(source.File, source.Yaml, quoted);
        }
        return quoted;
    }

    /// <summary>The policies of a day, each in its version of that day; parameters of all may be quoted by all.</summary>
    /// <exception cref="RuleException">With every mistake in every file.</exception>
    public static IReadOnlyList<Policy> Read(IReadOnlyList<PolicySource> sources, DateOnly on)
    {
        var current = Current(sources, on);
        var quoted = Quoted(current);
        var errors = new List<RuleError>();
        var policies = new List<Policy>();
        foreach (var source in current)
        {
            var (policy, wrong) = PolicyFile.Read(source.File, source.Yaml, source.Text, on, quoted);
            errors.AddRange(wrong);
            if (policy is not null)
            {
                policies.Add(policy with { VersionFrom = source.From });
            }
        }
        RuleFile.ThrowIfAny(errors);
        return policies;
    }
}
