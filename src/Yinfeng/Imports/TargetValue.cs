using System.Globalization;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>One cell of a target sheet as the store holds it.</summary>
internal static class TargetValue
{
    private const decimal PerUnit = 10_000m; // Counts and percentage points are held in ten-thousandths.

    /// <param name="unit">Unit of money where the cell says none.</param>
    /// <returns>Scaled as <see cref="Targets.Target.Value"/>; null where the cell sets nothing.</returns>
    public static long? Read(HeadRule indicator, AmountUnit unit, in Cell cell)
    {
        if (indicator.Unit == "money")
        {
            return cell.Kind switch
            {
                CellKind.Number => Fen(cell.Number, unit),
                CellKind.Text => AmountText.Read(cell.Text!, unit) is { Currency: "CNY" } read ? read.Minor : null,
                _ => null,
            };
        }
        decimal number;
        if (cell.Kind == CellKind.Number)
        {
            number = cell.Number;
        }
        else
        {
            var text = cell.Kind == CellKind.Text ? Folding.Key(cell.Text!).TrimEnd('%', '个', '项', '家') : "";
            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
            {
                return null;
            }
        }
        if (indicator.Unit == "rate" && cell.Kind == CellKind.Number && number is > 0 and <= 1)
        {
            number *= 100; // A cell formatted as a percentage holds the fraction.
        }
        return number is < 0 or > 1e12m ? null : (long)decimal.Round(number * PerUnit, 0, MidpointRounding.AwayFromZero);
    }

    /// <summary>Targets of a city may exceed what a single project may cost.</summary>
    private static long? Fen(decimal number, AmountUnit unit) =>
        number < 0 || number > 9e18m / unit.Hundredths ? null : (long)decimal.Round(number * unit.Hundredths, 0, MidpointRounding.AwayFromZero);
}
