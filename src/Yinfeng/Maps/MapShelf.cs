using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Maps;

/// <summary>A file of boundaries as the settings list it.</summary>
public sealed record BoundarySource(string FileName, string Sha256, string ActorId, DateTime AtUtc, int Regions);

/// <summary>Drawn maps: the nation and its provinces from the package, drawn once when first asked for; counties from what the office loaded.</summary>
internal sealed class MapShelf(Database database)
{
    private const int Width = 1800, Tallest = 1500;
    private const double Fine = 1.2, Coarse = 1.6;
    private readonly Lazy<IReadOnlyList<Land>> _lands = new(PackageMap.Load);
    private readonly ConcurrentDictionary<long, Lazy<DrawnMap?>> _drawn = new();

    /// <param name="region">The nation or a province; null where the package has no map of it, or only its outline.</param>
    public DrawnMap? Of(long region) => _drawn.GetOrAdd(region, id => new(() => Draw(id))).Value;

    /// <summary>The map of units below a city or county, where the office loaded the boundary of at least one.</summary>
    public async Task<DrawnMap?> OfUnitsAsync(IEnumerable<long> regions, CancellationToken ct)
    {
        var ids = regions.ToList();
        await using var db = database.OpenRead();
        var loaded = await db.Set<Boundary>().Where(b => ids.Contains(b.RegionId)).OrderBy(b => b.RegionId).ToListAsync(ct);
        Land[] lands = [.. loaded.Select(b => BoundaryText.Read(b.Rings)).Zip(loaded, (rings, b) => new Land(b.RegionId, Land.MiddleOf(rings), rings))];
        return lands.Length == 0 ? null : DrawnMap.Of(lands, id => id, Width, Tallest, Fine);
    }

    public async Task<IReadOnlyList<BoundarySource>> SourcesAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return [.. (await db.Set<Boundary>().GroupBy(b => new { b.FileName, b.Sha256, b.ActorId, b.AtUtc }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
            .Select(g => new BoundarySource(g.Key.FileName, g.Key.Sha256, g.Key.ActorId, g.Key.AtUtc, g.Count)).OrderByDescending(s => s.AtUtc)];
    }

    private DrawnMap? Draw(long region)
    {
        var lands = _lands.Value.Where(l => region == UnitTree.NationId || l.RegionId / 10_000 == region / 10_000).ToList();
        return lands.Count < 2 ? null : DrawnMap.Of(lands, id => id / 10_000, Width, Tallest, region == UnitTree.NationId ? Coarse : Fine);
    }
}
