using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Gaps;

/// <summary>A gap table as REST and the command line hand it out.</summary>
/// <param name="AsOf">The first day that is not known.</param>
public sealed record GapJson(string Chain, string ChainName, string Unit, string UnitName, string AsOf, int Strong, int Weak, int Missing, IReadOnlyList<NodeGapJson> Nodes)
{
    internal static GapJson Of(GapReport report) => new(report.Chain.Id, report.Chain.Name, report.Place.Unit.Code, report.Place.Unit.Name,
        report.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), report.Count(NodeStrength.Strong), report.Count(NodeStrength.Weak),
        report.Count(NodeStrength.Missing), [.. report.Nodes.Select(NodeGapJson.Of)]);
}

/// <param name="Verdict">strong, weak or missing.</param>
/// <param name="Confidence">high, middle or low.</param>
public sealed record NodeGapJson(string Node, string Name, string Layer, string Verdict, string Confidence, IReadOnlyList<string> Reasons, NodeEvidenceJson Evidence,
    IReadOnlyList<NodeFirmJson> Firms, IReadOnlyList<NodeProjectJson> Projects, IReadOnlyList<NodeNeighbourJson> Suppliers, IReadOnlyList<NodeNeighbourJson> Customers,
    IReadOnlyList<NodeIndustryJson> Industries)
{
    internal static NodeGapJson Of(NodeGap gap) => new(gap.Node.Id, gap.Node.Name, gap.Node.Layer.ToString().ToLowerInvariant(),
        gap.Verdict.Strength.ToString().ToLowerInvariant(), gap.Verdict.Confidence.ToString().ToLowerInvariant(), gap.Verdict.Reasons,
        new(gap.Evidence.Firms, gap.Evidence.Sure, gap.Evidence.Possible, gap.Evidence.Branches, gap.Evidence.MeanShare, gap.Evidence.Expected, gap.Evidence.Cities,
            gap.Evidence.Quotient, gap.LowestQuotient, Money.ToYi(gap.Evidence.StartedFen)),
        [.. gap.Firms.Select(f => new NodeFirmJson(f.Id, f.Name, f.CreditCode, f.Place, f.RegisteredOn, f.Capital, f.Certainty.ToString(), f.IsBranch, f.Why))],
        [.. gap.Evidence.Projects.Select(p => new NodeProjectJson(p.Id, p.Name, p.Investor, p.Stage.ToString(), p.TotalFen is { } fen ? Money.ToYi(fen) : null, p.Why))],
        Neighbours(gap, supplies: true), Neighbours(gap, supplies: false),
        [.. gap.Industries.Select(i => new NodeIndustryJson(i.Tie.Division.ToString("D2", CultureInfo.InvariantCulture), i.Tie.Sector, i.Tie.Supplies, i.Tie.Coefficient, i.Firms))]);

    private static NodeNeighbourJson[] Neighbours(NodeGap gap, bool supplies) =>
        [.. gap.Neighbours.Where(n => n.Supplies == supplies).Select(n => new NodeNeighbourJson(n.Node.Id, n.Node.Name, n.Firms))];
}

/// <param name="LocalFirms">Companies of the place, outlets and branches left out.</param>
/// <param name="MeanShare">Of the node among a city's companies, mean over <paramref name="Cities"/> cities.</param>
/// <param name="LocationQuotient">Share here over the mean share; null where there is nothing to compare with.</param>
/// <param name="StartedYi">Total investment of started projects, 亿元.</param>
public sealed record NodeEvidenceJson(int LocalFirms, int Sure, int ScopeOnly, int Branches, double MeanShare, double Expected, int Cities, double? LocationQuotient,
    double? LowestQuotient, decimal StartedYi);

public sealed record NodeFirmJson(long Id, string Name, string? CreditCode, string Place, string? RegisteredOn, string? Capital, string Certainty, bool Branch, string Why);

public sealed record NodeProjectJson(long Id, string Name, string? Investor, string Stage, decimal? TotalYi, string Why);

public sealed record NodeNeighbourJson(string Node, string Name, int Firms);

/// <param name="Coefficient">Direct input of the supplier per yuan of the buyer's output.</param>
/// <param name="Firms">Companies of the place in the division.</param>
public sealed record NodeIndustryJson(string Division, string Sector, bool Supplies, double Coefficient, int Firms);
