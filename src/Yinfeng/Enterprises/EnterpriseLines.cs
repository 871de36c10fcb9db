using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>A company as lists show it.</summary>
public sealed record EnterpriseLine(long Id, string Name, string CreditCode, int Adcode, int County, string PlaceName, string RegisteredOn, OrganisationKind Kind,
    long? CapitalCents, string Currency, EnterpriseFlags Flags, int Division);

/// <summary>A company that was asked for, how well it fits what was typed, and why.</summary>
public sealed record EnterpriseFoundLine(EnterpriseLine Line, double Score, string Why);

/// <param name="Held">How many companies the base holds.</param>
/// <param name="Total">How many fit; of a text no more than <see cref="EnterpriseQueries.MostHits"/>, the best.</param>
public sealed record EnterprisePage(EnterpriseAsked Asked, int Held, int Total, int Size, IReadOnlyList<EnterpriseFoundLine> Rows)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>The companies asked for, as lists show them.</summary>
public sealed class EnterpriseLines(Database database, EnterpriseBase companies, EnterpriseSearch search, RegistryPlaces places)
{
    /// <summary>Most rows of an Excel export.</summary>
    public const int MostExported = 100_000;

    /// <summary>With a text the best first, without one the largest capital.</summary>
    /// <remarks>Companies are public facts: whoever may see business data sees all of them. Names of persons are masked for others.</remarks>
    public async Task<EnterprisePage> PageAsync(Viewer viewer, EnterpriseAsked asked, int size, CancellationToken ct)
    {
        var skipped = (asked.At - 1L) * size;
        if (asked.Text.Length > 0)
        {
            var (columns, found) = await search.FindAsync(asked.Text, EnterpriseQueries.MostHits, asked.Filter, ct);
            return new(asked, columns.Count, found.Count, size,
                [.. found.Skip((int)Math.Min(skipped, found.Count)).Take(size).Select(f => new EnterpriseFoundLine(Line(viewer, columns, f.Row), f.Score, f.Why))]);
        }
        var held = await companies.NowAsync(ct);
        var allow = asked.Filter.Of(held, await search.ListedAsync(asked.Filter.List, ct));
        var (total, rows) = LargestCompanies.Of(held, allow, (int)Math.Min(skipped + size, held.Count));
        return new(asked, held.Count, total, size, [.. rows.Skip((int)Math.Min(skipped, total)).Select(r => new EnterpriseFoundLine(Line(viewer, held, r), 0, "符合条件"))]);
    }

    /// <summary>One line for a row of memory, for whoever asks.</summary>
    internal EnterpriseLine Line(Viewer viewer, EnterpriseColumns held, int row)
    {
        var flags = held.Flags(row);
        return new(held.Id(row), PersonNames.Show(held.Name(row).ToString(), flags.HasFlag(EnterpriseFlags.NamesPerson), viewer.May(Rights.See)),
            System.Text.Encoding.ASCII.GetString(held.Code(row)), held.Adcode(row), held.County(row), places.Full(held.Adcode(row), held.County(row)),
            held.RegisteredOn(row) == 0 ? "" : new LedgerDate(held.RegisteredOn(row)).ToString(), held.Kind(row),
            held.CapitalCents(row) < 0 ? null : held.CapitalCents(row), held.Currency(row), flags, held.Division(row));
    }

    public async Task<IReadOnlyList<EnterpriseList>> ListsAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<EnterpriseList>().OrderByDescending(l => l.On).ThenBy(l => l.Name).ToListAsync(ct);
    }
}
