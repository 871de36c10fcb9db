using System.Data;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Sheets;

namespace Yinfeng.Shareholdings;

/// <summary>A row that was refused, merged or marked, and why.</summary>
/// <param name="Text">What stood there, without personal data.</param>
public sealed record ShareholdingProblem(int Row, string Reason, string Text);

/// <summary>What became of a file: stored + merged + refused = rows.</summary>
/// <param name="Merged">Lines that were known already, or stood twice in the file.</param>
/// <param name="Problems">The first ones; the counts are of all.</param>
public sealed record ShareholdingReport(string File, string Sha256, bool AlreadyImported, int Rows, int Stored, int Merged, int Refused,
    IReadOnlyDictionary<string, int> ProblemCounts, IReadOnlyList<ShareholdingProblem> Problems);

/// <summary>Takes a file of shareholdings in (导入股权), row by row and in one transaction: all of it or nothing.</summary>
internal sealed class ImportShareholdings(Writer writer, TimeProvider clock)
{
    private const int RowsAtOnce = 50_000, MostProblems = 1_000;
    private static readonly Statement Correct = new("UPDATE shareholding SET basis_points = @points, source = @source, import_id = @import, source_row = @row WHERE id = @id",
        ("points", DbType.Int32), ("source", DbType.String), ("import", DbType.Int64), ("row", DbType.Int32), ("id", DbType.Int64));

    /// <param name="IsNamed">By a row of this file.</param>
    private readonly record struct Held(int BasisPoints, bool IsNamed);

    /// <param name="path">Where the file lies.</param>
    /// <param name="fileName">As the person calls it.</param>
    /// <param name="day">The day of rows that name none; null for today.</param>
    public async Task<Decision<ShareholdingReport>> RunAsync(Viewer viewer, string path, string fileName, LedgerDate? day, CancellationToken ct)
    {
        var import = new ShareholdingImport
        {
            FileName = fileName, Sha256 = await Sha256Async(path, ct), ActorId = viewer.ActorId, AtUtc = clock.GetUtcNow().UtcDateTime,
        };
        try
        {
            using var book = WorkbookReader.Open(path, packed: true);
            var rows = new ShareholdingRows(book, fileName, day ?? new LedgerDate(BusinessTime.Today(clock)), import.Id);
            rows.LookAtShares();
            return await writer.RunAsync(viewer, Rights.Approve, work => StoreAsync(work, import, rows, ct), ct);
        }
        catch (WorkbookRefusedException refused)
        {
            return Decision<ShareholdingReport>.Refuse([refused.Reason with { Field = "file" }]);
        }
    }

    private static async Task<Decision<ShareholdingReport>> StoreAsync(WriteWork work, ShareholdingImport import, ShareholdingRows rows, CancellationToken ct)
    {
        if (await work.Db.Set<ShareholdingImport>().AsNoTracking().FirstOrDefaultAsync(i => i.Sha256 == import.Sha256, ct) is { } known)
        {
            work.Audit("shareholding.import-again", $"shareholding-import:{known.Id}", new { known.FileName, known.Sha256 });
            return Decision<ShareholdingReport>.Allow(new(import.FileName, import.Sha256, true, known.Rows, 0, 0, 0, new Dictionary<string, int>(), []));
        }
        var (counts, problems) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new List<ShareholdingProblem>());
        var held = await HeldAsync(work, ct);
        foreach (var batch in rows.Read().Chunk(RowsAtOnce))
        {
            import.Rows += batch.Length;
            foreach (var row in batch.Where(r => r.Refused is not null || r.Mark is not null))
            {
                Note(row.Row, row.Refused ?? row.Mark!, row.Text);
                import.Refused += row.Refused is null ? 0 : 1;
            }
            await MergeAsync(work, import, batch.Select(r => r.Holding).OfType<Shareholding>(), held, row => Note(row, "duplicate", ""), ct);
        }
        work.Db.Add(import);
        work.Changes.Shareholdings = true;
        work.Audit("shareholding.import", $"shareholding-import:{import.Id}", new { import.FileName, import.Sha256, import.Rows, import.Stored, import.Merged, import.Refused });
        return Decision<ShareholdingReport>.Allow(new(import.FileName, import.Sha256, false, import.Rows, import.Stored, import.Merged, import.Refused, counts, problems));

        void Note(int row, string reason, string text)
        {
            counts[reason] = counts.GetValueOrDefault(reason) + 1;
            if (problems.Count < MostProblems)
            {
                problems.Add(new(row, reason, text));
            }
        }
    }

    /// <summary>Every line in store with its share: read once, since asking line by line costs more than all of a file else.</summary>
    private static async Task<Dictionary<long, Held>> HeldAsync(WriteWork work, CancellationToken ct)
    {
        var held = new Dictionary<long, Held>();
        using var rows = await SelectRows.OpenAsync(work.Db.Database.GetDbConnection(), "SELECT id, basis_points FROM shareholding", ct);
        while (rows.Next())
        {
            held.Add(rows.GetInt64(0), new(rows.GetInt32(1), false));
        }
        return held;
    }

    /// <summary>Adds what is new. A line that stands twice in one file keeps the larger share; of an earlier file the share is replaced.</summary>
    /// <param name="held">Every line in store; kept up with what is stored here.</param>
    private static async Task MergeAsync(WriteWork work, ShareholdingImport import, IEnumerable<Shareholding> batch, Dictionary<long, Held> held,
        Action<int> duplicate, CancellationToken ct)
    {
        var (added, changed) = (new SortedDictionary<long, Shareholding>(), new Dictionary<long, Shareholding>());
        foreach (var line in batch)
        {
            if (held.TryGetValue(line.Id, out var before))
            {
                import.Merged++;
                duplicate(line.SourceRow);
                if (before.IsNamed ? line.BasisPoints <= before.BasisPoints : line.BasisPoints == before.BasisPoints)
                {
                    held[line.Id] = before with { IsNamed = true };
                    continue;
                }
                (added.ContainsKey(line.Id) ? (IDictionary<long, Shareholding>)added : changed)[line.Id] = line;
            }
            else
            {
                added.Add(line.Id, line);
            }
            held[line.Id] = new(line.BasisPoints, true);
        }
        import.Stored += await BulkInsert.IntoAsync(work.Db, added.Values, ct); // In the order of the key, so that a page of the table is written once.
        foreach (var line in changed.Values)
        {
            await work.Sql.RunAsync(Correct, ct, line.BasisPoints, line.Source, line.ImportId, line.SourceRow, line.Id);
        }
    }

    private static async Task<string> Sha256Async(string path, CancellationToken ct)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
    }
}
