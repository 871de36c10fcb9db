using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>Who holds a right where today: for telling people whom to call.</summary>
public sealed class RightHolders(Database database, UnitDirectory units, TimeProvider clock)
{
    public async Task<HolderList> TodayAsync(CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        await using var db = database.OpenRead();
        var held = await (from a in db.Set<Appointment>()
                          where a.From <= today && (a.Until == null || a.Until >= today)
                          join u in db.Set<User>().Where(u => !u.Disabled) on a.UserId equals u.Id
                          orderby u.Name
                          select new { a.UnitId, a.Role, u.Login, u.Name }).ToListAsync(ct);
        return new HolderList(await units.TodayAsync(ct), held.ToLookup(h => h.UnitId ?? 0,
            h => new Holder($"user:{h.Login}", h.Name, Roles.Of(h.Role))));
    }
}

/// <summary>A person with what a role gives them at a place.</summary>
public sealed record Holder(string ActorId, string Name, Rights Rights);

/// <param name="ByUnit">Unit of the appointment; 0 is the whole tree.</param>
public sealed record HolderList(UnitTree Tree, ILookup<long, Holder> ByUnit)
{
    /// <summary>People with the right at the unit itself; where there is none, at the nearest unit above it.</summary>
    /// <param name="notBy">People who may not act all the same.</param>
    /// <param name="onlyThere">Does not look above the unit.</param>
    /// <returns>The unit where they are, the asked one where there is nobody at all.</returns>
    public (long UnitId, IReadOnlyList<string> Names) Nearest(long unitId, Rights right, IReadOnlyList<string>? notBy = null, bool onlyThere = false)
    {
        foreach (var place in onlyThere ? [unitId] : Tree.Upward(unitId).Select(n => n.Id).Append(0))
        {
            var names = ByUnit[place].Where(h => (h.Rights & right) == right && notBy?.Contains(h.ActorId) != true).Select(h => h.Name).Distinct().ToList();
            if (names.Count > 0)
            {
                return (place == 0 ? UnitTree.NationId : place, names);
            }
        }
        return (unitId, []);
    }
}
