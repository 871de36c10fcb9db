using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Confirms that evidence is what it says (核验). Never by the person who uploaded it.</summary>
internal sealed class VerifyEvidence(ProjectDesk desk)
{
    public Task<Decision> RunAsync(Viewer viewer, long projectId, long evidenceId, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.Verify, projectId, async opened =>
        {
            var evidence = await opened.Work.Db.Set<Evidence>().FirstOrDefaultAsync(e => e.Id == evidenceId && e.ProjectId == projectId, ct);
            if (evidence is null)
            {
                return Refusals.NotFound;
            }
            if (evidence.UploadedBy == viewer.ActorId)
            {
                return Decision.Refuse("evidence.verify.own", "evidence", "自己上传的佐证不能自己核验，请由另一个人核验。");
            }
            if (evidence.WithdrawnReason is not null)
            {
                return Decision.Refuse("evidence.verify.withdrawn", "evidence", "这份佐证已经撤回，不能核验。");
            }
            if (evidence.VerifiedBy is not null)
            {
                return Decision.Refuse("evidence.verify.done", "evidence", "这份佐证已经核验过了。");
            }
            (evidence.VerifiedBy, evidence.VerifiedAtUtc) = (viewer.ActorId, opened.Work.NowUtc);
            opened.Work.Audit("evidence.verify", $"project:{projectId}",
                new { evidenceId, kind = evidence.Kind, fileName = evidence.FileName, sha256 = evidence.Sha256 });
            return Decision<int>.Allow(opened.Project.Version + 1);
        }, ct);
}
