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
        var hidden = await HiddenRows.OfAsync(db, viewer, tree, ct);
        var seen = new List<Import>(all.Count);
        foreach (var import in all.Where(i => tree.IsWithin(i.UnitId, viewer.UnitId)))
        {
            seen.Add(await hidden.WithoutAsync(db, import, ct));
        }
        return seen;
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
        return import is not null && tree.IsWithin(import.UnitId, viewer.UnitId)
            ? await (await HiddenRows.OfAsync(db, viewer, tree, ct)).WithoutAsync(db, import, ct) : null;
    }

    /// <summary>Rows of an import: refused ones first, then those with problems; otherwise as the workbook has them.</summary>
    /// <param name="outcome">Only this outcome; null for all rows.</param>
    public async Task<(List<ImportRow> Rows, int Count)> RowsAsync(Viewer viewer, long importId, string? outcome, int skip, int take, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var hidden = await HiddenRows.OfAsync(db, viewer, await units.TodayAsync(ct), ct);
        if (hidden.Imports.Contains(importId))
        {
            var shown = (await HiddenRows.AllAsync(db, importId, ct)).Where(r => !hidden.Hides(r) && (outcome is null || r.Outcome == outcome))
                .OrderBy(Rank).ToList();
            return ([.. shown.Skip(skip).Take(take)], shown.Count);
        }
        var blocks = db.Set<ImportBlock>().Where(b => b.ImportId == importId);
        var marked = await blocks.OrderBy(b => b.No).Select(b => new { b.No, b.Marks }).ToListAsync(ct);
        var all = marked.SelectMany(b => b.Marks.Select((mark, at) => (b.No, At: at, Mark: new RowMark(mark))))
            .Where(r => outcome is null || ImportJson.Name(r.Mark.Outcome) == outcome).ToList();
        var page = all.OrderBy(r => r.Mark.Rank).Skip(skip).Take(take).ToList();
        var numbers = page.Select(r => r.No).Distinct().ToList();
        var needed = await blocks.Where(b => numbers.Contains(b.No)).ToListAsync(ct);
        var rows = needed.SelectMany(b =>
        {
            var places = page.Where(r => r.No == b.No).Select(r => r.At).ToList();
            return ImportBlockText.Rows(b, places).Zip(places, (row, at) => (Key: (b.No, at), Row: row));
        }).ToDictionary(r => r.Key, r => r.Row);
        return ([.. page.Select(r => rows[(r.No, r.At)])], all.Count);
    }

    /// <summary>Whether the viewer may see the cells of a row of the workbook; rows that are no project's hold nothing to hide.</summary>
    public async Task<bool> MaySeeAsync(Viewer viewer, long importId, RowPlace place, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var hidden = await HiddenRows.OfAsync(db, viewer, await units.TodayAsync(ct), ct);
        return !hidden.Imports.Contains(importId)
            || !(await HiddenRows.AllAsync(db, importId, ct)).Any(r => r.Sheet == place.Sheet && r.Row == place.Row && hidden.Hides(r));
    }

    private static int Rank(ImportRow row) => row.Outcome == ImportJson.Name(RowOutcome.Refused) ? 0 : row.Problems is null ? 2 : 1;
}
