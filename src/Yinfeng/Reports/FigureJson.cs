using System.Text.Json.Serialization;
using Yinfeng.Closing;
using Yinfeng.Projects;
using Yinfeng.Rules;

namespace Yinfeng.Reports;

/// <summary>A figure opened, as JSON. Amounts in 亿元 or in projects, with all digits.</summary>
internal sealed record FigureJson(string Period, string Unit, FigureDefinitionJson Indicator, IReadOnlyList<FigureDefinitionJson> Parts,
    string Field, string From, string To, decimal? Figure, decimal Above, decimal? Below, int RowCount, int Page, int Pages,
    IEnumerable<FigureRowJson> Rows)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClosedJson? Closed { get; init; }

    /// <summary>Of a closed figure: as it would be now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BoardCellJson? Restated { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RestatementJson>? Restatements { get; init; }

    public static FigureJson Of(FigureView view) => new(view.Period.ToString(), view.Cell.Unit.Code, FigureDefinitionJson.Of(view.Cell.Indicator),
        [.. view.Parts.Select(FigureDefinitionJson.Of)], view.Field == FigureField.Value ? "value" : "lastYear",
        view.From.ToString(), view.To.ToString(), view.Shown, view.Above, view.Below, view.RowCount, view.Page, view.Pages,
        view.Rows.Select(FigureRowJson.Of))
    {
        Closed = view.Closed is { } closed ? new ClosedJson(closed.Number, closed.IssuedOn) : null,
        Restated = view.Present is { } now ? BoardCellJson.Of(now, isQueried: true) : null,
        Restatements = view.Restatements.Count > 0 ? [.. view.Restatements.Select(RestatementJson.Of)] : null,
    };
}

/// <param name="ValidFrom">The version: definitions are dated.</param>
internal sealed record FigureDefinitionJson(string Code, string Name, string Unit, DateOnly ValidFrom, string Definition, string Source)
{
    public static FigureDefinitionJson Of(Indicator indicator) => new(indicator.Code, indicator.Name, indicator.UnitLabel, indicator.ValidFrom,
        indicator.Definition, indicator.Source);
}

internal sealed record FigureRowJson(long? ProjectId, string? Project, string? Unit, string Month, string? Date, decimal Amount, decimal? Share,
    bool Below, FigureSource? Source, int Evidence, string? EnteredBy, string? VerifiedBy, IReadOnlyList<Flag> Flags)
{
    public static FigureRowJson Of(FigureRow row) => new(row.ProjectId, row.Project?.Name, row.Unit?.Code, row.Month.ToString(),
        row.Date?.ToString(), row.Amount, row.Share, row.Below, row.Source, row.Evidence, row.EnteredBy, row.VerifiedBy, row.Flags);
}
