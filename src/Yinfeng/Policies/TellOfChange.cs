using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Notices;
using Yinfeng.Persistence;

namespace Yinfeng.Policies;

/// <param name="Sent">New messages; nobody hears of one matter twice.</param>
/// <param name="Nobody">Subjects whose unit has nobody to tell.</param>
public sealed record ChangeTold(int Sent, int Nobody);

/// <summary>Tells the people who look after the subjects that a new version concerns (推送).</summary>
/// <remarks>Only people of the very unit: a negotiation may be one that those above are not to know of.</remarks>
internal sealed class TellOfChange(Writer writer, PolicyChanges changes, RightHolders holders)
{
    private static readonly Unmet NoChange = new("policy.no-change", "from", "这份政策没有改过，或这一天没有新版本，不用推送。");

    public async Task<Decision<ChangeTold>> RunAsync(Viewer viewer, string policy, DateOnly? from, DateOnly on, CancellationToken ct)
    {
        if (await changes.OfAsync(viewer, policy, from, on, ct) is not { } view)
        {
            return Decision<ChangeTold>.Refuse([NoChange]);
        }
        var people = (await holders.TodayAsync(ct)).ByUnit;
        var letters = view.Rows.GroupBy(r => r.Subject.Key)
            .Select(g => (Rows: g.ToList(), To: people[g.First().Subject.UnitId].Where(h => (h.Rights & Rights.Report) != 0).DistinctBy(h => h.ActorId).ToList())).ToList();
        return await writer.RunAsync(viewer, Rights.Publish, work => StoreAsync(work, view, letters, ct), ct);
    }

    private static async Task<Decision<ChangeTold>> StoreAsync(WriteWork work, PolicyChangeView view, List<(List<PolicyChangeRow> Rows, List<Holder> To)> letters,
        CancellationToken ct)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"policy-change:{view.Policy.Id}:{view.From:yyyyMMdd}:");
        var known = (await work.Db.Set<Notice>().Where(n => n.Key.StartsWith(head)).Select(n => new { n.ActorId, n.Key }).ToListAsync(ct))
            .Select(n => (n.ActorId, n.Key)).ToHashSet();
        var notices = letters.SelectMany(l => l.To.Select(person => Of(work, view, head, l.Rows, person))).Where(n => known.Add((n.ActorId, n.Key))).ToList();
        work.Db.AddRange(notices);
        var told = new ChangeTold(notices.Count, letters.Count(l => l.To.Count == 0));
        work.Audit("policy.tell", $"policy:{view.Policy.Id}", new { from = view.From, subjects = letters.Count, sent = told.Sent, nobody = told.Nobody });
        return Decision<ChangeTold>.Allow(told);
    }

    private static Notice Of(WriteWork work, PolicyChangeView view, string head, List<PolicyChangeRow> rows, Holder person) => new()
    {
        ActorId = person.ActorId, Key = head + rows[0].Subject.Key, AtUtc = work.NowUtc, Href = $"/policies/match?project={rows[0].Subject.Id}",
        Title = $"{rows[0].Subject.Name}：《{view.Policy.Name}》自 {view.From:yyyy-MM-dd} 起有变化",
        Detail = string.Join("；", rows.Select(r => $"{r.Name}：{PolicyChangeRow.Told(r.Before)} → {PolicyChangeRow.Told(r.After)}{(r.Keeps ? "（签约在先，仍按旧版）" : "")}")),
    };
}
