using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Maps;

/// <summary>A project, a lead or a company behind a figure of a map.</summary>
/// <param name="Href">Its page.</param>
/// <param name="From">Where the investor comes from, as written.</param>
/// <param name="State">Stage of the project today, or state of the lead.</param>
/// <param name="On">Day of signing, or of the first report.</param>
public sealed record MapRow(long Id, string Href, string Name, string? Investor, string? From, string Unit, string Landing, string? Park, string State, string? On, long? Fen);

/// <param name="Place">The place whose figure was opened; null for the whole map.</param>
public sealed record MapRowsView(MapAsked Asked, YearMonth Period, string UnitName, string? Key, string? Place, int Total, long Fen, int Without, int Page,
    IReadOnlyList<MapRow> Rows)
{
    public const int Size = 50;
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>Reads what stands behind a figure of a map.</summary>
internal sealed class MapRowQueries(MapQueries maps, MapCompanies companies, Database database)
{
    public const int MostExported = 100_000;

    /// <param name="key">Key of the place; null for all.</param>
    /// <param name="page">From 1; 0 for everything, as an export wants it.</param>
    public async Task<Decision<MapRowsView>> ListAsync(Viewer viewer, MapAsked asked, string? key, int page, CancellationToken ct)
    {
        if (asked is { Layer: MapLayer.Companies, Chain: null })
        {
            return Decision<MapRowsView>.Refuse("map.rows", "layer", "企业的名单在企业库里：请打开“企业库”，按所在地筛选。");
        }
        var settled = await maps.ScopeAsync(viewer, asked, ct);
        if (settled.Value is not { } scope)
        {
            return Decision<MapRowsView>.Refuse(settled.Unmet);
        }
        await using var db = database.OpenRead();
        var (skip, take) = page == 0 ? (0, MostExported) : ((page - 1) * MapRowsView.Size, MapRowsView.Size);
        string Name(long unit) => UnitText.Name(unit, scope.Then);
        var (total, fen, without, rows) = asked.Layer == MapLayer.Companies ? await companies.OfChainAsync(viewer, asked, scope, key, skip, take, ct)
            : asked.Layer == MapLayer.Leads ? await OfLeadsAsync(await maps.LeadsAsync(db, viewer, scope, asked, key, ct), Name, skip, take, ct)
            : await OfProjectsAsync(await maps.ProjectsAsync(db, viewer, scope, asked, key, ct), Name, skip, take, ct);
        return Decision<MapRowsView>.Allow(new MapRowsView(asked with { Unit = scope.Unit.Code, Period = scope.Month }, scope.Month, scope.Unit.Name, key,
            key is null ? null : new MapPlaces(scope, asked, null).NameOf(key), total, fen, without, Math.Max(1, page), rows));
    }

    private static async Task<(int, long, int, List<MapRow>)> OfProjectsAsync(IQueryable<Project> projects, Func<long, string> name, int skip, int take, CancellationToken ct)
    {
        var sums = await projects.GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Fen = g.Sum(p => p.TotalInvestmentFen), With = g.Count(p => p.TotalInvestmentFen != null) })
            .FirstOrDefaultAsync(ct);
        var rows = await projects.OrderByDescending(p => p.TotalInvestmentFen != null).ThenByDescending(p => p.TotalInvestmentFen).ThenBy(p => p.Id)
            .Skip(skip).Take(take).ToListAsync(ct);
        return (sums?.Count ?? 0, sums?.Fen ?? 0, sums is null ? 0 : sums.Count - sums.With, rows.ConvertAll(p => new MapRow(p.Id, $"/projects/{p.Id}", p.Name, p.Investor, p.InvestorPlace,
            name(p.OwnerUnitId), name(p.LandingUnitId), p.Park,
            Terms.Of(p.Stage) + (p.Status == ProjectStatus.Active ? "" : $"（{Terms.Of(p.Status)}）"), p.SignedOn?.ToString(), p.TotalInvestmentFen)));
    }

    private static async Task<(int, long, int, List<MapRow>)> OfLeadsAsync(IQueryable<Lead> leads, Func<long, string> name, int skip, int take, CancellationToken ct)
    {
        var sums = await leads.GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Fen = g.Sum(l => l.IntendedInvestmentFen), With = g.Count(l => l.IntendedInvestmentFen != null) })
            .FirstOrDefaultAsync(ct);
        var rows = await leads.OrderByDescending(l => l.IntendedInvestmentFen != null).ThenByDescending(l => l.IntendedInvestmentFen).ThenBy(l => l.Id)
            .Skip(skip).Take(take).ToListAsync(ct);
        return (sums?.Count ?? 0, sums?.Fen ?? 0, sums is null ? 0 : sums.Count - sums.With, rows.ConvertAll(l => new MapRow(l.Id, $"/leads/{l.Id}", l.Title, l.Investor, l.InvestorPlace,
            name(l.UnitId), name(l.UnitId), null, $"{LeadTerms.Of(l.Status)} · {l.Grade} 级", l.FirstReportedOn.ToString(), l.IntendedInvestmentFen)));
    }
}
