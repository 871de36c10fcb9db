using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Enterprises;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Resolving;

/// <summary>A name of a file or of the ledger with what it means.</summary>
public sealed record ResolvedRow(int Row, Resolved Resolved);

/// <summary>An answer with the company it names.</summary>
public sealed record AnswerLine(NameAnswer Answer, string? Company);

/// <summary>An investor of ledger or leads that waits for a person.</summary>
/// <param name="Records">How many projects and leads that the viewer sees bear the name.</param>
/// <param name="Title">One of them, at <paramref name="Href"/>.</param>
public sealed record DoubtfulName(Resolved Resolved, int Records, string Title, string Href);

/// <summary>Resolves lists of names, finds the investors that wait for a person, and lists what people answered.</summary>
internal sealed class ResolvingQueries(NameResolver resolver, Database database, UnitDirectory units)
{
    private const int Most = 2_000, MostDoubtful = 50;

    /// <summary>Names of persons within names of companies are masked for whoever may not see business.</summary>
    public async Task<IReadOnlyList<ResolvedRow>> ResolveAsync(Viewer viewer, IReadOnlyList<WrittenName> names, CancellationToken ct)
    {
        var rows = new ResolvedRow[names.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, names.Count), ct, async (i, stop) =>
            rows[i] = new(names[i].Row, (await resolver.ResolveAsync(names[i].Text, 0, stop)).For(viewer)));
        return rows;
    }

    /// <summary>Investors of the projects and leads that the viewer sees whose names are doubtful, in the order of the alphabet.</summary>
    public async Task<IReadOnlyList<DoubtfulName>> DoubtfulAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var (projects, leads) = Seen(db, viewer, tree);
        projects = projects.Where(p => p.InvestorCreditCode == null);
        var waiting = await db.Set<NameMatch>().Where(m => m.Status == NameStatus.Doubtful)
            .Where(m => projects.Any(p => p.Investor == m.Name && (p.InvestorRegionId ?? 0) == m.Place) || (m.Place == 0 && leads.Any(l => l.Investor == m.Name)))
            .OrderBy(m => m.Name).Select(m => new { m.Name, m.Place }).Take(MostDoubtful).ToListAsync(ct);
        var found = new List<DoubtfulName>();
        foreach (var name in waiting)
        {
            var resolved = await resolver.ResolveAsync(name.Name, (int)name.Place, ct);
            if (resolved.Status != NameStatus.Doubtful)
            {
                continue; // The base has changed since; the next round keeps it.
            }
            var project = await projects.Where(p => p.Investor == name.Name).OrderBy(p => p.Id).Select(p => new { p.Id, p.Name }).FirstOrDefaultAsync(ct);
            var lead = project is not null ? null : await leads.Where(l => l.Investor == name.Name).OrderBy(l => l.Id).Select(l => new { l.Id, l.Title }).FirstOrDefaultAsync(ct);
            found.Add(new(resolved.For(viewer), await projects.CountAsync(p => p.Investor == name.Name, ct) + await leads.CountAsync(l => l.Investor == name.Name, ct),
                project?.Name ?? lead?.Title ?? "", project is null ? $"/leads/{lead?.Id}" : $"/projects/{project.Id}"));
        }
        return found;
    }

    /// <summary>What the investor of a project means now; null where the viewer sees no such project or it names none.</summary>
    public async Task<Resolved?> OfProjectAsync(Viewer viewer, long project, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await Seen(db, viewer, await units.TodayAsync(ct)).Projects.Where(p => p.Id == project && p.Investor != null)
            .Select(p => new { p.Investor, Place = p.InvestorRegionId ?? 0 }).FirstOrDefaultAsync(ct) is { } investor
            ? (await resolver.ResolveAsync(investor.Investor!, (int)investor.Place, ct)).For(viewer) : null;
    }

    /// <summary>In force, the newest first: the viewer's own, and those about investors whose projects or leads the viewer sees.</summary>
    public async Task<IReadOnlyList<AnswerLine>> AnswersAsync(Viewer viewer, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var (projects, leads) = Seen(db, viewer, tree);
        var everything = viewer.Scope.IsEverything;
        return [.. (await db.Set<NameAnswer>().Where(a => a.UndoneAtUtc == null)
            .Where(a => everything || a.ActorId == viewer.ActorId || projects.Any(p => p.Investor == a.Name) || leads.Any(l => l.Investor == a.Name))
            .OrderByDescending(a => a.Id).Take(Most)
            .Select(a => new { Answer = a, Company = db.Set<Enterprise>().FirstOrDefault(e => e.Id == a.EnterpriseId) })
            .ToListAsync(ct)).Select(l => new AnswerLine(l.Answer, l.Company is { } c ? PersonNames.Show(c.Name, c.NamesPerson, viewer.May(Rights.See)) : null))];
    }

    private static (IQueryable<Project> Projects, IQueryable<Lead> Leads) Seen(YinfengDb db, Viewer viewer, UnitTree tree) =>
        (db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)),
            viewer.May(Rights.See) ? db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter()) : db.Set<Lead>().Where(_ => false));
}
