using System.Data.Common;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>Columns of a row as the model means them: absent values as null, enumerations from their words.</summary>
internal static class RowReading
{
    public static long? Long(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
    public static int? Int(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
    public static bool? Bool(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static LedgerDate? Date(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : new LedgerDate(row.GetInt32(column));

    /// <exception cref="KeyNotFoundException">The column is null or holds a word of another version of the program.</exception>
    public static T Word<T>(this DbDataReader row, int column) where T : struct, Enum => Words<T>.Of(row.GetString(column));
}
