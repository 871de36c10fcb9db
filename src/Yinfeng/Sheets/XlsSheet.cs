using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Yinfeng.Sheets;

/// <summary>A sheet of an xls file. The reader tells neither formulas from values nor errors from
/// empty cells, so none is marked.</summary>
internal sealed class XlsSheet : Sheet
{
    private readonly string _path;
    private readonly int _index;
    private readonly Refused _refused;
    private readonly HashSet<int> _hidden = [];

    /// <param name="reader">Stands on this sheet; only its facts are taken.</param>
    public XlsSheet(string path, int index, IExcelDataReader reader, Refused refused)
    {
        (_path, _index, _refused) = (path, index, refused);
        Name = reader.Name;
        Hidden = reader.VisibleState != "visible";
        Merged = [.. (reader.MergeCells ?? []).Select(m =>
            new MergedRange(m.FromRow + 1, m.FromColumn, m.ToRow + 1, m.ToColumn))];
        for (var column = 0; column < Math.Min(reader.FieldCount, 256); column++)
        {
            if (reader.GetColumnWidth(column) == 0)
            {
                _hidden.Add(column);
            }
        }
    }

    public override string Name { get; }
    public override bool Hidden { get; }
    public override IReadOnlySet<int> HiddenColumns => _hidden;
    public override IReadOnlyList<MergedRange> Merged { get; }
    public override bool MergedKnown => true;

    public override IEnumerable<SheetRow> ReadRows()
    {
        using var reader = XlsWorkbook.Guarded(_refused, () => XlsWorkbook.Reader(_path));
        for (var i = 0; i < _index; i++)
        {
            XlsWorkbook.Guarded(_refused, reader.NextResult);
        }
        var row = new SheetRow();
        for (var number = 1; XlsWorkbook.Guarded(_refused, reader.Read); number++)
        {
            if (XlsWorkbook.Guarded(_refused, () => Fill(row, number, reader)))
            {
                yield return row;
            }
        }
    }

    private static bool Fill(SheetRow row, int number, IExcelDataReader reader)
    {
        row.Clear(number);
        for (var column = 0; column < reader.FieldCount; column++)
        {
            var cell = Typed(reader, column);
            if (!cell.IsEmpty)
            {
                row.Set(column, cell);
            }
        }
        return row.Count > 0;
    }

    private static Cell Typed(IExcelDataReader reader, int column)
    {
        return reader.GetValue(column) switch
        {
            null => default,
            string text => CellContext.Text(text, false),
            bool yes => new Cell(CellKind.Bool, null, yes ? 1 : 0, default, false),
            int whole => new Cell(CellKind.Number, null, whole, default, false),
            double number => Number(number),
            DateTime moment => Date(moment),
            TimeSpan time => new Cell(CellKind.Number, null, (decimal)time.TotalDays, default, false),
            var other => CellContext.Text(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", false),
        };
    }

    private static Cell Number(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return CellValues.TryNumber(Encoding.UTF8.GetBytes(text), out var exact)
            ? new Cell(CellKind.Number, null, exact, default, false)
            : CellContext.Text(text, false);
    }

    private static Cell Date(DateTime moment)
    {
        var day = DateOnly.FromDateTime(moment);
        return day >= new DateOnly(1900, 1, 1)
            ? new Cell(CellKind.Date, null, CellValues.Serial(day), day, false)
            : new Cell(CellKind.Number, null, (decimal)moment.TimeOfDay.TotalDays, default, false);
    }
}
