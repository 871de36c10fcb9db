using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Cancels a draw (取消抽取) with a reason. It stays published with its number, and says whether the outcome could be known by
/// then.</summary>
internal sealed class CancelDraw(InspectionDesk desk)
{
    private const int LongestReason = 500;

    public Task<Decision<bool>> RunAsync(Viewer viewer, string draw, string? reason, CancellationToken ct) =>
        desk.ChangeAsync<bool>(viewer, draw, opened =>
        {
            var unmet = new List<Unmet>();
            var why = InspectionTerms.Plain(reason);
            if (opened.Draw.Status is not (DrawStatus.Frozen or DrawStatus.Published))
            {
                unmet.Add(new("draw.over", "", $"这次抽取{InspectionTerms.Of(opened.Draw.Status)}，不能取消。"));
            }
            if (why.Length is 0 or > LongestReason)
            {
                unmet.Add(new("draw.reason", "reason", $"取消要写明原因（不超过 {LongestReason} 字）：原因和抽取一起公布。"));
            }
            if (unmet.Count > 0)
            {
                return Task.FromResult(Decision<bool>.Refuse(unmet));
            }
            var known = opened.Draw.Status == DrawStatus.Published && opened.File.Sources.Any(s => opened.Now >= s.At);
            opened.Draw.Status = DrawStatus.Cancelled;
            opened.Draw.Write(opened.File with { Cancelled = new(why, opened.Work.Viewer.Name, opened.Now, known) });
            opened.Work.Audit("draw.cancel", $"draw:{opened.Draw.Id}",
                new { number = opened.Draw.Number, reason = why, numbersKnown = known });
            return Task.FromResult(Decision<bool>.Allow(true));
        }, ct);
}
