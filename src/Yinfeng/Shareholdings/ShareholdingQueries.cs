using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Graph;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Shareholdings;

/// <summary>A company or person as shown to one person.</summary>
/// <param name="Key">For addresses; of a person it holds the name, so it is left out where the name may not be seen.</param>
/// <param name="Code">Credit code; null where none is known.</param>
public sealed record Party(string? Key, string? Code, string Name, bool IsPerson);

/// <param name="Percent">Of the whole along all paths, in percent with four decimals.</param>
/// <param name="DirectPercent">Declared directly; null where only others stand between.</param>
/// <param name="IsEnd">Nobody is known to hold it, or only its own ring does.</param>
public sealed record PartShare(Party Party, decimal Percent, decimal? DirectPercent, bool IsEnd);

/// <param name="Percent">Null where the source tells no share.</param>
public sealed record DeclaredShare(Party Holder, decimal? Percent, string AsOf, string Source);

/// <param name="Tie">How the party before is tied to this one, e.g. 持有 60%; null for the first.</param>
public sealed record PathStep(Party Party, string? Tie);

/// <param name="Group">What the uppermost controller (or the company itself) controls, itself first.</param>
/// <param name="NetworkSize">How many parties are connected with it in any way.</param>
public sealed record ControlView(Party Company, decimal Least, string On, IReadOnlyList<DeclaredShare> Declared, IReadOnlyList<PartShare> Controllers,
    IReadOnlyList<PartShare> Controlled, Party GroupHead, IReadOnlyList<PartShare> Group, int NetworkSize);

/// <summary>Who controls whom, groups and paths. Shareholdings belong to no unit: whoever may see the base sees them, persons masked.</summary>
internal sealed class ShareholdingQueries(ShareholdingMemory memory, Database database)
{
    /// <summary>The threshold of the beneficial owner.</summary>
    public const decimal DefaultLeast = 25;

    /// <param name="asked">Credit code, whole name or key.</param>
    /// <param name="least">In percent.</param>
    public async Task<ControlView?> CompanyAsync(Viewer viewer, string asked, decimal least, DateOnly? on, CancellationToken ct)
    {
        var holdings = await memory.HoldingsAsync(on, ct);
        var node = holdings.Find(asked);
        if (node < 0)
        {
            return null;
        }
        var (graph, flow) = (holdings.Graph, new ShareFlow(holdings.Graph));
        var part = (double)least / 100;
        var up = flow.Controllers(node, part).Select(s => Share(s, DirectUp(graph, node, s.Node))).ToList();
        var down = flow.Controlled(node, part).Select(s => Share(s, DirectUp(graph, s.Node, node))).ToList();
        var head = flow.Controllers(node, part).Where(s => s.IsEnd).Select(s => s.Node).DefaultIfEmpty(node).First();
        var group = flow.Controlled(head, part).Select(s => Share(s, DirectUp(graph, s.Node, head))).ToList();
        return new(Of(holdings, node, viewer), least, new LedgerDate(holdings.Day).ToString(), await DeclaredAsync(viewer, holdings, node, ct), up, down,
            Of(holdings, head, viewer), group, graph.Around(node).IsEmpty ? 1 : holdings.Groups.SizeOf(node));

        PartShare Share(FlowShare share, decimal? direct) =>
            new(Of(holdings, share.Node, viewer), Math.Round((decimal)share.Part * 100, 4, MidpointRounding.AwayFromZero), direct, share.IsEnd);
    }

    /// <summary>What the uppermost controller of a company (or the company itself) controls, itself first; empty where nobody knows the company.</summary>
    public async Task<IReadOnlyList<Party>> GroupAsync(Viewer viewer, string asked, decimal least, DateOnly? on, CancellationToken ct)
    {
        var holdings = await memory.HoldingsAsync(on, ct);
        if (holdings.Find(asked) is not (>= 0 and var node))
        {
            return [];
        }
        var (flow, part) = (new ShareFlow(holdings.Graph), (double)least / 100);
        var head = flow.Controllers(node, part).Where(s => s.IsEnd).Select(s => s.Node).DefaultIfEmpty(node).First();
        return [.. flow.Controlled(head, part).Select(s => Of(holdings, s.Node, viewer))];
    }

    /// <returns>The steps of a shortest path, empty where the two are not connected; an unmet condition for each that is not known.</returns>
    public async Task<Decision<IReadOnlyList<PathStep>>> PathAsync(Viewer viewer, string from, string to, DateOnly? on, CancellationToken ct)
    {
        var holdings = await memory.HoldingsAsync(on, ct);
        var (one, two) = (holdings.Find(from), holdings.Find(to));
        var unmet = new List<Unmet>();
        if (one < 0)
        {
            unmet.Add(Unknown("from", from));
        }
        if (two < 0)
        {
            unmet.Add(Unknown("to", to));
        }
        if (unmet.Count > 0)
        {
            return Decision<IReadOnlyList<PathStep>>.Refuse(unmet);
        }
        var path = new GraphWalks(holdings.Graph).Shortest(one, two);
        return Decision<IReadOnlyList<PathStep>>.Allow([.. path.Select((node, i) =>
            new PathStep(Of(holdings, node, viewer), i == 0 ? null : Tie(holdings.Graph, path[i - 1], node)))]);
    }

    /// <summary>Companies with this in their name, or the one with this code.</summary>
    public async Task<IReadOnlyList<Party>> FindAsync(Viewer viewer, string asked, int most, CancellationToken ct)
    {
        var holdings = await memory.HoldingsAsync(null, ct);
        var exact = holdings.Find(asked);
        return [.. (exact < 0 ? [] : new[] { exact }).Concat(holdings.Named(asked, most)).Distinct().Take(most).Select(n => Of(holdings, n, viewer))];
    }

    /// <summary>How many parties and holdings are in force today, and the file taken in last.</summary>
    public async Task<(int Parties, int Holdings, ShareholdingImport? Last)> StateAsync(CancellationToken ct)
    {
        var holdings = await memory.HoldingsAsync(null, ct);
        await using var db = database.OpenRead();
        return (holdings.Nodes, holdings.Graph.Edges, await db.Set<ShareholdingImport>().OrderByDescending(i => i.AtUtc).FirstOrDefaultAsync(ct));
    }

    private async Task<IReadOnlyList<DeclaredShare>> DeclaredAsync(Viewer viewer, Holdings holdings, int node, CancellationToken ct)
    {
        var keys = new[] { holdings.Key(node), HolderKeys.Company("", holdings.Name(node)) };
        var day = new LedgerDate(holdings.Day);
        await using var db = database.OpenRead();
        var rows = await db.Set<Shareholding>().Where(h => keys.Contains(h.CompanyKey) && h.AsOf <= day).ToListAsync(ct);
        var newest = rows.Where(h => h.AsOf == rows.Max(r => r.AsOf)).OrderByDescending(h => h.BasisPoints).ThenBy(h => h.HolderName, StringComparer.Ordinal);
        return [.. newest.Select(h => new DeclaredShare(Of(h.HolderKey, h.HolderName, h.HolderIsPerson, viewer),
            h.BasisPoints == 0 ? null : h.BasisPoints / 100m, h.AsOf.ToString(), h.Source))];
    }

    private static Party Of(Holdings holdings, int node, Viewer viewer) => Of(holdings.Key(node), holdings.Name(node), holdings.IsPerson(node), viewer);

    private static Party Of(string key, string name, bool isPerson, Viewer viewer)
    {
        var shown = HolderKeys.Shown(name, isPerson, viewer);
        return new(shown == name ? key : null, HolderKeys.CodeOf(key), shown.Length > 0 ? shown : HolderKeys.CodeOf(key) ?? "", isPerson);
    }

    private static decimal? DirectUp(OwnershipGraph graph, int company, int holder) =>
        graph.Holders(company).IndexOf(holder) is var at and >= 0 ? graph.HolderShares(company)[at] / 100m : null;

    private static string Tie(OwnershipGraph graph, int before, int node) => DirectUp(graph, node, before) is { } holds ? $"持有 {holds:0.##}%"
        : DirectUp(graph, before, node) is { } held ? $"被持有 {held:0.##}%" : "有投资关系，比例不详";

    private static Unmet Unknown(string field, string asked) => new("shareholding.unknown", field, ShareholdingTerms.Unknown(asked));
}
