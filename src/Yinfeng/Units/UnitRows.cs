using System.Data;
using Yinfeng.Persistence;

namespace Yinfeng.Units;

/// <summary>Puts many units into the store with few statements, without the model: a new store is made while that is still being built.</summary>
internal static class UnitRows
{
    private const int RowsAtOnce = 20;

    private static readonly (string, DbType)[] UnitColumns = [("id", DbType.Int64), ("kind", DbType.String)];
    private static readonly (string, DbType)[] VersionColumns =
    [
        ("unit_id", DbType.Int64), ("valid_from", DbType.Date), ("code", DbType.String), ("name", DbType.String), ("short_name", DbType.String),
        ("parent_id", DbType.Int64), ("ended", DbType.Boolean), ("successor_id", DbType.Int64),
    ];
    private static readonly Statement Unit = Insert("unit", UnitColumns, 1), Units = Insert("unit", UnitColumns, RowsAtOnce);
    private static readonly Statement Version = Insert("unit_version", VersionColumns, 1), Versions = Insert("unit_version", VersionColumns, RowsAtOnce);

    /// <param name="sql">Of the write that they are part of.</param>
    public static async Task InsertAsync(PreparedConnection sql, IEnumerable<(Unit Unit, UnitVersion Version)> units, CancellationToken ct)
    {
        foreach (var many in units.Chunk(RowsAtOnce))
        {
            foreach (var some in many.Length == RowsAtOnce ? [many] : many.Chunk(1))
            {
                await sql.RunAsync(some.Length == 1 ? Unit : Units, ct, [.. some.SelectMany(u => Values(u.Unit))]);
                await sql.RunAsync(some.Length == 1 ? Version : Versions, ct, [.. some.SelectMany(u => Values(u.Version))]);
            }
        }
    }

    private static object?[] Values(Unit unit) => [unit.Id, unit.Kind.ToString()];

    private static object?[] Values(UnitVersion version) =>
    [
        version.UnitId, version.ValidFrom, version.Code, version.Name, version.ShortName, version.ParentId, version.Ended, version.SuccessorId,
    ];

    private static Statement Insert(string table, (string Name, DbType Type)[] columns, int rows) => new(
        $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => c.Name))}) VALUES "
            + string.Join(", ", Enumerable.Range(0, rows).Select(row => $"({string.Join(", ", columns.Select(c => $"@{c.Name}{row}"))})")),
        [.. Enumerable.Range(0, rows).SelectMany(row => columns.Select(c => ($"{c.Name}{row}", c.Type)))]);
}
