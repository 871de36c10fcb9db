using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>This year's figure or last year's.</summary>
public enum FigureField { Value, LastYear }

/// <summary>Where a row's number was read: a cell of an imported sheet.</summary>
/// <param name="Column">Letter of the column, where one cell holds the number.</param>
public sealed record FigureSource(long ImportId, string FileName, string? Sheet, int? Row, string? Column)
{
    /// <summary>Address of the page that shows the cell.</summary>
    public string Address => $"/imports/{ImportId}/source?sheet={Uri.EscapeDataString(Sheet ?? "")}&row={Row}"
        + (Column is null ? "" : $"&column={Column}");
}

/// <summary>One row that a figure sums.</summary>
/// <param name="Project">Null where the person may not see the project behind the number: then only unit, month and amount are told,
/// without which the figure would not add up.</param>
/// <param name="Share">The unit's share of the project's amount in percent; 100 without shared credit.</param>
/// <param name="Below">For a rate: whether the row stands below the line (the base) rather than above it.</param>
public sealed record FigureRow(long? ProjectId, Project? Project, UnitNode? Unit, YearMonth Month, LedgerDate? Date, decimal Amount,
    decimal? Share, bool Below, FigureSource? Source, int Evidence, string? EnteredBy, string? VerifiedBy, IReadOnlyList<Flag> Flags);

/// <summary>A figure opened: what it means, what it sums, and where each row comes from.</summary>
/// <param name="Parts">For a rate the definitions above and below the line; empty otherwise.</param>
/// <param name="Above">Sum above the line, or of all rows; in the unit of the rows.</param>
/// <param name="Below">Sum below the line of a rate.</param>
/// <param name="Rows">The rows of this page of <paramref name="RowCount"/>.</param>
public sealed record FigureView(BoardCell Cell, YearMonth Period, FigureField Field, IReadOnlyList<Indicator> Parts, YearMonth From, YearMonth To,
    decimal Above, decimal? Below, IReadOnlyList<FigureRow> Rows, int RowCount, int ProjectCount, int Page, int Pages)
{
    /// <summary>Set where the month is closed: figure and rows are those frozen with that bulletin.</summary>
    public ClosedMark? Closed { get; init; }

    /// <summary>Of a closed figure: the same figure as it would be now.</summary>
    public BoardCell? Present { get; init; }

    /// <summary>Of a closed figure its own restatements, of an open one those of earlier months of the year.</summary>
    public IReadOnlyList<Restatement> Restatements { get; init; } = [];

    public decimal? Shown => Field == FigureField.Value ? Cell.Value : Cell.LastYear;

    /// <summary>Unit of the amounts in the rows: a rate counts what its parts count.</summary>
    public IndicatorUnit RowUnit => Parts.Count > 0 ? Parts[0].Unit : Cell.Indicator.Unit;
}
