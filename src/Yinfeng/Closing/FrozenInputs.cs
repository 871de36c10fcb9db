using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>The rows that the figures of a unit's subtree are made of, packed table by table.</summary>
/// <remarks>Read from the committed state: whoever closes keeps other writes from committing meanwhile.</remarks>
internal sealed class FrozenInputs(Database database)
{
    private const string ProjectColumns = BoardReader.ProjectColumns
        + ", name, investor, landing_unit_id, stage, confidentiality, is_sample, source_import_id, source_sheet, source_row";

    private const string MonthColumns = "project_id, month, city_id, funds_fen, fixed_investment_fen, reported_by, verified_by, "
        + "source_import_id, source_sheet, source_row, source_column";

    /// <param name="unitId">The unit that is closed, with everything whose figures count below it at the end of <paramref name="period"/>.</param>
    /// <param name="from">First month whose reports are needed: for last year's figures of the first month that this closing closes.</param>
    /// <param name="years">Years of ledgers taken in, as the board knows them; asked for last.</param>
    public async Task<Dictionary<string, byte[]>> PackAsync(UnitHistory history, long unitId, YearMonth period, YearMonth? from,
        Func<Task<LedgerYears>> years, CancellationToken ct)
    {
        var tree = history.On(period);
        long[] below = [.. history.Known.Where(u => history.CountsIn(u, unitId, period))];
        long[] units = [.. tree.Upward(unitId).Select(n => n.Id).Concat(below).Distinct().Order()];
        var (owned, all) = (List(below), List(units));
        var projects = $"owner_unit_id IN ({owned}) OR id IN (SELECT project_id FROM credit_share WHERE unit_id IN ({owned}))";
        var theirs = $"project_id IN (SELECT id FROM project WHERE {projects})";
        var packed = await Task.WhenAll(new[]
        {
            (PartKind.Projects, $"SELECT {ProjectColumns} FROM project WHERE {projects} ORDER BY id"),
            (PartKind.Shares, $"SELECT project_id, unit_id, from_month, to_month, share_bp FROM credit_share WHERE {theirs} ORDER BY project_id, from_month, unit_id"),
            (PartKind.Months, $"SELECT {MonthColumns} FROM monthly_report WHERE month BETWEEN {from?.Value ?? 0} AND {period.Value} AND {theirs} ORDER BY project_id, month"),
            (PartKind.Targets, $"SELECT unit_id, year, indicator, level, value FROM target WHERE unit_id IN ({all}) AND year <= {period.Year} ORDER BY unit_id, year, indicator, level"),
            (PartKind.Plans, $"SELECT unit_id, month, indicator, value FROM plan WHERE unit_id IN ({all}) AND month <= {period.Value} ORDER BY unit_id, month, indicator"),
            (PartKind.Units, $"SELECT id, kind FROM unit WHERE id IN ({all}) ORDER BY id"),
            (PartKind.UnitVersions, "SELECT unit_id, valid_from, code, name, short_name, parent_id, ended, successor_id FROM unit_version "
                + $"WHERE unit_id IN ({all}) ORDER BY unit_id, valid_from"),
        }.Select(table => Task.Run(async () => (Kind: table.Item1, Data: await PackAsync(table.Item2, ct)), ct))); // All tables at once.
        var parts = packed.ToDictionary(p => p.Kind, p => p.Data, StringComparer.Ordinal);
        parts[PartKind.Coverage] = Coverage(await years(), [.. units]);
        return parts;
    }

    private async Task<byte[]> PackAsync(string sql, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        using var rows = await SelectRows.OpenAsync(connection, sql, ct);
        return FrozenTableWriter.Pack(rows);
    }

    private static byte[] Coverage(LedgerYears years, HashSet<long> units)
    {
        using var table = new FrozenTableWriter(["unit_id", "year"]);
        foreach (var (unit, year) in years.Taken.Where(t => units.Contains(t.Unit)).Order())
        {
            table.Add(unit, (long)year);
        }
        return table.Done();
    }

    /// <summary>Ids are numbers of ours, so they may stand in the text.</summary>
    private static string List(IEnumerable<long> ids) => string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));
}
