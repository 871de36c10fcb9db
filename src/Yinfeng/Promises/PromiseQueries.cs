using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Promises;

/// <summary>What a list of promises is narrowed to. Nulls mean no filter.</summary>
/// <param name="Late">Only those past their day and not kept.</param>
/// <param name="Unowned">Only open ones whose post nobody holds (无人负责).</param>
/// <param name="Q">Part of the text, of whom it was made to, or of what it rests on.</param>
/// <param name="Page">From 1.</param>
public sealed record PromiseFilter(PromiseState? State = null, bool Late = false, bool Unowned = false, string? Q = null, string? Unit = null, long? ProjectId = null,
    int Page = 1, int Size = 50);

/// <param name="ProjectName">Null without a project and for one that the viewer may not see.</param>
/// <param name="Holders">Names of whoever holds the post today.</param>
/// <param name="First">The day as it was promised, where it was extended since.</param>
public sealed record PromiseRow(Promise Promise, string UnitName, IReadOnlyList<string> Holders, string? ProjectName, string? First);

public sealed record PromiseCounts(int All, int Open, int Reported, int Confirmed, int Broken, int Late, int Unowned, long OpenFen);

public sealed record PromiseList(PromiseFilter Filter, IReadOnlyList<PromiseRow> Rows, int Total, PromiseCounts Counts, DateOnly Today)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>One promise with its steps, oldest first, whoever held its post since, and what the viewer may do.</summary>
public sealed record PromiseView(PromiseRow Row, IReadOnlyList<PromiseStep> Steps, IReadOnlyList<PostHolder> Held, string OfficeName, bool IsOwner, bool IsOffice,
    bool IsSelf, Viewer Viewer, DateOnly Today)
{
    public Promise Promise => Row.Promise;
    public bool CanReport => IsOwner && Promise.State == PromiseState.Open && Viewer.May(Rights.Report);
    public bool CanJudge => IsOffice && Promise.State == PromiseState.Reported && Viewer.May(Rights.Verify);
    public bool CanMove => IsOffice && Promise.IsOpen && Viewer.May(Rights.Approve);
}

/// <summary>Reads of promises.</summary>
internal sealed class PromiseQueries(Database database, UnitDirectory units, TimeProvider clock)
{
    /// <summary>Open ones first, by their day; then the latest closed.</summary>
    public async Task<PromiseList> ListAsync(Viewer viewer, PromiseFilter filter, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        filter = filter with { Size = Math.Clamp(filter.Size, 1, 100_000), Page = Math.Max(1, filter.Page) };
        await using var db = database.OpenRead();
        var all = await Narrowed(Seen(db, viewer, tree), filter, tree).ToListAsync(ct);
        var holders = await PromiseHolders.ReadAsync(db, tree, today, ct);
        bool Unowned(Promise p) => p.IsOpen && holders.Present(p).Count == 0;
        var wanted = all.Where(p => (filter.State is null || p.State == filter.State) && (!filter.Late || p.IsLate(today)) && (!filter.Unowned || Unowned(p)))
            .OrderBy(p => !p.IsOpen).ThenBy(p => p.IsOpen ? p.Due : DateOnly.MinValue).ThenByDescending(p => p.ClosedOn).ThenBy(p => p.Id).ToList();
        int Of(PromiseState state) => all.Count(p => p.State == state);
        var counts = new PromiseCounts(all.Count, Of(PromiseState.Open), Of(PromiseState.Reported), Of(PromiseState.Confirmed), Of(PromiseState.Broken),
            all.Count(p => p.IsLate(today)), all.Count(Unowned), all.Where(p => p.IsOpen).Sum(p => p.AmountFen ?? 0));
        var shown = wanted.Skip((filter.Page - 1) * filter.Size).Take(filter.Size).ToList();
        return new PromiseList(filter, await RowsAsync(db, viewer, holders, shown, ct), wanted.Count, counts, today);
    }

    /// <summary>One promise; null outside the viewer's scope.</summary>
    public async Task<PromiseView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        await using var db = database.OpenRead();
        if (await Seen(db, viewer, tree).FirstOrDefaultAsync(p => p.Id == id, ct) is not { } promise)
        {
            return null;
        }
        var steps = await db.Set<PromiseStep>().Where(s => s.PromiseId == id).OrderBy(s => s.AtUtc).ThenBy(s => s.Id).ToListAsync(ct);
        var holders = await PromiseHolders.ReadAsync(db, tree, today, ct);
        return new PromiseView((await RowsAsync(db, viewer, holders, [promise], ct))[0], steps, [.. holders.Since(promise)], UnitText.Name(promise.OfficeUnitId, tree),
            tree.IsWithin(promise.UnitId, viewer.UnitId), tree.IsWithin(promise.OfficeUnitId, viewer.UnitId),
            promise.ReportedBy == viewer.ActorId || holders.Present(promise).Any(h => h.ActorId == viewer.ActorId), viewer, today);
    }

    public async Task<bool> SeesProjectAsync(Viewer viewer, long project, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        return await db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db)).AnyAsync(p => p.Id == project, ct);
    }

    /// <summary>Promises that the viewer may see.</summary>
    /// <remarks>A promise to a project says something of a negotiation: it is for those who see the project and for the very unit that owes.</remarks>
    internal static IQueryable<Promise> Seen(YinfengDb db, Viewer viewer, UnitTree tree)
    {
        if (!viewer.May(Rights.See))
        {
            return db.Set<Promise>().Where(p => false);
        }
        var policy = new ProjectPolicy(viewer, tree);
        if (policy.SeesAll)
        {
            return db.Set<Promise>();
        }
        var (own, all, seen) = (viewer.UnitId, viewer.UnitId is null, db.Set<Project>().Where(policy.Filter(db)));
        var ids = own is { } root ? tree.IdsWithin(root) : [];
        return db.Set<Promise>().Where(p => p.ProjectId == null ? all || ids.Contains(p.UnitId) || ids.Contains(p.OfficeUnitId)
            : p.UnitId == own || seen.Any(project => project.Id == p.ProjectId));
    }

    private static IQueryable<Promise> Narrowed(IQueryable<Promise> query, PromiseFilter filter, UnitTree tree)
    {
        if (!string.IsNullOrWhiteSpace(filter.Unit))
        {
            long[] within = UnitText.Read("单位", filter.Unit.Trim(), tree, out var unit) is null ? tree.IdsWithin(unit!.Id) : [];
            query = query.Where(p => within.Contains(p.UnitId));
        }
        if (filter.ProjectId is { } project)
        {
            query = query.Where(p => p.ProjectId == project);
        }
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var text = filter.Q.Trim();
            query = query.Where(p => p.Text.Contains(text) || p.To.Contains(text) || p.Source.Contains(text));
        }
        return query;
    }

    private static async Task<List<PromiseRow>> RowsAsync(YinfengDb db, Viewer viewer, PromiseHolders holders, List<Promise> rows, CancellationToken ct)
    {
        var projects = rows.Select(r => r.ProjectId).OfType<long>().Distinct().ToList();
        var names = await db.Set<Project>().Where(new ProjectPolicy(viewer, holders.Tree).Filter(db)).Where(p => projects.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var ids = rows.Select(r => r.Id).ToList();
        var moved = (await db.Set<PromiseStep>().Where(s => s.Act == PromiseAct.Extended && ids.Contains(s.PromiseId)).ToListAsync(ct)).ToLookup(s => s.PromiseId);
        return [.. rows.Select(r => new PromiseRow(r, UnitText.Name(r.UnitId, holders.Tree), [.. holders.Present(r).Select(h => h.Name)],
            r.ProjectId is { } project ? names.GetValueOrDefault(project) : null, moved[r.Id].Min(s => s.Before)))];
    }
}
