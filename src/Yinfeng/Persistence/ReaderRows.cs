using System.Data.Common;
using System.Globalization;
using System.Text;
using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>Rows of a data reader.</summary>
internal sealed class ReaderRows(DbDataReader reader) : SelectRows
{
    public override int Width => reader.FieldCount;

    public override string Name(int column) => reader.GetName(column);

    public override bool Next() => reader.Read();

    public override CellKind Kind(int column) => reader.IsDBNull(column) ? CellKind.Nothing
        : IsNumber(reader.GetFieldType(column)) ? CellKind.Number : CellKind.Text;

    public override long GetInt64(int column) => reader.GetFieldType(column) == typeof(bool) ? reader.GetBoolean(column) ? 1 : 0 : reader.GetInt64(column);

    /// <summary>Dates and instants as SQLite stores them.</summary>
    public override string GetString(int column) => reader.GetFieldType(column) == typeof(string) ? reader.GetString(column) : reader.GetValue(column) switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        var other => throw new NotSupportedException($"{Name(column)} holds a {other.GetType().Name}."),
    };

    public override ReadOnlySpan<byte> Utf8(int column) => Encoding.UTF8.GetBytes(GetString(column));

    public override ReadOnlySpan<byte> Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public override DateOnly DayOf(int column) => BusinessTime.DayOf(reader.GetDateTime(column));

    public override void Dispose() => reader.Dispose();

    private static bool IsNumber(Type type) => type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(bool);
}
