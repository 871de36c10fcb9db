using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>An account as administrators see it.</summary>
public sealed record UserRow(long Id, string Login, string Name, long? UnitId, string? UnitCode, string UnitName, IReadOnlyList<AppointmentRow> Appointments,
    bool MustChangePassword, bool Disabled, DateTime? LockedUntilUtc, int Sessions);

/// <summary>An appointment as administrators see it.</summary>
/// <param name="Holds">In force today.</param>
public sealed record AppointmentRow(long Id, Role Role, string UnitName, DateOnly From, DateOnly? Until, bool Holds);

/// <summary>Reads accounts; administrators see those of their own part of the tree, everybody else none.</summary>
public sealed class UserQueries(Database database, UnitDirectory units, Sessions sessions, TimeProvider clock)
{
    internal static bool IsSeen(Viewer viewer, UnitTree tree, User user) =>
        viewer.May(Rights.ManageUsers) && (viewer.UnitId is null || (user.UnitId is { } unit && tree.IsWithin(unit, viewer.UnitId)));

    /// <summary>Accounts by login.</summary>
    public async Task<IReadOnlyList<UserRow>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var users = await db.Set<User>().OrderBy(u => u.Login).ToListAsync(ct);
        var open = (await OpenSessions(db).ToListAsync(ct)).CountBy(s => s.UserId).ToDictionary();
        var held = (await db.Set<Appointment>().ToListAsync(ct)).ToLookup(a => a.UserId);
        return [.. users.Where(u => IsSeen(viewer, tree, u)).Select(u => Row(u, held[u.Id], tree, open.GetValueOrDefault(u.Id)))];
    }

    /// <summary>One account with its sessions, or null when the viewer may not see it.</summary>
    public async Task<(UserRow User, IReadOnlyList<SessionRow> Sessions)?> FindAsync(Viewer viewer, long userId, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var user = await db.Set<User>().SingleOrDefaultAsync(u => u.Id == userId, ct);
        if (user is null || !IsSeen(viewer, tree, user))
        {
            return null;
        }
        var open = await OpenSessions(db).Where(s => s.UserId == userId).OrderByDescending(s => s.CreatedAtUtc).ToListAsync(ct);
        var held = await db.Set<Appointment>().Where(a => a.UserId == userId).ToListAsync(ct);
        return (Row(user, held, tree, open.Count),
            [.. open.Select(s => SessionRow.Of(s, sessions))]);
    }

    private IQueryable<Session> OpenSessions(YinfengDb db)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - sessions.Longest;
        return db.Set<Session>().Where(s => s.CreatedAtUtc > oldest);
    }

    private UserRow Row(User user, IEnumerable<Appointment> held, UnitTree tree, int sessions)
    {
        var today = BusinessTime.Today(clock);
        var unit = user.UnitId is { } id ? tree.Find(id) : null;
        return new(user.Id, user.Login, user.Name, user.UnitId, unit?.Code,
            Place(user.UnitId, tree),
            [.. held.OrderByDescending(a => a.HoldsOn(today)).ThenBy(a => a.From).ThenBy(a => a.Role)
                .Select(a => new AppointmentRow(a.Id, a.Role, Place(a.UnitId, tree), a.From, a.Until, a.HoldsOn(today)))],
            user.MustChangePassword, user.Disabled, user.LockedUntilUtc, sessions);
    }

    private static string Place(long? unitId, UnitTree tree) => unitId is not { } id ? "全部单位" : tree.Find(id)?.Name ?? "（单位已撤销）";
}
