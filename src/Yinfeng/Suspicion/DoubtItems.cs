using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Suspicion;

/// <summary>Doubts on a person's desk: how many wait for an explanation, how many for a verdict.</summary>
internal sealed class DoubtItems(DoubtQueries queries, Database database) : IDeskSource
{
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.See) || (!viewer.May(Rights.Report) && !viewer.May(Rights.Inspect)))
        {
            return [];
        }
        var states = await queries.StatesAsync(viewer, ct);
        var (open, answered) = (states.GetValueOrDefault(DoubtState.Open), states.GetValueOrDefault(DoubtState.Answered));
        var items = new List<DeskItem>();
        if (open > 0 && viewer.May(Rights.Report))
        {
            items.Add(new("doubts:open", DeskPart.Owed, null, $"{open} 条疑点待说明", "数字的出处和依据，可附凭证", "/suspicion?state=Open"));
        }
        if (answered > 0 && viewer.May(Rights.Inspect))
        {
            items.Add(new("doubts:answered", DeskPart.Owed, null, $"{answered} 条疑点已说明，待审定", "说明成立，或仍需检查", "/suspicion?state=Answered"));
        }
        return items;
    }

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct)
    {
        if (!viewer.May(Rights.See))
        {
            return [];
        }
        var lines = (await queries.ListAsync(viewer, new DoubtFilter(), ct)).Where(l => l.Doubt.State is DoubtState.Open or DoubtState.Answered
            && (projectId is null || l.Doubt.ProjectId == projectId)).ToList();
        var ids = lines.Where(l => l.Doubt.State == DoubtState.Answered).Select(l => l.Doubt.Id).ToArray();
        await using var db = database.OpenRead();
        var notes = (await db.Set<DoubtNote>().Where(n => ids.Contains(n.DoubtId)).ToListAsync(ct)).ToLookup(n => n.DoubtId);
        return [.. lines.Select(l => l.Doubt.State == DoubtState.Open ? Matter(l, PendingKind.DoubtToExplain, l.Doubt.UnitId, Rights.Report, l.Doubt.FoundAtUtc, [])
            : Matter(l, PendingKind.DoubtToJudge, l.Doubt.OrganiserId, Rights.Inspect, notes[l.Doubt.Id].Max(n => n.AtUtc), [.. notes[l.Doubt.Id].Select(n => n.ActorId)]))];
    }

    private static PendingMatter Matter(DoubtLine line, PendingKind kind, long at, Rights needs, DateTime sinceUtc, IReadOnlyList<string> notBy)
    {
        var since = BusinessTime.DayOf(sinceUtc);
        return new PendingMatter(kind, $"{line.Subject}：{line.Doubt.Reason}", line.Doubt.UnitId, at, needs, since, since, $"/suspicion/{line.Doubt.Id}", line.Doubt.ProjectId, NotBy: notBy);
    }
}
