using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Enterprises;

/// <summary>Projects whose investor is this company, by credit code, by its name or by one that was matched to it.</summary>
internal sealed class ProjectTies(Database database, UnitDirectory units) : IEnterpriseTies
{
    public async Task<IReadOnlyList<EnterpriseTie>> OfAsync(Viewer viewer, Enterprise company, int most, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var code = company.CreditCode ?? "";
        var projects = await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db))
            .Where(p => p.Investor == company.Name || (code != "" && p.InvestorCreditCode == code)
                || db.Set<NameMatch>().Any(m => m.EnterpriseId == company.Id && m.Name == p.Investor && m.Place == (p.InvestorRegionId ?? 0)))
            .OrderByDescending(p => p.UpdatedAtUtc).Take(most)
            .Select(p => new { p.Id, p.Name, p.Stage, p.OwnerUnitId, p.TotalInvestmentFen }).ToListAsync(ct);
        return [.. projects.Select(p => new EnterpriseTie("项目", p.Name, $"/projects/{p.Id}",
            $"{StageRules.Name(p.Stage)} · {UnitText.Name(p.OwnerUnitId, tree)} · 总投资 {Money.Show(p.TotalInvestmentFen)}"))];
    }
}
