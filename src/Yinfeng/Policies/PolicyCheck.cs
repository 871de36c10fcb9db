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

    /// <summary>A file of rules, with the text and the cases that lie beside it.</summary>
    internal static PolicySource Alone(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new(Path.GetFileNameWithoutExtension(path), null, File.ReadAllText(path), Beside("text.txt"), Beside("cases.yaml"), Shipped: false);

        string? Beside(string name) => Path.Combine(folder, name) is var file && File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
