using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Meetings;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>A conclusion as typed.</summary>
/// <param name="Outcome">Name of a <see cref="ReviewOutcome"/>.</param>
/// <param name="Adopted">Conditions that are to be met, with a deadline that goes before their own; the others are not adopted.</param>
public sealed record ConclusionFacts(string? Outcome, string? Text, IReadOnlyDictionary<long, string?>? Adopted = null);

/// <summary>Concludes a review (会审结论): by somebody of the line that runs it who gave none of the opinions.</summary>
/// <remarks>Number, minutes, their place among the project's evidence and the conditions stand or fall together: a refusal gives no number
/// away.</remarks>
internal sealed class ConcludeReview(OpenReviews reviews, ReviewBook book, EvidenceFiles files)
{
    private const int MostText = 2000;

    /// <param name="version">The version the person read; another one in store refuses. Null concludes what is there.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, int? version, ConclusionFacts typed, CancellationToken ct) =>
        reviews.ChangeAsync(viewer, Rights.Approve, id, async opened =>
        {
            var (review, db) = (opened.Review, opened.Db);
            var opinions = await db.Set<ReviewOpinion>().Where(o => o.ReviewId == id).OrderBy(o => o.AtUtc).ThenBy(o => o.Id).ToListAsync(ct);
            var counting = opinions.FindAll(o => o.ReplacedAtUtc is null);
            var valid = counting.Select(o => o.Id).ToHashSet();
            var conditions = (await db.Set<ReviewCondition>().Where(c => c.ReviewId == id).OrderBy(c => c.OpinionId).ThenBy(c => c.Position).ToListAsync(ct))
                .FindAll(c => valid.Contains(c.OpinionId));
            var limits = book.On(opened.Tree, review.UnitId, opened.Today);
            var unmet = InTheWay(opened, version, opinions, counting).ToList();
            var adopted = Adopted(opened, typed, conditions, limits, unmet);
            var outcome = Outcome(typed, counting, adopted.Count, unmet);
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            (review.State, review.Outcome, review.Conclusion) = (ReviewState.Concluded, outcome, ReviewTerms.Text(typed.Text));
            (review.ClosedBy, review.ClosedByName, review.ClosedOn) = (viewer.ActorId, viewer.Name, opened.Today);
            foreach (var seat in opened.Seats)
            {
                seat.IsMissing = counting.TrueForAll(o => o.UnitId != seat.UnitId);
            }
            (review.NumberYear, review.Number) = (opened.Today.Year, await NextAsync(opened, ct));
            var minutes = ReviewMinutes.Of(review, opened.Project, limits.Office, opened.Tree, opened.Seats, counting, adopted, await MaterialsAsync(opened, ct));
            (review.MinutesJson, review.MinutesDocx) = (minutes.ToJson(), ReviewMinutesDocument.Write(minutes));
            Decide(opened, adopted);
            if (outcome is ReviewOutcome.Passed or ReviewOutcome.Conditional)
            {
                review.EvidenceId = await ProveAsync(opened, minutes, ct);
            }
            opened.Audit("review.conclude", new
            {
                outcome = ReviewTerms.Of(outcome), review.Conclusion, year = review.NumberYear, number = review.Number, conditions = adopted.Count,
                missing = opened.Seats.Where(s => s.IsMissing).Select(s => UnitText.Name(s.UnitId, opened.Tree)),
            });
            opened.Tell($"结论为{ReviewTerms.Of(outcome)}", review.Conclusion);
            opened.Work.Changes.ProjectIds.Add(opened.Project.Id);
            opened.Work.Changes.People = true; // The units that were asked no longer see the project.
            return Decision.Allow;
        }, ct, inTurn: true);

    private static IEnumerable<Unmet> InTheWay(OpenedReview opened, int? version, List<ReviewOpinion> opinions, List<ReviewOpinion> counting)
    {
        var review = opened.Review;
        if (!opened.Runs)
        {
            yield return new("review.not-office", "", $"结论由组织会审的{UnitText.Name(review.UnitId, opened.Tree)}作出。请联系其办公室。");
        }
        if (version is { } seen && seen != review.Version)
        {
            yield return OpenReviews.Stale;
        }
        if (opinions.Exists(o => o.ActorId == opened.Work.Viewer.ActorId))
        {
            yield return new("review.own-opinion", "", "您代表被征求单位反馈过意见，不能再作结论。请由没有反馈过意见的人作结论。");
        }
        if (!review.IsOver(opened.Today))
        {
            foreach (var seat in opened.Seats.Where(s => counting.TrueForAll(o => o.UnitId != s.UnitId)))
            {
                yield return new("review.opinion-missing", "", $"{UnitText.Name(seat.UnitId, opened.Tree)}还没有反馈意见。请等它反馈，或过了 {ReviewTerms.Day(review.Deadline)} 截止日再作结论，届时记为逾期未反馈。");
            }
        }
    }

    private static List<(ReviewCondition Condition, DateOnly Deadline)> Adopted(OpenedReview opened, ConclusionFacts typed, List<ReviewCondition> conditions,
        ReviewLimits limits, List<Unmet> unmet)
    {
        var adopted = new List<(ReviewCondition, DateOnly)>();
        var wanted = typed.Adopted ?? new Dictionary<long, string?>();
        if (wanted.Keys.Any(k => conditions.TrueForAll(c => c.Id != k)))
        {
            unmet.Add(new("review.condition-gone", "", "勾选的条件有的已被新的意见取代。请核对现在的条件再作结论。"));
        }
        foreach (var condition in conditions.Where(c => wanted.ContainsKey(c.Id)))
        {
            var deadline = condition.Deadline ?? opened.Today.AddDays(limits.ConditionDays);
            if (wanted[condition.Id] is { Length: > 0 } text && !ReviewTerms.TryDay(text, out deadline))
            {
                unmet.Add(new("review.condition-deadline", $"due.{condition.Id}", $"“{condition.Text}”的完成时限“{text}”写法不对。请写成 2026-08-31 这样，或留空。"));
            }
            else if (deadline < opened.Today)
            {
                unmet.Add(new("review.condition-past", $"due.{condition.Id}", $"“{condition.Text}”的完成时限 {ReviewTerms.Day(deadline)} 已经过去。请改晚。"));
            }
            adopted.Add((condition, deadline));
        }
        return adopted;
    }

    private static ReviewOutcome Outcome(ConclusionFacts typed, List<ReviewOpinion> counting, int adopted, List<Unmet> unmet)
    {
        if (!Enum.TryParse<ReviewOutcome>(typed.Outcome, ignoreCase: true, out var outcome) || !Enum.IsDefined(outcome))
        {
            unmet.Add(new("review.outcome", "outcome", "请选择结论：通过、有条件通过、不通过或退回补充。"));
        }
        else if (outcome == ReviewOutcome.Conditional != adopted > 0)
        {
            unmet.Add(new("review.conditions", "outcome", outcome == ReviewOutcome.Conditional
                ? "有条件通过要勾选至少一条条件。没有条件请选“通过”。" : $"勾选了 {adopted} 条条件，结论应为“有条件通过”；不采纳请去掉勾选。"));
        }
        if (outcome is ReviewOutcome.Passed or ReviewOutcome.Conditional && counting.Count == 0)
        {
            unmet.Add(new("review.no-opinion", "outcome", "没有一个单位反馈意见，不能据此通过。请延期催办，或结论为退回补充。"));
        }
        if (string.IsNullOrWhiteSpace(typed.Text) || typed.Text.Length > MostText)
        {
            unmet.Add(new("review.conclusion", "text", $"请写明结论的理由（对不同意和不采纳的意见要有说明），不超过 {MostText} 字。"));
        }
        return outcome;
    }

    /// <summary>Counts up a row of its own, so the number stands or falls with the transaction: no gap, none twice.</summary>
    private static async Task<int> NextAsync(OpenedReview opened, CancellationToken ct)
    {
        var (unit, year) = (opened.Review.UnitId, opened.Today.Year);
        var counter = await opened.Db.Set<ReviewCounter>().FirstOrDefaultAsync(c => c.UnitId == unit && c.Year == year, ct);
        if (counter is null)
        {
            counter = new ReviewCounter { UnitId = unit, Year = year };
            opened.Db.Add(counter);
        }
        return ++counter.Last;
    }

    private static async Task<List<string>> MaterialsAsync(OpenedReview opened, CancellationToken ct) =>
        await opened.Db.Set<ReviewMaterial>().Where(m => m.ReviewId == opened.Review.Id)
            .Join(opened.Db.Set<Evidence>(), m => m.EvidenceId, e => e.Id, (m, e) => e).OrderBy(e => e.Id).Select(e => e.FileName).ToListAsync(ct);

    /// <summary>Adopted conditions go the way of all resolutions: reported by the unit, confirmed by somebody else.</summary>
    private static void Decide(OpenedReview opened, List<(ReviewCondition Condition, DateOnly Deadline)> adopted)
    {
        foreach (var ((condition, deadline), place) in adopted.Select((a, i) => (a, i + 1)))
        {
            var resolution = new Resolution
            {
                Origin = ResolutionOrigin.Review, OriginId = opened.Review.Id, OfficeUnitId = opened.Review.UnitId, OriginName = ReviewTerms.Name(opened.Review),
                Position = place, Text = condition.Text, UnitId = condition.UnitId, Deadline = deadline, ProjectId = opened.Project.Id,
                Person = condition.UnitId == opened.Project.OwnerUnitId ? opened.Project.Leader : null, State = ResolutionState.Open, DecidedOn = opened.Today, Version = 1,
            };
            condition.ResolutionId = resolution.Id;
            opened.Db.Add(resolution);
            OpenResolutions.Note(opened.Work, resolution, ResolutionAct.Decided, opened.Today, null);
        }
    }

    /// <summary>The minutes are what the gate of 会审 asks for. The product wrote them; whoever concluded stands for them.</summary>
    private async Task<long> ProveAsync(OpenedReview opened, ReviewMinutes minutes, CancellationToken ct)
    {
        var name = $"{minutes.Name}纪要.docx";
        using var content = new MemoryStream(opened.Review.MinutesDocx!);
        var file = (await files.TakeAsync(content, name, ct)).Value
            ?? throw new InvalidOperationException("The minutes are a document that evidence may be made of.");
        var evidence = new Evidence
        {
            ProjectId = opened.Project.Id, Stage = ProjectStage.Reviewed, Kind = EvidenceKind.ReviewMinutes, DatedOn = new LedgerDate(opened.Today), FileName = name,
            Bytes = file.Bytes, Sha256 = file.Sha256, UploadedBy = "system:review", UploadedAtUtc = opened.Work.NowUtc,
            VerifiedBy = opened.Work.Viewer.ActorId, VerifiedAtUtc = opened.Work.NowUtc,
        };
        opened.Db.Add(evidence);
        opened.Work.Audit("evidence.add", $"project:{opened.Project.Id}", new
        {
            evidenceId = evidence.Id, stage = evidence.Stage, kind = evidence.Kind, fileName = name, sha256 = file.Sha256,
            bytes = file.Bytes, datedOn = evidence.DatedOn?.ToString(),
        });
        return evidence.Id;
    }
}
