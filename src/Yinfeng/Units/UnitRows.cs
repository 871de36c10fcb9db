using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>Puts many units into the store with few statements; part of the transaction that is open on the context.</summary>
internal static class UnitRows
{
    private const int RowsPerStatement = 100; // 800 parameters: below SQLite's and PostgreSQL's limits.

    public static async Task InsertAsync(YinfengDb db, IEnumerable<(Unit Unit, UnitVersion Version)> units, CancellationToken ct)
    {
        foreach (var chunk in units.Chunk(RowsPerStatement))
        {
            await InsertAsync(db, "INSERT INTO unit (id, kind) VALUES ",
                chunk.Select(u => new object?[] { u.Unit.Id, u.Unit.Kind.ToString() }), ct);
            await InsertAsync(db, "INSERT INTO unit_version (unit_id, valid_from, code, name, short_name, parent_id, ended, successor_id) VALUES ",
                chunk.Select(u => new object?[]
                {
                    u.Version.UnitId, u.Version.ValidFrom, u.Version.Code, u.Version.Name, u.Version.ShortName, u.Version.ParentId,
                    u.Version.Ended, u.Version.SuccessorId,
                }), ct);
        }
    }

    private static async Task InsertAsync(YinfengDb db, string insert, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        var sql = new StringBuilder(insert);
        foreach (var row in rows)
        {
            sql.Append(command.Parameters.Count == 0 ? "(" : ",(");
            for (var i = 0; i < row.Length; i++)
            {
                sql.Append(i == 0 ? "@p" : ",@p").Append(command.Parameters.Count);
                command.Parameters.Add(Parameter(command, row[i]));
            }
            sql.Append(')');
        }
        command.CommandText = sql.ToString();
        await command.ExecuteNonQueryAsync(ct);
    }

    private static DbParameter Parameter(DbCommand command, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@p" + command.Parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        parameter.Value = value ?? DBNull.Value;
        return parameter;
    }
}
