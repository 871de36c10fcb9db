using System.Globalization;
using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>The figures of a closed month: every field of every indicator of every unit, with the names they had.</summary>
internal sealed class FrozenFigures
{
    /// <summary>As <see cref="BoardField"/> orders what a board shows.</summary>
    private static readonly string[] Fields = ["value", "last_year", "target", "stretch", "plan", "completion", "plan_completion", "gap", "yoy", "rank"];

    private readonly Dictionary<(long Unit, string Indicator), long[]> _cells = [];

    /// <summary>Units in pre-order; the first is the one that was closed.</summary>
    public required IReadOnlyList<FrozenUnit> Units { get; init; }

    /// <summary>In the order of the board, hidden ones included.</summary>
    public required IReadOnlyList<Indicator> Indicators { get; init; }

    /// <summary>The fields of a cell, <see cref="BoardPage.Null"/> for no figure; null for a unit or indicator that is not here.</summary>
    public long[]? Cell(long unit, string indicator) => _cells.GetValueOrDefault((unit, indicator));

    /// <summary>Reads them off a board.</summary>
    /// <remarks>The closed unit's own rank is left out: its siblings are not part of what is closed.</remarks>
    public static FrozenFigures Of(BoardMemory memory, long unitId, YearMonth period)
    {
        var tree = memory.Frame.Tree(period.Ordinal);
        var top = tree.Find(unitId)!;
        var nodes = tree.InOrder.Skip(top.First).Take(top.Last - top.First + 1).ToList();
        var figures = new FrozenFigures
        {
            Units = [.. nodes.Select(n => new FrozenUnit(n.Id, n.Kind, n.Code, n.Name, n.ShortName, n.Id == unitId ? null : n.ParentId))],
            Indicators = memory.Indicators,
        };
        BoardColumn[] columns = [.. Enumerable.Range(0, memory.Indicators.Count)
            .SelectMany(i => Enumerable.Range(0, BoardPage.ShownFields).Select(f => new BoardColumn(i, (BoardField)f)))];
        var cells = new long[nodes.Count * columns.Length];
        memory.Engine.FillRows(period.Ordinal, [.. nodes.Select(n => n.First)], columns, cells);
        for (var row = 0; row < nodes.Count; row++)
        {
            for (var i = 0; i < memory.Indicators.Count; i++)
            {
                var fields = cells.AsSpan(row * columns.Length + i * BoardPage.ShownFields, BoardPage.ShownFields).ToArray();
                fields[(int)BoardField.Rank] = row == 0 ? BoardPage.Null : fields[(int)BoardField.Rank];
                figures._cells.Add((nodes[row].Id, memory.Indicators[i].Code), fields);
            }
        }
        return figures;
    }

    public byte[] PackCells()
    {
        using var table = new FrozenTableWriter(["unit", "indicator", .. Fields]);
        var row = new object?[Fields.Length + 2];
        foreach (var unit in Units)
        {
            foreach (var indicator in Indicators)
            {
                (row[0], row[1]) = (unit.Id, indicator.Code);
                var cell = _cells[(unit.Id, indicator.Code)];
                for (var f = 0; f < cell.Length; f++)
                {
                    row[f + 2] = cell[f] == BoardPage.Null ? null : cell[f];
                }
                table.Add(row);
            }
        }
        return table.Done();
    }

    public byte[] PackUnits()
    {
        using var table = new FrozenTableWriter(["id", "kind", "code", "name", "short_name", "parent_id"]);
        foreach (var unit in Units)
        {
            table.Add(unit.Id, unit.Kind.ToString(), unit.Code, unit.Name, unit.ShortName, unit.ParentId);
        }
        return table.Done();
    }

    public byte[] PackIndicators()
    {
        using var table = new FrozenTableWriter(["code", "name", "unit", "shape", "accumulation", "higher_is_better", "hidden", "valid_from",
            "source", "definition", "numerator", "denominator", "monthly_column"]);
        foreach (var i in Indicators)
        {
            table.Add(i.Code, i.Name, i.Unit.ToString(), i.Shape.ToString(), i.Accumulation.ToString(), i.HigherIsBetter ? 1L : 0L, i.Hidden ? 1L : 0L,
                i.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), i.Source, i.Definition, i.Numerator, i.Denominator, i.Column.ToString());
        }
        return table.Done();
    }

    /// <param name="part">The data of a part; see <see cref="PartKind"/>.</param>
    public static FrozenFigures Unpack(Func<string, byte[]> part)
    {
        var figures = new FrozenFigures
        {
            Units = [.. new FrozenTable(part(PartKind.Tree)).Select(r => new FrozenUnit(r.Whole("id"), Enum.Parse<UnitKind>(r.Text("kind")!),
                r.Text("code")!, r.Text("name")!, r.Text("short_name"), r.Number("parent_id")))],
            Indicators = [.. new FrozenTable(part(PartKind.Indicators)).Select(Indicator)],
        };
        foreach (var row in new FrozenTable(part(PartKind.Figures)))
        {
            figures._cells.Add((row.Whole("unit"), row.Text("indicator")!), [.. Fields.Select(f => row.Number(f) ?? BoardPage.Null)]);
        }
        return figures;
    }

    private static Indicator Indicator(FrozenRow row) => new()
    {
        Code = row.Text("code")!,
        Name = row.Text("name")!,
        Unit = Enum.Parse<IndicatorUnit>(row.Text("unit")!),
        Shape = Enum.Parse<IndicatorShape>(row.Text("shape")!),
        Accumulation = Enum.Parse<Accumulation>(row.Text("accumulation")!),
        HigherIsBetter = row.Number("higher_is_better") == 1,
        Hidden = row.Number("hidden") == 1,
        Synonyms = [row.Text("name")!],
        ValidFrom = DateOnly.ParseExact(row.Text("valid_from")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Source = row.Text("source")!,
        Definition = row.Text("definition")!,
        Numerator = row.Text("numerator"),
        Denominator = row.Text("denominator"),
        Column = Enum.Parse<MonthlyColumn>(row.Text("monthly_column")!),
    };
}

/// <summary>A unit as it stood in a closed month.</summary>
/// <param name="ParentId">Null for the unit that was closed.</param>
internal sealed record FrozenUnit(long Id, UnitKind Kind, string Code, string Name, string? ShortName, long? ParentId);
