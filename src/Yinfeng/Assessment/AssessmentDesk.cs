using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>What of the assessment lies on a person's desk: what waits for a decision, objections to answer, and the window for one's own.</summary>
internal sealed class AssessmentDesk(Database database, UnitDirectory units) : IDeskSource
{
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var tree = await units.TodayAsync(ct);
        bool Oversees(long unit) => tree.IsWithin(unit, viewer.UnitId);
        await using var db = database.OpenRead();
        var items = new List<DeskItem>();
        var objections = await ObjectionsAsync(db, ct);
        if (viewer.May(Rights.Publish))
        {
            items.AddRange((await db.Set<ScoreEdition>().Where(e => e.Status == ProposalStatus.Proposed && e.ProposedBy != viewer.ActorId)
                .Select(e => new { e.Id, e.OrganiserId, e.Period, e.Document, e.ProposedByName }).ToListAsync(ct)).Where(e => Oversees(e.OrganiserId))
                .Select(e => new DeskItem($"score:{e.Id}", DeskPart.Owed, null, $"考核定稿待审批：{tree.Find(e.OrganiserId)?.Name} {e.Period}", $"{e.Document}，{e.ProposedByName}提交",
                    $"/assessment/editions/{e.Id}")));
        }
        if (viewer.May(Rights.Approve))
        {
            items.AddRange((await db.Set<SchemeDraft>().Where(d => d.Status == ProposalStatus.Proposed && d.ProposedBy != viewer.ActorId)
                .Select(d => new { d.Id, d.UnitId, d.Note, d.ProposedByName }).ToListAsync(ct)).Where(d => Oversees(d.UnitId))
                .Select(d => new DeskItem($"scheme:{d.Id}", DeskPart.Owed, null, $"考核方案待审批：{tree.Find(d.UnitId)?.Name}", $"{d.Note}，{d.ProposedByName}提交",
                    $"/assessment/schemes/{d.Id}")));
            var entries = (await db.Set<ScoreEntry>().Where(e => e.Status == EntryStatus.Proposed
                && e.EnteredBy != viewer.ActorId).Select(e => new { e.Id, e.OrganiserId }).ToListAsync(ct))
                .Where(e => Oversees(e.OrganiserId)).ToList();
            items.AddRange(entries.Count == 0 ? [] : [new DeskItem($"score-entries:{entries.Max(e => e.Id)}", DeskPart.Owed, null, $"{entries.Count} 条加减分待确认", "登记人不能确认自己的",
                "/assessment/entries")]);
            items.AddRange(objections.Where(o => Oversees(o.Organiser)).Select(o => new DeskItem($"objection:{o.Objection.Id}", DeskPart.Owed, null,
                $"考核异议待答复：{tree.Find(o.Objection.UnitId)?.Name}", o.Objection.Text, $"/assessment/editions/{o.Objection.EditionId}#objections")));
        }
        items.AddRange(objections.Where(o => o.Objection.RaisedBy == viewer.ActorId).Select(o => new DeskItem($"objection-waiting:{o.Objection.Id}",
            DeskPart.Waiting, null, "您提出的考核异议在等答复", o.Objection.Text, $"/assessment/editions/{o.Objection.EditionId}#objections")));
        items.AddRange(await WindowsAsync(db, viewer, tree, today, ct));
        return items;
    }

    private static async Task<List<(Objection Objection, long Organiser)>> ObjectionsAsync(YinfengDb db, CancellationToken ct) =>
        [.. (await db.Set<Objection>().Where(o => o.Status == ObjectionStatus.Raised)
            .Join(db.Set<ScoreEdition>(), o => o.EditionId, e => e.Id, (o, e) => new { Objection = o,
                e.OrganiserId }).ToListAsync(ct)).Select(x => (x.Objection, x.OrganiserId))];

    /// <summary>A score of the person's unit that may still be objected to, for whoever reports there.</summary>
    private static async Task<List<DeskItem>> WindowsAsync(YinfengDb db, Viewer viewer, UnitTree tree, DateOnly today, CancellationToken ct)
    {
        if (viewer.UnitId is not { } home || !viewer.May(Rights.Report))
        {
            return [];
        }
        var open = await db.Set<ScoreEdition>().Where(e => e.Status == ProposalStatus.Approved && e.ObjectUntil >= today && e.OrganiserId != home)
            .Select(e => new { e.Id, e.OrganiserId, e.Period, e.Document, e.ObjectUntil }).ToListAsync(ct);
        return [.. open.Where(e => tree.IsWithin(home, e.OrganiserId)).Select(e => new DeskItem($"score-open:{e.Id}", DeskPart.Owed, e.ObjectUntil,
            $"{e.Period} 考核结果已公布，有异议请在期限前提出", e.Document, $"/assessment/editions/{e.Id}"))];
    }
}
