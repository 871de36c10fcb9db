using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>What somebody says of a month's report.</summary>
/// <param name="Returns">Sends it back (退回); otherwise passes it on (核验, 确认).</param>
/// <param name="Text">Remark; of a return the reason, which must be given.</param>
public sealed record MonthWord(bool Returns = false, string? Text = null);

/// <param name="Version">The version the person saw: nobody vouches for figures that changed meanwhile.</param>
public sealed record MonthSeen(int Version, MonthWord Word);

/// <summary>A department verifies (核验) and the bureau accepts (确认) a month's report, or either sends it back: three people, none
/// of them twice.</summary>
internal sealed class VerifyMonth(ProjectDesk desk)
{
    private const int LongestText = 500;

    public Task<Decision> RunAsync(Viewer viewer, long projectId, YearMonth month, MonthSeen seen, CancellationToken ct) =>
        desk.ChangeAsync(viewer, Rights.See, projectId, async opened => Decide(opened, month, seen,
            await opened.Work.Db.Set<MonthlyReport>().FirstOrDefaultAsync(r => r.ProjectId == projectId && r.Month == month, ct)), ct);

    /// <summary>Many at once, in one transaction: those in order are stored, the others say why not.</summary>
    /// <param name="seen">By project; at least one.</param>
    /// <returns>A decision for every project asked for.</returns>
    public async Task<IReadOnlyDictionary<long, Decision>> RunAsync(Viewer viewer, IReadOnlyDictionary<long, MonthSeen> seen, YearMonth month,
        CancellationToken ct)
    {
        var reports = new Dictionary<long, MonthlyReport>();
        return await desk.ChangeManyAsync(viewer, Rights.See, [.. seen.Keys], async (work, ids) =>
        {
            reports = await work.Db.Set<MonthlyReport>().Where(r => r.Month == month && ids.Contains(r.ProjectId)).ToDictionaryAsync(r => r.ProjectId, ct);
        }, opened => Decide(opened, month, seen[opened.Project.Id], reports.GetValueOrDefault(opened.Project.Id)), ct);
    }

    private static Decision Decide(OpenedProject opened, YearMonth month, MonthSeen seen, MonthlyReport? report)
    {
        var (version, word) = seen;
        if (report is null)
        {
            return Decision.Refuse("month.verify.none", "month", $"{month} 还没有月报，请先报送。");
        }
        if (report.Version != version)
        {
            return Stale.Of([], report.Version);
        }
        var unmet = InTheWay(opened.Work.Viewer, month, word, report).ToList();
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        var (act, text) = (Take(report, word, opened.Work.Viewer.ActorId), string.IsNullOrWhiteSpace(word.Text) ? null : word.Text.Trim());
        report.Version++;
        report.MovedAtUtc = opened.Work.NowUtc;
        opened.Work.Db.Add(new MonthStep
        {
            ProjectId = report.ProjectId, Month = month, Act = act, Version = report.Version, AtUtc = opened.Work.NowUtc,
            ActorId = opened.Work.Viewer.ActorId, Name = opened.Work.Viewer.Name, PostUnitId = opened.Work.Viewer.UnitId, Text = text,
        });
        opened.Work.Audit(act switch
        {
            MonthAct.Returned => "project.month-return",
            MonthAct.Accepted => "project.month-accept",
            _ => "project.month-verify",
        }, $"project:{opened.Project.Id}", new { month = month.ToString(), version = report.Version, reason = text });
        return Decision<int>.Allow(report.Version);
    }

    private static IEnumerable<Unmet> InTheWay(Viewer viewer, YearMonth month, MonthWord word, MonthlyReport report)
    {
        var verb = word.Returns ? "退回" : report.VerifiedBy is null ? "核验" : "确认";
        if (word.Returns && string.IsNullOrWhiteSpace(word.Text))
        {
            yield return new("month.return.reason", "remark", "退回要写明原因：哪里不对、怎么改。报送人会看到。");
        }
        if (word.Text?.Length > LongestText)
        {
            yield return new("month.remark.long", "remark", $"意见有 {word.Text.Length} 字，最多 {LongestText} 字，请精简。");
        }
        if (report.AcceptedBy is not null)
        {
            yield return new("month.verify.done", "month", $"{month} 月报已经核验并确认过了。" + (word.Returns ? "要改数字请由报送单位更正。" : ""));
            yield break;
        }
        if (report.ReturnedBy is not null)
        {
            yield return new("month.verify.returned", "month", $"{month} 月报已经退回，等报送单位改好重报以后再{verb}。");
            yield break;
        }
        var mine = report.VerifiedBy == viewer.ActorId;
        if (report.ReportedBy == viewer.ActorId || (mine && !word.Returns))
        {
            yield return new("month.verify.own", "month", $"报送、核验、确认要由三个不同的人办理，请由另一个人{verb}。");
        }
        var needed = report.VerifiedBy is null || mine ? Rights.Verify : Rights.Approve;
        if (!viewer.May(needed) && !(word.Returns && viewer.May(Rights.Approve)))
        {
            yield return new("month.verify.right", "month", Needs.Missing(needed));
        }
    }

    private static MonthAct Take(MonthlyReport report, MonthWord word, string actor)
    {
        if (word.Returns)
        {
            (report.ReturnedBy, report.ReturnReason, report.VerifiedBy) = (actor, word.Text!.Trim(), null);
            return MonthAct.Returned;
        }
        if (report.VerifiedBy is null)
        {
            report.VerifiedBy = actor;
            return MonthAct.Verified;
        }
        report.AcceptedBy = actor;
        return MonthAct.Accepted;
    }
}
