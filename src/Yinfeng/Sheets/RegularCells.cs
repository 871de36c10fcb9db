using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Yinfeng.Sheets;

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
            SharedStrings? table = null;
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
                    table ??= block.Store.Table = context.Table;
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
