using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>What was imported, by whom, and what became of each row; only of units the viewer may see.</summary>
internal sealed class ImportQueries(Database database, UnitDirectory units)
{
    /// <summary>Latest first.</summary>
    public async Task<List<Import>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var all = await db.Set<Import>().OrderByDescending(i => i.Id).ToListAsync(ct);
        return [.. all.Where(i => tree.IsWithin(i.UnitId, viewer.UnitId))];
    }

    /// <param name="which">Id, or SHA-256 or its first characters (at least six); an import in force goes before one undone.</param>
    public async Task<Import?> FindAsync(Viewer viewer, string which, CancellationToken ct)
    {
        var list = await ListAsync(viewer, ct);
        return list.Find(i => i.Id.ToString(CultureInfo.InvariantCulture) == which)
            ?? (which.Length < 6 ? null : list.Where(i => i.Sha256.StartsWith(which, StringComparison.OrdinalIgnoreCase))
                .OrderBy(i => i.Status).FirstOrDefault());
    }

    public async Task<Import?> FindAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var import = await db.Set<Import>().FirstOrDefaultAsync(i => i.Id == id, ct);
        return import is not null && tree.IsWithin(import.UnitId, viewer.UnitId) ? import : null;
    }

    /// <summary>Rows of an import, those with problems first.</summary>
    /// <param name="outcome">Only this outcome; null for all rows of projects.</param>
    public async Task<(List<ImportRow> Rows, int Count)> RowsAsync(long importId, string? outcome, int skip, int take, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var rows = db.Set<ImportRow>().Where(r => r.ImportId == importId && (outcome == null ? r.Outcome != ImportRows.TargetOutcome : r.Outcome == outcome));
        var count = await rows.CountAsync(ct);
        return (await rows.OrderBy(r => r.Outcome == "refused" ? 0 : r.Problems != null ? 1 : 2).ThenBy(r => r.Sheet).ThenBy(r => r.Row)
            .Skip(skip).Take(take).ToListAsync(ct), count);
    }
}
