namespace Yinfeng.Analytics.Board;

/// <summary>Everything a board shows of some indicators at one moment, in a buffer that its caller keeps and fills again.</summary>
/// <remarks>Columns lie one after another, each as wide as its numbers need and none where all agree: a board has many columns that
/// say nothing for a month, and few numbers that need 64 bits. Grows with what it is filled with. Not safe for concurrent use.</remarks>
public sealed class BoardImage
{
    private byte[] _bytes = [];
    private Place[] _places = [];
    private int _columns;

    private readonly record struct Place(int Offset, int Width, long Same);

    /// <summary>Units of each column.</summary>
    public int Units { get; private set; }

    /// <summary>Bytes of the columns together.</summary>
    public int Size { get; private set; }

    /// <param name="indicator">By place among the indicators that were asked for.</param>
    /// <param name="field">Up to the rank.</param>
    public ColumnView Column(int indicator, BoardField field)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)field, BoardPage.ShownFields - 1, nameof(field));
        var index = indicator * BoardPage.ShownFields + (int)field;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, _columns, nameof(indicator));
        var place = _places[index];
        return new ColumnView(Units, place.Width, place.Same, _bytes.AsSpan(place.Offset));
    }

    internal void Start(int units, int columns)
    {
        (Units, Size, _columns) = (units, 0, 0);
        if (_places.Length < columns)
        {
            _places = new Place[columns];
        }
    }

    internal void Add(ColumnView column)
    {
        var bytes = column.Bytes;
        _places[_columns++] = new Place(Size, column.Width, column.Same);
        if (_bytes.Length - Size < bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * (Size + bytes.Length));
        }
        bytes.CopyTo(_bytes.AsSpan(Size));
        Size += bytes.Length + (-bytes.Length & (sizeof(long) - 1)); // The next column starts where 64-bit numbers may.
    }
}
