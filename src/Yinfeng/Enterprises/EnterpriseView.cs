using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Something of ours that concerns a company: a lead, a project, a visit, a policy it matches.</summary>
/// <param name="Kind">As the page heads it: 项目.</param>
public sealed record EnterpriseTie(string Kind, string Title, string Href, string Note);

/// <summary>The ties of one kind.</summary>
/// <param name="HasMore">The viewer may see more of them than are listed.</param>
public sealed record EnterpriseTies(string Kind, IReadOnlyList<EnterpriseTie> Lines, bool HasMore);

/// <summary>A room that knows things about companies. The company page asks every room that registers one.</summary>
public interface IEnterpriseTies
{
    /// <summary>Those that the viewer may see.</summary>
    /// <param name="most">At most so many of a kind.</param>
    Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, int most, CancellationToken ct);
}

/// <summary>A list the company stands on.</summary>
public sealed record EnterpriseListing(long ListId, string List, string On, string Source, int? Rank);

/// <summary>Everything a company's page shows.</summary>
/// <param name="Name">As the viewer may see it.</param>
/// <param name="Source">The file that said so last.</param>
/// <param name="Listed">Its shares and products; null where no imported file tells of it.</param>
public sealed record EnterpriseView(Enterprise Company, string Name, string? Scope, EnterpriseImport? Source, string PlaceName, IReadOnlyList<EnterpriseHistory> History,
    EnterpriseGroup Group, ListedCompany? Listed, IReadOnlyList<EnterpriseListing> Lists, IReadOnlyList<EnterpriseTies> Ties);

/// <summary>Reads one company with everything that is known of it.</summary>
internal sealed class EnterpriseViews(Database database, EnterpriseGroups groups, RegistryPlaces places, IEnumerable<IEnterpriseTies> rooms)
{
    /// <param name="most">At most so many sisters and branches and so many ties of a kind.</param>
    /// <returns>Null where there is no such company.</returns>
    public async Task<EnterpriseView?> GetAsync(Viewer viewer, long id, CancellationToken ct, int most = EnterpriseGroups.Shown)
    {
        await using var db = database.OpenRead();
        if (await db.Set<Enterprise>().FirstOrDefaultAsync(e => e.Id == id, ct) is not { } company)
        {
            return null;
        }
        var lists = from entry in db.Set<EnterpriseListEntry>()
                    join list in db.Set<EnterpriseList>() on entry.ListId equals list.Id
                    where entry.EnterpriseId == id || (entry.EnterpriseId == null && entry.Name == company.Name)
                    select new { list.Id, list.Name, list.On, list.Source, entry.Rank };
        var history = await db.Set<EnterpriseHistory>().Where(h => h.EnterpriseId == id).OrderByDescending(h => h.SeenOn).ThenBy(h => h.Id).ToListAsync(ct);
        var ties = new List<EnterpriseTie>();
        foreach (var room in rooms)
        {
            ties.AddRange(await room.OfAsync(viewer, company, most + 1, ct));
        }
        return new EnterpriseView(company, PersonNames.Show(company.Name, company.NamesPerson, viewer.May(Rights.See)),
            await StoredScopes.OfAsync(db, id, ct),
            await db.Set<EnterpriseImport>().FirstOrDefaultAsync(i => i.Id == company.SourceImportId, ct), places.Full(company.Adcode, company.County ?? 0),
            history,
            await groups.OfAsync(viewer, company, most, ct), await ListedAsync(db, company, history, ct),
            [.. (await lists.ToListAsync(ct)).OrderByDescending(l => l.On).Select(l => new EnterpriseListing(l.Id, l.Name, l.On.ToString(), l.Source, l.Rank))],
            [.. ties.GroupBy(t => t.Kind).Select(g => new EnterpriseTies(g.Key, [.. g.Take(most)], g.Count() > most))]);
    }

    /// <summary>By credit code, else by its name of today or one it bore before.</summary>
    private static async Task<ListedCompany?> ListedAsync(YinfengDb db, Enterprise company, List<EnterpriseHistory> history, CancellationToken ct)
    {
        var names = history.Where(h => h.Field == "name").Select(h => h.OldValue).Append(company.Name).ToList();
        var found = await db.Set<ListedCompany>().Where(l => (l.CreditCode != null && l.CreditCode == company.CreditCode) || names.Contains(l.FullName)).ToListAsync(ct);
        return found.MaxBy(l => (l.CreditCode is not null && l.CreditCode == company.CreditCode, l.FullName == company.Name, l.Products.Length));
    }
}
