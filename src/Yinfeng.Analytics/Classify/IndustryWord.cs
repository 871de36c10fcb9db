namespace Yinfeng.Analytics.Classify;

/// <summary>What a word says about the trade of a company.</summary>
public enum WordKind : byte
{
    /// <summary>Counts in the name only: 加油站, 支行.</summary>
    Name,

    /// <summary>A thing; what is done with it decides: 水泥 made is 30, sold it is 51.</summary>
    Goods,

    /// <summary>Decides whatever is done: 物业管理.</summary>
    Service,

    /// <summary>The goods' own division: 制造, 加工.</summary>
    Make,

    /// <summary>Trade, whatever the goods: 销售, 零售.</summary>
    Sell,

    /// <summary>An act with a division of its own, whatever it is done to: 租赁, 种植, 维修.</summary>
    Do,

    /// <summary>Says nothing, and hides the words within it: 经营范围.</summary>
    None,
}

/// <param name="Division">Two digits of GB/T 4754 as a number from 1 to 97; 0 for <see cref="WordKind.Make"/> and <see cref="WordKind.None"/>.</param>
/// <param name="Weight">1 is an ordinary word; below it a hint, above it a word that rarely misleads.</param>
public readonly record struct IndustryWord(string Text, WordKind Kind, int Division, float Weight);

/// <summary>A word that spoke for a division in one text.</summary>
/// <param name="InName">Found in the company's name, otherwise in its scope.</param>
public readonly record struct IndustryReason(string Word, int Division, float Weight, bool InName);

/// <param name="Division">1 to 97; 0 when nothing spoke for any.</param>
/// <param name="Second">The next best, 0 when there is none.</param>
/// <param name="Confidence">Share of answers as clear as this one that were right when judged, 0 to 1.</param>
/// <param name="Reasons">The words that decided for <paramref name="Division"/>, the heaviest first.</param>
public sealed record IndustryAnswer(int Division, int Second, double Confidence, IReadOnlyList<IndustryReason> Reasons);
