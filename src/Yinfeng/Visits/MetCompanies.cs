using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Persistence;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>A unit that has met a company.</summary>
/// <param name="LastOn">The day it met it last.</param>
/// <param name="Href">Its latest visit that the viewer may see; else null.</param>
internal sealed record CompanyMet(long UnitId, DateOnly LastOn, string? Href);

/// <summary>Which units have met a company, for the masked search: the unit and the day, of everybody's visits.</summary>
/// <remarks>Answers to a whole name or credit code only. What was said, with whom, how often and for which project is not told.</remarks>
internal sealed class MetCompanies(Database database, UnitDirectory units)
{
    /// <param name="asked">Whole name or credit code.</param>
    /// <param name="company">What the base holds under it, if anything.</param>
    public async Task<IReadOnlyList<CompanyMet>> ByAsync(Viewer viewer, string asked, ResolvedCompany? company, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var (id, code, core) = (company?.Id ?? 0, company?.CreditCode ?? Folding.Key(asked).ToUpperInvariant(), ProjectKey.InvestorCore(asked));
        await using var db = database.OpenRead();
        var written = await db.Set<Visit>().Select(v => new { v.Company, v.CreditCode }).Distinct().Select(v => new
        {
            v.Company, IsIt = v.CreditCode == code || db.Set<NameMatch>().Any(m => m.Name == v.Company && m.Place == 0 && m.EnterpriseId == id),
        }).ToListAsync(ct);
        var names = written.Where(w => w.IsIt || ProjectKey.InvestorCore(w.Company) == core).Select(w => w.Company).Distinct().ToList();
        var met = await db.Set<Visit>().Where(v => names.Contains(v.Company)).GroupBy(v => v.UnitId).Select(g => new { g.Key, Last = g.Max(v => v.On) }).ToListAsync(ct);
        var seen = (await new VisitSight(viewer, tree).Visits(db).Where(v => names.Contains(v.Company)).OrderByDescending(v => v.On).ThenByDescending(v => v.Id).ToListAsync(ct))
            .DistinctBy(v => v.UnitId).ToDictionary(v => v.UnitId, VisitTerms.Address);
        return [.. met.OrderBy(m => tree.Find(m.Key)?.First ?? int.MaxValue).ThenBy(m => m.Key).Select(m => new CompanyMet(m.Key, m.Last, seen.GetValueOrDefault(m.Key)))];
    }
}
