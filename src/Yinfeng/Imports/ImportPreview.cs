using System.Globalization;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>A cell that reading changed: what stood there and what was taken.</summary>
public sealed record ReadCell(string Label, string Raw, string Taken);

/// <summary>One row as the preview shows it.</summary>
public sealed record PreviewRow(PlannedRow Plan, IReadOnlyList<ReadCell> ReadCells, PlannedRow? Earlier);

/// <summary>A page of the preview of a long file: rows with problems first.</summary>
/// <param name="Show">all, refused, problems, duplicates or updated.</param>
public sealed record ImportPreview(ImportOutcome Outcome, string Show, int Page, int Pages, int Count, IReadOnlyList<PreviewRow> Rows)
{
    public const int PageSize = 50;
    private const long LargeFile = 30L << 20;

    public static readonly IReadOnlyList<(string Code, string Label)> Views =
        [("all", "全部"), ("refused", "退回"), ("problems", "有提示"), ("duplicates", "疑似重复"), ("updated", "更新已有项目")];

    public static int CountOf(ImportPlan plan, string show) => plan.Rows.Count(r => Fits(r, show));

    /// <summary>The rows of a view, those with problems first.</summary>
    public static List<PlannedRow> RowsOf(ImportPlan plan, string view) => [.. plan.Rows.Where(r => Fits(r, view)).OrderBy(Weight)];

    public static ImportPreview Make(ImportOutcome outcome, string? show, int page)
    {
        var view = Views.Any(v => v.Code == show) ? show! : "all";
        var rows = RowsOf(outcome.Plan, view);
        var pages = Math.Max(1, (rows.Count + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        var shown = rows.Skip((at - 1) * PageSize).Take(PageSize).ToList();
        // A long file is not read again for every page; its source view is one click away.
        var source = outcome.File.Bytes > LargeFile ? []
            : SourceCells.Read(outcome.File.Path, outcome.Reading.Sheets, shown.Select(r => r.Row.Place));
        var byPlace = shown.Any(r => r.Row.DuplicateOf is not null) ? outcome.Plan.Rows.ToDictionary(r => r.Row.Place) : [];
        return new ImportPreview(outcome, view, at, pages, rows.Count,
        [
            .. shown.Select(r => new PreviewRow(r, ChangedCells(r.Row, source.GetValueOrDefault(r.Row.Place)),
                r.Row.DuplicateOf is { } place ? byPlace.GetValueOrDefault(place) : null)),
        ]);
    }

    /// <summary>Cells whose reading is not simply what stood there.</summary>
    public static IReadOnlyList<ReadCell> ChangedCells(LedgerRow row, List<SourceCell>? cells)
    {
        var changed = new List<ReadCell>();
        foreach (var cell in cells ?? [])
        {
            var raw = cell.Text.Trim();
            if (cell.Field.Length == 0 || raw.Length == 0)
            {
                continue;
            }
            var taken = cell.Field.StartsWith(LedgerFields.FundsPrefix, StringComparison.Ordinal)
                ? Month(row, cell.Column)
                : Taken(row, cell.Field);
            if (taken is not null && taken != raw && !SameNumber(raw, taken))
            {
                changed.Add(new ReadCell(cell.Header.Length > 0 ? cell.Header : cell.Column, raw, taken));
            }
        }
        return changed;
    }

    private static string? Taken(LedgerRow row, string field) => field switch
    {
        "project_name" or "investor" or "stage" or "industry" or "content" or "remark" or "total_investment_wan" or "fixed_investment_wan"
            or "signed_on" or "started_on" or "producing_on" => CorrectRow.Text(row, field) ?? "不取",
        "unit" => row.Unit,
        "kind" => row.Kind is { } kind ? LedgerFacts.Word(kind.ToString()) : null,
        _ => row.More.GetValueOrDefault(field),
    };

    private static string? Month(LedgerRow row, string column) =>
        row.Months.Find(m => m.Column == column) is { } month ? $"{Money.ToWan(month.FundsFen).ToString(CultureInfo.InvariantCulture)}万元" : "不取";

    /// <summary>"5000" read as 5000万元 under a head in 万元 is no change worth showing.</summary>
    private static bool SameNumber(string raw, string taken) =>
        taken.EndsWith("万元", StringComparison.Ordinal)
        && decimal.TryParse(raw, NumberStyles.Number, CultureInfo.InvariantCulture, out var was)
        && decimal.TryParse(taken[..^2], NumberStyles.Number, CultureInfo.InvariantCulture, out var now) && was == now;

    private static bool Fits(PlannedRow row, string show) => show switch
    {
        "refused" => row.Outcome == RowOutcome.Refused,
        "problems" => row.HasProblems,
        "duplicates" => row.Row.DuplicateOf is not null || row.Suspect is not null,
        "updated" => row.Outcome == RowOutcome.Updated,
        _ => true,
    };

    private static int Weight(PlannedRow row) =>
        row.Outcome == RowOutcome.Refused ? 0 : row.Row.DuplicateOf is not null || row.Suspect is not null ? 1 : row.HasProblems ? 2 : 3;
}
