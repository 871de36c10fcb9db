using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Leads;

/// <summary>Turns a lead into a project of stage 线索 (线索转项目). Both change in one transaction, or neither.</summary>
internal sealed class ConvertLead(LeadDesk desk, CreateProject create)
{
    /// <param name="confirmedNew">The person has seen that a project of this name exists, and means another one.</param>
    /// <returns>A <see cref="Decision{T}"/> of the project's id, or every unmet condition.</returns>
    public Task<Decision> RunAsync(Viewer viewer, long id, bool confirmedNew, CancellationToken ct) =>
        desk.ChangeAsync(viewer, id, async (work, lead, tree) =>
        {
            var asked = new NewProject(tree.Find(lead.UnitId)?.Code, Facts(lead), ProjectStage.Lead, ConfirmedNew: confirmedNew);
            var decision = await create.CreateAsync(work, asked, new ProjectPolicy(viewer, tree), ct);
            if (decision is Decision<long> { Allowed: true } made)
            {
                (lead.Status, lead.ProjectId) = (LeadStatus.Converted, made.Value);
                await CreditAsync(work, lead, made.Value, ct);
                LeadSteps.Add(work, lead, LeadAct.Converted, $"项目 {made.Value}");
                work.Audit("lead.convert", $"lead:{id}", new { project = made.Value });
            }
            return decision;
        }, ct);

    /// <summary>The split fixed for the lead begins with the month of the conversion.</summary>
    private static async Task CreditAsync(WriteWork work, Lead lead, long projectId, CancellationToken ct)
    {
        var shares = await work.Db.Set<LeadCredit>().AsNoTracking().Where(c => c.LeadId == lead.Id).OrderByDescending(c => c.ShareBp).ToListAsync(ct);
        if (shares.Count < 2)
        {
            return;
        }
        var from = YearMonth.Of(BusinessTime.DayOf(work.NowUtc));
        var wanted = CreditRules.Divide([], projectId, lead.UnitId, from, [.. shares.Select(s => new Part(s.UnitId, s.ShareBp))]);
        if (shares[0].Years is { } years)
        {
            wanted = CreditRules.Divide(wanted, projectId, lead.UnitId, from.AddMonths(12 * years), [new(lead.UnitId, CreditRules.Whole)]);
        }
        work.Db.AddRange(wanted);
    }

    private static Dictionary<string, string?> Facts(Lead lead) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["name"] = lead.Title, ["investor"] = lead.Investor, ["investorPlace"] = lead.InvestorPlace, ["channel"] = lead.Channel,
        ["firstReporter"] = lead.FirstReporter, ["leadOn"] = lead.FirstReportedOn.ToString(), ["industry"] = lead.Industry, ["remark"] = lead.Note,
        ["totalInvestmentWan"] = lead.IntendedInvestmentFen is { } fen ? Money.ToWan(fen).ToString(CultureInfo.InvariantCulture) : null,
    };
}
