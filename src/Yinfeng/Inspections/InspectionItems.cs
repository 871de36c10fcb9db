using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Shell;

namespace Yinfeng.Inspections;

/// <summary>Inspections on a person's desk: tasks to do, and for the organiser reveals, numbers and draws that are due.</summary>
internal sealed class InspectionItems(TaskQueries tasks, DrawQueries draws, TimeProvider clock) : IDeskSource
{
    private const int Week = 7;

    public async Task<IReadOnlyList<DeskItem>> ItemsAsync(Viewer viewer, DateOnly today, CancellationToken ct)
    {
        if (!viewer.May(Rights.Inspect))
        {
            return [];
        }
        var items = (await tasks.MineAsync(viewer, ct)).Where(t => t.Task.Result is null).Select(t =>
            new DeskItem($"inspection:{t.Task.Id}",
            t.Task.DueOn < today ? DeskPart.Late : DeskPart.Owed, t.Task.DueOn, $"现场督查：{t.ProjectName}",
                $"{t.Task.DrawNumber}，{t.ProjectUnit}", $"/inspections/tasks/{t.Task.Id}")).ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var draw in (await draws.ListAsync(viewer, ct)).Where(d => d.Status == DrawStatus.Published && d.SourceAtUtc <= now))
        {
            if (await draws.GetAsync(viewer, draw.Name, ct) is { CanManage: true } view)
            {
                items.Add(Due(view, now));
            }
        }
        items.AddRange((await draws.ListAsync(viewer, ct)).Where(d => d.Status == DrawStatus.Frozen
            && BusinessTime.DayOf(d.FrozenAtUtc).AddDays(Week) >= today)
            .Select(d => new DeskItem($"draw-frozen:{d.Id}", DeskPart.Owed, null, $"抽取池已冻结，待公布：{d.Title}", $"{d.UnitName}，{d.PoolSize} 个项目",
                $"/inspections/draws/{d.Id}")));
        return items;
    }

    private static DeskItem Due(DrawView view, DateTime now)
    {
        var (draw, file) = (view.Line, view.File);
        string[] offices = [.. file.Offices.Where(o => o.Nonce is null).Select(o => o.Name)];
        var waits = file.Sources.Any(s => s.Numbers is null) ? "录入开奖号码"
            : offices.Length > 0 && now < draw.RevealUntilUtc ? $"等 {string.Join("、", offices)} 揭示随机数" : "可以抽取";
        return new DeskItem($"draw:{draw.Id}:{waits}", DeskPart.Owed, BusinessTime.DayOf(draw.RevealUntilUtc!.Value),
            $"双随机抽取 {draw.Number}：{waits}", $"{draw.UnitName}，{draw.Title}",
            $"/inspections/draws/{draw.Id}");
    }

    public async Task<IReadOnlyList<PendingMatter>> PendingAsync(Viewer viewer, long? projectId, CancellationToken ct) =>
    [
        .. (projectId is { } id ? await tasks.OfProjectAsync(viewer, id, ct) : await tasks.WithOpenFindingsAsync(viewer, ct)).Where(t => t.MaySee)
            .SelectMany(t => t.Findings.Where(f => f.ClosedAtUtc is null).Select(f => new PendingMatter(PendingKind.FindingToClose,
                $"{t.ProjectName}：{(f.Text.Length > 30 ? f.Text[..30] + "…" : f.Text)}", t.Task.UnitId, t.Task.UnitId, Rights.Inspect, f.FoundOn, f.FoundOn,
                $"/projects/{f.ProjectId}#inspections", f.ProjectId))),
    ];
}
