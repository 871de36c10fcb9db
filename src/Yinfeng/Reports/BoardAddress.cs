using Yinfeng.Kernel;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>Addresses of boards and figures.</summary>
internal static class BoardAddress
{
    public static string Board(YearMonth period, UnitNode unit, string? indicator = null) =>
        $"/board?period={period}&unit={Uri.EscapeDataString(unit.Code)}" + (indicator is null ? "" : $"&indicator={indicator}");

    public static string Figure(YearMonth period, BoardCell cell, FigureField field = FigureField.Value) =>
        $"/board/figure?period={period}&unit={Uri.EscapeDataString(cell.Unit.Code)}&indicator={cell.Indicator.Code}"
        + (field == FigureField.LastYear ? "&field=lastYear" : "");

    public static string Export(YearMonth period, UnitNode unit) => $"/board/export?period={period}&unit={Uri.EscapeDataString(unit.Code)}";
}
