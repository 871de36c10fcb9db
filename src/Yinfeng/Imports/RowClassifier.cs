using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Tells what a row below the head of a table is.</summary>
internal sealed class RowClassifier(LedgerTable table, VerticalMerges merges)
{
    /// <param name="next">Gives the row after, or null at the end.</param>
    /// <returns>The kind of a row that holds no project; null for a project.</returns>
    public string? Classify(SheetRow row, Func<SheetRow?> next)
    {
        var (texts, others) = RowKinds.Count(row);
        var name = row[table.NameColumn];
        var named = !RowFeed.IsBlank(name);
        if (texts >= 2 && table.RepeatsHead(row))
        {
            return "header";
        }
        if (named && texts + others > 3)
        {
            return Labelled(row, name);
        }
        if (others >= 3 && HeaderFinder.IsColumnNumbers(row) && (!named || name.Kind != CellKind.Text || name.Text!.Trim().Length == 1))
        {
            return "header";
        }
        var first = FirstText(row, out var firstColumn);
        if (first is null)
        {
            return named ? null : Numbers(row);
        }
        if (RowKinds.TotalLabel(first) is { } total && (!named || firstColumn <= table.NameColumn))
        {
            return total;
        }
        if (named && RowKinds.TotalLabel(AsText(name)) is { } inName)
        {
            return inName;
        }
        return Few(row, first, firstColumn, texts, others, named, next);
    }

    /// <summary>Whether the row surely holds a project: <see cref="Classify"/> says null and need not see the row after.</summary>
    public bool IsPlainProject(SheetRow row)
    {
        var (texts, others) = RowKinds.Count(row);
        var name = row[table.NameColumn];
        return texts + others > 3 && !RowFeed.IsBlank(name) && (texts < 2 || !table.RepeatsHead(row)) && Labelled(row, name) is null;
    }

    private string? Few(SheetRow row, string first, int firstColumn, int texts, int others, bool named, Func<SheetRow?> next)
    {
        var alone = texts == 1 && others == 0;
        if ((!named || firstColumn <= table.NameColumn) && RowKinds.IsSection(first) && IsEmptyBut(row, firstColumn))
        {
            return "section";
        }
        if (RowKinds.IsNote(first) && (alone || !named || firstColumn == table.NameColumn && texts + others <= 2))
        {
            return "note";
        }
        if (alone && firstColumn != table.NameColumn)
        {
            if (RowKinds.IsLabelled(first))
            {
                return HeadText.NotedUnit(first) is null ? "note" : "unit-note";
            }
            return IsFilled(row) ? null : next() is { } after && !RowFeed.IsBlank(after[table.NameColumn]) ? "section" : "note";
        }
        if (!named && texts <= 3 && RowKinds.IsLabelled(first))
        {
            return "note";
        }
        if (!named && others > 0 && texts <= 1 && firstColumn < table.NameColumn && !HasFact(row))
        {
            return firstColumn == table.UnitColumn ? null : "subtotal";
        }
        return null;
    }

    /// <summary>A row with a name and several other cells: a project unless a label stands where number or unit would.</summary>
    private static string? LabelOf(in Cell cell) => cell.Kind == CellKind.Text ? RowKinds.TotalLabel(cell.Text!) : null;

    private string? Labelled(SheetRow row, in Cell name)
    {
        if (LabelOf(name) is { } label)
        {
            return label;
        }
        for (var c = 0; c < table.NameColumn; c++)
        {
            if ((c == table.SequenceColumn || c == table.UnitColumn) && LabelOf(row[c]) is { } before)
            {
                return before;
            }
        }
        return table.UnitColumn > table.NameColumn ? LabelOf(row[table.UnitColumn]) : null;
    }

    /// <summary>Only numbers: a running number on an empty line is blank, sums without a label are a subtotal.</summary>
    private string? Numbers(SheetRow row)
    {
        var any = false;
        foreach (var column in table.Columns)
        {
            any |= column.Index != table.SequenceColumn && !RowFeed.IsBlank(row[column.Index]);
        }
        if (!any)
        {
            return "blank";
        }
        return HasFact(row) || !RowFeed.IsBlank(row[Math.Max(table.SequenceColumn, 0)]) && table.SequenceColumn >= 0 ? null : "subtotal";
    }

    /// <summary>Whether the row says something a total would not: an investor, a date, a stage.</summary>
    private bool HasFact(SheetRow row)
    {
        foreach (var column in table.Columns)
        {
            if (column.Field is "investor" or "investor_place" or "content" or "industry" or "stage" || column.Kind is LedgerFieldKind.Date or LedgerFieldKind.Tick)
            {
                if (!RowFeed.IsBlank(row[column.Index]))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Nothing but the label and amounts.</summary>
    private bool IsEmptyBut(SheetRow row, int label)
    {
        foreach (var column in table.Columns)
        {
            if (column.Index != label && column.Kind is not (LedgerFieldKind.Amount or LedgerFieldKind.Funds) && column.Field != "remark"
                && !RowFeed.IsBlank(row[column.Index]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Whether the row lies inside a vertical merge, so that it belongs to a list of projects.</summary>
    private bool IsFilled(SheetRow row) => table.UnitColumn >= 0 && row[table.UnitColumn].IsEmpty && !merges.At(row, table.UnitColumn).IsEmpty
        && HasFact(row);

    private static string? FirstText(SheetRow row, out int column)
    {
        for (column = 0; column < row.Count; column++)
        {
            if (row[column].Kind == CellKind.Text && !RowFeed.IsBlank(row[column]))
            {
                return row[column].Text!.Trim();
            }
        }
        return null;
    }

    private static string AsText(in Cell cell) => cell.Kind == CellKind.Text ? cell.Text!.Trim() : "";
}
