using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Assessment;

/// <summary>Publishes a frozen score, or sends it back. Whoever proposed it does not decide; what is published is never taken back.</summary>
internal sealed class DecideEdition(Writer writer, AssessmentScope scope, TimeProvider clock)
{
    /// <param name="approve">False sends it back, with a reason.</param>
    /// <returns>The number of the edition; 0 where it was sent back.</returns>
    public async Task<Decision<int>> RunAsync(Viewer viewer, long id, bool approve, string? reason, CancellationToken ct)
    {
        return await writer.RunAsync(viewer, Rights.Publish, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var edition = await work.Db.Set<ScoreEdition>().FirstOrDefaultAsync(e => e.Id == id, ct);
            if (edition is null || !await scope.OverseesAsync(viewer, edition.OrganiserId, ct))
            {
                return Decision<int>.Refuse([AssessmentScope.NotFound]);
            }
            var unmet = Faults(edition, viewer, approve, reason);
            if (unmet.Count > 0)
            {
                return Decision<int>.Refuse(unmet);
            }
            (edition.DecidedBy, edition.DecidedByName, edition.DecidedAtUtc, edition.DecisionReason) = (viewer.ActorId, viewer.Name, work.NowUtc, reason?.Trim());
            edition.Version++;
            edition.Status = approve ? ProposalStatus.Approved : ProposalStatus.Rejected;
            if (!approve)
            {
                work.Audit("score.return", $"score:{id}", new { reason = edition.DecisionReason, sha256 = edition.Sha256 });
                return Decision<int>.Allow(0);
            }
            var scheme = ScoreFile.Read(edition.Data).ReadScheme();
            edition.ObjectUntil = BusinessTime.Today(clock).AddDays(scheme.ObjectionDays);
            edition.Number = 1 + (await work.Db.Set<ScoreEdition>().Where(e => e.OrganiserId == edition.OrganiserId && e.Scheme == edition.Scheme
                && e.Period == edition.Period && e.Status == ProposalStatus.Approved).MaxAsync(e => e.Number, ct) ?? 0);
            work.Audit("score.publish", $"score:{id}", new
            {
                edition = edition.Number, period = edition.Period.ToString(), edition.Document, sha256 = edition.Sha256, objectUntil = edition.ObjectUntil,
            });
            return Decision<int>.Allow(edition.Number!.Value);
        }, ct);
    }

    private static List<Unmet> Faults(ScoreEdition edition, Viewer viewer, bool approve, string? reason)
    {
        var unmet = new List<Unmet>();
        if (edition.Status != ProposalStatus.Proposed)
        {
            unmet.Add(new("assess.decided", "", $"这份定稿已由{edition.DecidedByName}处理（{AssessmentTerms.Of(edition.Status)}），不能再改。"));
        }
        if (edition.ProposedBy == viewer.ActorId)
        {
            unmet.Add(new("assess.same-person", "", "这份定稿是您提交的，要由别人审批。请有印发权限的同事处理。"));
        }
        if (!approve)
        {
            AssessmentScope.Needed(reason, "reason", "退回的原因", unmet);
        }
        return unmet;
    }
}
