using System.Globalization;
using Microsoft.AspNetCore.Http;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

/// <summary>Reads the form of step 2: role, header rows, year, units and a field for each column of each sheet.</summary>
internal static class MappingForm
{
    public static (List<SheetMapping> Mapping, List<Unmet> Unmet) Read(IFormCollection form, LedgerReading reading)
    {
        var sheets = reading.Sheets;
        var (mapping, unmet) = (new List<SheetMapping>(), new List<Unmet>());
        for (var i = 0; i < sheets.Count; i++)
        {
            var sheet = sheets[i];
            var columns = sheet.Columns.ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
            foreach (var column in sheet.Headers.Keys.Where(c => form.ContainsKey($"col-{i}-{c}")))
            {
                columns[column] = form[$"col-{i}-{column}"].ToString();
            }
            var units = sheet.Units.ToDictionary(u => u.Key, u => u.Value, StringComparer.Ordinal);
            Unit(units, "*", form[$"unit-{i}"]);
            foreach (var column in sheet.Headers.Keys.Where(c => form.ContainsKey($"cu-{i}-{c}")))
            {
                Unit(units, column, form[$"cu-{i}-{column}"]);
            }
            var role = Enum.TryParse<SheetRole>(form[$"role-{i}"], out var chosen) ? chosen : sheet.Role;
            var first = Whole(form[$"first-{i}"], sheet.HeaderFirstRow);
            var last = Whole(form[$"last-{i}"], sheet.HeaderLastRow);
            var moved = (first, last) != (sheet.HeaderFirstRow, sheet.HeaderLastRow) || role != sheet.Role;
            mapping.Add(new SheetMapping
            {
                Sheet = sheet.Sheet, Role = role, HeaderFirstRow = first, HeaderLastRow = last, Year = Year(form[$"year-{i}"], sheet.Year),
                // With other header rows the columns mean something else: let the reader look again.
                Columns = moved ? [] : columns, Headers = moved ? [] : sheet.Headers, Units = units, HasKindColumn = sheet.HasKindColumn,
            });
            if (role == SheetRole.Ledger && !moved)
            {
                Check(sheet, columns, unmet);
                unmet.AddRange(reading.Unclear.Where(u => u.Sheet == sheet.Sheet && !u.Columns.Any(c => columns.GetValueOrDefault(c) == u.Field)
                    && u.Columns.All(sheet.Headers.ContainsKey)).Select(u => u.Unmet));
            }
        }
        return (mapping, unmet);
    }

    private static void Check(SheetMapping sheet, Dictionary<string, string> columns, List<Unmet> unmet)
    {
        if (!columns.ContainsValue("project_name"))
        {
            unmet.Add(new Unmet("import.mapping.name", "", $"“{sheet.Sheet}”没有一列读成项目名称，请指定，或把这张表设为“不读”。"));
        }
        foreach (var twice in columns.Where(c => LedgerFields.Of(c.Value).Kind is LedgerFieldKind.Amount or LedgerFieldKind.Date || c.Value == "project_name")
            .GroupBy(c => c.Value).Where(g => g.Key.Length > 0 && g.Count() > 1))
        {
            unmet.Add(new Unmet("import.mapping.twice", "",
                $"“{sheet.Sheet}”的 {string.Join("、", twice.Select(c => c.Key))} 列都读成“{LedgerFields.Of(twice.Key).Label}”，请只留一列。"));
        }
    }

    private static void Unit(Dictionary<string, string> units, string column, string? unit)
    {
        if (string.IsNullOrEmpty(unit))
        {
            units.Remove(column);
        }
        else
        {
            units[column] = unit;
        }
    }

    private static int Whole(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000 ? number : otherwise;

    private static int? Year(string? text, int? otherwise) =>
        string.IsNullOrWhiteSpace(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1990 and <= 2100 ? year : otherwise;
}
