using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Reviews;

/// <summary>A unit that is asked says what it thinks (反馈意见). Until the conclusion a later opinion takes the place of the earlier one.</summary>
internal sealed class GiveOpinion(OpenReviews reviews)
{
    public const int MostConditions = 20;
    private const int MostText = 2000, MostCondition = 500;
    internal static readonly Unmet NotAsked = new("opinion.not-asked", "", "这次会审没有征求您所在单位的意见。请由被征求单位的人反馈，或在右上角切换岗位。");

    public Task<Decision> RunAsync(Viewer viewer, long id, OpinionFacts typed, CancellationToken ct) => reviews.ChangeAsync(viewer, Rights.Verify, id, async opened =>
    {
        if (opened.Seat is not { } seat)
        {
            return Decision.Refuse([NotAsked]);
        }
        var unmet = new List<Unmet>();
        if (!Enum.TryParse<OpinionVerdict>(typed.Verdict, ignoreCase: true, out var verdict) || !Enum.IsDefined(verdict))
        {
            unmet.Add(new("opinion.verdict", "verdict", "请选择意见：同意、有条件同意、不同意或不涉及。"));
        }
        if ((verdict == OpinionVerdict.Disagree && string.IsNullOrWhiteSpace(typed.Text)) || typed.Text?.Length > MostText)
        {
            unmet.Add(new("opinion.text", "text", $"不同意要写明理由和依据；意见不超过 {MostText} 字。"));
        }
        var conditions = Conditions(opened, typed, verdict, unmet);
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        await StoreAsync(opened, seat.UnitId, verdict, ReviewTerms.Text(typed.Text), conditions, ct);
        return Decision.Allow;
    }, ct, inTurn: true);

    private static List<(string Text, UnitNode Unit, DateOnly? Deadline)> Conditions(OpenedReview opened, OpinionFacts typed, OpinionVerdict verdict, List<Unmet> unmet)
    {
        var (conditions, rows) = (new List<(string, UnitNode, DateOnly?)>(), typed.Filled.ToList());
        if (verdict == OpinionVerdict.AgreeIf != rows.Count > 0 || rows.Count > MostConditions)
        {
            unmet.Add(new("opinion.conditions", "condition.0.text", verdict == OpinionVerdict.AgreeIf
                ? $"有条件同意要写明条件，一条一行，不超过 {MostConditions} 条。" : "写了条件，请选“有条件同意”；没有条件请清空。"));
            return conditions;
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, unit) = (rows[i], opened.Tree.Find(opened.Project.OwnerUnitId));
            if (string.IsNullOrWhiteSpace(row.Text) || row.Text.Length > MostCondition)
            {
                unmet.Add(new("opinion.condition", $"condition.{i}.text", $"第 {i + 1} 条：请写明条件，不超过 {MostCondition} 字。"));
            }
            if (!string.IsNullOrWhiteSpace(row.Unit) && UnitText.Read("责任单位", row.Unit.Trim(), opened.Tree, out unit) is { } wrong)
            {
                unmet.Add(new("opinion.condition-unit", $"condition.{i}.unit", $"第 {i + 1} 条：{wrong}"));
            }
            else if (unit is null || !opened.Tree.IsWithin(unit.Id, opened.Review.UnitId))
            {
                unmet.Add(new("opinion.condition-unit", $"condition.{i}.unit", $"第 {i + 1} 条：责任单位须是{UnitText.Name(opened.Review.UnitId, opened.Tree)}或其下级。"));
            }
            DateOnly? deadline = null;
            if (!string.IsNullOrWhiteSpace(row.Deadline))
            {
                deadline = ReviewTerms.TryDay(row.Deadline, out var day) && day >= opened.Today ? day : null;
                if (deadline is null)
                {
                    unmet.Add(new("opinion.condition-deadline", $"condition.{i}.deadline", $"第 {i + 1} 条：完成时限请写成 2026-08-31 这样，不早于今天；或留空。"));
                }
            }
            if (unit is not null)
            {
                conditions.Add((row.Text?.Trim().ReplaceLineEndings(" ") ?? "", unit, deadline));
            }
        }
        return conditions;
    }

    private static async Task StoreAsync(OpenedReview opened, long unitId, OpinionVerdict verdict, string? text,
        List<(string Text, UnitNode Unit, DateOnly? Deadline)> conditions, CancellationToken ct)
    {
        var (db, work, id) = (opened.Db, opened.Work, opened.Review.Id);
        var earlier = await db.Set<ReviewOpinion>().Where(o => o.ReviewId == id && o.UnitId == unitId && o.ReplacedAtUtc == null).ToListAsync(ct);
        foreach (var old in earlier)
        {
            old.ReplacedAtUtc = work.NowUtc;
        }
        var opinion = new ReviewOpinion
        {
            ReviewId = id, UnitId = unitId, Verdict = verdict, Text = text, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name, On = opened.Today,
            AtUtc = work.NowUtc, IsLate = opened.Review.IsOver(opened.Today),
        };
        db.Add(opinion);
        db.AddRange(conditions.Select((c, i) => new ReviewCondition
        {
            ReviewId = id, OpinionId = opinion.Id, Position = i + 1, Text = c.Text, UnitId = c.Unit.Id, Deadline = c.Deadline,
        }));
        if (await db.Set<OpinionDraft>().FirstOrDefaultAsync(d => d.ReviewId == id && d.ActorId == work.Viewer.ActorId, ct) is { } draft)
        {
            db.Remove(draft);
        }
        opened.Audit("review.opinion", new
        {
            unit = UnitText.Name(unitId, opened.Tree), verdict = ReviewTerms.Of(verdict), text, conditions = conditions.Select(c => c.Text), replaces = earlier.Count > 0,
            late = opinion.IsLate,
        });
    }
}
