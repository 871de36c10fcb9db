using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Checks policy files as their authors hand them in.</summary>
public static class PolicyCheck
{
    /// <param name="paths">Files, folders of one policy, or folders of such folders.</param>
    public static IReadOnlyList<RuleError> Run(IEnumerable<string> paths)
    {
        var errors = new List<RuleError>();
        var sources = new List<PolicySource>();
        foreach (var path in paths)
        {
            try
            {
                sources.AddRange(File.Exists(path) ? [Alone(path)] : File.Exists(Path.Combine(path, "policy.yaml")) ? [PolicySource.One(path)] : PolicySource.Folder(path));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                errors.Add(new RuleError("policy.file", new RuleSource(path, 1, 1, ""), 0, 1, $"文件打不开：{unreadable.Message}", "核对路径和权限。"));
            }
        }
        var quoted = new Dictionary<string, RuleParameter>(StringComparer.Ordinal);
        sources.ForEach(s => PolicyFile.Quotable(s.File, s.Yaml, quoted));
        errors.AddRange(sources.SelectMany(s => Check(s.File, s.Yaml, s.Text, quoted)));
        return [.. errors.OrderBy(e => e.Source.File, StringComparer.Ordinal).ThenBy(e => e.Line).ThenBy(e => e.Column)];
    }

    /// <summary>Every mistake in one policy; parameters as of the day it comes into force.</summary>
    public static IReadOnlyList<RuleError> Check(string file, string yaml, string? text, IReadOnlyDictionary<string, RuleParameter>? quoted = null)
    {
        var (policy, first) = PolicyFile.Read(file, yaml, text, DateOnly.MaxValue, quoted);
        return policy?.From is { } from ? PolicyFile.Read(file, yaml, text, from, quoted).Errors : first;
    }

    private static PolicySource Alone(string path) => new(Path.GetFileNameWithoutExtension(path), null, File.ReadAllText(path),
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "text.txt") is var text && File.Exists(text) ? File.ReadAllText(text) : null, null, Shipped: false);
}
