namespace Yinfeng.Sheets;

/// <summary>How a column shows its numbers and dates. The cell itself always keeps every digit.</summary>
public enum ColumnFormat
{
    General,

    /// <summary>#,##0</summary>
    Whole,

    /// <summary>0.00</summary>
    TwoDecimals,

    /// <summary>0.00%, of a share: 0.5 shows 50.00%.</summary>
    Share,

    /// <summary>yyyy-mm-dd</summary>
    Date,
}

/// <param name="Width">In characters of the default font; a Chinese character takes two.</param>
public sealed record ColumnToWrite(string Header, double Width = 14, ColumnFormat Format = ColumnFormat.General);

/// <summary>A sheet of an export: an optional title line, one header row, then rows as they come.</summary>
/// <param name="Name">Shown on the tab; characters that Excel forbids there are replaced, 31 are kept.</param>
/// <param name="Rows">Enumerated once, while writing. Values: null, string, bool, any whole number, decimal, double, DateOnly,
/// DateTime; anything else is written as its invariant text. Shorter rows leave the rest empty.</param>
public sealed record SheetToWrite(
    string Name, IReadOnlyList<ColumnToWrite> Columns, IEnumerable<object?[]> Rows, string? Title = null);
