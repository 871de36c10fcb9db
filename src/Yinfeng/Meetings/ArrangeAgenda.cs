using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>Changes an agenda by hand: adds a matter, takes one off, moves one up or down.</summary>
internal sealed class ArrangeAgenda(OpenMeetings meetings)
{
    private const int MostTitle = 300;
    private static readonly Unmet NoItem = new("meeting.item", "item", "议程里没有这个议题，可能别人已经去掉了。请刷新页面。");

    /// <param name="unit">Name or code of the unit it concerns; may be empty.</param>
    /// <returns>The id of the matter.</returns>
    public async Task<Decision<long>> AddAsync(Viewer viewer, long id, string? title, string? reason, string? unit, CancellationToken ct)
    {
        var made = 0L;
        var decision = await meetings.ChangeAsync(viewer, Rights.Report, id, async opened =>
        {
            var unmet = new List<Unmet>();
            if (string.IsNullOrWhiteSpace(title) || title.Length > MostTitle)
            {
                unmet.Add(new("meeting.item.title", "title", $"请写明议题，不超过 {MostTitle} 字。"));
            }
            UnitNode? node = null;
            if (!string.IsNullOrWhiteSpace(unit) && UnitText.Read("涉及单位", unit.Trim(), opened.Tree, out node) is { } wrong)
            {
                unmet.Add(new("meeting.item.unit", "unit", wrong));
            }
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            var items = await opened.ItemsAsync(ct);
            var item = new AgendaItem
            {
                MeetingId = id, Source = AgendaSource.ByHand, Title = title!.Trim(), Reason = MeetingChecks.Text(reason), UnitId = node?.Id,
                Position = items.Count == 0 ? 1 : items[^1].Position + 1,
            };
            opened.Work.Db.Add(item);
            made = item.Id;
            opened.Audit("meeting.item-add", new { item = item.Id, item.Title, item.Reason, unit = item.UnitId });
            return Decision.Allow;
        }, ct);
        return decision.Allowed ? Decision<long>.Allow(made) : Decision<long>.Refuse(decision.Unmet);
    }

    public Task<Decision> RemoveAsync(Viewer viewer, long id, long itemId, CancellationToken ct) => meetings.ChangeAsync(viewer, Rights.Report, id, async opened =>
    {
        if (await opened.Work.Db.Set<AgendaItem>().FirstOrDefaultAsync(i => i.MeetingId == id && i.Id == itemId, ct) is not { } item)
        {
            return Decision.Refuse([NoItem]);
        }
        opened.Work.Db.Remove(item);
        opened.Audit("meeting.item-remove", new { item = item.Id, item.Title, item.Reason });
        return Decision.Allow;
    }, ct);

    /// <param name="up">One place towards the beginning; otherwise one towards the end. At the edge nothing happens.</param>
    public Task<Decision> MoveAsync(Viewer viewer, long id, long itemId, bool up, CancellationToken ct) => meetings.ChangeAsync(viewer, Rights.Report, id, async opened =>
    {
        var items = await opened.ItemsAsync(ct);
        var at = items.FindIndex(i => i.Id == itemId);
        if (at < 0)
        {
            return Decision.Refuse([NoItem]);
        }
        var to = Math.Clamp(at + (up ? -1 : 1), 0, items.Count - 1);
        (items[at], items[to]) = (items[to], items[at]);
        for (var i = 0; i < items.Count; i++)
        {
            items[i].Position = i + 1;
        }
        opened.Audit("meeting.item-move", new { item = itemId, place = to + 1 });
        return Decision.Allow;
    }, ct);
}
