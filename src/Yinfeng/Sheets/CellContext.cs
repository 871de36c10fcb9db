using System.Globalization;
using System.Text;

namespace Yinfeng.Sheets;

internal enum CellCode : byte { Number, Shared, Text, Bool, Error, IsoDate }

/// <summary>What turns a cell's raw value into a typed one: the workbook's texts, styles and date system.</summary>
internal sealed class CellContext(Lazy<SharedStrings> strings, bool[] dateStyles, bool since1904, Refused refused)
{
    private SharedStrings? _table;

    public Refused Refused { get; } = refused;

    /// <summary>The workbook's texts: read when the first cell asks for them; others wait.</summary>
    public SharedStrings Table => _table ??= strings.Value;

    public static CellCode Code(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'s'] => CellCode.Shared,
        [(byte)'b'] => CellCode.Bool,
        [(byte)'e'] => CellCode.Error,
        [(byte)'d'] => CellCode.IsoDate,
        [] or [(byte)'n'] => CellCode.Number,
        _ => CellCode.Text,
    };

    /// <summary>A cell that is not text: <paramref name="value"/> in UTF-8 without entities.</summary>
    public Cell Make(CellCode code, int style, ReadOnlySpan<byte> value, bool formula)
    {
        switch (code)
        {
            case CellCode.Shared:
                return Text(Table[SharedIndex(value)], formula);
            case CellCode.Bool:
                return new Cell(CellKind.Bool, null, value is [(byte)'1'] || value.SequenceEqual("true"u8) ? 1 : 0, default, formula);
            case CellCode.Error:
                return new Cell(CellKind.Error, Encoding.UTF8.GetString(value), 0, default, formula);
            case CellCode.IsoDate when TryIsoDate(value, out var day):
                return new Cell(CellKind.Date, null, CellValues.Serial(day), day, formula);
            case CellCode.Number when CellValues.TryNumber(value, out var number)
                || CellValues.TryNumber(value.Trim(" \t\r\n"u8), out number):
                return IsDateStyle(style) && CellValues.TryDate(number, since1904, out var date)
                    ? new Cell(CellKind.Date, null, number, date, formula)
                    : new Cell(CellKind.Number, null, number, default, formula);
            default:
                // NaN, 1E+99 and the like: the ledger decides what to say about it.
                return Text(Encoding.UTF8.GetString(value), formula);
        }
    }

    public static Cell Text(string text, bool formula) =>
        text.Length == 0 ? default : new Cell(CellKind.Text, text, 0, default, formula);

    public bool IsDateStyle(int style) => unchecked((uint)style) < (uint)dateStyles.Length && dateStyles[style];

    /// <summary>The text's place in <see cref="Table"/>; the text there may be empty.</summary>
    public int SharedIndex(ReadOnlySpan<byte> value)
    {
        if (TryIndex(value, out var index) && Table.Has(index))
        {
            return index;
        }
        var shown = Encoding.UTF8.GetString(value[..Math.Min(value.Length, 20)]);
        throw Refused.Damaged($"有单元格引用了不存在的文字（第 {shown} 条）");
    }

    /// <summary>The day that a serial number means in this workbook.</summary>
    public bool TryDay(long serial, out DateOnly day) => CellValues.TryDay(serial, since1904, out day);

    private static bool TryIndex(ReadOnlySpan<byte> value, out int index)
    {
        unchecked
        {
            index = 0;
            foreach (var digit in value)
            {
                if ((uint)(digit - '0') > 9)
                {
                    return int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                        CultureInfo.InvariantCulture, out index);
                }
                index = index * 10 + digit - '0';
            }
            return value.Length is > 0 and < 10;
        }
    }

    private static bool TryIsoDate(ReadOnlySpan<byte> value, out DateOnly day) => DateOnly.TryParseExact(
        Encoding.UTF8.GetString(value[..Math.Min(value.Length, 10)]), "yyyy-MM-dd", CultureInfo.InvariantCulture,
        DateTimeStyles.None, out day) && day >= new DateOnly(1900, 1, 1);
}
