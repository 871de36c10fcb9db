using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Yinfeng.Persistence;

/// <summary>Rows as SQLite will be given them: their values one after the other in a buffer, ready to bind.</summary>
/// <remarks>A value is its column from 1 (0 ends the row), its kind, then an integer, or a length and UTF-8. NULLs are left out.</remarks>
internal sealed class BoundRows<TItem>
{
    private const byte Integer = 0, Text = 1;
    private readonly TItem[] _items = new TItem[512];
    private byte[] _bytes = new byte[1 << 16];
    private int _count;
    private int _used;

    /// <summary>Takes the next items in place of those held; false when there are no more.</summary>
    public bool Take(IEnumerator<TItem> items)
    {
        for (_count = 0; _count < _items.Length; _count++)
        {
            if (!items.MoveNext())
            {
                return false;
            }
            _items[_count] = items.Current;
        }
        return true;
    }

    /// <summary>Turns the items into rows and those into values.</summary>
    public void Encode<T>(Func<TItem, T> make, BulkColumn[] columns) where T : class
    {
        _used = 0;
        foreach (var item in _items.AsSpan(0, _count))
        {
            var row = make(item);
            for (var i = 0; i < columns.Length; i++)
            {
                if (columns[i].Value(row) is { } value)
                {
                    Add((byte)(i + 1), value);
                }
            }
            Room(1)[0] = 0;
            _used++;
        }
    }

    /// <summary>Whether another row begins at <paramref name="at"/>.</summary>
    public bool Next(ref int at) => at < _used;

    /// <summary>Binds the row at <paramref name="at"/> and goes behind it.</summary>
    /// <returns>SQLite's result code.</returns>
    public int Bind(sqlite3_stmt statement, ref int at)
    {
        while (_bytes[at++] is var column and not 0)
        {
            int code;
            if (_bytes[at++] == Integer)
            {
                code = raw.sqlite3_bind_int64(statement, column, BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at)));
                at += sizeof(long);
            }
            else
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
                at += sizeof(int);
                code = raw.sqlite3_bind_text(statement, column, _bytes.AsSpan(at, length));
                at += length;
            }
            if (code != raw.SQLITE_OK)
            {
                return code;
            }
        }
        return raw.SQLITE_OK;
    }

    private void Add(byte column, object value)
    {
        switch (value)
        {
            case string text:
                AddText(column, text);
                break;
            case long number:
                AddInteger(column, number);
                break;
            case int number:
                AddInteger(column, number);
                break;
            case bool yes:
                AddInteger(column, yes ? 1 : 0);
                break;
            case DateTime at:
                AddText(column, at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
                break;
            case DateOnly day:
                AddText(column, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            default:
                throw new NotSupportedException($"No column of type {value.GetType().Name} is stored in bulk so far.");
        }
    }

    private void AddInteger(byte column, long number)
    {
        var room = Room(2 + sizeof(long));
        (room[0], room[1]) = (column, Integer);
        BinaryPrimitives.WriteInt64LittleEndian(room[2..], number);
        _used += 2 + sizeof(long);
    }

    private void AddText(byte column, string text)
    {
        const int Head = 2 + sizeof(int);
        var room = Room(Head + Encoding.UTF8.GetMaxByteCount(text.Length));
        (room[0], room[1]) = (column, Text);
        var length = Encoding.UTF8.GetBytes(text, room[Head..]);
        BinaryPrimitives.WriteInt32LittleEndian(room[2..], length);
        _used += Head + length;
    }

    private Span<byte> Room(int length)
    {
        if (_used + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }
        return _bytes.AsSpan(_used);
    }
}
