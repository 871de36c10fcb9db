using System.Globalization;
using Yinfeng.Persistence;
using Yinfeng.Reference;

namespace Yinfeng.Gaps;

/// <summary>An industry that supplies others or buys from them, by divisions of GB/T 4754.</summary>
/// <param name="Coefficient">What a yuan of the buyer's output takes of it (直接消耗系数).</param>
public sealed record IoTie(int Division, string Sector, bool Supplies, double Coefficient);

/// <summary>Input-output coefficients as an office imported them; empty where it did not: the product ships none.</summary>
public sealed class IoTable
{
    public const string Direct = "io_direct.csv", Sectors = "io_to_gbt4754.csv";
    private const int Most = 4;
    private const double Least = 0.01;
    private readonly Dictionary<string, (int Division, string Name)> _sectors = new(StringComparer.Ordinal);
    private readonly List<(string From, string To, double Coefficient)> _ties = [];

    private IoTable()
    {
    }

    public int Count => _ties.Count;

    public static IoTable Of(Database database) => Folder(database) is var folder && File.Exists(Path.Combine(folder, Direct))
        ? Read(Path.Combine(folder, Direct), Path.Combine(folder, Sectors)) : new IoTable();

    public static string Folder(Database database) => Path.Combine(database.DataFolder, "coefficients");

    /// <param name="direct">CSV with from_code, to_code, direct_coeff.</param>
    /// <param name="sectors">CSV with io_code, io_name, division.</param>
    /// <exception cref="InvalidDataException">A column is missing, or a cell is no number; the message says where.</exception>
    public static IoTable Read(string direct, string sectors)
    {
        var table = new IoTable();
        foreach (var cells in ReferenceTable.ReadPath(sectors, "io_code", "io_name", "division"))
        {
            table._sectors[cells[0]] = int.TryParse(cells[2], NumberStyles.None, CultureInfo.InvariantCulture, out var division) ? (division, cells[1])
                : throw new InvalidDataException($"{Path.GetFileName(sectors)}：部门 {cells[0]} 的行业大类“{cells[2]}”不是两位代码。");
        }
        foreach (var cells in ReferenceTable.ReadPath(direct, "from_code", "to_code", "direct_coeff"))
        {
            if (!double.TryParse(cells[2], NumberStyles.Float, CultureInfo.InvariantCulture, out var coefficient) || coefficient is < 0 or >= 1)
            {
                throw new InvalidDataException($"{Path.GetFileName(direct)}：{cells[0]} 对 {cells[1]} 的系数“{cells[2]}”不是 0 到 1 之间的数。");
            }
            if (!table._sectors.ContainsKey(cells[0]) || !table._sectors.ContainsKey(cells[1]))
            {
                throw new InvalidDataException($"{Path.GetFileName(direct)}：部门 {cells[0]} 或 {cells[1]} 在对照表里没有。");
            }
            if (coefficient >= Least && cells[0] != cells[1])
            {
                table._ties.Add((cells[0], cells[1], coefficient));
            }
        }
        return table;
    }

    /// <summary>The industries that supply these divisions most, then those that take most of them per yuan of their own output.</summary>
    public IReadOnlyList<IoTie> Of(IReadOnlySet<int> divisions)
    {
        return [.. Ties(t => divisions.Contains(_sectors[t.To].Division), t => t.From, true), .. Ties(t => divisions.Contains(_sectors[t.From].Division), t => t.To, false)];

        IEnumerable<IoTie> Ties(Func<(string From, string To, double Coefficient), bool> of, Func<(string From, string To, double Coefficient), string> other, bool supplies) =>
            _ties.Where(of).Where(t => !divisions.Contains(_sectors[other(t)].Division)).GroupBy(t => _sectors[other(t)].Division)
                .Select(g => g.MaxBy(t => t.Coefficient)).OrderByDescending(t => t.Coefficient).Take(Most)
                .Select(t => new IoTie(_sectors[other(t)].Division, _sectors[other(t)].Name, supplies, t.Coefficient));
    }
}
