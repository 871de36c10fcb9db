using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>One column of a table, ready for reading cells.</summary>
internal sealed record TableColumn(int Index, string Letters, string Field, LedgerFieldKind Kind, AmountUnit Unit, YearMonth Month, string Head)
{
    public int Order { get; } = LedgerFields.Order(Field);

    /// <summary>The field a planned date stands in for, because the table has no column for the actual one.</summary>
    public string? PlansFor { get; init; }
}

/// <summary>A table of a sheet whose columns are known.</summary>
internal sealed class LedgerTable
{
    public LedgerTable(SheetMapping mapping)
    {
        Mapping = mapping;
        var sheetUnit = AmountUnit.Parse(mapping.Units.GetValueOrDefault("*")) ?? AmountUnit.Wan;
        Columns = [.. mapping.Columns.Where(c => LedgerFields.Of(c.Value).Kind != LedgerFieldKind.Skip || c.Value == "sequence")
            .Select(c => Column(c.Key, c.Value, mapping, sheetUnit)).OrderBy(c => c.Order).ThenBy(c => c.Index)];
        Columns = [.. Columns.Select(c => c.Field.StartsWith("planned_", StringComparison.Ordinal) && IndexOf(c.Field["planned_".Length..]) < 0
            ? c with { PlansFor = c.Field["planned_".Length..] }
            : c).OrderBy(c => LedgerFields.Order(c.PlansFor ?? c.Field))];
        NameColumn = IndexOf("project_name");
        UnitColumn = IndexOf("unit");
        SequenceColumn = IndexOf("sequence");
        HeadKeys = mapping.Headers.Where(h => Taken(h.Key)).ToDictionary(
            h => ColumnHead.IndexOf(h.Key), h => h.Value.Split('/').Select(HeadText.Bare).Where(t => t.Length > 0).ToHashSet(StringComparer.Ordinal));
    }

    public SheetMapping Mapping { get; }

    /// <summary>Taken columns in the order in which problems are listed.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }
    public int NameColumn { get; }
    public int UnitColumn { get; }
    public int SequenceColumn { get; }
    private Dictionary<int, HashSet<string>> HeadKeys { get; }

    /// <summary>Whether the row is the head again, as after a page break.</summary>
    public bool RepeatsHead(SheetRow row)
    {
        if (row[NameColumn].Kind is not (CellKind.Text or CellKind.Empty))
        {
            return false;
        }
        int same = 0, other = 0;
        for (var c = 0; c < row.Count; c++)
        {
            if (RowFeed.IsBlank(row[c]) || !HeadKeys.TryGetValue(c, out var heads))
            {
                continue;
            }
            if (row[c].Kind != CellKind.Text && HeadText.Month(HeadText.Of(row[c])).Month == 0)
            {
                return false;
            }
            _ = heads.Contains(HeadText.Bare(HeadText.Of(row[c]))) ? same++ : other++;
            if (other > 0 && other >= same)
            {
                return false;
            }
        }
        return same >= 2 && same > other * 3;
    }

    private bool Taken(string letters) => Mapping.Columns.GetValueOrDefault(letters) is { Length: > 0 };

    private int IndexOf(string field) => Columns.FirstOrDefault(c => c.Field == field)?.Index ?? -1;

    private static TableColumn Column(string letters, string field, SheetMapping mapping, AmountUnit sheetUnit)
    {
        var kind = LedgerFields.Of(field).Kind;
        var month = kind == LedgerFieldKind.Funds && YearMonth.TryParse(field[LedgerFields.FundsPrefix.Length..], out var m) ? m : default;
        var unit = AmountUnit.Parse(mapping.Units.GetValueOrDefault(letters)) ?? sheetUnit;
        var head = mapping.Headers.GetValueOrDefault(letters, "");
        return new TableColumn(ColumnHead.IndexOf(letters), letters, field, kind, unit, month, head[(head.LastIndexOf('/') + 1)..]);
    }
}
