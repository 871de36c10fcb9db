using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A file that shall prove a stage.</summary>
/// <param name="DatedOn">The day the file itself bears: of the photo, the minutes, the invoice.</param>
public sealed record NewEvidence(ProjectStage Stage, EvidenceKind Kind, LedgerDate? DatedOn, string FileName);

/// <summary>Uploads evidence (上传佐证).</summary>
internal sealed class AddEvidence(ProjectDesk desk, ProjectQueries queries, EvidenceFiles files)
{
    private const int LongestName = 200;

    /// <returns>A <see cref="Decision{T}"/> of the evidence's id, or what is wrong with the file.</returns>
    public async Task<Decision> RunAsync(Viewer viewer, long projectId, NewEvidence asked, Stream content, CancellationToken ct)
    {
        if (!await queries.MayChangeAsync(viewer, projectId, ct))
        {
            return Refusals.NotFound; // Before taking fifty megabytes from someone who may not.
        }
        var name = CleanName(asked.FileName);
        var taken = await files.TakeAsync(content, name, ct);
        return taken.Value is not { } file ? taken : await desk.ChangeAsync(viewer, Rights.Report, projectId, async opened =>
        {
            var (db, project) = (opened.Work.Db, opened.Project);
            if (asked.DatedOn is { } dated && dated.Earliest > opened.Today)
            {
                return Decision.Refuse("evidence.dated-on.future", "datedOn", $"文件日期 {dated} 还没到，请核对。");
            }
            if (await db.Set<Evidence>().AnyAsync(e => e.ProjectId == projectId && e.Sha256 == file.Sha256 && e.Stage == asked.Stage
                    && e.Kind == asked.Kind && e.WithdrawnReason == null, ct))
            {
                return Decision.Refuse("evidence.same-file", "file", "同一个文件已经作为这一项佐证上传过，不用再传。");
            }
            var evidence = new Evidence
            {
                ProjectId = projectId, Stage = asked.Stage, Kind = asked.Kind, DatedOn = asked.DatedOn, FileName = name, Bytes = file.Bytes,
                Sha256 = file.Sha256, UploadedBy = opened.Work.Viewer.ActorId, UploadedAtUtc = opened.Work.NowUtc,
            };
            db.Add(evidence);
            opened.Work.Audit("evidence.add", $"project:{projectId}", new
            {
                evidenceId = evidence.Id, stage = asked.Stage, kind = asked.Kind, fileName = name, sha256 = file.Sha256, bytes = file.Bytes,
                datedOn = asked.DatedOn?.ToString(),
            });
            return Decision<long>.Allow(evidence.Id);
        }, ct);
    }

    /// <summary>A browser may send a whole path; control and direction marks hide what a file is.</summary>
    private static string CleanName(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Where(c => !char.IsControl(c)
            && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)).Trim();
        var ending = Path.GetExtension(name);
        return name.Length <= LongestName ? name : name[..(LongestName - ending.Length)] + ending;
    }
}
