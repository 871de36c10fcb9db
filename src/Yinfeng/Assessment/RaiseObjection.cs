using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>A unit objects to its published score within the window (异议).</summary>
internal sealed class RaiseObjection(Writer writer, UnitDirectory units, TimeProvider clock)
{
    /// <param name="subject">Key of the score; null for that of the person's own unit.</param>
    /// <param name="item">Code of an item; null or empty for the whole.</param>
    public async Task<Decision<long>> RunAsync(Viewer viewer, long edition, string? subject, string? item, string? text, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var unmet = new List<Unmet>();
        var words = AssessmentScope.Needed(text, "text", "异议的理由", unmet);
        return unmet.Count > 0 ? Decision<long>.Refuse(unmet) : await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var row = await work.Db.Set<ScoreEdition>().FirstOrDefaultAsync(e => e.Id == edition && e.Status == ProposalStatus.Approved, ct);
            if (row is null || viewer.UnitId is not { } home || !tree.IsWithin(home, row.OrganiserId))
            {
                return Decision<long>.Refuse([AssessmentScope.NotFound]);
            }
            var file = ScoreFile.Read(row.Data);
            var wanted = string.IsNullOrWhiteSpace(subject) ? FileSubject.UnitKey(tree.Find(home)!.Id) : subject.Trim();
            if (file.Subject(wanted) is not { } own || !tree.IsWithin(own.UnitId, home))
            {
                return Decision<long>.Refuse("assess.subject", "subject", "异议由被考核的单位自己提出；这份定稿里没有您单位的得分。");
            }
            if (BusinessTime.Today(clock) > row.ObjectUntil)
            {
                return Decision<long>.Refuse("assess.too-late", "", $"异议期已于 {AssessmentTerms.Day(row.ObjectUntil!.Value)} 截止。确有错误请向考核单位书面反映，由其提交新的一版。");
            }
            var code = string.IsNullOrWhiteSpace(item) ? null : item.Trim();
            if (code is not null && file.Of(wanted)!.Items.All(i => i.Code != code) && file.Of(wanted)!.Extras.All(e => e.Code != code))
            {
                return Decision<long>.Refuse("assess.item", "item", $"这份得分里没有考核项“{code}”。");
            }
            if (await work.Db.Set<Objection>().AnyAsync(o => o.EditionId == edition && o.Subject == wanted && o.Item == code && o.Status == ObjectionStatus.Raised, ct))
            {
                return Decision<long>.Refuse("assess.raised", "item", "对这一项的异议已经提出，正在等答复。");
            }
            var objection = new Objection
            {
                EditionId = edition, Subject = wanted, UnitId = own.UnitId, Item = code, Text = words, RaisedBy = viewer.ActorId,
                RaisedByName = viewer.Name, RaisedAtUtc = work.NowUtc,
            };
            work.Db.Add(objection);
            work.Audit("score.object", $"score:{edition}", new { objection = objection.Id, unit = own.UnitId, personName = own.Person, item = code, text = words });
            return Decision<long>.Allow(objection.Id);
        }, ct);
    }
}

/// <summary>Answers an objection: upheld, which asks for another edition, or dismissed. Whoever raised it does not answer it.</summary>
internal sealed class AnswerObjection(Writer writer, AssessmentScope scope)
{
    public Task<Decision> RunAsync(Viewer viewer, long id, bool uphold, string? answer, CancellationToken ct) =>
        writer.RunAsync(viewer, Rights.Approve, async work =>
        {
            await Writer.TakeTurnAsync(work, ct);
            var objection = await work.Db.Set<Objection>().FirstOrDefaultAsync(o => o.Id == id, ct);
            var organiser = objection is null ? null : await work.Db.Set<ScoreEdition>().Where(e => e.Id == objection.EditionId)
                .Select(e => (long?)e.OrganiserId).FirstOrDefaultAsync(ct);
            if (objection is null || organiser is not { } over || !await scope.OverseesAsync(viewer, over, ct))
            {
                return Decision.Refuse([AssessmentScope.NotFound]);
            }
            var unmet = new List<Unmet>();
            var words = AssessmentScope.Needed(answer, "answer", "答复", unmet);
            if (objection.Status != ObjectionStatus.Raised)
            {
                unmet.Add(new("assess.decided", "", $"这条异议已由{objection.AnsweredByName}答复。"));
            }
            if (objection.RaisedBy == viewer.ActorId)
            {
                unmet.Add(new("assess.same-person", "", "这条异议是您提的，要由别人答复。"));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            (objection.Status, objection.Answer, objection.AnsweredBy, objection.AnsweredByName, objection.AnsweredAtUtc) =
                (uphold ? ObjectionStatus.Upheld : ObjectionStatus.Dismissed, words, viewer.ActorId, viewer.Name, work.NowUtc);
            objection.Version++;
            work.Audit("score.answer", $"score:{objection.EditionId}", new { objection = id, upheld = uphold, answer = words });
            return Decision.Allow;
        }, ct);
}
