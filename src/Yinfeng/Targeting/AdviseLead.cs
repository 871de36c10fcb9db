using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;

namespace Yinfeng.Targeting;

/// <summary>Makes a company of a list into a lead (转为线索) with the reasons as a visit script, and keeps that the advice was followed.</summary>
internal sealed class AdviseLead(TargetQueries targets, ReportLead report, Database database, TimeProvider clock)
{
    private const string Channel = "图谱招商";

    /// <param name="owner">Login or name of who follows it up; empty for whoever makes it.</param>
    /// <param name="confirmedNew">The person has seen that the investor is already being followed, and means another matter.</param>
    /// <returns>The lead; the same one when it is asked again.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, TargetQuestion asked, long enterprise, string? owner, bool confirmedNew, CancellationToken ct)
    {
        var found = await targets.OfAsync(viewer, asked with { Most = TargetQueries.LargestList }, ct);
        if (!found.Allowed)
        {
            return Decision<long>.Refuse(found.Unmet);
        }
        var list = found.Value!;
        if (list.Targets.FirstOrDefault(t => t.EnterpriseId == enterprise) is not { } target)
        {
            return Decision<long>.Refuse("target.company", "company", "这家企业不在名单的前 500 名里。请刷新名单后再转。");
        }
        if (target.LeadId is { } known)
        {
            return Decision<long>.Allow(known);
        }
        var typed = new LeadFacts(list.Place.Unit.Code, $"{target.Name}到{list.Place.Unit.Name}投资（{list.Chain.Name}·{target.Node.Name}）", target.Name, target.Place, Channel,
            viewer.Name, $"{BusinessTime.Today(clock):yyyy-MM-dd}", null, list.Chain.Name, VisitScript.Of(list, target), Owner: owner);
        var made = await report.RunAsync(viewer, typed, confirmedNew, ct, (work, lead) => KeepAsync(work, list, target, lead, ct));
        return made.Unmet.Any(u => u.Code == Twice) && await LeadOfAsync(list, target, ct) is { } theirs ? Decision<long>.Allow(theirs) : made;
    }

    private const string Twice = "target.twice";

    private static async Task<Decision> KeepAsync(WriteWork work, TargetList list, Target target, Lead lead, CancellationToken ct)
    {
        var unit = list.Place.Unit.Id;
        if (await work.Db.Set<Advice>().AnyAsync(a => a.UnitId == unit && a.ChainId == list.Chain.Id && a.Node == target.Node.Id && a.EnterpriseId == target.EnterpriseId, ct))
        {
            return Decision.Refuse(Twice, "company", "这家企业刚刚已经转为线索。");
        }
        work.Db.Add(new Advice
        {
            ChainId = list.Chain.Id, Node = target.Node.Id, UnitId = unit, City = list.Place.City, EnterpriseId = target.EnterpriseId, Company = target.Name,
            AsOf = list.AsOf, Rank = target.Rank, Score = target.Score, LeadId = lead.Id, ActorId = work.Viewer.ActorId, AtUtc = work.NowUtc,
        });
        work.Audit("target.lead", $"lead:{lead.Id}", new { chain = list.Chain.Id, node = target.Node.Id, unit, enterprise = target.EnterpriseId, target.Rank, target.Score });
        return Decision.Allow;
    }

    private async Task<long?> LeadOfAsync(TargetList list, Target target, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var unit = list.Place.Unit.Id;
        return await db.Set<Advice>().Where(a => a.UnitId == unit && a.ChainId == list.Chain.Id && a.Node == target.Node.Id && a.EnterpriseId == target.EnterpriseId)
            .Select(a => (long?)a.LeadId).FirstOrDefaultAsync(ct);
    }
}
