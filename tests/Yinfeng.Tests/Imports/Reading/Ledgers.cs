using Yinfeng.Imports;
using Yinfeng.Sheets;
using Yinfeng.Units;

namespace Yinfeng.Tests.Imports.Reads;

/// <summary>What the tests of reading share: the unit tree of the reference data, the files of the cases, reading with both.</summary>
internal static class Ledgers
{
    private static readonly Lazy<UnitTree> LoadedTree = new(LoadTree);
    public static UnitTree Tree => LoadedTree.Value;

    public static LedgerReading File(string path, long? unit = null, int? year = null)
    {
        using var book = WorkbookReader.Open(path);
        return LedgerReader.Read(book, Options(unit, year));
    }

    public static LedgerReading Book(MadeBook book, long? unit = null, int? year = null) => LedgerReader.Read(book, Options(unit, year));

    public static LedgerReadOptions Options(long? unit = null, int? year = null) => new() { Tree = Tree, UnitId = unit, Year = year };

    /// <summary>The country of GB/T 2260, as the product's own store has it.</summary>
    private static UnitTree LoadTree()
    {
        var kinds = new Dictionary<long, UnitKind> { [UnitTree.NationId] = UnitKind.Nation };
        var versions = new List<UnitVersion> { new() { UnitId = UnitTree.NationId, Code = "100000", Name = "全国", ValidFrom = new DateOnly(1949, 10, 1) } };
        foreach (var line in System.IO.File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "reference", "gbt2260-2023.csv")).Skip(1))
        {
            var cells = line.TrimStart('\uFEFF').Split(',');
            var id = long.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture);
            kinds[id] = cells[2] switch { "province" => UnitKind.Province, "city" => UnitKind.City, _ => UnitKind.County };
            versions.Add(new UnitVersion
            {
                UnitId = id,
                Code = cells[0],
                Name = cells[1],
                ShortName = cells[4],
                ParentId = cells[3].Length == 0 ? UnitTree.NationId : long.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture),
                ValidFrom = new DateOnly(1949, 10, 1),
            });
        }
        return new UnitTree(new DateOnly(2026, 1, 1), kinds, versions);
    }
}
