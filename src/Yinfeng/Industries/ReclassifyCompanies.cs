using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;

namespace Yinfeng.Industries;

/// <summary>How far the companies of the base have been judged again.</summary>
/// <param name="Total">Companies of the base.</param>
/// <param name="Changed">Those that are something else now.</param>
public sealed record ReclassifyProgress(int Total, int Read, int Changed, DateTime SinceUtc, DateTime? DoneUtc);

/// <summary>Judges every company of the base again after the classifier has learned, and stores those that are something else now.</summary>
internal sealed class ReclassifyCompanies(Database database, Writer writer, EnterpriseBase companies, IndustryJudge judge, TimeProvider clock) : IDisposable
{
    public const string Done = "enterprise.reclassify";
    private const int AtOnce = 20_000, Batch = 1_000, MostAlone = 20_000;
    private const string Rows = "SELECT id, name, division FROM enterprise ORDER BY id";
    private static readonly Viewer Product = Viewer.Product("industry", "行业判定");
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ReclassifyProgress? _progress;

    /// <summary>Of the round under way or the last one; null before the first.</summary>
    public ReclassifyProgress? Progress => _progress;

    private readonly record struct Company(long Id, string Name, int Division, string Scope);

    /// <summary>One round. A server that is killed on the way begins it anew: what is stored already is not touched again.</summary>
    public async Task<ReclassifyProgress> RunAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var progress = _progress = new((await companies.NowAsync(ct)).Count, 0, 0, clock.GetUtcNow().UtcDateTime, null);
            var changed = await JudgeAsync(progress, ct);
            foreach (var batch in changed.Chunk(Batch))
            {
                await StoreAsync(batch, changed.Count <= MostAlone, ct);
            }
            return _progress = await EndAsync(_progress with { Changed = changed.Count }, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether somebody corrected the classifier after the last round: a server was stopped before it came to it.</summary>
    public async Task<bool> IsOwedAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var corrected = await db.Set<IndustryCorrection>().MaxAsync(c => (DateTime?)(c.UndoneAtUtc ?? c.AtUtc), ct);
        var done = await db.Set<AuditEntry>().Where(e => e.Action == Done).MaxAsync(e => (DateTime?)e.AtUtc, ct);
        return corrected is { } at && !(done >= at);
    }

    private async Task<List<(long Id, int Division)>> JudgeAsync(ReclassifyProgress progress, CancellationToken ct)
    {
        var (changed, block, read) = (new List<(long, int)>(), new List<Company>(AtOnce), 0);
        await using var connection = await database.OpenConnectionAsync(ct);
        using var rows = await SelectRows.OpenAsync(connection, Rows, ct);
        using var scopes = await ScopeRows.OpenAsync(database, long.MinValue, long.MaxValue, ct);
        for (var more = true; more;)
        {
            more = rows.Next();
            if (more)
            {
                block.Add(new(rows.GetInt64(0), rows.GetString(1), rows.Int(2) ?? 0, Encoding.UTF8.GetString(scopes.Of(rows.GetInt64(0)))));
            }
            if (block.Count == AtOnce || (!more && block.Count > 0))
            {
                changed.AddRange(block.AsParallel().Select(c => (c.Id, c.Division, Now: judge.Decide(c.Name, c.Scope))).Where(c => c.Now != c.Division)
                    .Select(c => (c.Id, c.Now)));
                read += block.Count;
                block.Clear();
                _progress = progress with { Read = read, Changed = changed.Count };
            }
        }
        return changed;
    }

    /// <param name="alone">Memory follows company by company; otherwise it is read afresh at the end.</param>
    private Task<int> StoreAsync((long Id, int Division)[] batch, bool alone, CancellationToken ct) => writer.RunAsync(Product, Rights.None, async work =>
    {
        foreach (var division in batch.GroupBy(c => c.Division, c => c.Id))
        {
            var (ids, code) = (division.ToList(), division.Key == 0 ? (int?)null : division.Key);
            await work.Db.Set<Enterprise>().Where(e => ids.Contains(e.Id)).ExecuteUpdateAsync(set => set.SetProperty(e => e.Division, code), ct);
        }
        if (alone)
        {
            work.Changes.EnterpriseIds.UnionWith(batch.Select(c => c.Id));
        }
        work.Audit("enterprise.reclassify-some", "", new { companies = batch.Length });
        return batch.Length;
    }, ct);

    private Task<ReclassifyProgress> EndAsync(ReclassifyProgress progress, CancellationToken ct) => writer.RunAsync(Product, Rights.None, work =>
    {
        work.Audit(Done, "", new { progress.Total, progress.Changed });
        work.Changes.AllEnterprises = progress.Changed > MostAlone;
        return Task.FromResult(progress with { DoneUtc = work.NowUtc });
    }, ct);

    public void Dispose() => _one.Dispose();
}
