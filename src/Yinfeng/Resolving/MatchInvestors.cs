using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Visits;

namespace Yinfeng.Resolving;

/// <summary>What one round of matching came to.</summary>
/// <param name="Asked">Names that were looked up.</param>
/// <param name="Changed">Those of which something else is known now.</param>
public sealed record InvestorsMatched(int Asked, int Changed, int Gone);

/// <summary>Looks up the investors of ledger and leads and the companies of visits in the base and keeps what they mean.</summary>
internal sealed class MatchInvestors(NameResolver resolver, EnterpriseBase companies, Database database, Writer writer)
{
    private const int Batch = 2_000;
    private static readonly Viewer Product = Viewer.Product("name-match", "企业名称匹配");

    /// <param name="all">Also names that were looked up before: the base has changed. Then what no record bears any more is forgotten.</param>
    public async Task<InvestorsMatched> RunAsync(bool all, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var known = await db.Set<NameMatch>().AsNoTracking().ToDictionaryAsync(m => (m.Name, m.Place), ct);
        if (known.Count == 0 && (await companies.NowAsync(ct)).Count == 0)
        {
            return new(0, 0, 0); // No base, nothing to say.
        }
        var written = await WrittenAsync(db, ct);
        var gone = all ? known.Where(k => !written.Contains(k.Key)).Select(k => k.Value.Id).ToList() : [];
        return await LookUpAsync(known, [.. all ? written : written.Where(w => !known.ContainsKey(w))], gone, ct);
    }

    /// <summary>Looks up again every writing of one name: a person answered, or took that back.</summary>
    /// <param name="key">Folded.</param>
    public async Task AgainAsync(string key, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var known = await db.Set<NameMatch>().AsNoTracking().Where(m => m.Key == key).ToDictionaryAsync(m => (m.Name, m.Place), ct);
        await LookUpAsync(known, [.. known.Keys], [], ct);
    }

    /// <summary>What a name means now; null while the base is empty.</summary>
    public async Task<Resolved?> ResolveAsync(string name, CancellationToken ct) =>
        (await companies.NowAsync(ct)).Count == 0 ? null : await resolver.ResolveAsync(name, 0, ct);

    /// <summary>Companies of the base by the names that were matched to them; of a very long file the first names only, its rest is matched once it is stored.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CompaniesAsync(IEnumerable<string?> names, CancellationToken ct)
    {
        var matched = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        if ((await companies.NowAsync(ct)).Count > 0)
        {
            await Parallel.ForEachAsync(names.OfType<string>().Distinct().Take(Batch), ct, async (name, stop) =>
            {
                if ((await resolver.ResolveAsync(name, 0, stop)).Company is { } company)
                {
                    matched[name] = company.Id;
                }
            });
        }
        return matched;
    }

    /// <summary>Keeps what a name means with the record that bears it, so that nobody has to wait for the next round.</summary>
    public static async Task PutAsync(WriteWork work, Resolved? resolved, CancellationToken ct)
    {
        if (resolved is null)
        {
            return;
        }
        var match = await work.Db.Set<NameMatch>().FirstOrDefaultAsync(m => m.Name == resolved.Name && m.Place == 0, ct) ?? New(work, resolved.Name, 0);
        match.Take(resolved, work.NowUtc);
    }

    private static async Task<HashSet<(string Name, long Place)>> WrittenAsync(YinfengDb db, CancellationToken ct)
    {
        var projects = await db.Set<Project>().Where(p => p.Investor != null).Select(p => new { p.Investor, Place = p.InvestorRegionId ?? 0 }).Distinct().ToListAsync(ct);
        var leads = await db.Set<Lead>().Where(l => l.Investor != null).Select(l => l.Investor!).Distinct().ToListAsync(ct);
        var visits = await db.Set<Visit>().Select(v => v.Company).Union(db.Set<Contact>().Select(c => c.Company)).ToListAsync(ct);
        return [.. projects.Select(p => (p.Investor!, p.Place)), .. leads.Concat(visits).Select(l => (l, 0L))];
    }

    private async Task<InvestorsMatched> LookUpAsync(Dictionary<(string Name, long Place), NameMatch> known, List<(string Name, long Place)> asked,
        List<long> gone, CancellationToken ct)
    {
        var news = new ConcurrentBag<(string Name, long Place, Resolved Resolved)>();
        await Parallel.ForEachAsync(asked, ct, async (name, stop) =>
        {
            var resolved = await resolver.ResolveAsync(name.Name, (int)name.Place, stop);
            if (!known.TryGetValue(name, out var match) || match.Take(resolved, match.AtUtc))
            {
                news.Add((name.Name, name.Place, resolved));
            }
        });
        foreach (var batch in news.OrderBy(n => n.Name, StringComparer.Ordinal).Chunk(Batch))
        {
            await writer.RunAsync(Product, Rights.None, work => StoreAsync(work, batch, ct), ct);
        }
        foreach (var batch in gone.Chunk(Batch))
        {
            await writer.RunAsync(Product, Rights.None, async work =>
            {
                work.Db.RemoveRange(await work.Db.Set<NameMatch>().Where(m => batch.Contains(m.Id)).ToListAsync(ct));
                work.Audit("name-match.forget", "", new { names = batch.Length });
                return batch.Length;
            }, ct);
        }
        return new(asked.Count, news.Count, gone.Count);
    }

    private static async Task<int> StoreAsync(WriteWork work, (string Name, long Place, Resolved Resolved)[] batch, CancellationToken ct)
    {
        var names = batch.Select(b => b.Name).ToList();
        var stored = await work.Db.Set<NameMatch>().Where(m => names.Contains(m.Name)).ToDictionaryAsync(m => (m.Name, m.Place), ct);
        foreach (var (name, place, resolved) in batch)
        {
            (stored.GetValueOrDefault((name, place)) ?? New(work, name, place)).Take(resolved, work.NowUtc);
        }
        work.Changes.NameMatches = true;
        work.Audit("name-match.store", "", new { names = batch.Length, matched = batch.Count(b => b.Resolved.Company is not null) });
        return batch.Length;
    }

    private static NameMatch New(WriteWork work, string name, long place)
    {
        var match = new NameMatch { Name = name, Key = NameResolver.Key(name), Place = place };
        work.Db.Add(match);
        return match;
    }
}
