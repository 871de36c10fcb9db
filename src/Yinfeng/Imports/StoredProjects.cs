using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>A project already in the store, as far as finding it again needs.</summary>
public sealed record StoredProject(long Id, string Name, string? Investor, long OwnerUnitId, long? Amount, string Currency,
    LedgerDate? SignedOn)
{
    /// <summary>The company of the base that the investor's name was matched to.</summary>
    public long? Company { get; init; }
}

/// <summary>The stored projects that a file's rows may speak of, found by name, investor and unit; only those that the clerk may see.</summary>
/// <remarks>A row that speaks of a negotiation hidden from the clerk is stored as new, as if the other were not there: whoever may see
/// both is told by the rules on figures.</remarks>
internal sealed class StoredProjects
{
    private readonly Dictionary<(string Name, string Investor, long Unit), Queue<StoredProject>> _byKey = [];
    private readonly Dictionary<(string Name, long Unit), List<StoredProject>> _byName = [];
    private readonly HashSet<long> _taken = [];

    public IReadOnlyList<StoredProject> All { get; private init; } = [];

    /// <param name="owners">Units that own rows of the file.</param>
    public static async Task<StoredProjects> LoadAsync(YinfengDb db, Viewer viewer, UnitTree tree, IReadOnlySet<long> owners, CancellationToken ct)
    {
        var cities = owners.Select(tree.CityOf).Distinct().ToList();
        var query = db.Set<Project>().AsNoTracking();
        if (cities.Count <= 400)
        {
            query = query.Where(p => cities.Contains(p.CityId));
        }
        var policy = new ProjectPolicy(viewer, tree);
        var seen = new Dictionary<long, bool>();
        var all = new List<StoredProject>();
        await foreach (var p in query.OrderBy(p => p.Id)
            .Select(p => new
            {
                Project = new StoredProject(p.Id, p.Name, p.Investor, p.OwnerUnitId, p.TotalInvestmentFen ?? p.ForeignAmountCents, p.Currency, p.SignedOn)
                {
                    Company = db.Set<NameMatch>().Where(m => m.Name == p.Investor && m.Place == (p.InvestorRegionId ?? 0)).Select(m => m.EnterpriseId).FirstOrDefault(),
                },
                p.Stage, p.Confidentiality,
            }).AsAsyncEnumerable().WithCancellation(ct))
        {
            var project = p.Project;
            if (!seen.TryGetValue(project.OwnerUnitId, out var visible))
            {
                seen[project.OwnerUnitId] = visible = tree.IsWithin(project.OwnerUnitId, viewer.UnitId);
            }
            if (visible && (!ProjectPolicy.IsSecret(p.Stage, p.Confidentiality)
                || policy.Can(project.Id, project.OwnerUnitId, project.OwnerUnitId, [], p.Stage, p.Confidentiality)))
            {
                all.Add(project);
            }
        }
        var stored = new StoredProjects { All = all };
        foreach (var p in all)
        {
            var name = Normal(p.Name);
            Bucket(stored._byKey, (name, Normal(p.Investor), p.OwnerUnitId)).Enqueue(p);
            Bucket(stored._byName, (name, p.OwnerUnitId)).Add(p);
        }
        return stored;
    }

    /// <summary>Takes the project that a row of this name, investor and unit speaks of; each is taken once, in the order of the rows.</summary>
    /// <remarks>Where one side names no investor, the name must fit exactly one project of the unit.</remarks>
    public StoredProject? Take(string name, string? investor, long unit)
    {
        var (normal, by) = (Normal(name), Normal(investor));
        if (_byKey.TryGetValue((normal, by, unit), out var queue))
        {
            while (queue.TryDequeue(out var project))
            {
                if (_taken.Add(project.Id))
                {
                    return project;
                }
            }
        }
        return _byName.TryGetValue((normal, unit), out var named) && named.Count == 1
            && (by.Length == 0 || string.IsNullOrEmpty(named[0].Investor)) && _taken.Add(named[0].Id) ? named[0] : null;
    }

    public bool IsTaken(StoredProject project) => _taken.Contains(project.Id);

    /// <summary>Takes a project that the clerk pointed out.</summary>
    public StoredProject? Take(long id) => All.FirstOrDefault(p => p.Id == id) is { } project && _taken.Add(id) ? project : null;

    /// <summary>Compatibility forms, case, spaces and punctuation do not tell two names apart.</summary>
    public static string Normal(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        var normal = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.OtherLetter)
            {
                normal.Append(char.ToLowerInvariant(c));
            }
        }
        return normal.ToString();
    }

    private static TList Bucket<TKey, TList>(Dictionary<TKey, TList> map, TKey key) where TKey : notnull where TList : new()
    {
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = new TList();
        }
        return list;
    }
}
