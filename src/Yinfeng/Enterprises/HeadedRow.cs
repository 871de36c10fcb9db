using System.Globalization;
using Yinfeng.Sheets;

namespace Yinfeng.Enterprises;

/// <summary>Rows of a table whose cells are asked for by any of the heads that a column may have.</summary>
internal sealed class HeadedRow
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    /// <param name="head">The head row.</param>
    public HeadedRow(SheetRow head)
    {
        Row = head;
        for (var column = 0; column < head.Count; column++)
        {
            _columns.TryAdd(FieldWords.Folded(At(column)), column);
        }
    }

    /// <summary>The row that is read now.</summary>
    public SheetRow Row { get; set; }

    public bool Has(IEnumerable<string> heads) => Column(heads) >= 0;

    /// <summary>Trimmed; empty where there is no such column or nothing in it.</summary>
    public string Text(IEnumerable<string> heads) => Column(heads) is >= 0 and var column ? At(column) : "";

    private int Column(IEnumerable<string> heads)
    {
        foreach (var head in heads)
        {
            if (_columns.TryGetValue(FieldWords.Folded(head), out var column))
            {
                return column;
            }
        }
        return -1;
    }

    private string At(int column) => Row[column] switch
    {
        { Kind: CellKind.Text } cell => cell.Text!.Trim(),
        { Kind: CellKind.Number } cell => cell.Number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
