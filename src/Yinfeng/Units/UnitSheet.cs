using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Sheets;

namespace Yinfeng.Units;

/// <summary>Reads a table of units that an office adds: 代码, 名称, 类别, 上级, 起始, 依据 (or code, name, kind, parent, from, reason).</summary>
/// <remarks>A parent is named by code or name, of a unit in the tree or of an earlier row.</remarks>
internal static class UnitSheet
{
    private static readonly (string Field, string[] Heads)[] Columns =
    [
        ("code", ["code", "代码", "单位代码"]), ("name", ["name", "名称", "单位名称", "单位"]), ("kind", ["kind", "类别", "单位类别", "类型"]),
        ("parent", ["parent", "上级", "上级单位"]), ("from", ["from", "起始", "起始日期", "生效日期"]), ("reason", ["reason", "依据", "备注"]),
    ];

    /// <summary>One row as written.</summary>
    public sealed record Row(string Sheet, int Number, IReadOnlyDictionary<string, string> Cells)
    {
        public string this[string field] => Cells.GetValueOrDefault(field, "");
    }

    /// <returns>The rows of the first sheet that has the heads.</returns>
    /// <exception cref="WorkbookRefusedException">No readable table, or none of its sheets has the heads.</exception>
    public static IReadOnlyList<Row> Read(string path)
    {
        using var workbook = WorkbookReader.Open(path);
        foreach (var sheet in workbook.Sheets)
        {
            Dictionary<int, string>? heads = null;
            var rows = new List<Row>();
            foreach (var row in sheet.ReadRows())
            {
                if (heads is null)
                {
                    heads = Heads(row);
                    continue;
                }
                var cells = heads.Where(h => h.Key < row.Count).ToDictionary(h => h.Value, h => Text(row[h.Key]));
                if (cells.Values.Any(c => c.Length > 0))
                {
                    rows.Add(new Row(sheet.Name, row.Number, cells));
                }
            }
            if (heads is not null)
            {
                return rows;
            }
        }
        throw new WorkbookRefusedException(new Unmet("header-not-found", "",
            $"{Path.GetFileName(path)}：找不到单位表的表头。请写一行表头：代码、名称、类别、上级、起始，其中名称、类别、上级必填。"));
    }

    private static Dictionary<int, string>? Heads(SheetRow row)
    {
        var heads = new Dictionary<int, string>();
        for (var i = 0; i < row.Count; i++)
        {
            var head = Text(row[i]);
            if (Columns.FirstOrDefault(c => c.Heads.Contains(head, StringComparer.OrdinalIgnoreCase)).Field is { } field && !heads.ContainsValue(field))
            {
                heads[i] = field;
            }
        }
        return heads.ContainsValue("name") && heads.ContainsValue("parent") ? heads : null;
    }

    private static string Text(Cell cell) => cell.Kind switch
    {
        CellKind.Text => cell.Text!.Trim(),
        CellKind.Date => cell.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Number => cell.Number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => "",
    };
}
