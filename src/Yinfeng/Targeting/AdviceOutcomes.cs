using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Targeting;

/// <summary>Advice with what became of it.</summary>
/// <param name="Stage">Of the project the lead was made into; null where there is none.</param>
public sealed record AdviceLine(Advice Advice, string UnitName, LeadStatus Lead, LeadGrade Grade, DateOnly? FollowedOn, long? ProjectId, ProjectStage? Stage)
{
    public string Outcome => Stage is { } stage ? $"已转项目，{StageRules.Name(stage)}" : Lead == LeadStatus.Open && FollowedOn is null ? "待跟进" : LeadTerms.Of(Lead);
}

/// <summary>How much of the advice given in some years came to something.</summary>
public sealed record AdviceSums(int Given, int Followed, int Converted, int Signed, int Closed);

/// <summary>Reads what became of the advice that was followed.</summary>
internal sealed class AdviceOutcomes(Database database, UnitDirectory units)
{
    private const int Most = 2_000;

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
        var stages = await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Stage, ct);
        return [.. rows.Where(r => tree.IsWithin(r.UnitId, viewer.UnitId)).Select(r => new AdviceLine(r.advice, UnitText.Name(r.advice.UnitId, tree), r.Status, r.Grade,
            r.FollowedOn, r.ProjectId, r.ProjectId is { } id && stages.TryGetValue(id, out var stage) ? stage : null))];
    }

    public static AdviceSums Sum(IReadOnlyCollection<AdviceLine> lines) => new(lines.Count, lines.Count(l => l.FollowedOn is not null || l.ProjectId is not null),
        lines.Count(l => l.ProjectId is not null), lines.Count(l => l.Stage >= ProjectStage.Signed), lines.Count(l => l.Lead == LeadStatus.Closed));
}
