using System.Runtime.CompilerServices;

namespace Yinfeng.Sheets;

public enum CellKind : byte { Empty, Text, Number, Date, Bool, Error }

/// <summary>One cell as the file holds it: formulas give their cached value. A text is made when somebody asks for it.</summary>
public readonly record struct Cell
{
    private readonly PackedCell _packed;
    private readonly object? _source; // The text, the table it stands in, or a number of more digits than fit.

    public Cell(CellKind kind, string? text, decimal number, DateOnly date, bool isFormula)
    {
        var fits = PackedCell.TryDigits(number, out var digits, out var scale);
        _packed = PackedCell.Plain(0, kind, digits, scale, date.DayNumber, isFormula);
        _source = fits ? text : number;
    }

    /// <param name="table">Where the text stands, if this is one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Cell(in PackedCell packed, SharedStrings table) => (_packed, _source) = (packed, table);

    public CellKind Kind => _packed.Kind;

    /// <summary>The text, or the error code such as "#REF!"; null for other kinds.</summary>
    public string? Text => Kind is not (CellKind.Text or CellKind.Error) ? null
        : _source is SharedStrings table ? table[_packed.Extra] : _source as string;

    /// <summary>Number, 0/1 for a bool, or the serial number of a date.</summary>
    public decimal Number => _source is decimal number ? number : _packed.Number;
    public DateOnly Date => Kind == CellKind.Date ? DateOnly.FromDayNumber(_packed.Extra) : default;

    /// <summary>The value came from a formula.</summary>
    public bool IsFormula => _packed.IsFormula;
    public bool IsEmpty => _packed.IsEmpty;

    public bool Equals(Cell other) => (Kind, Number, Date, IsFormula) == (other.Kind, other.Number, other.Date, other.IsFormula)
        && Text == other.Text;

    public override int GetHashCode() => HashCode.Combine(Kind, Text, Number, Date);

    /// <summary>Whether the cell is complete without its text or its long number.</summary>
    internal bool TryPack(int column, out PackedCell packed)
    {
        packed = _packed.InColumn(column);
        return IsEmpty || (_source is not decimal && Kind is CellKind.Number or CellKind.Date or CellKind.Bool);
    }
}
