using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Reviews;

/// <summary>Keeps what somebody typed as an opinion, so that a lost connection or a closed window loses nothing.</summary>
internal sealed class SaveOpinionDraft(OpenReviews reviews)
{
    private const int MostText = 20_000;

    public Task<Decision> RunAsync(Viewer viewer, long id, OpinionFacts typed, CancellationToken ct) => reviews.ChangeAsync(viewer, Rights.Verify, id, async opened =>
    {
        var text = typed.ToJson();
        if (opened.Seat is null)
        {
            return Decision.Refuse([GiveOpinion.NotAsked]);
        }
        if (text.Length > MostText)
        {
            return Decision.Refuse("opinion.long", "text", "意见太长，存不下草稿。请精简，细节放在附件里。");
        }
        var draft = await opened.Db.Set<OpinionDraft>().FirstOrDefaultAsync(d => d.ReviewId == id && d.ActorId == viewer.ActorId, ct);
        if (draft is null)
        {
            draft = new OpinionDraft { ReviewId = id, ActorId = viewer.ActorId, Fields = "" };
            opened.Db.Add(draft);
        }
        (draft.Fields, draft.SavedAtUtc) = (text, opened.Work.NowUtc);
        opened.Review.Version--; // A draft is nobody else's business: what others have open stays good.
        opened.Audit("review.draft", new { unit = opened.Seat.UnitId }); // What is typed is not yet said: the log does not have the words.
        return Decision.Allow;
    }, ct);
}
