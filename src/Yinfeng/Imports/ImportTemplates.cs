using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Imports;

/// <summary>Mappings that a unit confirmed before, kept by name and found again by the look of the headers.</summary>
internal static class ImportTemplates
{
    /// <summary>Fingerprint of the header texts of all ledger and target sheets, whatever their rows.</summary>
    public static string HeaderKey(IEnumerable<SheetMapping> sheets)
    {
        var text = new StringBuilder();
        foreach (var sheet in sheets.Where(s => s.Headers.Count > 0))
        {
            foreach (var (column, header) in sheet.Headers.OrderBy(h => h.Key.Length).ThenBy(h => h.Key, StringComparer.Ordinal))
            {
                text.Append(column).Append('=').Append(StoredProjects.Normal(header)).Append('\n');
            }
            text.Append('\f');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The mapping this unit used for such headers, or the one called <paramref name="name"/>; null when there is none.</summary>
    public static async Task<List<SheetMapping>?> FindAsync(YinfengDb db, long unitId, string? name, string? headerKey, CancellationToken ct)
    {
        var found = await db.Set<ImportTemplate>().AsNoTracking()
            .Where(t => t.UnitId == unitId && (name == null ? t.HeaderKey == headerKey : t.Name == name))
            .OrderByDescending(t => t.UsedAtUtc).FirstOrDefaultAsync(ct);
        return found is null ? null : JsonSerializer.Deserialize<List<SheetMapping>>(found.Mapping, ImportJson.Stored);
    }

    /// <summary>Whether both understand the columns alike.</summary>
    public static bool Same(IReadOnlyList<SheetMapping> one, IReadOnlyList<SheetMapping> other) =>
        one.Count == other.Count && one.Zip(other).All(p => p.First.Role == p.Second.Role && Same(p.First.Columns, p.Second.Columns)
            && Same(p.First.Units, p.Second.Units));

    /// <summary>The learned columns and units on the sheets of this file, whose names, header rows and years are its own.</summary>
    public static List<SheetMapping> Onto(IReadOnlyList<SheetMapping> learned, IReadOnlyList<SheetMapping> sheets) =>
    [
        .. sheets.Select((sheet, i) => (learned.FirstOrDefault(l => l.Sheet == sheet.Sheet) ?? learned.ElementAtOrDefault(i)) is { } known
            && Same(known.Headers, sheet.Headers) ? Onto(known, sheet) : sheet),
    ];

    private static SheetMapping Onto(SheetMapping known, SheetMapping sheet) => new()
    {
        Sheet = sheet.Sheet,
        Role = known.Role,
        HeaderFirstRow = sheet.HeaderFirstRow,
        HeaderLastRow = sheet.HeaderLastRow,
        Year = sheet.Year,
        Columns = known.Columns,
        Headers = sheet.Headers,
        Units = known.Units,
        HasKindColumn = known.HasKindColumn,
    };

    private static bool Same(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Count == other.Count && one.All(p => other.TryGetValue(p.Key, out var value) && value == p.Value);

    /// <summary>Keeps the mapping of a confirmed import for the next file that looks the same.</summary>
    public static async Task LearnAsync(WriteWork work, ImportRequest request, CancellationToken ct)
    {
        if (request.TemplateName is not { } name)
        {
            return;
        }
        var key = HeaderKey(request.Reading.Sheets);
        var template = await work.Db.Set<ImportTemplate>().FirstOrDefaultAsync(t => t.UnitId == request.UnitId && t.HeaderKey == key, ct);
        if (template is null)
        {
            work.Db.Add(template = new ImportTemplate { UnitId = request.UnitId, Name = name, HeaderKey = key, Mapping = "[]" });
        }
        template.Name = name;
        template.Mapping = JsonSerializer.Serialize(request.Reading.Sheets, ImportJson.Stored);
        template.UsedAtUtc = work.NowUtc;
    }
}
