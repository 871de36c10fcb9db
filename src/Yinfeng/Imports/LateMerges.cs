using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Fills units down over merged cells on a sheet so large that its merges are known only after its rows.</summary>
internal static class LateMerges
{
    public static void Fill(Sheet sheet, List<LedgerRow> rows, LedgerReading reading, UnitNames units)
    {
        foreach (var mapping in reading.Sheets.Where(m => m.Sheet == sheet.Name))
        {
            var column = mapping.Columns.FirstOrDefault(c => c.Value == "unit").Key;
            if (column is null)
            {
                continue;
            }
            var index = ColumnHead.IndexOf(column);
            foreach (var range in sheet.Merged.Where(m => m.FirstColumn == index && m.LastRow > m.FirstRow && m.FirstRow > mapping.HeaderLastRow))
            {
                Fill(rows, range, units);
            }
        }
    }

    private static void Fill(List<LedgerRow> rows, MergedRange range, UnitNames units)
    {
        var at = First(rows, range.FirstRow);
        if (at == rows.Count || rows[at].Place.Row != range.FirstRow || rows[at].Unit is not { } unit)
        {
            return;
        }
        for (var i = at + 1; i < rows.Count && rows[i].Place.Row <= range.LastRow; i++)
        {
            if (rows[i].Unit is null)
            {
                var found = units.Resolve(unit);
                rows[i].Unit = unit;
                (rows[i].UnitId, rows[i].Adcode) = (found.Node?.Id, found.Adcode);
                rows[i].Problems.AddRange(rows[at].Problems.Where(p => p.Field == "unit"));
            }
        }
    }

    private static int First(List<LedgerRow> rows, int number)
    {
        int low = 0, high = rows.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows[middle].Place.Row < number ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
