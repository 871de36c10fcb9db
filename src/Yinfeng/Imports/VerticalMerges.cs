using Yinfeng.Sheets;

namespace Yinfeng.Imports;

/// <summary>Gives cells inside a vertical merge the value of its top cell. Blank cells outside a merge stay blank.</summary>
internal sealed class VerticalMerges
{
    private sealed class Column(List<(int First, int Last)> ranges)
    {
        private int _at;
        private Cell _top;
        private int _topRow;

        public Cell Fill(int row, in Cell cell)
        {
            while (_at < ranges.Count && ranges[_at].Last < row)
            {
                _at++;
            }
            if (_at == ranges.Count || row < ranges[_at].First)
            {
                return cell;
            }
            if (row == ranges[_at].First)
            {
                (_top, _topRow) = (cell, row);
                return cell;
            }
            return cell.IsEmpty && _topRow == ranges[_at].First ? _top : cell;
        }
    }

    private readonly Dictionary<int, Column> _columns = [];

    /// <param name="columns">Columns from 0 whose value holds for all rows of a merge.</param>
    public VerticalMerges(IEnumerable<MergedRange> merged, IReadOnlySet<int> columns)
    {
        foreach (var group in merged.Where(m => m.LastRow > m.FirstRow && m.FirstColumn <= m.LastColumn && columns.Contains(m.FirstColumn))
            .GroupBy(m => m.FirstColumn))
        {
            _columns[group.Key] = new Column([.. group.OrderBy(m => m.FirstRow).Select(m => (m.FirstRow, m.LastRow))]);
        }
    }

    public Cell At(SheetRow row, int column) =>
        _columns.TryGetValue(column, out var merges) ? merges.Fill(row.Number, row[column]) : row[column];
}
