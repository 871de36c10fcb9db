using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Arbitration;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Units;
using Yinfeng.Visits;

namespace Yinfeng.Leads;

/// <summary>Who already has a firm, a project or a parcel.</summary>
/// <param name="UnitName">The unit to call.</param>
/// <param name="People">Its people, by name; empty when nobody is appointed there.</param>
/// <param name="Href">The matter itself, where the person may see it anyway; else null, and nothing more is told.</param>
/// <param name="Name">The matter's name, masked to its first and last character where it may not be seen; where the unit has no matter but met the
/// company, 对接记录.</param>
/// <param name="Months">For about how many months the unit has had it; null when it does not say since when.</param>
/// <param name="MetOn">The day the unit met the company last (2026-03-02), where it has no matter; else null.</param>
public sealed record Taken(string UnitName, IReadOnlyList<string> People, string? Href, string Name, int? Months, string? MetOn = null);

/// <summary>Tells a squad that a firm, project or parcel is taken, whom to call and for how long, and nothing more (占用查询, 脱敏查重).</summary>
/// <remarks>Answers only to a whole name, credit code or parcel, so that nobody can leaf through what others negotiate; every question is in
/// the audit log and counts against a limit. What is told depends on no amount, stage, grade or number of matters, nor does the order.</remarks>
internal sealed class TakenInvestors(Database database, MatterIndex index, SearchLimit limit, MatchInvestors matches, MetCompanies visits, UnitDirectory units, TimeProvider clock)
{
    private const int MostPeople = 3, MostUnits = 20;

    /// <param name="asked">Credit code, whole name of an investor or project, or parcel.</param>
    public async Task<Decision<IReadOnlyList<Taken>>> AskAsync(Viewer viewer, string asked, CancellationToken ct)
    {
        if (LedgerTerms.Fold(asked.Trim()).Length < 4)
        {
            return Decision<IReadOnlyList<Taken>>.Refuse("taken.short", "investor", "请填写信用代码，或者投资方、项目、地块的全称，至少 4 个字。");
        }
        if (await CountAsync(viewer, asked, ct) is { } tooMany)
        {
            return Decision<IReadOnlyList<Taken>>.Refuse([tooMany]);
        }
        return Decision<IReadOnlyList<Taken>>.Allow([.. await FindAsync(viewer, asked, ct), .. await MetAsync(viewer, asked, ct)]);
    }

    /// <summary>Logs and counts a question; null when it may be answered.</summary>
    internal Task<Unmet?> CountAsync(Viewer viewer, string asked, CancellationToken ct) => limit.TakeAsync(viewer, "investor.ask", asked.Trim(), ct);

    /// <summary>Who has a matter of it, one line for each unit, in the order of the unit tree.</summary>
    internal async Task<IReadOnlyList<Taken>> FindAsync(Viewer viewer, string asked, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var policy = new ProjectPolicy(viewer, tree);
        var today = BusinessTime.Today(clock);
        await using var db = database.OpenRead();
        var taken = new List<Taken>();
        foreach (var unit in (await MattersAsync(asked, (await CompanyAsync(asked, ct))?.Id, ct)).OrderBy(g => tree.Find(g.Key)?.First ?? int.MaxValue).ThenBy(g => g.Key)
            .Take(MostUnits))
        {
            var matters = unit.OrderBy(m => m.FirstOn?.Ymd ?? int.MaxValue).ThenBy(m => m.Name, StringComparer.Ordinal).ToList();
            var seen = matters.Find(m => m.IsSeenBy(policy));
            taken.Add(new(UnitText.Name(unit.Key, tree), await PeopleAsync(db, unit.Key, today, ct), seen?.Id.Href, seen?.Name ?? Masked.Name(matters[0].Name),
                matters[0].FirstOn is { } since ? Math.Max(0, (today.DayNumber - since.Latest.DayNumber) / 30) : null));
        }
        return taken;
    }

    /// <summary>Who met the company and has no matter of it.</summary>
    /// <remarks>Who has one is told above; meeting a company protects nobody's first report, so the form of a lead does not ask this.</remarks>
    private async Task<IReadOnlyList<Taken>> MetAsync(Viewer viewer, string asked, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        var company = await CompanyAsync(asked, ct);
        var having = (await MattersAsync(asked, company?.Id, ct)).Select(g => g.Key).ToHashSet();
        await using var db = database.OpenRead();
        var taken = new List<Taken>();
        foreach (var met in (await visits.ByAsync(viewer, asked.Trim(), company, ct)).Where(m => !having.Contains(m.UnitId)).Take(MostUnits))
        {
            taken.Add(new(UnitText.Name(met.UnitId, tree), await PeopleAsync(db, met.UnitId, today, ct), met.Href, "对接记录", null, $"{met.LastOn:yyyy-MM-dd}"));
        }
        return taken;
    }

    private async Task<ResolvedCompany?> CompanyAsync(string asked, CancellationToken ct) => (await matches.ResolveAsync(asked.Trim(), ct))?.Company;

    private async Task<IEnumerable<IGrouping<long, Matter>>> MattersAsync(string asked, long? company, CancellationToken ct) =>
        (await index.SetAsync(ct)).Named(asked.Trim(), company).GroupBy(m => m.OwnerUnitId);

    private static async Task<IReadOnlyList<string>> PeopleAsync(YinfengDb db, long unitId, DateOnly today, CancellationToken ct) =>
        await db.Set<Appointment>().Where(a => a.UnitId == unitId && a.Role == Role.Reporter && a.From <= today && (a.Until == null || a.Until >= today))
            .Join(db.Set<User>().Where(u => !u.Disabled), a => a.UserId, u => u.Id, (a, u) => u.Name).Distinct().OrderBy(n => n).Take(MostPeople).ToListAsync(ct);
}
