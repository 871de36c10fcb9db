using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>What is frozen, as typed.</summary>
/// <param name="Unit">Code or name of the unit that assesses.</param>
/// <param name="Document">Number of the document that gives the result (文号).</param>
/// <param name="Reason">Why another edition; not needed for the first.</param>
public sealed record EditionFacts(string? Unit, string? Scheme, string? Period, string? Document, string? Reason);

/// <summary>Freezes the scores of a period (定稿) for somebody else to publish: what is approved is what was proposed, byte for byte.</summary>
internal sealed class ProposeEdition(Writer writer, ScoreInputs inputs, SchemeBook book, AssessmentScope scope, UnitDirectory units, ForeignChanges foreign,
    TimeProvider clock)
{
    /// <returns>The id of the proposal, or every unmet condition.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, EditionFacts facts, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var document = AssessmentScope.Needed(facts.Document, "document", "公布结果的文号", unmet);
        if (!YearMonth.TryParse(facts.Period, out var period) || period > YearMonth.Of(BusinessTime.Today(clock)))
        {
            unmet.Add(new("assess.period", "period", $"月份“{facts.Period}”不能用。请写成 2023-06 这样的年月，不晚于本月。"));
        }
        var organiser = await scope.OrganiserAsync(viewer, facts.Unit, ct);
        unmet.AddRange(organiser.Unmet);
        if (unmet.Count > 0)
        {
            return Decision<long>.Refuse(unmet);
        }
        var tree = (await units.HistoryAsync(ct)).On(period);
        if (tree.Find(organiser.Value!.Id) is not { } unit
            || (await book.InForceAsync(tree, unit, period.LastDay, ct)).FirstOrDefault(s => facts.Scheme is null or "" || s.Code == facts.Scheme) is not { } scheme)
        {
            return Decision<long>.Refuse("assess.scheme", "scheme", $"{organiser.Value.Name} {period} 没有可用的考核方案{facts.Scheme}。请先写方案并审批。");
        }
        return await writer.RunAsync(viewer, Rights.Verify, async work =>
        {
            await Writer.TakeTurnAsync(work, ct); // What is frozen is what is there at the commit.
            await foreign.HearAsync(ct);
            if (await FaultAsync(work, scheme.Code, unit, period, facts.Reason, ct) is { } fault)
            {
                return Decision<long>.Refuse([fault]);
            }
            var file = await inputs.ComputeAsync(scheme, unit, period, null, ct);
            if (file.Scores.Count == 0)
            {
                return Decision<long>.Refuse("assess.empty", "unit", $"{unit.Name} {period} 没有可以公布的得分：方案的分组里没有单位，或还没有登记领导目标。");
            }
            var data = file.Bytes();
            var edition = new ScoreEdition
            {
                OrganiserId = unit.Id, Scheme = scheme.Code, Period = period, Document = document, Reason = string.IsNullOrWhiteSpace(facts.Reason) ? null : facts.Reason.Trim(),
                Data = data, Sha256 = Convert.ToHexStringLower(SHA256.HashData(data)), ProposedBy = viewer.ActorId, ProposedByName = viewer.Name, ProposedAtUtc = work.NowUtc,
            };
            work.Db.Add(edition);
            work.Audit("score.freeze", $"score:{edition.Id}", new
            {
                unit = unit.Code, scheme = scheme.Id, period = period.ToString(), document, edition.Reason, sha256 = edition.Sha256, bytes = data.Length,
                scores = file.Scores.Count,
            });
            return Decision<long>.Allow(edition.Id);
        }, ct);
    }

    private static async Task<Unmet?> FaultAsync(WriteWork work, string scheme, UnitNode unit, YearMonth period, string? reason, CancellationToken ct)
    {
        var others = await work.Db.Set<ScoreEdition>().Where(e => e.OrganiserId == unit.Id && e.Scheme == scheme && e.Period == period)
            .Select(e => new { e.Status, e.Number, e.ProposedByName }).ToListAsync(ct);
        if (others.FirstOrDefault(e => e.Status == ProposalStatus.Proposed) is { } waiting)
        {
            return new("assess.waiting", "period", $"{unit.Name} {period} 已有一份由{waiting.ProposedByName}提交、待审批的定稿。请先批准或退回它。");
        }
        var last = others.Where(e => e.Status == ProposalStatus.Approved).Max(e => e.Number);
        return last is not null && string.IsNullOrWhiteSpace(reason)
            ? new("assess.reason", "reason", $"{unit.Name} {period} 已公布第 {last} 版，不能收回。要更正，请写明原因，作为第 {last + 1} 版提交。") : null;
    }
}
