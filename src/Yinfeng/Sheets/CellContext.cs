using System.Globalization;
using System.Text;

namespace Yinfeng.Sheets;

internal enum CellCode : byte { Number, Shared, Text, Bool, Error, IsoDate }

/// <summary>What turns a cell's raw value into a typed one: the workbook's texts, styles and date system.</summary>
internal sealed class CellContext(Lazy<SharedStrings> strings, bool[] dateStyles, bool since1904, Refused refused)
{
    public Refused Refused { get; } = refused;

    /// <summary>The table of texts; waits for it when it is still being read.</summary>
    public SharedStrings Strings => strings.Value;

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
                return Text(Shared(value), formula);
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

    private string Shared(ReadOnlySpan<byte> value)
    {
        var table = Strings;
        return int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture,
            out var index) && table.Has(index)
            ? table[index]
            : throw Refused.Damaged($"有单元格引用了不存在的文字（第 {Encoding.UTF8.GetString(value[..Math.Min(value.Length, 20)])} 条）");
    }

    private static bool TryIsoDate(ReadOnlySpan<byte> value, out DateOnly day) => DateOnly.TryParseExact(
        Encoding.UTF8.GetString(value[..Math.Min(value.Length, 10)]), "yyyy-MM-dd", CultureInfo.InvariantCulture,
        DateTimeStyles.None, out day) && day >= new DateOnly(1900, 1, 1);
}
