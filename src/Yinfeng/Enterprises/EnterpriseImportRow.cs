using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Writes how far a file has been read: with every batch, therefore by statements.</summary>
internal static class EnterpriseImportRow
{
    private const string Columns = "id, file_name, sha256, bytes, source_on, actor_id, at_utc, done_at_utc, status, rows, stored, merged, updated, refused, "
        + "problems, mapping, version";

    private static readonly Statement Insert = new(
        $"""
        INSERT INTO enterprise_import ({Columns})
        VALUES (@id, @file, @sha256, @bytes, @source_on, @actor, @at, @done_at, @status, @rows, @stored, @merged, @updated, @refused, @problems, @mapping, @version)
        """,
        ("id", DbType.Int64), ("file", DbType.String), ("sha256", DbType.String), ("bytes", DbType.Int64), ("source_on", DbType.Int32), ("actor", DbType.String),
        ("at", DbType.DateTime), ("done_at", DbType.DateTime), ("status", DbType.String), ("rows", DbType.Int32), ("stored", DbType.Int32), ("merged", DbType.Int32),
        ("updated", DbType.Int32), ("refused", DbType.Int32), ("problems", DbType.String), ("mapping", DbType.String), ("version", DbType.Int32));

    private static readonly Statement Update = new(
        """
        UPDATE enterprise_import SET done_at_utc = @done_at, status = @status, rows = @rows, stored = @stored, merged = @merged, updated = @updated,
            refused = @refused, problems = @problems, version = @version
        WHERE id = @id AND version = @seen
        """,
        ("id", DbType.Int64), ("seen", DbType.Int32), ("done_at", DbType.DateTime), ("status", DbType.String), ("rows", DbType.Int32), ("stored", DbType.Int32),
        ("merged", DbType.Int32), ("updated", DbType.Int32), ("refused", DbType.Int32), ("problems", DbType.String), ("version", DbType.Int32));

    private static readonly Statement FirstProblems = new(
        """SELECT no, "row", reason, text, refused FROM enterprise_problem WHERE import_id = @id ORDER BY no LIMIT @most""", ("id", DbType.Int64), ("most", DbType.Int32));

    /// <summary>The import of a file as it was left, and how many problems are stored of it; null where it was never begun.</summary>
    public static (EnterpriseImport? Import, int Problems) Find(DbConnection connection, string sha256)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {Columns}, (SELECT count(*) FROM enterprise_problem p WHERE p.import_id = i.id) FROM enterprise_import i WHERE sha256 = @sha256 ORDER BY id";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@sha256", sha256);
        command.Parameters.Add(parameter);
        using var row = command.ExecuteReader();
        return row.Read() ? (Read(row), (int)row.GetInt64(17)) : (null, 0);
    }

    private static EnterpriseImport Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0), FileName = row.GetString(1), Sha256 = row.GetString(2), Bytes = row.GetInt64(3), SourceOn = new LedgerDate(row.GetInt32(4)),
        ActorId = row.GetString(5), AtUtc = Utc(row, 6), DoneAtUtc = row.IsDBNull(7) ? null : Utc(row, 7), Status = row.Word<EnterpriseImportStatus>(8),
        Rows = row.GetInt32(9), Stored = row.GetInt32(10), Merged = row.GetInt32(11), Updated = row.GetInt32(12), Refused = row.GetInt32(13),
        Problems = row.GetString(14), Mapping = row.GetString(15), Version = row.GetInt32(16),
    };

    public static async Task<List<EnterpriseProblem>> FirstProblemsAsync(PreparedConnection sql, long importId, int most, CancellationToken ct)
    {
        var problems = new List<EnterpriseProblem>();
        await sql.ReadAsync(FirstProblems, row => problems.Add(new()
        {
            ImportId = importId, No = row.GetInt32(0), Row = row.GetInt32(1), Reason = row.GetString(2), Text = row.GetString(3), Refused = row.GetBoolean(4),
        }), ct, importId, most);
        return problems;
    }

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    /// <param name="seen">The version that is in store; null for a file of which nothing is.</param>
    /// <exception cref="DbUpdateConcurrencyException">Another process wrote to this import, which none may while it is under way.</exception>
    public static async Task StoreAsync(PreparedConnection sql, EnterpriseImport import, int? seen, CancellationToken ct)
    {
        var status = import.Status.ToString();
        var rows = seen is null
            ? await sql.RunAsync(Insert, ct, import.Id, import.FileName, import.Sha256, import.Bytes, import.SourceOn.Ymd, import.ActorId, import.AtUtc, import.DoneAtUtc,
                status, import.Rows, import.Stored, import.Merged, import.Updated, import.Refused, import.Problems, import.Mapping, import.Version)
            : await sql.RunAsync(Update, ct, import.Id, seen, import.DoneAtUtc, status, import.Rows, import.Stored, import.Merged, import.Updated, import.Refused,
                import.Problems, import.Version);
        if (rows != 1)
        {
            throw new DbUpdateConcurrencyException($"The import of {import.FileName} was changed by another process.");
        }
    }
}
