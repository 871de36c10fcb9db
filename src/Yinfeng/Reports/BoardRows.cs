using System.Data.Common;
using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Reports;

/// <summary>Receives what a project adds to the board.</summary>
internal delegate void BoardEntryTaker(long project, in BoardEntry entry);

/// <summary>Reads what some projects add to the board over one connection, also in the middle of a write.</summary>
/// <remarks><see cref="BoardReader"/> reads ranges with three readers side by side, which a transaction of PostgreSQL cannot.</remarks>
internal sealed class BoardRows(DbConnection connection, DbTransaction? transaction, BoardMeasures measures)
{
    private readonly ProjectFacts _facts = new();
    private readonly BoardCredit _credit = new();

    /// <param name="ids">A few hundred at most; they stand in the statement.</param>
    public async Task ReadAsync(IReadOnlyCollection<long> ids, BoardEntryTaker take, CancellationToken ct)
    {
        var list = string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));
        var shares = await RowsAsync($"SELECT project_id, unit_id, from_month, to_month, share_bp FROM credit_share WHERE project_id IN ({list}) ORDER BY from_month, unit_id",
            r => (Project: r.GetInt64(0), Unit: r.GetInt64(1), From: r.GetInt32(2), To: r.IsDBNull(3) ? (int?)null : r.GetInt32(3), Share: r.GetInt32(4)), ct);
        var months = await RowsAsync($"SELECT project_id, month, funds_fen, fixed_investment_fen FROM monthly_report WHERE project_id IN ({list})",
            r => (Project: r.GetInt64(0), Month: new BoardMonth(new YearMonth(r.GetInt32(1)).Ordinal, r.IsDBNull(2) ? 0 : r.GetInt64(2),
                r.IsDBNull(3) ? 0 : r.GetInt64(3))), ct);
        var (sharesOf, monthsOf) = (shares.ToLookup(s => s.Project), months.ToLookup(m => m.Project, m => m.Month));
        var entries = new List<BoardEntry>();
        foreach (var project in await RowsAsync($"SELECT {BoardReader.ProjectColumns} FROM project WHERE id IN ({list})", r => BoardReader.Project(new ReaderRows(r)), ct))
        {
            _facts.Fill(project);
            _credit.Start(project.OwnerUnitId);
            foreach (var share in sharesOf[project.Id])
            {
                _credit.Add(share.Unit, new YearMonth(share.From).Ordinal, share.To is { } to ? new YearMonth(to).Ordinal : null, share.Share);
            }
            entries.Clear();
            measures.Read(_facts, _credit, [.. monthsOf[project.Id].OrderBy(m => m.Month)], entries);
            foreach (var entry in entries)
            {
                take(project.Id, entry);
            }
        }
    }

    private async Task<List<T>> RowsAsync<T>(string sql, Func<DbDataReader, T> make, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(make(reader));
        }
        return rows;
    }
}
