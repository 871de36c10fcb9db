using System.Globalization;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Reads companies from the database as facts for memory.</summary>
internal sealed class EnterpriseLoad(Database database)
{
    private const int RowsAtOnce = 4_096, BlocksAhead = 8;
    private const string Columns = "id, name, credit_code, adcode, county, registered_on, kind, capital_cents, currency, division, scope_hash, "
        + "code_checked, currency_assumed, capital_doubtful, names_person";

    public async Task<EnterpriseColumns> AllAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        using var rows = await SelectRows.OpenAsync(connection, $"SELECT {Columns} FROM enterprise ORDER BY id", ct);
        // Read on one thread, packed into columns and tables on another.
        return EnterpriseColumns.Of(ReadAhead.Of(Facts(rows).Chunk(RowsAtOnce), BlocksAhead).SelectMany(block => block));
    }

    public async Task<List<EnterpriseFacts>> SomeAsync(IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        using var rows = await SelectRows.OpenAsync(connection, $"SELECT {Columns} FROM enterprise WHERE id IN ("
            + $"{string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)))})", ct); // Numbers of ours.
        return [.. Facts(rows)];
    }

    private static IEnumerable<EnterpriseFacts> Facts(SelectRows rows)
    {
        while (rows.Next())
        {
            yield return new EnterpriseFacts(rows.GetInt64(0), rows.GetString(1), rows.Text(2) ?? "", rows.GetInt32(3), rows.Int(4) ?? 0,
                rows.Int(5) ?? 0, rows.Word<OrganisationKind>(6), rows.Long(7) ?? -1, rows.Text(8) ?? "", Flags(rows), rows.Int(9) ?? 0, rows.GetInt32(10));
        }
    }

    private static EnterpriseFlags Flags(SelectRows rows) =>
        (rows.GetBoolean(11) ? EnterpriseFlags.CodeChecked : 0) | (rows.GetBoolean(12) ? EnterpriseFlags.CurrencyAssumed : 0)
        | (rows.GetBoolean(13) ? EnterpriseFlags.CapitalDoubtful : 0) | (rows.GetBoolean(14) ? EnterpriseFlags.NamesPerson : 0);
}
