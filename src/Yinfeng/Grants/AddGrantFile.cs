using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Grants;

/// <summary>Takes in a file that proves a fact or a payment (上传佐证).</summary>
internal sealed class AddGrantFile(OpenGrants grants, Database database, UnitDirectory units, EvidenceFiles files)
{
    private const int MostFiles = 60, LongestName = 200;
    private static readonly GrantState[] Open = [.. GrantTerms.States.Where(s => s is not (GrantState.Refused or GrantState.Withdrawn))];

    /// <returns>A <see cref="Decision{T}"/> of the file's id, or what is wrong with it.</returns>
    public async Task<Decision> RunAsync(Viewer viewer, long id, string fileName, Stream content, CancellationToken ct)
    {
        await using (var db = database.OpenRead())
        {
            if (!await new GrantScope(viewer, await units.TodayAsync(ct)).Seen(db).AnyAsync(g => g.Id == id, ct))
            {
                return Decision.Refuse([OpenGrants.NotFound]); // Before taking fifty megabytes from someone who may not.
            }
        }
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !char.IsControl(c)
            && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)).Trim();
        name = name.Length > LongestName ? name[^LongestName..] : name;
        var taken = await files.TakeAsync(content, name, ct);
        return taken.Value is not { } file ? taken : await grants.ChangeAsync(viewer, Rights.Report, id, Open, null, async opened =>
        {
            var known = await opened.Db.Set<GrantFile>().Where(f => f.GrantId == id).ToListAsync(ct);
            if (known.Find(f => f.Sha256 == file.Sha256) is { } same)
            {
                return Decision.Refuse("grant.file-same", "file", $"这个文件已经传过（{same.FileName}），不用再传。");
            }
            if (known.Count >= MostFiles)
            {
                return Decision.Refuse("grant.file-many", "file", $"一件兑现最多 {MostFiles} 个佐证文件。");
            }
            var made = new GrantFile
            {
                GrantId = id, FileName = name, Sha256 = file.Sha256, Bytes = file.Bytes, UploadedBy = viewer.ActorId,
                UploadedByName = viewer.Name,
                UploadedAtUtc = opened.Work.NowUtc,
            };
            opened.Db.Add(made);
            opened.Work.Audit("grant.file", $"grant:{id}", new { file = made.Id, name, file.Sha256, file.Bytes });
            return Decision<long>.Allow(made.Id);
        }, ct);
    }
}
