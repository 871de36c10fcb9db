using System.Text.Json.Serialization;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>One indicator of one unit, in the units people read: 亿元, projects, percent. Null is "no figure", never zero.</summary>
/// <param name="Yoy">Percent with one decimal; for a rate, points.</param>
/// <param name="Gap">Completion minus time progress, for a rate value minus target; points.</param>
public sealed record BoardCell(UnitNode Unit, Indicator Indicator, decimal? Value, decimal? LastYear, decimal? Yoy, decimal? Target,
    decimal? Stretch, decimal? Completion, decimal TimeProgress, decimal? Gap, decimal? Plan, decimal? PlanCompletion, long? Rank);

/// <summary>A unit and its direct children for one month.</summary>
/// <param name="Units">The unit itself, then its children by code.</param>
/// <param name="Rows">By unit as in <paramref name="Units"/>, then by indicator.</param>
public sealed record BoardView(YearMonth Period, IReadOnlyList<UnitNode> Units, IReadOnlyList<Indicator> Indicators, BoardCell[][] Rows)
{
    public UnitNode Unit => Units[0];

    /// <summary>Set where the month is closed: the figures are those of that bulletin, for ever.</summary>
    public ClosedMark? Closed { get; init; }

    /// <summary>Of a closed month, where asked for: the figures as they would be now. By unit and indicator as in <see cref="Rows"/>.</summary>
    public BoardCell[][]? Present { get; init; }

    /// <summary>Of an open month: what was restated of earlier months of the year. Of a closed one, where asked for: of its own figures.</summary>
    public IReadOnlyList<Restatement> Restatements { get; init; } = [];

    /// <summary>The cell of a unit's row, or null when the indicator is not on this board.</summary>
    public BoardCell? Cell(int row, string code) => Rows[row].FirstOrDefault(c => c.Indicator.Code == code);
}

/// <summary>The bulletin that closed a month.</summary>
/// <param name="Published">False where the bulletin gave a later month and closed this one with it.</param>
public sealed record ClosedMark(long Id, string Number, DateOnly IssuedOn, YearMonth Period, bool Published);

/// <summary>The same as JSON, field for field as the command prints it. What is not there is not printed, so that a closed month stays
/// byte for byte the same.</summary>
public sealed record BoardJson(string Period, string Unit, IEnumerable<BoardCellJson> Cells)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClosedJson? Closed { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RestatementJson>? Restatements { get; init; }

    public static BoardJson Of(BoardView view) =>
        new(view.Period.ToString(), view.Unit.Code, view.Indicators.SelectMany((_, i) => view.Rows.Select((row, r) =>
            BoardCellJson.Of(row[i], isQueried: r == 0) with { Restated = view.Present is { } now ? BoardCellJson.Of(now[r][i], isQueried: r == 0) : null })))
        {
            Closed = view.Closed is { } closed ? new ClosedJson(closed.Number, closed.IssuedOn) : null,
            Restatements = view.Restatements.Count > 0 ? [.. view.Restatements.Select(RestatementJson.Of)] : null,
        };
}

public sealed record ClosedJson(string Number, DateOnly IssuedOn);

public sealed record BoardCellJson(string Unit, string Indicator, decimal? Value, decimal? LastYear, decimal? Yoy, decimal? Target,
    decimal? Stretch, decimal? Completion, decimal TimeProgress, decimal? Gap, decimal? Plan, decimal? PlanCompletion, long? Rank)
{
    /// <summary>The same cell with the figures of now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoardCellJson? Restated { get; init; }

    /// <param name="isQueried">The unit that was asked for stands alone on its board: it has no place.</param>
    public static BoardCellJson Of(BoardCell cell, bool isQueried) => new(cell.Unit.Code, cell.Indicator.Code, cell.Value, cell.LastYear,
        cell.Yoy, cell.Target, cell.Stretch, cell.Completion, cell.TimeProgress, cell.Gap, cell.Plan, cell.PlanCompletion,
        isQueried ? null : cell.Rank);
}
