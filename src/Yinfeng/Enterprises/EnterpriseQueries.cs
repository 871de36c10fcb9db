using System.Text;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;

namespace Yinfeng.Enterprises;

/// <summary>A company in JSON, as a search finds it.</summary>
/// <param name="Capital">As registered: 1,000 万元人民币; null where unknown.</param>
public sealed record EnterpriseHit(string Name, string? CreditCode, int? Adcode, double Score, string Why, long Id, string? Place, string? RegisteredOn,
    string Kind, string? Capital);

public sealed record EnterpriseSearchJson(string Query, IReadOnlyList<EnterpriseHit> Hits);

/// <summary>What people ask the base. What is registered is public: whoever is signed in sees every company.</summary>
public sealed class EnterpriseQueries(EnterpriseSearch search, RegistryPlaces places)
{
    public const int MostHits = 1_000;

    /// <summary>The companies that somebody may mean, best first.</summary>
    /// <param name="limit">At most <see cref="MostHits"/>.</param>
    public async Task<IReadOnlyList<EnterpriseHit>> SearchAsync(Viewer viewer, string text, int limit, EnterpriseFilter filter, CancellationToken ct)
    {
        var (columns, found) = await search.FindAsync(text, Math.Clamp(limit, 0, MostHits), filter, ct);
        return [.. found.Select(f => Hit(columns, f, viewer))];
    }

    private EnterpriseHit Hit(EnterpriseColumns columns, EnterpriseFound found, Viewer viewer)
    {
        var row = found.Row;
        var name = PersonNames.Show(columns.Name(row).ToString(), (columns.Flags(row) & EnterpriseFlags.NamesPerson) != 0, viewer.May(Rights.See));
        var registeredOn = columns.RegisteredOn(row) > 0 ? new LedgerDate(columns.RegisteredOn(row)).ToString() : null;
        return new(name, columns.Code(row).IsEmpty ? null : Encoding.ASCII.GetString(columns.Code(row)), columns.Adcode(row) > 0 ? columns.Adcode(row) : null,
            found.Score, found.Why, columns.Id(row), places.Name(columns.Adcode(row)), registeredOn, EnterpriseTerms.Of(columns.Kind(row)),
            CapitalShown.Of(columns.CapitalCents(row), columns.Currency(row)));
    }
}
