using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Resolving;

/// <summary>Stores which company a person says a written name means, and takes that back.</summary>
internal sealed class AnswerName(Writer writer, MatchInvestors matches)
{
    /// <param name="place">GB/T 2260 code; 0: the answer holds wherever the name is written.</param>
    /// <param name="company">Id in the base; null: none of them.</param>
    /// <returns>The id of the answer.</returns>
    public async Task<Decision<long>> RunAsync(Viewer viewer, string? name, int place, long? company, CancellationToken ct)
    {
        var written = (name ?? "").Trim();
        var key = NameResolver.Key(written);
        if (key.Length < 2 || written.Length > Enterprise.LongestName)
        {
            return Decision<long>.Refuse("name-answer.name", "name", $"名称要有 2 到 {Enterprise.LongestName} 个字。");
        }
        var made = await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            if (company is { } id && !await work.Db.Set<Enterprise>().AnyAsync(e => e.Id == id, ct))
            {
                return Decision<long>.Refuse("name-answer.company", "company", "企业库里没有这家企业。请从列出的企业里选，或选“都不是”。");
            }
            foreach (var old in await work.Db.Set<NameAnswer>()
                .Where(a => a.Key == key && a.Place == place && a.UndoneAtUtc == null).ToListAsync(ct))
            {
                (old.UndoneBy, old.UndoneAtUtc) = (viewer.ActorId, work.NowUtc); // The newer word replaces the older.
            }
            var answer = new NameAnswer { Key = key, Name = written, Place = place, EnterpriseId = company, ActorId = viewer.ActorId, AtUtc = work.NowUtc };
            work.Db.Add(answer);
            work.Audit("name-answer.give", $"name-answer:{answer.Id}", new { name = written, place, company });
            work.Changes.NameAnswers = true;
            return Decision<long>.Allow(answer.Id);
        }, ct);
        if (made.Allowed)
        {
            await matches.AgainAsync(key, ct);
        }
        return made;
    }

    public async Task<Decision> UndoAsync(Viewer viewer, long id, CancellationToken ct)
    {
        string? key = null;
        var undone = await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var answer = await work.Db.Set<NameAnswer>().FirstOrDefaultAsync(a => a.Id == id && a.UndoneAtUtc == null, ct);
            if (answer is null)
            {
                return Decision.Refuse("name-answer.not-found", "", "没有这条答复，或已经撤销。");
            }
            (answer.UndoneBy, answer.UndoneAtUtc) = (viewer.ActorId, work.NowUtc);
            work.Audit("name-answer.undo", $"name-answer:{id}", new { name = answer.Name, company = answer.EnterpriseId });
            work.Changes.NameAnswers = true;
            key = answer.Key;
            return Decision.Allow;
        }, ct);
        if (key is not null)
        {
            await matches.AgainAsync(key, ct);
        }
        return undone;
    }
}
