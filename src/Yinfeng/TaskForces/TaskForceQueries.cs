using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.TaskForces;

/// <summary>A task force in the list.</summary>
public sealed record TaskForceRow(long Id, string Name, string UnitName, DateOnly From, DateOnly Until, string? Purpose, int Members, int Projects, bool Holds);

public sealed record MemberRow(long Id, string Login, string Name, DateOnly From, DateOnly Until);

/// <summary>A share in force.</summary>
/// <param name="With">The unit or task force it is shared with.</param>
public sealed record ShareRow(long Id, long ProjectId, string ProjectName, string With, DateOnly From, DateOnly Until, string Reason, string SharedBy);

public sealed record TaskForceView(TaskForceRow Force, IReadOnlyList<MemberRow> Members, IReadOnlyList<ShareRow> Projects, bool Leads);

/// <summary>Reads task forces: those led from the viewer's part of the tree, and those the viewer is a member of.</summary>
internal sealed class TaskForceQueries(Database database, UnitDirectory units, TimeProvider clock)
{
    public async Task<IReadOnlyList<TaskForceRow>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = new List<TaskForceRow>();
        var own = await OwnAsync(db, viewer, ct);
        foreach (var force in await db.Set<TaskForce>().OrderByDescending(f => f.Until).ThenBy(f => f.Id).ToListAsync(ct))
        {
            if (Shows(force, viewer, tree, own))
            {
                rows.Add(await RowAsync(db, force, tree, ct));
            }
        }
        return rows;
    }

    /// <returns>Null for a task force that the viewer neither leads nor works in.</returns>
    public async Task<TaskForceView?> FindAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        await using var db = database.OpenRead();
        var own = await OwnAsync(db, viewer, ct);
        if (await db.Set<TaskForce>().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } force || !Shows(force, viewer, tree, own))
        {
            return null;
        }
        var members = await db.Set<TaskForceMember>().Where(m => m.TaskForceId == id && m.Until >= today).OrderBy(m => m.From)
            .Join(db.Set<User>(), m => m.UserId, u => u.Id, (m, u) => new MemberRow(m.Id, u.Login, u.Name, m.From, m.Until)).ToListAsync(ct);
        var shares = await SharesAsync(db, viewer, tree, db.Set<ProjectShare>().Where(s => s.TaskForceId == id && s.Until >= today), ct);
        return new(await RowAsync(db, force, tree, ct), members, shares, tree.IsWithin(force.UnitId, viewer.UnitId) && viewer.May(Rights.Approve) && force.HoldsOn(today));
    }

    /// <summary>With whom a project is shared today, and what it may be shared with; null when its owner is not in the viewer's line.</summary>
    public async Task<(string Name, IReadOnlyList<ShareRow> Shares, IReadOnlyList<TaskForceRow> Forces)?> SharingAsync(Viewer viewer, long projectId, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        var policy = new ProjectPolicy(viewer, tree);
        await using var db = database.OpenRead();
        var project = await db.Set<Project>().Where(policy.Filter(db)).SingleOrDefaultAsync(p => p.Id == projectId, ct);
        if (project is null || !policy.Sees(project.OwnerUnitId))
        {
            return null;
        }
        var shares = await SharesAsync(db, viewer, tree, db.Set<ProjectShare>().Where(s => s.ProjectId == projectId && s.Until >= today), ct);
        return (project.Name, shares, [.. (await ListAsync(viewer, ct)).Where(f => f.Holds)]);
    }

    private static async Task<HashSet<long>> OwnAsync(YinfengDb db, Viewer viewer, CancellationToken ct)
    {
        var login = viewer.ActorId.StartsWith("user:", StringComparison.Ordinal) ? viewer.ActorId[5..] : "";
        return [.. await db.Set<TaskForceMember>().Join(db.Set<User>().Where(u => u.Login == login), m => m.UserId, u => u.Id, (m, _) => m.TaskForceId).ToListAsync(ct)];
    }

    private static bool Shows(TaskForce force, Viewer viewer, UnitTree tree, HashSet<long> own) =>
        own.Contains(force.Id) || tree.IsWithin(force.UnitId, viewer.UnitId);

    private async Task<TaskForceRow> RowAsync(YinfengDb db, TaskForce force, UnitTree tree, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        return new(force.Id, force.Name, tree.Find(force.UnitId)?.Name ?? "（单位已撤销）", force.From, force.Until, force.Purpose,
            await db.Set<TaskForceMember>().CountAsync(m => m.TaskForceId == force.Id && m.Until >= today, ct),
            await db.Set<ProjectShare>().CountAsync(s => s.TaskForceId == force.Id && s.Until >= today, ct), force.HoldsOn(today));
    }

    private static async Task<IReadOnlyList<ShareRow>> SharesAsync(YinfengDb db, Viewer viewer, UnitTree tree, IQueryable<ProjectShare> shares, CancellationToken ct)
    {
        var forces = await db.Set<TaskForce>().ToDictionaryAsync(f => f.Id, f => f.Name, ct);
        var seen = db.Set<Project>().Where(new ProjectPolicy(viewer, tree).Filter(db));
        var rows = await shares.OrderBy(s => s.Until).Join(seen, s => s.ProjectId, p => p.Id, (s, p) => new { Share = s, p.Name }).ToListAsync(ct);
        return [.. rows.Select(r => new ShareRow(r.Share.Id, r.Share.ProjectId, r.Name,
            r.Share.TaskForceId is { } force ? forces.GetValueOrDefault(force, "专班") : tree.Find(r.Share.UnitId ?? 0)?.Name ?? "（单位已撤销）",
            r.Share.From, r.Share.Until, r.Share.Reason, r.Share.SharedBy))];
    }
}
