using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Pending;
using Yinfeng.Shell;
using Yinfeng.Units;

namespace Yinfeng.Monthly;

/// <summary>The month on a person's desk: projects still to report, reports to verify, own reports that wait for others.</summary>
internal sealed class MonthlyDesk(MonthGridQueries grid, MonthsUnderway underway, TimeLimits limits, UnitDirectory units) : IDeskSource
{
    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        var month = YearMonth.Of(today).AddMonths(-1);
        var items = new List<DeskItem>();
        if (await grid.StandAsync(viewer, month, viewer.UnitId ?? UnitTree.NationId, ct) is { } stand)
        {
            var address = $"/monthly?month={month}&unit={stand.Unit.Code}";
            if (stand.Counts.Missing > 0)
            {
                items.Add(new($"month:{month}:{stand.Unit.Code}", stand.Due < today ? DeskPart.Late : DeskPart.Owed, stand.Due,
                    $"{month} 月报还有 {stand.Counts.Missing:N0} 个项目没有报", $"{stand.Unit.Name}应报 {stand.Counts.Owing:N0} 个，已报 {stand.Counts.Done:N0} 个",
                    address + "&show=missing"));
            }
            if (stand.Counts.Drafts > 0)
            {
                items.Add(new($"month-draft:{month}", DeskPart.Owed, stand.Due, $"{month} 月报有 {stand.Counts.Drafts:N0} 行草稿还没有报送", "核对后点“报送本页”",
                    address + "&show=draft"));
            }
            var wait = await grid.VerifyingAsync(viewer, month, ct);
            var tree = await units.TodayAsync(ct);
            foreach (var ((count, since), act, show, right, kind) in new[]
                     {
                         (wait.ToVerify, "核验", "reported", Rights.Verify, PendingKind.MonthToVerify), (wait.ToAccept, "确认", "verified", Rights.Approve, PendingKind.MonthToAccept),
                     })
            {
                if (count > 0 && viewer.May(right))
                {
                    // What came after the deadline is judged from the day it came.
                    var from = since is { } utc && BusinessTime.DayOf(utc) is var came && came > stand.Due ? came : stand.Due;
                    var last = limits.Days(kind, tree, stand.Unit.Id, from) is { } days ? from.AddDays(days) : (DateOnly?)null;
                    items.Add(new($"month-{show}:{month}", last < today ? DeskPart.Late : DeskPart.Owed, last, $"{month} 月报有 {count:N0} 个等您{act}", "报送、核验、确认由三个人分别办理",
                        $"{address}&show={show}"));
                }
            }
            foreach (var back in wait.Returned.GroupBy(r => r.Month).Where(_ => viewer.May(Rights.Report)))
            {
                var first = back.First();
                items.Add(new($"month-returned:{back.Key}:{back.Max(r => r.Version)}:{back.Count()}", stand.Due < today ? DeskPart.Late : DeskPart.Owed, null,
                    $"{back.Count():N0} 个 {back.Key} 月报被退回，请改好重报", $"原因：{first.ReturnReason}{(back.Count() > 1 ? " 等" : "")}",
                    $"/monthly?month={back.Key}&unit={stand.Unit.Code}&show=returned"));
            }
            foreach (var (count, act, show) in new[] { (wait.MineToVerify, "核验", "reported"), (wait.MineToAccept, "确认", "verified") })
            {
                if (count > 0)
                {
                    items.Add(new($"month-waiting-{show}:{month}", DeskPart.Waiting, null, $"您报送的 {count:N0} 个 {month} 月报在等别人{act}", stand.Unit.Name,
                        $"{address}&show={show}"));
                }
            }
        }
        return items;
    }

    public Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct) => underway.MattersAsync(viewer, projectId, ct);
}
