using Yinfeng.Chains;

namespace Yinfeng.Gaps;

/// <summary>A company named as evidence.</summary>
/// <param name="Capital">As registered: 1,000 万元; null where unknown or doubtful.</param>
/// <param name="Why">What puts it on the node.</param>
public sealed record NodeFirm(long Id, string Name, string? CreditCode, string Place, string? RegisteredOn, string? Capital, Certainty Certainty, bool IsBranch, string Why);

/// <summary>A node with its verdict and everything it rests on.</summary>
/// <param name="Firms">The largest by capital; branches last.</param>
/// <param name="Neighbours">Nodes that supply it or buy from it, with how many companies the place has there.</param>
/// <param name="Industries">Suppliers and customers by input-output coefficients; empty where no table was imported.</param>
public sealed record NodeGap(ChainNode Node, GapVerdict Verdict, NodeEvidence Evidence, double? LowestQuotient, IReadOnlyList<NodeFirm> Firms,
    IReadOnlyList<NodeNeighbour> Neighbours, IReadOnlyList<NodeIndustry> Industries);

/// <param name="Supplies">It supplies the node; else it buys from it.</param>
public sealed record NodeNeighbour(ChainNode Node, bool Supplies, int Firms);

/// <summary>An industry that supplies the node's industries or buys from them.</summary>
/// <param name="Firms">Companies of the place in its division, outlets and branches left out.</param>
public sealed record NodeIndustry(IoTie Tie, int Firms);

/// <summary>The gaps of a chain in a place on a day.</summary>
public sealed record GapReport(Chain Chain, GapPlace Place, DateOnly AsOf, GapRules Rules, IReadOnlyList<NodeGap> Nodes)
{
    public int Count(NodeStrength strength) => Nodes.Count(n => n.Verdict.Strength == strength);
}
