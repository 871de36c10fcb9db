using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Compares printed totals with the rows above them. Amounts in foreign currency and unreadable ones are left out, as ledgers do.</summary>
/// <remarks>A subtotal may cover all rows since the last one, or only the rows of the unit (or section) right above it.</remarks>
internal sealed class PrintedTotals(LedgerTable table)
{
    private sealed class Sums
    {
        public long All;
        public long SinceTotal;
        public long OfUnit;
    }

    private readonly List<TableColumn> _columns =
        [.. table.Columns.Where(c => c.Field == "total_investment_wan" || c.Field == "fixed_investment_wan" || c.Kind == LedgerFieldKind.Funds)];
    private readonly Dictionary<int, Sums> _sums = [];
    private string? _unit;
    private int _rows;

    public void Add(LedgerRow row)
    {
        _rows++;
        var same = row.Unit is not null && row.Unit == _unit;
        _unit = row.Unit ?? _unit;
        foreach (var column in _columns)
        {
            var sums = Of(column);
            sums.OfUnit = same ? sums.OfUnit : 0;
            if (Amount(row, column) is { } fen)
            {
                sums.All += fen;
                sums.SinceTotal += fen;
                sums.OfUnit += fen;
            }
        }
    }

    /// <summary>Adds what does not agree to <paramref name="mismatches"/>.</summary>
    public void Check(SheetRow row, string kind, List<TotalMismatch> mismatches)
    {
        foreach (var column in _columns)
        {
            var sums = Of(column);
            if (Printed(row[column.Index], column) is { } printed && printed.Fen != 0 && _rows > 0)
            {
                var tolerance = printed.Tolerance * (1 + (long)Math.Sqrt(_rows) / 2);
                long[] covered = kind == "total" ? [sums.All, sums.SinceTotal, sums.OfUnit] : [sums.SinceTotal, sums.OfUnit, sums.All];
                if (!Array.Exists(covered, c => Math.Abs(c - printed.Fen) <= tolerance))
                {
                    mismatches.Add(new TotalMismatch(table.Mapping.Sheet, row.Number, column.Field, Money.ToWan(printed.Fen),
                        Money.ToWan(kind == "total" ? sums.All : covered.Take(2).MinBy(c => Math.Abs(c - printed.Fen)))));
                }
            }
            sums.SinceTotal = 0;
            sums.OfUnit = 0;
        }
    }

    private Sums Of(TableColumn column)
    {
        if (!_sums.TryGetValue(column.Index, out var sums))
        {
            _sums[column.Index] = sums = new Sums();
        }
        return sums;
    }

    private static long? Amount(LedgerRow row, TableColumn column) => column.Field switch
    {
        "total_investment_wan" => row.Currency == "CNY" ? row.TotalInvestment : null,
        "fixed_investment_wan" => row.FixedInvestmentFen,
        _ => row.HasMonths && row.Months.Find(m => m.Column == column.Letters) is { } month ? month.FundsFen : null,
    };

    /// <summary>The printed amount and half a unit of its last digit.</summary>
    private static (long Fen, long Tolerance)? Printed(in Cell cell, TableColumn column)
    {
        var value = cell.Kind switch
        {
            CellKind.Number => column.Unit.Of(cell.Number),
            CellKind.Text => AmountText.Read(cell.Text!, column.Unit),
            _ => AmountValue.Empty,
        };
        if (value is not { Minor: { } fen, Currency: "CNY" })
        {
            return null;
        }
        var decimals = cell.Kind == CellKind.Number ? Math.Min((int)cell.Number.Scale, 6) : 2;
        var unit = column.Unit.Hundredths;
        for (var i = 0; i < decimals; i++)
        {
            unit /= 10;
        }
        return (fen, Math.Max(1, (long)(unit / 2)));
    }
}
