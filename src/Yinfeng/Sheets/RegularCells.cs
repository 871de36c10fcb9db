using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Yinfeng.Sheets;

/// <summary>What is known of a row while its cells are scanned.</summary>
internal ref struct RowState
{
    private const int LongestNumber = 7;

    /// <summary>The last cell's column from 0, and how many cells stand side by side from column A on.</summary>
    public int Column, Dense;

    /// <summary>From 1, or 0 where the row's tag does not begin with it.</summary>
    public int Number;

    /// <summary>How the reference of a regular cell ends: the row's digits and the quote, and which bits of eight bytes those are.</summary>
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

/// <summary>Digits in eight bytes of text at once.</summary>
internal static class MarkupDigits
{
    /// <summary>How many of the eight bytes, from the first on, are digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ulong bytes)
    {
        unchecked
        {
            // A byte is a digit if its high half is 3 and stays 3 when 6 is added. A carry only comes from a byte that is none.
            var others = ((bytes & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030)
                | (((bytes + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) ^ 0x3030303030303030);
            return BitOperations.TrailingZeroCount(others) >> 3;
        }
    }

    /// <summary>The value of the first bytes, which are digits.</summary>
    /// <param name="count">1 to 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Value(ulong bytes, int count)
    {
        unchecked
        {
            // The last digit goes to the highest byte; neighbours are then joined in pairs, fours and eights.
            bytes = (bytes & 0x0F0F0F0F0F0F0F0F) << (64 - 8 * count);
            bytes = (bytes * (10 << 8 | 1)) >> 8 & 0x00FF00FF00FF00FF;
            bytes = (bytes * (100 << 16 | 1)) >> 16 & 0x0000FFFF0000FFFF;
            return (uint)((bytes * (10_000UL << 32 | 1)) >> 32);
        }
    }
}

/// <summary>Cells in the one form in which nearly all of a large sheet are written:
/// <c>&lt;c r="B2" s="1" t="s"&gt;&lt;v&gt;12&lt;/v&gt;&lt;/c&gt;</c> with a table text or a number of up to 8 + 7 digits.</summary>
/// <remarks>Every byte passed is compared; whatever differs is left to <see cref="RowScanner"/>, which knows the other forms.</remarks>
internal sealed class RegularCells(CellContext context)
{
    private const int MostDecimals = 7; // With 8 digits before them no more than the 15 that Excel keeps.
    private const ulong CellStart = 0x22_3D72_2063_3C; // <c r="
    private const uint ValueStart = 0x3E76_3C3E; // ><v>
    private const ulong ValueEnd = 0x3E63_2F3C_3E76_2F3C; // </v></c>
    private static ReadOnlySpan<int> PowersOfTen => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

    /// <summary>Passes regular cells, and adds those that hold a value.</summary>
    /// <returns>Where something else begins.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Scan(RowBlock block, ReadOnlySpan<byte> b, int p, ref RowState row)
    {
        unchecked
        {
            var (mark, markBits, markLength) = (row.Mark, row.MarkBits, row.MarkLength);
            var (cells, count) = (block.Cells, block.CellCount);
            var (last, dense) = (row.Column, row.Dense);
            while ((ReadEight(b, p) & 0xFFFF_FFFF_FFFF) == CellStart)
            {
                var at = p + 6;
                var column = b[at++] - 'A';
                if ((uint)column >= 26)
                {
                    break;
                }
                if ((uint)(b[at] - 'A') < 26)
                {
                    column = (column + 1) * 26 + b[at++] - 'A';
                }
                if (((ReadEight(b, at) ^ mark) & markBits) != 0)
                {
                    break;
                }
                at += markLength;
                var style = 0;
                var shared = false;
                if (b[at] == ' ' && !TakeAttributes(b, ref at, ref style, ref shared))
                {
                    break;
                }
                if (ReadFour(b, at) != ValueStart)
                {
                    break;
                }
                at += 4;
                var bytes = ReadEight(b, at);
                var digits = MarkupDigits.Count(bytes);
                if (digits == 0)
                {
                    break;
                }
                at += digits;
                long value = MarkupDigits.Value(bytes, digits);
                var scale = 0;
                if (b[at] == '.' && !shared)
                {
                    bytes = ReadEight(b, at + 1);
                    scale = MarkupDigits.Count(bytes);
                    if (scale is 0 or > MostDecimals)
                    {
                        break;
                    }
                    at += 1 + scale;
                    value = value * PowersOfTen[scale] + MarkupDigits.Value(bytes, scale);
                }
                if (ReadEight(b, at) != ValueEnd)
                {
                    break;
                }
                if (count == cells.Length)
                {
                    cells = block.Grow();
                }
                if (shared)
                {
                    var table = block.Store.Table = context.Table;
                    if (!table.Has((int)value))
                    {
                        break;
                    }
                    if (!table.IsEmpty((int)value))
                    {
                        cells[count++] = PackedCell.Shared(column, (int)value, false);
                        dense += column == dense ? 1 : 0;
                    }
                }
                else
                {
                    cells[count++] = context.IsDateStyle(style) && context.TryDay(value / PowersOfTen[scale], out var day)
                        ? PackedCell.Plain(column, CellKind.Date, value, scale, day.DayNumber, false)
                        : PackedCell.Plain(column, CellKind.Number, value, scale, 0, false);
                    dense += column == dense ? 1 : 0;
                }
                last = column;
                p = at + 8;
            }
            (row.Column, row.Dense, block.CellCount) = (last, dense, count);
            return p;
        }
    }

    /// <summary>Passes ' s="12"' and ' t="s"' or ' t="n"' in any order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TakeAttributes(ReadOnlySpan<byte> b, ref int p, ref int style, ref bool shared)
    {
        unchecked
        {
            var at = p;
            while (b[at] == ' ')
            {
                if (b[at + 2] != '=' || b[at + 3] != '"')
                {
                    return false;
                }
                if (b[at + 1] == 't')
                {
                    if (b[at + 4] is not ((byte)'s' or (byte)'n') || b[at + 5] != '"')
                    {
                        return false;
                    }
                    shared = b[at + 4] == 's';
                    at += 6;
                }
                else
                {
                    var bytes = ReadEight(b, at + 4);
                    var digits = MarkupDigits.Count(bytes);
                    if (b[at + 1] != 's' || digits == 0 || b[at + 4 + digits] != '"')
                    {
                        return false;
                    }
                    style = (int)MarkupDigits.Value(bytes, digits);
                    at += 5 + digits;
                }
            }
            p = at;
            return true;
        }
    }

    private static ulong ReadEight(ReadOnlySpan<byte> b, int at) => BinaryPrimitives.ReadUInt64LittleEndian(b[at..]);

    private static uint ReadFour(ReadOnlySpan<byte> b, int at) => BinaryPrimitives.ReadUInt32LittleEndian(b[at..]);
}
