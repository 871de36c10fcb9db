using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Takes evidence out of force (撤回) with a reason. The file and the line stay.</summary>
internal sealed class WithdrawEvidence(ProjectDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long projectId, long evidenceId, string? reason, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Report, projectId, async opened =>
        {
            var evidence = await opened.Work.Db.Set<Evidence>().FirstOrDefaultAsync(e => e.Id == evidenceId && e.ProjectId == projectId, ct);
            if (evidence is null)
            {
                return Refusals.NotFound;
            }
            if (evidence.WithdrawnReason is not null)
            {
                return Decision.Refuse("evidence.withdraw.done", "evidence", "这份佐证已经撤回过了。");
            }
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Decision.Refuse("evidence.withdraw.reason-missing", "reason", "撤回佐证要写明原因，文件和记录会保留。请填写原因。");
            }
            evidence.WithdrawnReason = reason.Trim();
            opened.Work.Audit("evidence.withdraw", $"project:{projectId}",
                new { evidenceId, kind = evidence.Kind, fileName = evidence.FileName, sha256 = evidence.Sha256, reason = reason.Trim() });
            return Decision<int>.Allow(opened.Project.Version + 1);
        }, ct);
}
