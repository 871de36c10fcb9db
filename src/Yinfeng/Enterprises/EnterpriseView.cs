using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Persistence;

namespace Yinfeng.Enterprises;

/// <summary>Something of ours that concerns a company: a lead, a project, a visit, a policy it matches.</summary>
/// <param name="Kind">As the page heads it: 项目.</param>
public sealed record EnterpriseTie(string Kind, string Title, string Href, string Note);

/// <summary>A room that knows things about companies. The company page asks every room that registers one.</summary>
public interface IEnterpriseTies
{
    /// <summary>Those that the viewer may see.</summary>
    Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, CancellationToken ct);
}

/// <summary>A list the company stands on.</summary>
public sealed record EnterpriseListing(long ListId, string List, string On, string Source, int? Rank);

/// <summary>Everything a company's page shows.</summary>
/// <param name="Name">As the viewer may see it.</param>
/// <param name="Source">The file that said so last.</param>
/// <param name="Parent">The company whose name this one's begins with.</param>
/// <param name="Branches">The first of those whose name begins with this one's.</param>
public sealed record EnterpriseView(Enterprise Company, string Name, string? Scope, EnterpriseImport? Source, string PlaceName, IReadOnlyList<EnterpriseHistory> History,
    EnterpriseLine? Parent, IReadOnlyList<EnterpriseLine> Branches, int BranchCount, IReadOnlyList<EnterpriseListing> Lists, IReadOnlyList<EnterpriseTie> Ties);

/// <summary>Reads one company with everything that is known of it.</summary>
public sealed class EnterpriseViews(Database database, EnterpriseBase companies, EnterpriseLines queries, RegistryPlaces places, IEnumerable<IEnterpriseTies> rooms)
{
    private const int MostBranches = 30;

    /// <returns>Null where there is no such company.</returns>
    public async Task<EnterpriseView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        if (await db.Set<Enterprise>().FirstOrDefaultAsync(e => e.Id == id, ct) is not { } company)
        {
            return null;
        }
        var held = await companies.NowAsync(ct);
        var branches = Branches(held, company);
        var lists = from entry in db.Set<EnterpriseListEntry>()
                    join list in db.Set<EnterpriseList>() on entry.ListId equals list.Id
                    where entry.EnterpriseId == id || (entry.EnterpriseId == null && entry.Name == company.Name)
                    select new { list.Id, list.Name, list.On, list.Source, entry.Rank };
        var ties = new List<EnterpriseTie>();
        foreach (var room in rooms)
        {
            ties.AddRange(await room.OfAsync(viewer, company, ct));
        }
        return new EnterpriseView(company, PersonNames.Show(company.Name, company.NamesPerson, viewer.May(Rights.See)),
            (await db.Set<EnterpriseScope>().FirstOrDefaultAsync(s => s.EnterpriseId == id, ct))?.Text,
            await db.Set<EnterpriseImport>().FirstOrDefaultAsync(i => i.Id == company.SourceImportId, ct), places.Full(company.Adcode, company.County ?? 0),
            await db.Set<EnterpriseHistory>().Where(h => h.EnterpriseId == id).OrderByDescending(h => h.SeenOn).ThenBy(h => h.Id).ToListAsync(ct),
            Parent(held, company.Name) is >= 0 and var parent ? queries.Line(viewer, held, parent) : null,
            [.. branches.Take(MostBranches).Select(r => queries.Line(viewer, held, r))], branches.Count,
            [.. (await lists.ToListAsync(ct)).OrderByDescending(l => l.On).Select(l => new EnterpriseListing(l.Id, l.Name, l.On.ToString(), l.Source, l.Rank))], ties);
    }

    /// <summary>The company whose whole name stands at the beginning: "德州东方机械有限公司" of its "…临邑分公司". -1 where none is held.</summary>
    internal static int Parent(EnterpriseColumns held, string name)
    {
        for (var end = name.IndexOf("公司", StringComparison.Ordinal); end >= 0 && end + 2 < name.Length; end = name.IndexOf("公司", end + 2, StringComparison.Ordinal))
        {
            if (held.WithName(name.AsSpan(0, end + 2)) is [var only, ..])
            {
                return only;
            }
        }
        return -1;
    }

    private static List<int> Branches(EnterpriseColumns held, Enterprise company)
    {
        var found = new List<int>();
        if (!company.Name.EndsWith("公司", StringComparison.Ordinal))
        {
            return found; // "东方" begins a thousand names that have nothing to do with it.
        }
        for (var row = 0; row < held.Count; row++)
        {
            var name = held.Name(row);
            if (name.Length > company.Name.Length && name.StartsWith(company.Name, StringComparison.Ordinal))
            {
                found.Add(row);
            }
        }
        return found;
    }
}
