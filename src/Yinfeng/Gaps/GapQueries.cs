using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Gaps;

/// <summary>Answers which nodes of a chain are strong, weak or missing in a place, with the evidence beside it.</summary>
internal sealed class GapQueries(MemberShelf shelf, ChainShelf chains, NodeLedger ledger, EnterpriseLines lines, UnitDirectory units, GapRuleBook rules,
    CoefficientShelf coefficients, TimeProvider clock)
{
    private const int MostNamed = 8;

    /// <param name="unit">Code or name.</param>
    /// <param name="asOf">The first day that is not known; null for everything known now.</param>
    public async Task<Decision<GapReport>> OfAsync(Viewer viewer, string chain, string? unit, DateOnly? asOf, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var place = GapPlace.Find(viewer, tree, unit);
        if (!place.Allowed)
        {
            return Decision<GapReport>.Refuse(place.Unmet);
        }
        var on = asOf ?? BusinessTime.Today(clock);
        return await chains.FindAsync(viewer, chain, place.Value!.Unit.Id, on, ct) is { } found
            ? Decision<GapReport>.Allow(await OfAsync(viewer, tree, found, place.Value, on, asOf, ct))
            : Decision<GapReport>.Refuse("gap.chain", "chain", $"没有代号为“{chain}”的产业链。请用 chain list 或产业链页面核对代号。");
    }

    private async Task<GapReport> OfAsync(Viewer viewer, UnitTree tree, Chain chain, GapPlace place, DateOnly on, DateOnly? asOf, CancellationToken ct)
    {
        var (members, shares) = await shelf.OfAsync(chain, on, asOf is { } day ? (day.Year * 10_000) + (day.Month * 100) + day.Day : int.MaxValue, ct);
        var projects = await ledger.OfAsync(viewer, tree, place, chain, on, ct);
        var companies = members.Companies;
        var (firms, ofDivision) = (0, new int[100]);
        for (var row = 0; row < companies.Count; row++)
        {
            if (place.Holds(companies, row) && members.Kinds[row] == FirmKind.Firm && shares.Exists(companies.RegisteredOn(row)))
            {
                firms++;
                ofDivision[companies.Division(row)]++;
            }
        }
        var local = chain.Nodes.ToDictionary(n => n.Id,
            n => members.In(n.Id, place).Where(m => shares.Exists(companies.RegisteredOn(m.Row))).ToList(), StringComparer.Ordinal);
        var today = rules.On(on);
        return new GapReport(chain, place, on, today, [.. chain.Nodes.Select(node =>
        {
            var here = local[node.Id];
            var evidence = new NodeEvidence(firms, here.Count(m => m.IsSure), here.Count(m => !m.IsSure && m.Kind == FirmKind.Firm),
                here.Count(m => m.Kind == FirmKind.Branch), shares.Mean(node.Id), shares.Cities, [.. projects[node.Id]]);
            return new NodeGap(node, GapVerdict.Of(evidence, today), evidence, evidence.Lowest(today.Doubt), Named(viewer, members, node, here),
                [.. chain.SuppliersOf(node.Id).Select(n => new NodeNeighbour(n, true, local[n.Id].Count(m => m.IsSure))),
                    .. chain.CustomersOf(node.Id).Select(n => new NodeNeighbour(n, false, local[n.Id].Count(m => m.IsSure)))],
                [.. coefficients.Now.Of(ChainMembers.Divisions(node)).Select(tie => new NodeIndustry(tie, ofDivision[tie.Division]))]);
        })]);
    }

    private List<NodeFirm> Named(Viewer viewer, ChainMembers members, ChainNode node, IReadOnlyList<NodeMember> here) =>
        [.. here.OrderBy(m => m.Kind).ThenByDescending(m => m.IsSure).ThenByDescending(m => Worth(members.Companies, m.Row)).ThenBy(m => m.Row)
            .Take(MostNamed).Select(m => Firm(viewer, members, node, m))];

    private NodeFirm Firm(Viewer viewer, ChainMembers members, ChainNode node, NodeMember member)
    {
        var line = lines.Line(viewer, members.Companies, member.Row);
        var doubtful = line.Flags.HasFlag(EnterpriseFlags.CapitalDoubtful);
        return new NodeFirm(line.Id, line.Name, line.CreditCode.Length > 0 ? line.CreditCode : null, line.PlaceName,
            line.RegisteredOn.Length > 0 ? line.RegisteredOn : null, doubtful ? null : CapitalShown.Of(line.CapitalCents ?? -1, line.Currency),
            member.Certainty, member.Kind == FirmKind.Branch, members.Why(node, member));
    }

    /// <summary>Registered capital in fen; unknown and doubtful amounts below all others.</summary>
    internal static long Worth(EnterpriseColumns companies, int row) =>
        companies.CapitalCents(row) < 0 || companies.Flags(row).HasFlag(EnterpriseFlags.CapitalDoubtful)
            ? -1 : CapitalRates.Fen(companies.CapitalCents(row), companies.Currency(row)) ?? -1;
}
