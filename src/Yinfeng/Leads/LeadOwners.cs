using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Leads;

/// <summary>Who of a unit may be named as the person who follows a lead up.</summary>
internal sealed class LeadOwners(Database database, TimeProvider clock)
{
    /// <summary>People with a post at the unit today, by name.</summary>
    public async Task<IReadOnlyList<User>> OfAsync(long unitId, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        await using var db = database.OpenRead();
        return await db.Set<Appointment>().Where(a => a.UnitId == unitId && a.Role == Role.Reporter && a.From <= today && (a.Until == null || a.Until >= today))
            .Join(db.Set<User>().Where(u => !u.Disabled), a => a.UserId, u => u.Id, (_, u) => u).Distinct().OrderBy(u => u.Name).ToListAsync(ct);
    }

    /// <summary>Sets the person; whoever reports a lead of their own unit is its owner unless another is named.</summary>
    public async Task<IReadOnlyList<Unmet>> SetAsync(Viewer viewer, string? typed, Lead lead, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            (lead.OwnerId, lead.OwnerName) = lead.Version == 0 && viewer.UnitId == lead.UnitId ? (viewer.ActorId, viewer.Name) : (null, null);
            return [];
        }
        var text = typed.Trim();
        var people = await OfAsync(lead.UnitId, ct);
        var named = people.Where(u => u.Login == text).ToList();
        if ((named.Count > 0 ? named : [.. people.Where(u => u.Name == text)]) is [var person])
        {
            (lead.OwnerId, lead.OwnerName) = ($"user:{person.Login}", person.Name);
        }
        else if (text == viewer.Name && viewer.UnitId == lead.UnitId)
        {
            (lead.OwnerId, lead.OwnerName) = (viewer.ActorId, viewer.Name);
        }
        else if (text != lead.OwnerName)
        {
            return [new("lead.owner", "owner", $"跟进单位没有名为“{text}”的填报员，或同名不止一人。请填登录名，或留空。")];
        }
        return [];
    }
}
