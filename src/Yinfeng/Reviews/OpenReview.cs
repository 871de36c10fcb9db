using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>A review as typed.</summary>
/// <param name="Deadline">"2026-07-10"; empty for the usual time.</param>
/// <param name="Units">Names or codes of the units to ask.</param>
/// <param name="Materials">Ids of evidence of the project.</param>
public sealed record ReviewFacts(string? Subject, string? Background, string? Deadline, IReadOnlyList<string>? Units, IReadOnlyList<long>? Materials = null);

/// <summary>Opens a review (发起会审): from the line that owns the project. A negotiation graded 商业秘密 is shown to the units that are
/// asked, so opening its review takes the right to share what is confidential.</summary>
internal sealed class OpenReview(Writer writer, UnitDirectory units, ReviewBook book)
{
    private const int MostSubject = 200, MostText = 4000;

    /// <summary>The unit that runs the reviews of a person's office: the office itself, or the administration it belongs to.</summary>
    public static UnitNode Runner(UnitTree tree, Viewer viewer, Project project) => tree.Upward(viewer.UnitId ?? tree.CityOf(project.OwnerUnitId))
        .First(n => n.Kind is UnitKind.Nation or UnitKind.Province or UnitKind.City or UnitKind.County or UnitKind.Zone);

    /// <returns>The id of the review.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long projectId, ReviewFacts typed, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            await Writer.TakeTurnAsync(work, ct); // One open review of a project, between servers too.
            var (policy, today) = (new ProjectPolicy(viewer, tree), BusinessTime.DayOf(work.NowUtc));
            var project = await work.Db.Set<Project>().Where(policy.Filter(work.Db)).FirstOrDefaultAsync(p => p.Id == projectId, ct);
            if (project is null || !policy.Sees(project.OwnerUnitId))
            {
                return Decision<long>.Refuse("review.project", "project", "没有这个项目，或它不归您的单位：会审由项目责任单位或其上级发起。");
            }
            var unit = Runner(tree, viewer, project);
            var unmet = await InTheWayAsync(work, project, ct);
            var (deadline, asked) = (Deadline(typed, book.On(tree, unit.Id, today), today, unmet), Asked(typed, tree, unit, unmet));
            if (string.IsNullOrWhiteSpace(typed.Subject) || typed.Subject.Length > MostSubject)
            {
                unmet.Add(new("review.subject", "subject", $"请写明会审什么，不超过 {MostSubject} 字。"));
            }
            if (typed.Background?.Length > MostText)
            {
                unmet.Add(new("review.background", "background", $"“提请说明”有 {typed.Background.Length} 字，超过 {MostText} 字。请精简，细节放在佐证里。"));
            }
            var materials = await MaterialsAsync(work, projectId, typed, unmet, ct);
            return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : Decision<long>.Allow(Store(work, project, unit, typed, deadline, asked, materials, today));
        }, ct);
    }

    private static async Task<List<Unmet>> InTheWayAsync(WriteWork work, Project project, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        if (ProjectPolicy.IsSecret(project.Stage, project.Confidentiality) && !work.Viewer.May(Rights.Approve))
        {
            unmet.Add(new("review.secret", "", "这是商业秘密级的洽谈，会审会让被征求的单位看到它。请由有认定权限的人发起。"));
        }
        if (project.Status != ProjectStatus.Active)
        {
            unmet.Add(new("review.status", "", "项目已暂停或终止。确需会审，请先恢复项目。"));
        }
        if (await work.Db.Set<Review>().AnyAsync(r => r.ProjectId == project.Id && r.State == ReviewState.Open, ct))
        {
            unmet.Add(new("review.open", "", "这个项目有一次会审还在征求意见。请先作出结论或取消。"));
        }
        return unmet;
    }

    private static DateOnly Deadline(ReviewFacts typed, ReviewLimits limits, DateOnly today, List<Unmet> unmet)
    {
        var deadline = today.AddDays(limits.Days);
        if (!string.IsNullOrWhiteSpace(typed.Deadline) && !ReviewTerms.TryDay(typed.Deadline, out deadline))
        {
            unmet.Add(new("review.deadline", "deadline", $"反馈截止日“{typed.Deadline}”写法不对。请写成 2026-07-10 这样，或留空取通常的 {limits.Days} 天。"));
        }
        else if (deadline < today || deadline > today.AddDays(limits.MostDays))
        {
            unmet.Add(new("review.deadline", "deadline", $"反馈截止日应在今天到 {ReviewTerms.Day(today.AddDays(limits.MostDays))} 之间。"));
        }
        return deadline;
    }

    private static List<UnitNode> Asked(ReviewFacts typed, UnitTree tree, UnitNode runner, List<Unmet> unmet)
    {
        var asked = new List<UnitNode>();
        foreach (var text in (typed.Units ?? []).Select(u => u.Trim()).Where(u => u.Length > 0))
        {
            if (UnitText.Read("征求单位", text, tree, out var unit) is { } wrong)
            {
                unmet.Add(new("review.unit", "units", wrong));
            }
            else if (unit!.Id == runner.Id || !tree.IsWithin(unit.Id, runner.Id))
            {
                unmet.Add(new("review.unit-outside", "units", $"“{unit.Name}”不是{runner.Name}的部门或下级单位，不能征求它的意见。"));
            }
            else if (asked.All(a => a.Id != unit.Id))
            {
                asked.Add(unit);
            }
        }
        if (asked.Count == 0 && unmet.All(u => u.Field != "units"))
        {
            unmet.Add(new("review.units", "units", "请至少选一个征求意见的单位。"));
        }
        return asked;
    }

    private static async Task<List<long>> MaterialsAsync(WriteWork work, long projectId, ReviewFacts typed, List<Unmet> unmet, CancellationToken ct)
    {
        var wanted = (typed.Materials ?? []).Distinct().ToList();
        var known = await work.Db.Set<Evidence>().Where(e => e.ProjectId == projectId && e.WithdrawnReason == null && wanted.Contains(e.Id)).Select(e => e.Id).ToListAsync(ct);
        if (known.Count < wanted.Count)
        {
            unmet.Add(new("review.materials", "materials", "选的材料有的已经撤回，或者不是这个项目的佐证。请刷新页面重选。"));
        }
        return known;
    }

    private static long Store(WriteWork work, Project project, UnitNode unit, ReviewFacts typed, DateOnly deadline, List<UnitNode> asked, List<long> materials, DateOnly today)
    {
        var review = new Review
        {
            ProjectId = project.Id, UnitId = unit.Id, Subject = typed.Subject!.Trim().ReplaceLineEndings(" "), Background = ReviewTerms.Text(typed.Background),
            Deadline = deadline, OpenedBy = work.Viewer.ActorId, OpenedByName = work.Viewer.Name, OpenedOn = today, OpenedAtUtc = work.NowUtc, Version = 1,
        };
        work.Db.Add(review);
        work.Db.AddRange(asked.Select((u, i) => new ReviewSeat { ReviewId = review.Id, UnitId = u.Id, Position = i + 1 }));
        work.Db.AddRange(materials.Select(m => new ReviewMaterial { ReviewId = review.Id, EvidenceId = m }));
        work.Audit("review.open", $"review:{review.Id}", new { project = project.Id, unit = unit.Name, review.Subject, deadline, units = asked.Select(u => u.Name), materials });
        work.Audit("project.review", $"project:{project.Id}", new { review = review.Id, act = "发起", subject = review.Subject, reason = $"征求{string.Join("、", asked.Select(u => u.Name))}" });
        work.Changes.ProjectIds.Add(project.Id);
        work.Changes.People = true; // The units that are asked see the project from their next request on.
        return review.Id;
    }
}
