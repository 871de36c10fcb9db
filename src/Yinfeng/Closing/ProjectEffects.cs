using System.Data.Common;
using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;

namespace Yinfeng.Closing;

/// <summary>Compares what projects add to closed figures before a write and after it.</summary>
internal sealed class ProjectEffects(Database database, IndicatorCatalog catalog)
{
    private const int Chunk = 400;
    private readonly BoardMeasures _measures = new(catalog);

    private readonly record struct Place(long Project, long Unit, int Month, int Measure);

    public async Task<List<ClosedEffect>> FindAsync(WriteWork work, ClosedCoverage coverage, CancellationToken ct)
    {
        await using var before = await database.OpenConnectionAsync(ct);
        var (after, transaction) = (work.Sql.Connection, work.Sql.Transaction);
        var effects = new List<ClosedEffect>();
        foreach (var ids in (await TouchedAsync(work, before, ct)).Chunk(Chunk))
        {
            var moved = new Dictionary<Place, long>();
            await new BoardRows(before, null, _measures).ReadAsync(ids, (long id, in BoardEntry entry) => Add(moved, coverage, id, entry, -1), ct);
            await new BoardRows(after, transaction, _measures).ReadAsync(ids, (long id, in BoardEntry entry) => Add(moved, coverage, id, entry, 1), ct);
            effects.AddRange(moved.Where(m => m.Value != 0).Select(m => new ClosedEffect(m.Key.Unit, YearMonth.FromOrdinal(m.Key.Month),
                _measures.CodeOf(m.Key.Measure), RestatedField.Value, null, null, m.Value, m.Key.Project)));
        }
        return effects;
    }

    private void Add(Dictionary<Place, long> moved, ClosedCoverage coverage, long project, in BoardEntry entry, int sign)
    {
        if (!(coverage.Until(entry.Unit) >= YearMonth.FromOrdinal(entry.Month)))
        {
            return;
        }
        for (var measure = 0; measure < _measures.Count; measure++)
        {
            if ((entry.Measures >> measure & 1) != 0)
            {
                var place = new Place(project, entry.Unit, entry.Month, measure);
                moved[place] = moved.GetValueOrDefault(place) + sign * entry.Amount;
            }
        }
    }

    /// <summary>Projects that the write says it changed, those it holds, and those of an import; all of them when it cannot be told.</summary>
    private static async Task<HashSet<long>> TouchedAsync(WriteWork work, DbConnection before, CancellationToken ct)
    {
        var ids = new HashSet<long>(work.Changes.ProjectIds);
        ids.UnionWith(work.Held.Select(e => e switch
        {
            Project project => project.Id,
            MonthlyReport month => month.ProjectId,
            CreditShare share => share.ProjectId,
            _ => 0,
        }).Where(id => id != 0));
        if (!work.Changes.Everything)
        {
            return ids;
        }
        var sql = work.Changes.Import is { } import ? OfImport(import.ToString(CultureInfo.InvariantCulture)) : "SELECT id FROM project";
        await ReadIdsAsync(work.Sql.Connection, work.Sql.Transaction, sql, ids, ct);
        await ReadIdsAsync(before, null, sql, ids, ct); // What an undone import had made is gone after it.
        return ids;
    }

    /// <summary>The projects an import made and those it changed.</summary>
    private static string OfImport(string import) => $"SELECT id FROM project WHERE source_import_id = {import} "
        + $"UNION SELECT project_id FROM import_change WHERE project_id IS NOT NULL AND import_id = {import}";

    private static async Task ReadIdsAsync(DbConnection connection, DbTransaction? transaction, string sql, HashSet<long> ids, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            ids.Add(reader.GetInt64(0));
        }
    }
}
