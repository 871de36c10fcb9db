using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Resolving;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>Records a visit (记对接), or corrects one.</summary>
internal sealed class RecordVisit(Writer writer, UnitDirectory units, VisitCompanies companies, KeepContact contacts)
{
    public static readonly Unmet NotFound = new("visit.not-found", "id", "没有这条对接记录，或者它不在您的权限范围内。请核对编号。");

    /// <returns>The id of the visit, or every unmet condition.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, VisitFacts typed, CancellationToken ct)
    {
        var (tree, unmet) = (await units.TodayAsync(ct), new List<Unmet>());
        var company = await companies.ReadAsync(typed.Company, unmet, ct);
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var visit = new Visit { Company = "", Content = "", RecordedBy = viewer.ActorId, RecordedAtUtc = work.NowUtc, Version = 1 };
            var decision = await StoreAsync(work, tree, typed, company, visit, unmet, "visit.record", ct);
            if (!decision.Allowed)
            {
                return Decision<long>.Refuse(decision.Unmet);
            }
            work.Db.Add(visit);
            return Decision<long>.Allow(visit.Id);
        }, ct);
    }

    /// <param name="version">The version the person saw; null for whatever is there.</param>
    public async Task<Decision> EditAsync(Viewer viewer, long id, int? version, VisitFacts typed, CancellationToken ct)
    {
        var (tree, unmet) = (await units.TodayAsync(ct), new List<Unmet>());
        var company = await companies.ReadAsync(typed.Company, unmet, ct);
        return await ChangeAsync(writer, viewer, tree, id, version, (work, visit) => StoreAsync(work, tree, typed, company, visit, unmet, "visit.edit", ct), ct);
    }

    /// <summary>Opens one visit for a write: checks sight and version, raises the version.</summary>
    internal static async Task<Decision> ChangeAsync(Writer writer, Viewer viewer, UnitTree tree, long id, int? version, Func<WriteWork, Visit, Task<Decision>> change,
        CancellationToken ct)
    {
        var stale = Decision.Refuse("visit.stale", "version", "您打开以后别人改过这条记录。请刷新页面，核对现在的内容再改。");
        try
        {
            return await writer.RunAsync(viewer, Rights.Report, async work =>
            {
                if (await new VisitSight(viewer, tree).Visits(work.Db).FirstOrDefaultAsync(v => v.Id == id, ct) is not { } visit)
                {
                    return Decision.Refuse([NotFound]);
                }
                if (version is { } seen && seen != visit.Version)
                {
                    return stale;
                }
                var decision = await change(work, visit);
                visit.Version += decision.Allowed ? 1 : 0;
                return decision;
            }, ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return stale;
        }
    }

    private async Task<Decision> StoreAsync(WriteWork work, UnitTree tree, VisitFacts typed, VisitCompany company, Visit visit, List<Unmet> wrong, string action,
        CancellationToken ct)
    {
        List<Unmet> unmet = [.. wrong, .. await VisitChecks.ApplyAsync(work, tree, typed, company, visit, ct)];
        var person = KeepContact.Read(typed.Contact, unmet);
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        await MatchInvestors.PutAsync(work, company.Match, ct);
        visit.ContactId = person is null ? visit.ContactId : await contacts.KeepAsync(work, visit.UnitId, company, person, visit.ProjectId, ct);
        work.Audit(action, $"visit:{visit.Id}", new
        {
            unit = visit.UnitId, on = visit.On, kind = visit.Kind.ToString(), visit.Company, visit.Place, visit.NextStep, visit.NextDue,
            lead = visit.LeadId, project = visit.ProjectId,
            contentSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(visit.Content))), // Talks are full of names, which no log shall keep.
        });
        return Decision.Allow;
    }
}
