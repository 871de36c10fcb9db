using Yinfeng.Reference;
using Yinfeng.Rules;
using Yinfeng.Shell;

namespace Yinfeng.Chains;

/// <summary>The templates of chains that ship with the product.</summary>
public static class ChainTemplates
{
    /// <exception cref="RuleException">A shipped chain has mistakes; the message names each with file and line.</exception>
    public static IReadOnlyList<Chain> Load()
    {
        var industries = ReferenceTable.Read("gbt4754-2017.csv", "code").Select(row => row[0]).ToHashSet(StringComparer.Ordinal);
        var errors = new List<RuleError>();
        var chains = new List<Chain>();
        foreach (var path in Directory.GetFiles(AppFolders.Chains, "*.yaml").Order(StringComparer.Ordinal))
        {
            using var text = new StreamReader(path);
            var (chain, wrong) = ChainFile.Read(Path.GetFileName(path), text, industries);
            errors.AddRange(wrong);
            if (chain is not null)
            {
                chains.Add(chain);
            }
        }
        RuleFile.ThrowIfAny(errors);
        return chains;
    }
}
