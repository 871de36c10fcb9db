using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Who is already talking to an investor.</summary>
/// <param name="UnitName">The unit to call.</param>
/// <param name="People">Its people, by name; empty when nobody is appointed there.</param>
/// <param name="Href">The matter itself, where the person may see it anyway; else null, and nothing more is told.</param>
public sealed record Taken(string UnitName, IReadOnlyList<string> People, string? Href);

/// <summary>Tells a squad that an investor is taken and whom to call, and nothing more (占用查询).</summary>
/// <remarks>Answers only to a whole name, so that nobody can leaf through what others negotiate; every question is in the audit log.</remarks>
internal sealed class TakenInvestors(Writer writer, UnitDirectory units, TimeProvider clock)
{
    private const int MostPeople = 3;

    public async Task<Decision<IReadOnlyList<Taken>>> AskAsync(Viewer viewer, string investor, CancellationToken ct)
    {
        if (LedgerTerms.Fold(investor.Trim()).Length < 4)
        {
            return Decision<IReadOnlyList<Taken>>.Refuse("taken.short", "investor", "请填写投资方的全称，至少 4 个字。");
        }
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var found = await FindAsync(work.Db, viewer, investor, ct);
            work.Audit("investor.ask", "", new { investor = investor.Trim(), taken = found.Count, told = found.Count(t => t.Href is null) });
            return Decision<IReadOnlyList<Taken>>.Allow(found);
        }, ct);
    }

    /// <summary>Open leads and projects not yet signed of the investor, one line for each unit that leads one.</summary>
    internal async Task<IReadOnlyList<Taken>> FindAsync(YinfengDb db, Viewer viewer, string investor, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var (policy, wanted) = (new ProjectPolicy(viewer, tree), LedgerTerms.Fold(investor.Trim()));
        var visible = policy.Filter(db);
        var projects = (await db.Set<Project>().AsNoTracking().Where(p => p.Investor != null && p.Status == ProjectStatus.Active
                && (p.Stage == ProjectStage.Lead || p.Stage == ProjectStage.Contacted || p.Stage == ProjectStage.Negotiating || p.Stage == ProjectStage.Reviewed))
            .Select(p => new { p.Id, p.OwnerUnitId, Investor = p.Investor! }).ToListAsync(ct)).FindAll(p => LedgerTerms.Fold(p.Investor) == wanted);
        var ids = projects.ConvertAll(p => p.Id);
        var seen = (await db.Set<Project>().AsNoTracking().Where(visible).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var leads = (await db.Set<Lead>().AsNoTracking().Where(l => l.Investor != null && l.Status == LeadStatus.Open)
            .Select(l => new { l.Id, l.UnitId, Investor = l.Investor! }).ToListAsync(ct)).FindAll(l => LedgerTerms.Fold(l.Investor) == wanted);
        var matters = projects.Select(p => (Unit: p.OwnerUnitId, Href: seen.Contains(p.Id) ? $"/projects/{p.Id}" : null))
            .Concat(leads.Select(l => (Unit: l.UnitId, Href: policy.Sees(l.UnitId) ? $"/leads/{l.Id}" : null)));
        var taken = new List<Taken>();
        foreach (var unit in matters.GroupBy(m => m.Unit).OrderBy(g => tree.Find(g.Key)?.First ?? int.MaxValue))
        {
            taken.Add(new(tree.Find(unit.Key)?.Name ?? "（单位已撤销）", await PeopleAsync(db, unit.Key, ct), unit.Select(m => m.Href).FirstOrDefault(h => h is not null)));
        }
        return taken;
    }

    private async Task<IReadOnlyList<string>> PeopleAsync(YinfengDb db, long unitId, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        return await db.Set<Appointment>().Where(a => a.UnitId == unitId && a.Role == Role.Reporter && a.From <= today && (a.Until == null || a.Until >= today))
            .Join(db.Set<User>().Where(u => !u.Disabled), a => a.UserId, u => u.Id, (a, u) => u.Name).Distinct().OrderBy(n => n).Take(MostPeople).ToListAsync(ct);
    }
}
