using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Gaps;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Maps;

/// <summary>Target firms of a map: companies of the base registered by the end of the month; those of a list, an industry or a node of a chain.</summary>
/// <remarks>What is registered is public: everybody who sees business data sees all of it.</remarks>
internal sealed class MapCompanies(EnterpriseBase companies, ChainShelf chains, MemberShelf members, EnterpriseLines lines, Database database)
{
    public const string NoNode = "map.node";

    /// <summary>Why the chain or node that is asked for cannot be shown; null where it can, or none is asked for.</summary>
    public async Task<Unmet?> UnknownAsync(Viewer viewer, MapAsked asked, long unit, YearMonth month, CancellationToken ct)
    {
        if (asked is not { Layer: MapLayer.Companies, Chain: { } id })
        {
            return null;
        }
        var chain = await chains.FindAsync(viewer, id, unit, month.LastDay, ct);
        return chain is null ? new("map.chain", "chain", $"没有代号为“{id}”的产业链。请在产业链页面核对代号。")
            : asked.Node is { } node && chain.Find(node) is null ? new(NoNode, "node", $"产业链“{chain.Name}”没有环节“{node}”。请从列表里选一个。") : null;
    }

    /// <summary>By county where it is known, else by city; the amount is registered capital, without doubtful ones.</summary>
    public async Task<List<MapGroup>> GroupsAsync(Viewer viewer, MapAsked asked, MapScope scope, CancellationToken ct)
    {
        var groups = new Dictionary<int, (int Count, long Fen, int Without)>();
        var (held, rows) = await FittingAsync(viewer, asked, scope, ct);
        foreach (var row in rows)
        {
            var (place, worth) = (PlaceOf(held, row), LargestCompanies.Fen(held, row));
            var group = groups.GetValueOrDefault(place);
            groups[place] = (group.Count + 1, group.Fen + (worth ?? 0), group.Without + (worth is null ? 1 : 0));
        }
        return [.. groups.Select(g => Group(g.Key, g.Value.Count, g.Value.Fen, g.Value.Without))];
    }

    /// <summary>The companies of a chain behind a figure, the largest first, each with why it counts as one of the node.</summary>
    /// <param name="key">Key of the place; null for all.</param>
    public async Task<(int Total, long Fen, int Without, List<MapRow> Rows)> OfChainAsync(Viewer viewer, MapAsked asked, MapScope scope, string? key, int skip, int take,
        CancellationToken ct)
    {
        var (places, keys) = (new MapPlaces(scope, asked, null), new Dictionary<int, bool>());
        var of = (await MembersAsync(viewer, asked, scope, ct))!.Value;
        var (held, fitting) = await FittingAsync(viewer, asked, scope, ct);
        bool Here(int row)
        {
            var place = PlaceOf(held, row);
            if (!keys.TryGetValue(place, out var here))
            {
                keys[place] = here = places.KeyOf(Group(place, 1, 0, 0)) is { } found && (key is null || found == key);
            }
            return here;
        }
        var rows = fitting.Where(Here).Select(row => (Row: row, Fen: LargestCompanies.Fen(held, row))).OrderByDescending(r => r.Fen ?? -1).ThenBy(r => r.Row).ToList();
        return (rows.Count, rows.Sum(r => r.Fen ?? 0), rows.Count(r => r.Fen is null), rows.Skip(skip).Take(take).Select(r =>
        {
            var (node, member) = of.Rows[r.Row];
            var line = lines.Line(viewer, held, r.Row);
            return new MapRow(line.Id, $"/enterprises/{line.Id}", line.Name, null, line.PlaceName, node.Name, node.Name, null, of.Members.Why(node, member),
                line.RegisteredOn.Length > 0 ? line.RegisteredOn : null, r.Fen);
        }).ToList());
    }

    private async Task<(EnterpriseColumns Held, IEnumerable<int> Rows)> FittingAsync(Viewer viewer, MapAsked asked, MapScope scope, CancellationToken ct)
    {
        var of = await MembersAsync(viewer, asked, scope, ct);
        var held = of?.Members.Companies ?? await companies.NowAsync(ct);
        var allow = new EnterpriseFilter(Division: asked.Division).Of(held, null);
        var last = new LedgerDate(scope.Month.LastDay).Ymd;
        var rows = asked.List is { } list ? await ListedAsync(held, list, ct) : of?.Rows.Keys ?? Enumerable.Range(0, held.Count);
        return (held, rows.Where(row => allow?.Invoke(row) != false && held.RegisteredOn(row) <= last && of?.Rows.ContainsKey(row) != false));
    }

    /// <summary>The companies of the chain or node asked for, each on the first node it stands on; null where none is asked for.</summary>
    private async Task<(ChainMembers Members, Dictionary<int, (ChainNode Node, NodeMember Member)> Rows)?> MembersAsync(Viewer viewer, MapAsked asked, MapScope scope,
        CancellationToken ct)
    {
        if (asked.Chain is not { } id || await chains.FindAsync(viewer, id, scope.Unit.Id, scope.Month.LastDay, ct) is not { } chain)
        {
            return null;
        }
        var of = await members.MembersAsync(chain, ct);
        var rows = new Dictionary<int, (ChainNode, NodeMember)>();
        foreach (var node in chain.Nodes.Where(n => asked.Node is null || n.Id == asked.Node))
        {
            foreach (var member in of.Of(node.Id).All.Where(m => m.IsSure))
            {
                rows.TryAdd(member.Row, (node, member));
            }
        }
        return (of, rows);
    }

    private async Task<IEnumerable<int>> ListedAsync(EnterpriseColumns held, long list, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var ids = await db.Set<EnterpriseListEntry>().Where(e => e.ListId == list && e.EnterpriseId != null).Select(e => e.EnterpriseId!.Value).Distinct().ToListAsync(ct);
        return ids.Select(held.Find).Where(r => r >= 0);
    }

    private static int PlaceOf(EnterpriseColumns held, int row) => held.County(row) > 0 ? held.County(row) : held.Adcode(row);

    private static MapGroup Group(int place, int count, long fen, int without) => new(place > 0 ? place : null, false, 0, null, count, fen, without);
}
