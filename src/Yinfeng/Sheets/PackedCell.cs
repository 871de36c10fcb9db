namespace Yinfeng.Sheets;

/// <summary>A cell in 16 bytes without references, so that filling millions of them costs the garbage collector nothing.
/// What does not fit lies beside it in a <see cref="CellStore"/>.</summary>
internal readonly struct PackedCell
{
    private const byte FormulaFlag = 0x40;
    private const byte StoredFlag = 0x80;

    // In this order they fill 16 bytes.
    private readonly long _digits;
    private readonly int _extra;
    private readonly ushort _column;
    private readonly byte _scale;
    private readonly byte _shape;

    private PackedCell(int column, int shape, long digits, int scale, int extra)
    {
        unchecked
        {
            (_digits, _extra, _column, _scale, _shape) = (digits, extra, (ushort)column, (byte)scale, (byte)shape);
        }
    }

    public CellKind Kind => (CellKind)(_shape & 0x3F);
    public bool IsEmpty => (_shape & 0x3F) == 0;
    public bool IsFormula => (_shape & FormulaFlag) != 0;

    /// <summary>From 0.</summary>
    public int Column => _column;

    /// <summary>A text's place in the workbook's table; a date's day number; where <see cref="Stored"/>, the place in the store.</summary>
    public int Extra => _extra;

    /// <summary>The cell lies in the store.</summary>
    public bool Stored => (_shape & StoredFlag) != 0;

    public decimal Number
    {
        get
        {
            unchecked
            {
                var digits = _digits < 0 ? -_digits : _digits;
                return new decimal((int)digits, (int)(digits >> 32), 0, _digits < 0, _scale);
            }
        }
    }

    public static PackedCell Shared(int column, int index, bool formula) => new(column, Shape(CellKind.Text, formula), 0, 0, index);

    /// <param name="digits">Number times ten to the scale.</param>
    /// <param name="day">A date's day number.</param>
    public static PackedCell Plain(int column, CellKind kind, long digits, int scale, int day, bool formula) =>
        new(column, Shape(kind, formula), digits, scale, day);

    public static PackedCell InStore(int column, CellKind kind, int place) => new(column, (int)kind | StoredFlag, 0, 0, place);

    public PackedCell InColumn(int column) => new(column, _shape, _digits, _scale, _extra);
    public PackedCell AtPlace(int place) => new(_column, _shape, _digits, _scale, place);

    /// <summary>The digits of a number and where its point stands; false where 63 bits are too few, and for a negative zero.</summary>
    public static bool TryDigits(decimal value, out long digits, out int scale)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        (digits, scale) = (unchecked((long)(uint)bits[1] << 32 | (uint)bits[0]), value.Scale);
        var negative = bits[3] < 0;
        if (bits[2] != 0 || digits < 0 || (negative && digits == 0))
        {
            return false;
        }
        digits = negative ? -digits : digits;
        return true;
    }

    private static int Shape(CellKind kind, bool formula) => (int)kind | (formula ? FormulaFlag : 0);
}
