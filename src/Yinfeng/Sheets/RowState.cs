using System.Buffers.Binary;

namespace Yinfeng.Sheets;

/// <summary>What is known of a row while its cells are scanned.</summary>
internal ref struct RowState
{
    private const int LongestNumber = 7;

    /// <summary>The last cell's column from 0, and how many cells stand side by side from column A on.</summary>
    public int Column, Dense;

    /// <summary>From 1, or 0 where the row's tag does not begin with it.</summary>
    public int Number;

    /// <summary>How the reference of a regular cell ends, the row's digits and the quote, and which bits of eight bytes those are.</summary>
    public ulong Mark, MarkBits;
    public int MarkLength;

    /// <summary>Passes ' r="12"'; where something else stands there it stays, and no cell of this row is regular.</summary>
    public int TakeNumber(ReadOnlySpan<byte> b, int p)
    {
        if (!b[p..].StartsWith(" r=\""u8))
        {
            return p;
        }
        unchecked
        {
            var bytes = BinaryPrimitives.ReadUInt64LittleEndian(b[(p + 4)..]);
            var digits = MarkupDigits.Count(bytes);
            if (digits is 0 or > LongestNumber || b[p + 4 + digits] != '"')
            {
                return p;
            }
            var number = MarkupDigits.Value(bytes, digits);
            if (number is 0 or > CellValues.LastRow)
            {
                return p;
            }
            Number = (int)number;
            MarkLength = digits + 1;
            MarkBits = ulong.MaxValue >> (64 - 8 * MarkLength);
            Mark = bytes & MarkBits;
            return p + 4 + MarkLength;
        }
    }
}
