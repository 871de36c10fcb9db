using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Resolving;

/// <summary>A name of a file or of the ledger with what it means.</summary>
public sealed record ResolvedRow(int Row, Resolved Resolved);

/// <summary>An answer with the company it names.</summary>
public sealed record AnswerLine(NameAnswer Answer, string? Company);

/// <summary>Resolves lists of names, finds the investors that wait for a person, and lists what people answered.</summary>
internal sealed class ResolvingQueries(NameResolver resolver, Database database, UnitDirectory units)
{
    private const int Most = 2_000, MostDoubtful = 50, MostLookedAt = 3_000;

    public async Task<IReadOnlyList<ResolvedRow>> ResolveAsync(IReadOnlyList<WrittenName> names, CancellationToken ct)
    {
        var rows = new ResolvedRow[names.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, names.Count), ct, async (i, stop) =>
            rows[i] = new(names[i].Row, await resolver.ResolveAsync(names[i].Text, 0, stop)));
        return rows;
    }

    /// <summary>Investors of the projects and leads that the viewer sees whose names are doubtful, in the order of the alphabet.</summary>
    public async Task<IReadOnlyList<Resolved>> DoubtfulAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var projects = await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db))
            .Where(p => p.Investor != null && p.InvestorCreditCode == null)
            .Select(p => p.Investor!).Distinct().OrderBy(n => n).Take(MostLookedAt).ToListAsync(ct);
        var leads = (await db.Set<Lead>().Where(l => l.Investor != null).Select(l => new { l.UnitId, l.Investor }).Distinct().Take(MostLookedAt).ToListAsync(ct))
            .Where(l => viewer.May(Rights.See) && tree.IsWithin(l.UnitId, viewer.UnitId)).Select(l => l.Investor!);
        var names = projects.Concat(leads).Where(n => n.Length > 1).Distinct().Order(StringComparer.Ordinal).ToList();
        var resolved = await ResolveAsync([.. names.Select((n, i) => new WrittenName(i, n))], ct);
        return [.. resolved.Where(r => r.Resolved.Status == NameStatus.Doubtful).Take(MostDoubtful).Select(r => r.Resolved)];
    }

    /// <summary>In force, the newest first. They say nothing about a unit's business.</summary>
    public async Task<IReadOnlyList<AnswerLine>> AnswersAsync(Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        await using var db = database.OpenRead();
        return [.. (await db.Set<NameAnswer>().Where(a => a.UndoneAtUtc == null).OrderByDescending(a => a.Id).Take(Most)
            .Select(a => new { Answer = a, Company = db.Set<Enterprises.Enterprise>().Where(e => e.Id == a.EnterpriseId).Select(e => e.Name).FirstOrDefault() })
            .ToListAsync(ct)).Select(l => new AnswerLine(l.Answer, l.Company))];
    }
}
