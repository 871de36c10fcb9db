using Yinfeng.Access;
using Yinfeng.Shell;

namespace Yinfeng.Suspicion;

/// <summary>Doubts on a person's desk: how many wait for an explanation, how many for a verdict.</summary>
internal sealed class DoubtItems(DoubtQueries queries) : IDeskSource
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
}
