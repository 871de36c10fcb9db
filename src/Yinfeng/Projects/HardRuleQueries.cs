using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Projects;

/// <summary>Applies the hard rules to stored projects.</summary>
internal static class HardRuleQueries
{
    /// <summary>Flags by project id; projects without any are left out.</summary>
    /// <param name="ids">At most some hundreds: a page of rows. The caller has checked that the viewer may see them.</param>
    public static async Task<Dictionary<long, IReadOnlyList<Flag>>> FlagsAsync(YinfengDb db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var projects = await db.Set<Project>().Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        var months = (await db.Set<MonthlyReport>().Where(m => ids.Contains(m.ProjectId)).ToListAsync(ct)).ToLookup(m => m.ProjectId);
        var steps = (await db.Set<StageChange>().Where(s => ids.Contains(s.ProjectId)).ToListAsync(ct)).ToLookup(s => s.ProjectId);
        var twins = await TwinsAsync(db, projects, ct);
        return projects.Select(p => (p.Id, Flags: HardRules.Of(p, [.. months[p.Id]], [.. steps[p.Id]], [.. twins[p.Id]])))
            .Where(p => p.Flags.Count > 0).ToDictionary(p => p.Id, p => p.Flags);
    }

    private static async Task<ILookup<long, HardRules.Twin>> TwinsAsync(YinfengDb db, List<Project> projects, CancellationToken ct)
    {
        var codes = projects.Select(p => p.InvestorCreditCode).OfType<string>().Distinct().ToList();
        var parcels = projects.Select(p => p.Parcel).OfType<string>().Distinct().ToList();
        var others = codes.Count + parcels.Count == 0 ? [] : await db.Set<Project>()
            .Where(o => codes.Contains(o.InvestorCreditCode!) || parcels.Contains(o.Parcel!))
            .ToListAsync(ct);
        return projects.SelectMany(p => others.Where(o => HardRules.AreTwins(p, o)).SelectMany(o => new[]
        {
            p.InvestorCreditCode is { } code && o.InvestorCreditCode == code ? new HardRules.Twin(o.Id, o.Name, false, code) : null,
            p.Parcel is { } parcel && o.Parcel == parcel ? new HardRules.Twin(o.Id, o.Name, true, parcel) : null,
        }.OfType<HardRules.Twin>().Select(twin => (p.Id, twin)))).ToLookup(t => t.Id, t => t.twin);
    }
}
