using Yinfeng.Analytics.Openings;
using Yinfeng.Chains;
using Yinfeng.Kernel;

namespace Yinfeng.Targeting;

/// <summary>What the page of targets shows: the list, or why there is none, and what was typed.</summary>
/// <param name="Kind">Only companies with a reason of this kind; empty for all.</param>
/// <param name="Refused">The company whose lead was refused.</param>
public sealed record TargetsView(IReadOnlyList<Chain> Chains, string Chain, string Node, string Unit, string AsOf, string Kind, TargetList? List, IReadOnlyList<Unmet> Unmet,
    bool MayLead, long? Refused = null, int Page = 1)
{
    /// <summary>What became of earlier advice that the viewer may see.</summary>
    public IReadOnlyList<AdviceLine> Advice { get; init; } = [];

    /// <summary>Companies shown at a time; all of them stand in the workbook.</summary>
    public const int Size = 10;

    /// <summary>The list's way of ranking beside rules of thumb.</summary>
    public static IReadOnlyList<(string Name, BacktestMean Mean)> Compared(TrackRecord record) =>
        [("本名单的排法", record.Model), ("其中省外来的", record.CrossProvince), ("只按距离", record.Distance), ("只按注册资本", record.Capital)];
}
