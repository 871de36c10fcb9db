using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Which companies are asked for; null and empty do not restrict.</summary>
/// <param name="Text">Part of the name, or of the credit code.</param>
/// <param name="Place">GB/T 2260 code of a province, city or county.</param>
/// <param name="Division">Two digits of GB/T 4754.</param>
/// <param name="FromWan">Registered capital from, in 万元, other currencies at a rough rate; doubtful amounts never count.</param>
/// <param name="FromYear">Registered in this year or later.</param>
/// <param name="List">Id of a list it stands on.</param>
public sealed record EnterpriseSelection(string? Text = null, int? Place = null, int? Division = null, OrganisationKind? Kind = null, decimal? FromWan = null,
    decimal? ToWan = null, int? FromYear = null, int? ToYear = null, long? List = null, int Page = 1, int Size = 50);

/// <summary>A company as lists show it.</summary>
public sealed record EnterpriseLine(long Id, string Name, string CreditCode, int Adcode, int County, string PlaceName, string RegisteredOn, OrganisationKind Kind,
    long? CapitalCents, string Currency, EnterpriseFlags Flags, int Division);

/// <param name="Sorted">By capital; false where there are too many, which come as they were taken in.</param>
public sealed record EnterprisePage(EnterpriseSelection Filter, int Held, int Total, bool Sorted, IReadOnlyList<EnterpriseLine> Rows)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>Reads the base: lists from memory, one company from the database.</summary>
public sealed class EnterpriseLines(Database database, EnterpriseBase companies, RegistryPlaces places)
{
    /// <summary>Most rows of an Excel export.</summary>
    public const int MostExported = 100_000;

    private const int MostSorted = 200_000;

    /// <summary>Companies are public facts: whoever may see business data sees all of them. Names of persons are masked for others.</summary>
    public async Task<EnterprisePage> ListAsync(Viewer viewer, EnterpriseSelection filter, CancellationToken ct)
    {
        var held = await companies.NowAsync(ct);
        var found = await RowsAsync(held, filter, ct);
        var sorted = found.Count <= MostSorted;
        if (sorted)
        {
            var keys = found.Select(r => (-Worth(held, r), r)).ToArray();
            Array.Sort(keys);
            found = [.. keys.Select(k => k.r)];
        }
        var rows = found.Skip((filter.Page - 1) * filter.Size).Take(filter.Size).Select(r => Line(viewer, held, r)).ToList();
        return new(filter, held.Count, found.Count, sorted, rows);
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

    private async Task<List<int>> RowsAsync(EnterpriseColumns held, EnterpriseSelection filter, CancellationToken ct)
    {
        var test = new EnterpriseTest(held, filter);
        if (filter.List is not { } list)
        {
            return test.All();
        }
        await using var db = database.OpenRead();
        var ids = await db.Set<EnterpriseListEntry>().Where(e => e.ListId == list && e.EnterpriseId != null).Select(e => e.EnterpriseId!.Value).ToListAsync(ct);
        return [.. ids.Distinct().Select(held.Find).Where(r => r >= 0 && test.Matches(r)).Order()];
    }

    private static long Worth(EnterpriseColumns held, int row) => held.CapitalCents(row) < 0 || held.Flags(row).HasFlag(EnterpriseFlags.CapitalDoubtful)
        ? -1 : CapitalRates.Fen(held.CapitalCents(row), held.Currency(row)) ?? -1;

    public async Task<IReadOnlyList<EnterpriseList>> ListsAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<EnterpriseList>().OrderByDescending(l => l.On).ThenBy(l => l.Name).ToListAsync(ct);
    }
}
