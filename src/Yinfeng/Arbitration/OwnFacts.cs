using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Arbitration;

/// <summary>One fact of a record as a case shows it.</summary>
public sealed record ClaimFact(string Label, string Value);

/// <summary>What the ledger says of a record that bears on whose it is: who reported first, when it was followed up, when it was signed, with which evidence.</summary>
internal sealed class OwnFacts(ArbitrationRules rules, TimeProvider clock)
{
    /// <summary>In a fixed order; empty for a record that is gone. The caller has checked who may see it.</summary>
    public async Task<IReadOnlyList<ClaimFact>> OfAsync(YinfengDb db, MatterId id, CancellationToken ct) =>
        id.Kind == MatterKind.Lead ? await LeadAsync(db, id.Id, ct) : await ProjectAsync(db, id.Id, ct);

    private async Task<IReadOnlyList<ClaimFact>> LeadAsync(YinfengDb db, long id, CancellationToken ct) =>
        await db.Set<Lead>().AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, ct) is not { } lead ? [] : Filled(
            ("记录", $"线索 {id}"), ("投资方", lead.Investor), ("意向投资", Money.Show(lead.IntendedInvestmentFen)), ("首报", $"{lead.FirstReportedOn} {lead.FirstReporter}"),
            ("登记", ArbitrationTerms.Day(BusinessTime.DayOf(lead.CreatedAtUtc))), ("渠道", lead.Channel), ("状态", LeadTerms.Of(lead.Status)),
            ("受理门槛", lead.IntendedInvestmentFen < Limits.LeastLeadFen ? $"意向投资低于 {Money.Show(Limits.LeastLeadFen)}（宣城做法不作为新线索受理）" : null));

    private async Task<IReadOnlyList<ClaimFact>> ProjectAsync(YinfengDb db, long id, CancellationToken ct)
    {
        if (await db.Set<Project>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, ct) is not { } p)
        {
            return [];
        }
        var lead = await db.Set<Lead>().AsNoTracking().Where(l => l.ProjectId == id).OrderBy(l => l.FirstReportedOn).FirstOrDefaultAsync(ct);
        var evidence = await db.Set<Evidence>().AsNoTracking().Where(e => e.ProjectId == id
            && e.WithdrawnReason == null).OrderBy(e => e.UploadedAtUtc).ThenBy(e => e.Id).ToListAsync(ct);
        var steps = await db.Set<StageChange>().AsNoTracking().Where(s => s.ProjectId == id).Select(s => s.AtUtc).ToListAsync(ct);
        var first = lead?.FirstReportedOn ?? p.LeadOn ?? p.ContactedOn ?? p.NegotiatingOn;
        var last = steps.Concat(evidence.Select(e => e.UploadedAtUtc)).Append(p.UpdatedAtUtc).Max();
        return Filled(
            ("记录", $"项目 {id}"), ("投资方", p.Investor), ("信用代码", p.InvestorCreditCode), ("地块", p.Parcel), ("总投资", Money.Show(p.TotalInvestmentFen)),
            ("阶段", $"{Terms.Of(p.Stage)}（{Terms.Of(p.Status)}）"), ("首报", first is null ? null : $"{first} {lead?.FirstReporter ?? p.FirstReporter}".Trim()),
            ("首次跟进", FollowUp(lead?.FirstReportedOn ?? p.LeadOn, p)), ("首次签约", p.SignedOn?.ToString()), ("登记", ArbitrationTerms.Day(BusinessTime.DayOf(p.CreatedAtUtc))),
            ("最近一次办理", ArbitrationTerms.Day(BusinessTime.DayOf(last))),
            ("佐证", evidence.Count == 0 ? "没有佐证" : string.Join("；", evidence.Select(e => $"{Terms.Of(e.Kind)}《{e.FileName}》{e.DatedOn}{(e.VerifiedBy is null ? "（未核验）" : "")}"))));
    }

    /// <summary>The days between the first report and the first contact, held against the limit of the project's size.</summary>
    private string? FollowUp(LedgerDate? first, Project p)
    {
        if (first is not { } from)
        {
            return null;
        }
        var days = Limits.FollowUpDays(p.TotalInvestmentFen);
        if ((p.ContactedOn ?? p.NegotiatingOn ?? p.SignedOn) is not { } contact)
        {
            return string.Create(CultureInfo.InvariantCulture, $"没有记录（时限 {days} 天）");
        }
        var taken = ClaimLikeness.Apart(from, contact);
        return $"{contact}，首报后 {taken} 天，{(taken <= days ? "在" : "超过")}时限 {days} 天{(taken <= days ? "内" : "")}";
    }

    private ArbitrationLimits Limits => rules.On(BusinessTime.Today(clock));

    private static List<ClaimFact> Filled(params (string Label, string? Value)[] facts) =>
        [.. facts.Where(f => !string.IsNullOrEmpty(f.Value) && f.Value != "—").Select(f => new ClaimFact(f.Label, f.Value!))];
}
