using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Units;

/// <summary>A row of a unit table that cannot be taken in.</summary>
public sealed record UnitRowProblem(string Sheet, int Row, string Field, string Reason, string Message);

/// <summary>What a unit table led to.</summary>
public sealed record UnitImport(int Added, int Known, IReadOnlyList<UnitRowProblem> Problems)
{
    public bool Stored => Problems.Count == 0;
}

/// <summary>Takes in a table of units: all rows or none. A row whose code already names the same unit is passed over.</summary>
internal sealed class ImportUnits(AddUnit add, UnitDirectory directory, TimeProvider clock)
{
    /// <exception cref="Sheets.WorkbookRefusedException">The file is no readable table of units.</exception>
    public async Task<UnitImport> RunAsync(Viewer viewer, string path, CancellationToken ct)
    {
        var rows = UnitSheet.Read(path);
        var (known, problems, asked, from) = (0, new List<UnitRowProblem>(), new List<NewUnit>(), new List<UnitSheet.Row>());
        var earlier = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var day = ReadDay(row["from"]) ?? BusinessTime.Today(clock);
            var tree = await directory.OnAsync(day, ct);
            if (row["code"].Length > 0 && tree.FindByCode(row["code"]) is { } same && same.Name == row["name"])
            {
                known++;
                continue;
            }
            var parent = row["parent"].Length > 0 && earlier.TryGetValue(row["parent"], out var above) ? above
                : UnitNames.Find(tree, row["parent"], viewer.UnitId) is [var one] ? one.Id : 0;
            if (parent == 0)
            {
                problems.Add(new(row.Sheet, row.Number, "parent", "unit.parent", $"上级“{row["parent"]}”不能确定是哪个单位。请写它的代码。"));
            }
            if (UnitTerms.Read(row["kind"]) is not { } kind)
            {
                problems.Add(new(row.Sheet, row.Number, "kind", "unit.kind", $"类别“{row["kind"]}”不认识。可写部门、园区、专班、驻外机构、开发区、县区。"));
                continue;
            }
            if (row["from"].Length > 0 && ReadDay(row["from"]) is null)
            {
                problems.Add(new(row.Sheet, row.Number, "from", "unit.from", $"起始日期“{row["from"]}”不是日期。请写成 2024-01-01。"));
            }
            var id = AddUnit.IdFor(row["code"], tree);
            (earlier[row["name"]], earlier[row["code"]]) = (id, id);
            var reason = row["reason"].Length > 0 ? row["reason"] : $"导入 {Path.GetFileName(path)}";
            asked.Add(new NewUnit(row["code"], row["name"], null, kind, parent, day, reason) { Id = id });
            from.Add(row);
        }
        if (problems.Count > 0 || asked.Count == 0)
        {
            return new UnitImport(0, known, problems);
        }
        var decision = await add.RunAsync(viewer, asked, ct);
        problems.AddRange(decision.Unmet.Select(u => Problem(u, from, asked)));
        return new UnitImport(decision.Allowed ? asked.Count : 0, known, problems);
    }

    /// <summary>A refusal of the whole, such as into a closed month, stands at the row that reaches back furthest.</summary>
    private static UnitRowProblem Problem(Unmet unmet, List<UnitSheet.Row> rows, List<NewUnit> asked)
    {
        var parts = unmet.Field.Split('.', 2);
        var numbered = int.TryParse(parts[0], CultureInfo.InvariantCulture, out var at);
        var row = rows[numbered ? at : asked.IndexOf(asked.MinBy(a => a.From)!)];
        return new(row.Sheet, row.Number, parts[^1], unmet.Code, unmet.Message);
    }

    private static DateOnly? ReadDay(string text) =>
        LedgerDate.TryParse(text.Replace('/', '-').Replace('.', '-'), out var day) ? day.Earliest : null;
}
