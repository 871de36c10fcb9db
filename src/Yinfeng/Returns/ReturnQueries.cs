using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Reports;

namespace Yinfeng.Returns;

/// <summary>A filled return.</summary>
/// <param name="Closed">Number of the bulletin whose figures these are; null for an open month.</param>
public sealed record ReturnView(ReturnMapping Mapping, string Period, string Unit, string UnitName, string? Closed, IReadOnlyList<ReturnRow> Rows);

/// <param name="Cells">By column: a number, a constant text, or null where there is no figure.</param>
public sealed record ReturnRow(string Unit, string UnitName, IReadOnlyList<object?> Cells);

/// <summary>Fills returns from the board, within what the viewer may see; a closed month gives its closed figures.</summary>
public sealed class ReturnQueries(BoardQueries boards, ReturnMappings mappings)
{
    /// <returns>Refused for an unknown return or unit, and for every column that cannot be filled.</returns>
    public async Task<Decision<ReturnView>> FillAsync(Viewer viewer, string? name, YearMonth period, string? unit, CancellationToken ct) =>
        mappings.All.FirstOrDefault(m => m.Name == name?.Trim()) is { } mapping
            ? await FillAsync(viewer, mapping, period, unit, ct)
            : Decision<ReturnView>.Refuse("return.unknown", "name", $"没有名为“{name}”的报表。可用的报表：{string.Join("、", mappings.All.Select(m => m.Name))}。");

    /// <inheritdoc cref="FillAsync(Viewer, string?, YearMonth, string?, CancellationToken)"/>
    public async Task<Decision<ReturnView>> FillAsync(Viewer viewer, ReturnMapping mapping, YearMonth period, string? unit, CancellationToken ct)
    {
        var answer = await boards.BoardAsync(viewer, period, unit, [], ct);
        if (answer.Value is not { } board)
        {
            return Decision<ReturnView>.Refuse(answer.Unmet);
        }
        var unmet = mapping.Columns.Select(c => ReturnSource.Wrong(c, board.Indicators)).OfType<Unmet>().ToList();
        if (mapping.Rows is not ("itself" or "children"))
        {
            unmet.Add(new("return.rows", "rows", $"行“{mapping.Rows}”写法不对，请写 itself（本级）或 children（本级及下级）。"));
        }
        if (unmet.Count > 0)
        {
            return Decision<ReturnView>.Refuse(unmet);
        }
        var rows = board.Units.Take(mapping.Rows == "itself" ? 1 : int.MaxValue).Select((u, row) => new ReturnRow(u.Code, u.Name,
        [
            .. mapping.Columns.Select(c => ReturnSource.IsConstant(c) ? c.Source[1..]
                : (object?)ReturnSource.Figure(c, board.Cell(row, ReturnSource.Indicator(c))!)),
        ])).ToList();
        return Decision<ReturnView>.Allow(new ReturnView(mapping, period.ToString(), board.Unit.Code, board.Unit.Name, board.Closed?.Number, rows));
    }
}
