using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>Checks a scheme written on the page, and hands it in for somebody else to approve. A version is never changed: the next one follows it.</summary>
internal sealed class ProposeScheme(Writer writer, SchemeBook book, AssessmentScope scope)
{
    private const int LongestScheme = 60_000;

    /// <summary>What the text says; every mistake with its line where it says nothing.</summary>
    public Decision<IReadOnlyList<ScoreScheme>> Check(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestScheme)
        {
            return Decision<IReadOnlyList<ScoreScheme>>.Refuse("assess.text", "text", $"请写考核方案，不超过 {LongestScheme} 个字。可以从现有的一版改起。");
        }
        try
        {
            return Decision<IReadOnlyList<ScoreScheme>>.Allow(book.Read("方案", text.ReplaceLineEndings("\n")));
        }
        catch (RuleException wrong)
        {
            return Decision<IReadOnlyList<ScoreScheme>>.Refuse([.. wrong.Errors.Select(e => new Unmet(e.Code, "text", e.ToString()))]);
        }
    }

    /// <param name="unit">The unit that assesses by it.</param>
    /// <param name="note">Why, and by which document.</param>
    public async Task<Decision<long>> RunAsync(Viewer viewer, string? unit, string? text, string? note, CancellationToken ct)
    {
        var unmet = new List<Unmet>();
        var why = AssessmentScope.Needed(note, "note", "修改的原因和依据", unmet);
        var organiser = await scope.OrganiserAsync(viewer, unit, ct);
        var read = Check(text);
        unmet.AddRange(organiser.Unmet);
        unmet.AddRange(read.Unmet);
        foreach (var other in (read.Value ?? []).Where(s => organiser.Value is { } o && s.UnitCode != o.Code).Select(s => s.Code).Distinct())
        {
            unmet.Add(new("assess.scheme-unit", "text", $"方案“{other}”要写明是谁的：在“方案”下面加一行“单位: {organiser.Value!.Code}”。"));
        }
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Verify, work =>
        {
            var draft = new SchemeDraft
            {
                UnitId = organiser.Value!.Id, Text = text!.ReplaceLineEndings("\n"), Note = why, ProposedBy = viewer.ActorId, ProposedByName = viewer.Name,
                ProposedAtUtc = work.NowUtc,
            };
            work.Db.Add(draft);
            work.Audit("scheme.propose", $"scheme:{draft.Id}", new { unit = organiser.Value.Code, note = why, versions = read.Value!.Select(s => s.Id), text = draft.Text });
            return Task.FromResult(Decision<long>.Allow(draft.Id));
        }, ct);
    }
}

/// <summary>Puts a proposed scheme in force, or sends it back. Whoever proposed it does not decide.</summary>
internal sealed class DecideScheme(Writer writer, AssessmentScope scope)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, bool approve, string? reason, CancellationToken ct) =>
        writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var draft = await work.Db.Set<SchemeDraft>().FirstOrDefaultAsync(d => d.Id == id, ct);
            if (draft is null || !await scope.OverseesAsync(viewer, draft.UnitId, ct))
            {
                return Decision.Refuse([AssessmentScope.NotFound]);
            }
            var unmet = new List<Unmet>();
            if (draft.Status != ProposalStatus.Proposed)
            {
                unmet.Add(new("assess.decided", "", $"这份方案已由{draft.DecidedByName}处理（{AssessmentTerms.Of(draft.Status)}），不能再改。"));
            }
            if (draft.ProposedBy == viewer.ActorId)
            {
                unmet.Add(new("assess.same-person", "", "这份方案是您提交的，要由别人审批。"));
            }
            var why = approve ? reason?.Trim() : AssessmentScope.Needed(reason, "reason", "退回的原因", unmet);
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            (draft.Status, draft.DecidedBy, draft.DecidedByName, draft.DecidedAtUtc, draft.DecisionReason) =
                (approve ? ProposalStatus.Approved : ProposalStatus.Rejected, viewer.ActorId, viewer.Name, work.NowUtc, why);
            draft.Version++;
            work.Audit(approve ? "scheme.approve" : "scheme.return", $"scheme:{id}", new { reason = why });
            return Decision.Allow;
        }, ct);
}
