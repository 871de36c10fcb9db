using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Yinfeng.Persistence;

/// <summary>Rows as SQLite will be given them: values one after the other in a buffer, ready to bind.</summary>
/// <remarks>A value is its column from 1 (0 ends the row), its kind, then an integer, or a length and bytes. A statement takes
/// <see cref="RowsAtOnce"/> rows and keeps what is bound to it, so a row names only values that differ from those of the row that stood in
/// its place before; half the columns of a ledger never change. The first rows assume that nothing is bound.</remarks>
internal class BoundValues : IDisposable
{
    private const int Ok = 0;
    private const byte Integer = 0, Text = 1, Blob = 2, Null = 3;
    private const int LongestKept = 256, MostColumns = 128;

    /// <summary>One statement for so many rows costs an eighth less than one for each.</summary>
    public const int RowsAtOnce = 16;
    private readonly (int Start, int Length)[] _bound = new (int, int)[RowsAtOnce * MostColumns]; // By place in the statement and column.
    private readonly int[] _putIn = new int[RowsAtOnce * MostColumns];
    private readonly int[] _last = new int[RowsAtOnce * MostColumns]; // Where the value stands that was bound last; 0 nowhere.
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1 << 16); // Never given back where nobody disposes: then it is garbage like any other.
    private int _used;
    private int _row;
    private int _columns;
    private DateTime _lastAt;
    private string _lastAtText = "";

    /// <summary>Whether another row begins at <paramref name="at"/>.</summary>
    public bool Next(int at) => at < _used;

    /// <summary>Keeps the values where they are, as <see cref="Bind(nint, ref int)"/> needs, until disposed.</summary>
    public MemoryHandle Pin() => _bytes.AsMemory().Pin();

    public int Rows => _row;

    /// <summary>Nothing is bound any more: rows are taken from the first on.</summary>
    public void Restart() => Array.Clear(_last);

    /// <summary>Binds what changes in the row at <paramref name="at"/> and goes behind it. SQLite reads texts where they stand: pin them first.</summary>
    /// <param name="place">Of the row in the statement, from 0.</param>
    /// <param name="columns">How many parameters a row has there.</param>
    /// <returns>SQLite's result code.</returns>
    public int Bind(nint statement, int place, int columns, ref int at)
    {
        while (_bytes[at++] is var column and not 0)
        {
            _last[place * MostColumns + column] = at;
            var code = BindAt(statement, place * columns + column, ref at);
            if (code != Ok)
            {
                return code;
            }
        }
        return Ok;
    }

    /// <summary>Binds the whole row at <paramref name="at"/> to a statement of one row on which nothing is bound, and goes behind it.</summary>
    /// <param name="place">Where it would stand in a statement of many.</param>
    public int BindWhole(nint statement, int place, ref int at)
    {
        var last = _last.AsSpan(place * MostColumns, MostColumns);
        while (_bytes[at++] is var column and not 0)
        {
            last[column] = at;
            at += Length(at);
        }
        for (var column = 1; column <= _columns; column++)
        {
            var value = last[column];
            if (value > 0 && BindAt(statement, column, ref value) is var code and not Ok)
            {
                return code;
            }
        }
        return Ok;
    }

    private int Length(int at) => _bytes[at] switch
    {
        Integer => 1 + sizeof(long),
        Null => 1,
        _ => 1 + sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at + 1)),
    };

    private int BindAt(nint statement, int column, ref int at)
    {
        var kind = _bytes[at++];
        if (kind == Integer)
        {
            at += sizeof(long);
            return SqliteCalls.BindInteger(statement, column, BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan(at - sizeof(long))));
        }
        if (kind == Null)
        {
            return SqliteCalls.BindNull(statement, column);
        }
        var length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at));
        ref var value = ref MemoryMarshal.GetArrayDataReference(_bytes);
        value = ref Unsafe.Add(ref value, at + sizeof(int));
        at += sizeof(int) + length;
        return kind == Text
            ? SqliteCalls.BindText(statement, column, ref value, length, SqliteCalls.Stays)
            : SqliteCalls.BindBlob(statement, column, ref value, length, SqliteCalls.Stays);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        GC.SuppressFinalize(this);
    }

    public void Put(byte column, long number)
    {
        var room = Room(2 + sizeof(long));
        (room[0], room[1]) = (column, Integer);
        BinaryPrimitives.WriteInt64LittleEndian(room[2..], number);
        Keep(column, 2 + sizeof(long));
    }

    public void Put(byte column, bool yes) => Put(column, yes ? 1L : 0L);

    public void Put(byte column, string? text)
    {
        if (text is null)
        {
            return;
        }
        const int Head = 2 + sizeof(int);
        var room = Room(Head + Encoding.UTF8.GetMaxByteCount(text.Length));
        (room[0], room[1]) = (column, Text);
        var length = Encoding.UTF8.GetBytes(text, room[Head..]);
        BinaryPrimitives.WriteInt32LittleEndian(room[2..], length);
        Keep(column, Head + length);
    }

    public void Put(byte column, byte[]? bytes)
    {
        if (bytes is null)
        {
            return;
        }
        const int Head = 2 + sizeof(int);
        var room = Room(Head + bytes.Length);
        (room[0], room[1]) = (column, Blob);
        BinaryPrimitives.WriteInt32LittleEndian(room[2..], bytes.Length);
        bytes.CopyTo(room[Head..]);
        Keep(column, Head + bytes.Length);
    }

    /// <summary>An instant as EF writes it; all rows of one write bear the same.</summary>
    public void Put(byte column, DateTime at)
    {
        if (at != _lastAt || _lastAtText.Length == 0)
        {
            (_lastAt, _lastAtText) = (at, at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
        }
        Put(column, _lastAtText);
    }

    public void Put(byte column, DateOnly day) => Put(column, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    protected void Clear()
    {
        (_used, _row, _columns) = (0, 0, 0);
        Array.Clear(_bound);
        Array.Clear(_putIn);
    }

    /// <summary>Ends the row; columns not put into it are NULL.</summary>
    protected void EndRow()
    {
        var place = Place;
        for (byte column = 1; column <= _columns; column++)
        {
            if (_putIn[place + column] != _row && _bound[place + column].Length > 0)
            {
                _bound[place + column] = default;
                var room = Room(2);
                (room[0], room[1]) = (column, Null);
                _used += 2;
            }
        }
        Room(1)[0] = 0;
        _used++;
        _row++;
    }

    /// <summary>Keeps the value just written behind the buffer's end, unless the column is bound to the same already.</summary>
    private void Keep(byte column, int length)
    {
        var at = Place + column;
        _putIn[at] = _row;
        var (start, bound) = _bound[at];
        if (bound == length && length <= LongestKept && _bytes.AsSpan(start, length).SequenceEqual(_bytes.AsSpan(_used, length)))
        {
            return;
        }
        _bound[at] = (_used, length);
        _columns = Math.Max(_columns, column);
        _used += length;
    }

    private int Place => _row % RowsAtOnce * MostColumns;

    private Span<byte> Room(int length)
    {
        if (_used + length > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _used + length));
            _bytes.AsSpan(0, _used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        return _bytes.AsSpan(_used);
    }
}
