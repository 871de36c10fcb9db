using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Suspicion;

/// <summary>The people of the unit explain a figure (说明), with a file if they like.</summary>
internal sealed class AnswerDoubt(DoubtDesk desk, EvidenceFiles files, Database database, Units.UnitDirectory units)
{
    private const int LongestName = 200;

    /// <param name="content">Null without a file.</param>
    public async Task<Decision<bool>> RunAsync(Viewer viewer, long id, string? text, string? fileName, Stream? content, CancellationToken ct)
    {
        var (said, name) = (DoubtDesk.Plain(text), DoubtDesk.Plain(Path.GetFileName((fileName ?? "").Replace('\\', '/'))));
        name = name.Length > LongestName ? name[^LongestName..] : name;
        StoredFile? file = null;
        if (content is not null && said.Length is > 0 and <= DoubtDesk.LongestText && await MayAsync(viewer, id, ct))
        {
            var taken = await files.TakeAsync(content, name, ct);
            if (!taken.Allowed)
            {
                return Decision<bool>.Refuse(taken.Unmet);
            }
            file = taken.Value;
        }
        return await desk.ChangeAsync(viewer, Rights.Report, id, async (work, doubt, policy) =>
        {
            if (!await DoubtQueries.MayAnswerAsync(work.Db, policy, doubt, ct))
            {
                return Decision<bool>.Refuse("doubt.line", "", "由项目的责任单位、落地单位或其上级说明。");
            }
            if (said.Length is 0 or > DoubtDesk.LongestText)
            {
                return Decision<bool>.Refuse("doubt.text", "text", $"请写明情况（不超过 {DoubtDesk.LongestText} 字）：数字怎么来的，依据是什么。");
            }
            doubt.State = DoubtState.Answered;
            work.Db.Add(new DoubtNote
            {
                DoubtId = doubt.Id, State = DoubtState.Answered, Text = said, FileName = file is null ? null : name, Sha256 = file?.Sha256, Bytes = file?.Bytes,
                ActorId = viewer.ActorId, Name = viewer.Name, AtUtc = work.NowUtc,
            });
            work.Audit("doubt.answer", $"doubt:{doubt.Id}", new { doubt.Code, project = doubt.ProjectId, unit = doubt.UnitId, text = said, file = file?.Sha256 });
            return Decision<bool>.Allow(true);
        }, ct);
    }

    /// <summary>Before taking fifty megabytes from someone who may not.</summary>
    private async Task<bool> MayAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        return viewer.May(Rights.Report) && DoubtQueries.Visible(db, policy).FirstOrDefault(d => d.Id == id) is { Weighs: true } doubt
            && await DoubtQueries.MayAnswerAsync(db, policy, doubt, ct);
    }
}
