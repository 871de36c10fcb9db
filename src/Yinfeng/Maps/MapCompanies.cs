using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Maps;

/// <summary>Target firms of a map: companies of the base registered by the end of the month.</summary>
/// <remarks>What is registered is public: everybody who sees business data sees all of it.</remarks>
internal sealed class MapCompanies(EnterpriseBase companies, Database database)
{
    /// <summary>By county where it is known, else by city; the amount is registered capital, without doubtful ones.</summary>
    public async Task<List<MapGroup>> GroupsAsync(MapAsked asked, YearMonth month, CancellationToken ct)
    {
        var held = await companies.NowAsync(ct);
        var allow = new EnterpriseFilter(Division: asked.Division).Of(held, null);
        var groups = new Dictionary<int, (int Count, long Fen, int Without)>();
        var last = new LedgerDate(month.LastDay).Ymd;
        foreach (var row in await RowsAsync(held, asked.List, ct))
        {
            if (allow?.Invoke(row) == false || held.RegisteredOn(row) > last)
            {
                continue;
            }
            var place = held.County(row) > 0 ? held.County(row) : held.Adcode(row);
            var group = groups.GetValueOrDefault(place);
            var worth = LargestCompanies.Fen(held, row);
            groups[place] = (group.Count + 1, group.Fen + (worth ?? 0), group.Without + (worth is null ? 1 : 0));
        }
        return [.. groups.Select(g => new MapGroup(g.Key > 0 ? g.Key : null, false, 0, null, g.Value.Count, g.Value.Fen, g.Value.Without))];
    }

    private async Task<IEnumerable<int>> RowsAsync(EnterpriseColumns held, long? list, CancellationToken ct)
    {
        if (list is not { } id)
        {
            return Enumerable.Range(0, held.Count);
        }
        await using var db = database.OpenRead();
        var ids = await db.Set<EnterpriseListEntry>().Where(e => e.ListId == id && e.EnterpriseId != null).Select(e => e.EnterpriseId!.Value).Distinct().ToListAsync(ct);
        return ids.Select(held.Find).Where(r => r >= 0);
    }
}
