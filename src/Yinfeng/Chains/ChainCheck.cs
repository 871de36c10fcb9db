using System.Globalization;
using Yinfeng.Reference;
using Yinfeng.Rules;

namespace Yinfeng.Chains;

/// <summary>Reads a chain that somebody typed, and says every mistake with its line.</summary>
internal sealed class ChainCheck
{
    private readonly Lazy<HashSet<string>> _industries = new(() =>
        ReferenceTable.Read("gbt4754-2017.csv", "code").Select(row => row[0]).ToHashSet(StringComparer.Ordinal));

    /// <returns>The chain, null when it has mistakes; and every mistake.</returns>
    public (Chain? Chain, IReadOnlyList<RuleError> Errors) Read(string yaml)
    {
        using var text = new StringReader(yaml);
        return ChainFile.Read("产业链", text, _industries.Value);
    }

    public static string Sentence(RuleError error) => string.Create(CultureInfo.InvariantCulture, $"第 {error.Line} 行第 {error.Column} 列：{error.What}{error.Do}");
}
