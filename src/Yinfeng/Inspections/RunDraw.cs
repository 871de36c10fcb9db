using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>Draws (抽取): computes the outcome, once, and makes the tasks.</summary>
internal sealed class RunDraw(InspectionDesk desk, InspectionRules rules)
{
    /// <returns>The drawn tasks, or every unmet condition.</returns>
    public Task<Decision<IReadOnlyList<DrawnTask>>> RunAsync(Viewer viewer, string draw, CancellationToken ct) =>
        desk.ChangeAsync<IReadOnlyList<DrawnTask>>(viewer, draw, async opened =>
        {
            var unmet = Unmet(opened).ToList();
            if (unmet.Count > 0)
            {
                return Decision<IReadOnlyList<DrawnTask>>.Refuse(unmet);
            }
            var tasks = DrawKernel.Run(opened.File, DrawHashes.Find(opened.File.Hash)!.Value);
            var file = opened.File with { Drawn = new(opened.Now, opened.Work.Viewer.Name, tasks) };
            if (DrawVerifier.Check(file) is { Ok: false } check)
            {
                return Decision<IReadOnlyList<DrawnTask>>.Refuse([.. check.Differences.Select(d =>
                    new Unmet("draw.damaged", "", $"{d.Message}（{d.At}）这次抽取不能继续，请取消后重新冻结。"))]);
            }
            (opened.Draw.Status, opened.Draw.DrawnAtUtc) = (DrawStatus.Drawn, opened.Now);
            opened.Draw.Write(file);
            await MakeAsync(opened, tasks, ct);
            opened.Work.Audit("draw.run", $"draw:{opened.Draw.Id}", new { number = opened.Draw.Number, tasks });
            return Decision<IReadOnlyList<DrawnTask>>.Allow(tasks);
        }, ct);

    private static IEnumerable<Unmet> Unmet(OpenedDraw opened)
    {
        var (draw, file) = (opened.Draw, opened.File);
        if (draw.Status != DrawStatus.Published)
        {
            yield return new("draw.not-published", "", $"这次抽取{InspectionTerms.Of(draw.Status)}，不能抽取。");
            yield break;
        }
        foreach (var fault in PoolGuard.Faults(draw, file))
        {
            yield return fault;
        }
        foreach (var source in file.Sources.Where(s => s.Numbers is null))
        {
            yield return new("draw.numbers-missing", "numbers", opened.Now < source.At
                ? $"{source.Name}要到 {InspectionTerms.Moment(source.At)} 才开奖。" : $"{source.Name}已开奖，还没有录入号码。");
        }
        string[] missing = [.. file.Offices.Where(o => o.Nonce is null).Select(o => o.Name)];
        if (missing.Length > 0 && opened.Now < draw.RevealUntilUtc)
        {
            yield return new("draw.reveals-missing", "nonce",
                $"{string.Join("、", missing)}还没有揭示随机数。请等它们揭示，或等期限 {InspectionTerms.Moment(draw.RevealUntilUtc.Value)} 过后再抽。");
        }
    }

    private async Task MakeAsync(OpenedDraw opened, IReadOnlyList<DrawnTask> drawn, CancellationToken ct)
    {
        var (draw, db) = (opened.Draw, opened.Work.Db);
        var today = BusinessTime.DayOf(opened.Now);
        var days = await db.Set<InspectionPlan>().Where(p => p.Id == draw.PlanId).Select(p => p.DaysToInspect).FirstAsync(ct);
        var logins = await db.Set<Inspector>().Where(i => i.OrganiserId == draw.UnitId).ToDictionaryAsync(i => i.Id, i => i.ActorId, ct);
        var names = opened.File.Inspectors.Items.ToDictionary(i => i.Id, i => i.Name);
        foreach (var picked in drawn)
        {
            var task = new InspectionTask
            {
                DrawId = draw.Id, DrawNumber = draw.Number!, UnitId = draw.UnitId,
                ProjectId = long.Parse(picked.Project, CultureInfo.InvariantCulture),
                Order = picked.Order, DueOn = today.AddDays(days), LeastPhotos = rules.On(today).LeastPhotos, Version = 1,
            };
            db.Add(task);
            db.AddRange(picked.Inspectors.Select(i => long.Parse(i, CultureInfo.InvariantCulture) is var id
                ? new TaskInspector { TaskId = task.Id, InspectorId = id, Name = names[i], ActorId = logins.GetValueOrDefault(id) }
                    : null!));
        }
    }
}
