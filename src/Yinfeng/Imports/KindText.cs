using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>Reads 固投 and 非固投.</summary>
internal static class KindText
{
    /// <summary>Null when the text says neither.</summary>
    public static InvestmentKind? Read(string text, FieldSynonyms words)
    {
        var key = HeadText.Letters(Folding.Key(text));
        return words.NonFixed.Contains(key) || key.StartsWith("非固", StringComparison.Ordinal) ? InvestmentKind.NonFixedAsset
            : words.Fixed.Contains(key) || key.StartsWith("固定资产", StringComparison.Ordinal) || key.StartsWith("固投", StringComparison.Ordinal)
                ? InvestmentKind.FixedAsset
            : null;
    }
}
