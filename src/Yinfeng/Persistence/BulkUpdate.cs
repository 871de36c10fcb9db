using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Yinfeng.Persistence;

/// <summary>Writes many changed rows of one table back by key, within the writer's transaction. Nothing is tracked.</summary>
internal static class BulkUpdate
{
    public static async Task RunAsync<T>(YinfengDb db, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var columns = BulkColumn.Of<T>(db.Model, out var table);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = $"UPDATE {table} SET {Pairs(columns.Where(c => !c.IsKey), ", ")} WHERE {Pairs(columns.Where(c => c.IsKey), " AND ")}";
        foreach (var column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = Parameter(column);
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                command.Parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
            }
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static string Pairs(IEnumerable<BulkColumn> columns, string joint) =>
        string.Join(joint, columns.Select(c => $"{c.Name} = {Parameter(c)}"));

    private static string Parameter(BulkColumn column) => "@" + column.Name.Trim('"');
}
