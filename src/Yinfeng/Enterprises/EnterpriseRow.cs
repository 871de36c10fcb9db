using System.Data;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Reads companies that a later file changes, and writes them back: by statements, for a file may change a hundred thousand.</summary>
internal static class EnterpriseRow
{
    private const string Columns = "id, name, credit_code, code_checked, adcode, county, registered_on, kind, capital_cents, currency, currency_assumed, "
        + "capital_doubtful, names_person, division, scope_hash, source_import_id, source_row, version";

    private static readonly Statement Update = new(
        """
        UPDATE enterprise SET name = @name, credit_code = @code, code_checked = @checked, adcode = @adcode, county = @county, registered_on = @registered, kind = @kind,
            capital_cents = @cents, currency = @currency, currency_assumed = @assumed, capital_doubtful = @doubtful, names_person = @person, division = @division,
            scope_hash = @scope, source_import_id = @import, source_row = @row, version = @version
        WHERE id = @id AND version = @seen
        """,
        ("id", DbType.Int64), ("seen", DbType.Int32), ("name", DbType.String), ("code", DbType.String), ("checked", DbType.Boolean), ("adcode", DbType.Int32),
        ("county", DbType.Int32), ("registered", DbType.Int32), ("kind", DbType.String), ("cents", DbType.Int64), ("currency", DbType.String), ("assumed", DbType.Boolean),
        ("doubtful", DbType.Boolean), ("person", DbType.Boolean), ("division", DbType.Int32), ("scope", DbType.Int32), ("import", DbType.Int64), ("row", DbType.Int32),
        ("version", DbType.Int32));

    private static readonly Statement Scope = new(
        "INSERT INTO enterprise_scope (enterprise_id, text) VALUES (@id, @text) ON CONFLICT (enterprise_id) DO UPDATE SET text = @text",
        ("id", DbType.Int64), ("text", DbType.String));

    /// <returns>By id; those that are not stored are missing.</returns>
    public static async Task<Dictionary<long, Enterprise>> OfAsync(PreparedConnection sql, IEnumerable<long> ids, CancellationToken ct)
    {
        var companies = new Dictionary<long, Enterprise>();
        using var rows = await SelectRows.OpenAsync(sql.Connection, $"SELECT {Columns} FROM enterprise WHERE id IN ({Text(ids)})", ct);
        while (rows.Next())
        {
            companies.Add(rows.GetInt64(0), new()
            {
                Id = rows.GetInt64(0), Name = rows.GetString(1), CreditCode = rows.Text(2), CodeChecked = rows.GetBoolean(3), Adcode = rows.GetInt32(4),
                County = rows.Int(5), RegisteredOn = rows.Int(6) is { } day ? new LedgerDate(day) : null, Kind = rows.Word<OrganisationKind>(7),
                CapitalCents = rows.Long(8), Currency = rows.Text(9), CurrencyAssumed = rows.GetBoolean(10), CapitalDoubtful = rows.GetBoolean(11),
                NamesPerson = rows.GetBoolean(12), Division = rows.Int(13), ScopeHash = rows.GetInt32(14), SourceImportId = rows.GetInt64(15),
                SourceRow = rows.GetInt32(16), Version = rows.GetInt32(17),
            });
        }
        return companies;
    }

    /// <summary>For which day each import spoke.</summary>
    public static async Task<Dictionary<long, LedgerDate>> DatesAsync(PreparedConnection sql, IEnumerable<long> imports, CancellationToken ct)
    {
        var dates = new Dictionary<long, LedgerDate>();
        using var rows = await SelectRows.OpenAsync(sql.Connection, $"SELECT id, source_on FROM enterprise_import WHERE id IN ({Text(imports)})", ct);
        while (rows.Next())
        {
            dates.Add(rows.GetInt64(0), new LedgerDate(rows.GetInt32(1)));
        }
        return dates;
    }

    /// <param name="seen">The version that was read.</param>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed the company meanwhile.</exception>
    public static async Task StoreAsync(PreparedConnection sql, Enterprise company, int seen, CancellationToken ct)
    {
        if (await sql.RunAsync(Update, ct, company.Id, seen, company.Name, company.CreditCode, company.CodeChecked, company.Adcode, company.County,
            company.RegisteredOn?.Ymd, company.Kind.ToString(), company.CapitalCents, company.Currency, company.CurrencyAssumed, company.CapitalDoubtful,
            company.NamesPerson, company.Division, company.ScopeHash, company.SourceImportId, company.SourceRow, company.Version) != 1)
        {
            throw new DbUpdateConcurrencyException($"Company {company.Id} was changed by another process.");
        }
    }

    /// <summary>Stores a scope that differs from the one with which the company came.</summary>
    public static async Task StoreScopeAsync(PreparedConnection sql, long id, string scope, CancellationToken ct) => await sql.RunAsync(Scope, ct, id, scope);

    private static string Text(IEnumerable<long> ids) => string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture))); // Numbers of ours.
}
