using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Openings;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Targeting;

/// <summary>Advice with what became of it.</summary>
/// <param name="Stage">Of the project the lead was made into; null where there is none.</param>
/// <param name="SignedOn">Of that project.</param>
/// <param name="OpenedOn">yyyymmdd of the group's first site in the city after the advice, by the base; null where it knows none.</param>
public sealed record AdviceLine(Advice Advice, string UnitName, LeadStatus Lead, LeadGrade Grade, DateOnly? FollowedOn, long? ProjectId, ProjectStage? Stage,
    LedgerDate? SignedOn = null, int? OpenedOn = null)
{
    public bool Came => Stage >= ProjectStage.Signed || OpenedOn is not null;
    public bool Refused => !Came && Lead == LeadStatus.Closed;
    public string Outcome => (Stage is { } stage ? $"已转项目（{StageRules.Name(stage)}阶段）" : Lead == LeadStatus.Open && FollowedOn is null ? "待跟进" : LeadTerms.Of(Lead))
        + (OpenedOn is null ? "" : "，企业库看到设点");
}

/// <summary>How much of the advice given in some years came to something.</summary>
public sealed record AdviceSums(int Given, int Followed, int Converted, int Signed, int Closed, int Opened);

/// <summary>Reads what became of the advice that was followed.</summary>
internal sealed class AdviceOutcomes(Database database, UnitDirectory units, OpeningOutlook outlooks, BaseEnd end)
{
    private const int Most = 2_000;

    /// <summary>Kinds of outcomes to choose from.</summary>
    public static IReadOnlyList<(string Id, string Name, Func<AdviceLine, bool> Is)> Kinds { get; } =
    [
        ("waiting", "待跟进", l => l.Lead == LeadStatus.Open && l.FollowedOn is null && l.ProjectId is null),
        ("open", "还没有结果", l => !l.Came && !l.Refused),
        ("converted", "转为项目", l => l.ProjectId is not null),
        ("came", "来了", l => l.Came),
        ("refused", "没来", l => l.Refused),
    ];

    /// <summary>Any advice was followed, by whomever.</summary>
    public async Task<bool> IsAnyAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await db.Set<Advice>().AnyAsync(ct);
    }

    /// <summary>Makes what the list below waits for.</summary>
    public async Task LearnAsync(CancellationToken ct)
    {
        if (await IsAnyAsync(ct))
        {
            await outlooks.ForListAsync(await end.DayAsync(ct), ct);
        }
    }

    /// <summary>The latest first, of units in the viewer's part of the tree.</summary>
    public async Task<IReadOnlyList<AdviceLine>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = await (from advice in db.Set<Advice>()
                          join lead in db.Set<Lead>().Where(new LeadSight(viewer, tree).Filter()) on advice.LeadId equals lead.Id
                          orderby advice.Id descending
                          select new { advice, lead.Status, lead.Grade, lead.FollowedOn, lead.ProjectId, lead.UnitId }).Take(Most).ToListAsync(ct);
        var ids = rows.Select(r => r.ProjectId).OfType<long>().ToList();
        var stages = await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).Where(p => ids.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => (p.Stage, p.SignedOn), ct);
        var outlook = rows.Count == 0 ? null : await outlooks.ForListAsync(await end.DayAsync(ct), ct);
        return [.. rows.Where(r => tree.IsWithin(r.UnitId, viewer.UnitId)).Select(r =>
        {
            (ProjectStage Stage, LedgerDate? SignedOn)? project = r.ProjectId is { } id && stages.TryGetValue(id, out var known) ? known : null;
            return new AdviceLine(r.advice, UnitText.Name(r.advice.UnitId, tree), r.Status, r.Grade, r.FollowedOn, r.ProjectId, project?.Stage, project?.SignedOn,
                outlook is null ? null : OpenedOn(outlook.State, r.advice));
        })];
    }

    private static int? OpenedOn(OpeningState state, Advice advice)
    {
        var (row, city) = (state.Companies.Find(advice.EnterpriseId), state.Cities.Find(advice.City));
        if (row < 0 || city < 0 || state.GroupOf(state.Groups.HeadOf(row)) is not (>= 0 and var group))
        {
            return null;
        }
        foreach (var site in state.SitesOf(group))
        {
            if (site.City == city && site.Since >= OpeningOutlook.Day(advice.AsOf))
            {
                return site.Since;
            }
        }
        return null;
    }

    public static AdviceSums Sum(IReadOnlyCollection<AdviceLine> lines) => new(lines.Count, lines.Count(l => l.FollowedOn is not null || l.ProjectId is not null),
        lines.Count(l => l.ProjectId is not null),
        lines.Count(l => l.Stage >= ProjectStage.Signed), lines.Count(l => l.Lead == LeadStatus.Closed), lines.Count(l => l.OpenedOn is not null));
}
