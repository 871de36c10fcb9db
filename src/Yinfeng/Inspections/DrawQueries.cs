using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Inspections;

/// <summary>A draw as lists show it.</summary>
public sealed record DrawLine(long Id, string? Number, string Title, long UnitId, string UnitName, DrawStatus Status, DateTime FrozenAtUtc,
    DateTime? PublishedAtUtc,
    DateTime? SourceAtUtc, DateTime? RevealUntilUtc, DateTime? DrawnAtUtc, int PoolSize, int ProjectCount)
{
    /// <summary>How pages and commands name it: the number, or the id before there is one.</summary>
    public string Name => Number ?? Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <param name="CanManage">The viewer may publish, run and cancel it.</param>
/// <param name="Tasks">Tasks of a finished draw with who inspects, in the order of the draw.</param>
/// <param name="Names">Names that the file withholds, of the first projects of the pool that this viewer may see; by id.</param>
public sealed record DrawView(DrawLine Line, DrawFile File, bool CanManage, IReadOnlyList<TaskLine> Tasks,
    IReadOnlyDictionary<string, string> Names);

public sealed record PlanLine(InspectionPlan Plan, string UnitCode, string UnitName, IReadOnlyList<string> Units);

public sealed record InspectorLine(Inspector Inspector, string OrganiserName, string OrganiserCode, string UnitName, string UnitCode);

/// <summary>Reads draws: everybody who is signed in reads what is published; plans, inspectors and what is not published yet only the
/// organiser.</summary>
internal sealed class DrawQueries(Database database, UnitDirectory units, TaskQueries tasks)
{
    /// <summary>So many projects of a pool a page lists.</summary>
    public const int MostNamed = 200;
    private const int MostLines = 500;

    /// <summary>The latest first.</summary>
    public async Task<IReadOnlyList<DrawLine>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = await Lines(db.Set<Draw>().OrderByDescending(d => d.Id).Take(MostLines)).ToListAsync(ct);
        return [.. rows.Where(d => Sees(viewer, d, tree)).Select(d => d with { UnitName = tree.Find(d.UnitId)?.Name ?? "" })];
    }

    /// <param name="number">Number or id.</param>
    public async Task<DrawView?> GetAsync(Viewer viewer, string number, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        if (await InspectionDesk.FindAsync(db, number, ct) is not { } draw)
        {
            return null;
        }
        var line = new DrawLine(draw.Id, draw.Number, draw.Title, draw.UnitId, tree.Find(draw.UnitId)?.Name ?? "", draw.Status,
            draw.FrozenAtUtc, draw.PublishedAtUtc,
            draw.SourceAtUtc, draw.RevealUntilUtc, draw.DrawnAtUtc, draw.PoolSize, draw.ProjectCount);
        if (!Sees(viewer, line, tree))
        {
            return null;
        }
        var file = draw.File;
        return new DrawView(line, file, InspectionDesk.Manages(viewer, draw.UnitId, tree), await tasks.OfDrawAsync(viewer, draw.Id, ct),
            await NamesAsync(db, new ProjectPolicy(viewer, tree), file, ct));
    }

    private static async Task<Dictionary<string, string>> NamesAsync(YinfengDb db, ProjectPolicy policy, DrawFile file,
        CancellationToken ct)
    {
        var ids = file.Projects.Items.Take(MostNamed).Where(p => p.Name == PoolMaker.Withheld)
            .Select(p => long.Parse(p.Id, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        var rows = ids.Count == 0 ? [] : await db.Set<Project>().Where(policy.Filter(db)).Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return rows.ToDictionary(p => p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), p => p.Name);
    }

    public async Task<IReadOnlyList<PlanLine>> PlansAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = await db.Set<InspectionPlan>().Where(p => !p.Ended).OrderByDescending(p => p.Id).Take(MostLines).ToListAsync(ct);
        return [.. rows.Where(p => InspectionDesk.Manages(viewer, p.UnitId, tree)).Select(p =>
            new PlanLine(p, tree.Find(p.UnitId)?.Code ?? "", tree.Find(p.UnitId)?.Name ?? "",
                [.. p.UnitList.Select(u => tree.Find(u)?.Name ?? "")]))];
    }

    public async Task<IReadOnlyList<InspectorLine>> InspectorsAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = await db.Set<Inspector>().OrderBy(i => i.Id).ToListAsync(ct);
        return [.. rows.Where(i => InspectionDesk.Manages(viewer, i.OrganiserId, tree)).Select(i =>
            new InspectorLine(i, tree.Find(i.OrganiserId)?.Name ?? "",
            tree.Find(i.OrganiserId)?.Code ?? "", tree.Find(i.UnitId)?.Name ?? "", tree.Find(i.UnitId)?.Code ?? ""))];
    }

    private static bool Sees(Viewer viewer, DrawLine draw, UnitTree tree) => viewer.May(Rights.See)
        && (draw.Number is not null || InspectionDesk.Manages(viewer, draw.UnitId, tree));

    private static IQueryable<DrawLine> Lines(IQueryable<Draw> draws) =>
        draws.Select(d => new DrawLine(d.Id, d.Number, d.Title, d.UnitId, "", d.Status, d.FrozenAtUtc,
        d.PublishedAtUtc, d.SourceAtUtc, d.RevealUntilUtc, d.DrawnAtUtc, d.PoolSize, d.ProjectCount));
}
