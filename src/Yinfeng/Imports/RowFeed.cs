using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Rows of a sheet one by one, with a look ahead. Cells of hidden columns are gone; rows that are then blank as well.</summary>
internal sealed class RowFeed : IDisposable
{
    private readonly IEnumerator<SheetRow> _rows;
    private readonly IReadOnlySet<int> _hidden;
    private readonly Queue<SheetRow> _ahead = [];
    private bool _ended;

    public RowFeed(Sheet sheet)
    {
        _rows = sheet.ReadRows().GetEnumerator();
        _hidden = sheet.HiddenColumns;
    }

    /// <summary>The next row, or null at the end. It may be the reader's own buffer: copy what must last.</summary>
    public SheetRow? Next() => _ahead.TryDequeue(out var row) ? row : Pull();

    /// <summary>Up to <paramref name="count"/> rows that come next, as copies; they stay to be read.</summary>
    public List<SheetRow> Peek(int count)
    {
        while (_ahead.Count < count && Pull() is { } row)
        {
            _ahead.Enqueue(row.Clone());
        }
        return [.. _ahead.Take(count)];
    }

    private SheetRow? Pull()
    {
        while (!_ended && _rows.MoveNext())
        {
            var row = _rows.Current;
            foreach (var column in _hidden)
            {
                if (column < row.Count)
                {
                    row.Set(column, default);
                }
            }
            if (!IsBlank(row))
            {
                return row;
            }
        }
        _ended = true;
        return null;
    }

    /// <summary>Nothing but blanks; texts of blanks count as nothing, an error or a formula as something.</summary>
    internal static bool IsBlank(SheetRow row)
    {
        foreach (ref readonly var cell in row.Cells)
        {
            if (!IsBlank(cell))
            {
                return false;
            }
        }
        return true;
    }

    internal static bool IsBlank(in Cell cell) =>
        cell.Kind == CellKind.Empty || (cell.Kind == CellKind.Text && string.IsNullOrWhiteSpace(cell.Text));

    public void Dispose() => _rows.Dispose();
}
