using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Arbitration;

/// <summary>A side states its claim or gives the matter up (认领, 放弃), within the time; drafts are kept while typing.</summary>
internal sealed class AnswerClaim(OpenCases cases, OwnFacts facts)
{
    public const int LongestText = 2000;

    /// <param name="givesUp">The other side may have it.</param>
    public Task<Decision> RunAsync(Viewer viewer, long id, bool givesUp, string? statement, CancellationToken ct) => cases.ChangeAsync(viewer, Rights.Report,
        id, async opened =>
    {
        if (opened.Seat.ActsFor is not { } number)
        {
            return NotAParty;
        }
        var (side, text) = (opened.Seat.Side(number), statement?.Trim() ?? "");
        if (opened.Case.State != ClaimState.Claiming)
        {
            return side.Answer == ClaimAnswer.Silent
                ? Decision.Refuse("claim.too-late", "statement", "认领期已过，已记为逾期未回应。裁定以后可以申请复议。") : OpenCases.Moved(opened.Case);
        }
        if (text.Length is 0 or > LongestText)
        {
            return Decision.Refuse("claim.statement", "statement", givesUp ? $"请写明为什么放弃，不超过 {LongestText} 字。"
                : $"请写明认领理由：谁在何时首报、怎样跟进、有什么材料，不超过 {LongestText} 字。");
        }
        (side.Answer, side.Statement) = (givesUp ? ClaimAnswer.GivenUp : ClaimAnswer.Claimed, text);
        (side.AnsweredBy, side.AnsweredName, side.AnsweredAtUtc) = (viewer.ActorId, viewer.Name, opened.Work.NowUtc);
        side.Facts = JsonSerializer.Serialize(await facts.OfAsync(opened.Work.Db, side.Matter, ct));
        opened.Step(givesUp ? ClaimAct.GivenUp : ClaimAct.Claimed, number, text, own: true);
        opened.Settle();
        await opened.Work.Db.Set<ClaimDraft>().Where(d => d.CaseId == id && d.ActorId == viewer.ActorId).ExecuteDeleteAsync(ct);
        opened.Audit(givesUp ? "claim.give-up" : "claim.answer", new { side = number, statement = text });
        return Decision.Allow;
    }, ct);

    /// <summary>Keeps what was typed and not sent.</summary>
    /// <returns>When it was saved, UTC.</returns>
    public async Task<Decision<DateTime>> KeepAsync(Viewer viewer, long id, IReadOnlyDictionary<string, string> fields, CancellationToken ct)
    {
        var at = default(DateTime);
        var kept = fields.Count > 20 || fields.Sum(f => f.Key.Length + f.Value.Length) > LongestText * 4 ? Decision.Refuse("claim.draft-long", "statement", "写得太长，没有存草稿。请缩短。")
            : await cases.ChangeAsync(viewer, Rights.See, id, async opened =>
        {
            var draft = await opened.Work.Db.Set<ClaimDraft>().FirstOrDefaultAsync(d => d.CaseId == id && d.ActorId == viewer.ActorId, ct);
            if (draft is null)
            {
                draft = new ClaimDraft { CaseId = id, ActorId = viewer.ActorId, Fields = "" };
                opened.Work.Db.Add(draft);
            }
            var all = draft.Fields.Length == 0 ? [] : JsonSerializer.Deserialize<SortedDictionary<string, string>>(draft.Fields)!;
            foreach (var (name, value) in fields)
            {
                all[name] = value;
            }
            (draft.Fields, draft.SavedAtUtc) = (JsonSerializer.Serialize(all), at = opened.Work.NowUtc);
            opened.Audit("claim.draft", new { }); // What is typed is not yet said: the log does not have the words.
            return Decision.Allow;
        }, ct);
        return kept.Allowed ? Decision<DateTime>.Allow(at) : Decision<DateTime>.Refuse(kept.Unmet);
    }

    internal static readonly Decision NotAParty = Decision.Refuse("claim.not-party", "", "您不代表当事的任何一方，不能这样办。请由双方单位的人办理。");
}
