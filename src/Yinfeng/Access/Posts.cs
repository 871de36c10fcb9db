using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Access;

/// <summary>An office in which a person can act (岗位): a place of the unit tree with the roles held there today.</summary>
public sealed record Post(long? UnitId, IReadOnlyList<Role> Roles)
{
    public Rights Rights { get; } = Access.Roles.Of(Roles);
}

/// <summary>Tells which projects of other units a person sees besides those of the post: rooms that know of such grants answer.</summary>
public interface ISharedProjects
{
    Task<IEnumerable<long>> OfAsync(YinfengDb db, long userId, long? unitId, DateOnly day, CancellationToken ct);
}

/// <summary>The posts of people, and the viewer that a person is in one of them.</summary>
public sealed class Posts(UnitDirectory units, IEnumerable<ISharedProjects> shares, TimeProvider clock)
{
    /// <summary>The person in the post asked for; in their first one where none or one they no longer hold is asked for.</summary>
    /// <param name="wanted">Id of the post's unit; 0 stands for the whole tree, null for none in particular.</param>
    /// <returns>The viewer, and all posts to choose from, the person's own unit first.</returns>
    public async Task<(Viewer Viewer, IReadOnlyList<Post> Posts)> ViewerAsync(YinfengDb db, User user, long? wanted, CancellationToken ct)
    {
        var today = BusinessTime.Today(clock);
        var held = await db.Set<Appointment>().AsNoTracking().Where(a => a.UserId == user.Id).ToListAsync(ct);
        var posts = Of(held.FindAll(a => a.HoldsOn(today)), user.UnitId, await units.TodayAsync(ct));
        var post = (wanted is { } id ? posts.FirstOrDefault(p => (p.UnitId ?? 0) == id) : null) ?? posts[0];
        return (await InAsync(db, user, post, today, ct), posts);
    }

    /// <summary>The person in each of their posts, for work that is done for people rather than by them.</summary>
    public async Task<IReadOnlyList<Viewer>> EveryAsync(YinfengDb db, User user, CancellationToken ct)
    {
        var viewers = new List<Viewer>();
        foreach (var post in (await ViewerAsync(db, user, null, ct)).Posts)
        {
            viewers.Add(await InAsync(db, user, post, BusinessTime.Today(clock), ct));
        }
        return viewers;
    }

    private async Task<Viewer> InAsync(YinfengDb db, User user, Post post, DateOnly today, CancellationToken ct)
    {
        var shared = new HashSet<long>();
        if ((post.Rights & Rights.See) != 0)
        {
            foreach (var source in shares)
            {
                shared.UnionWith(await source.OfAsync(db, user.Id, post.UnitId, today, ct));
            }
        }
        return new Viewer($"user:{user.Login}", user.Name, post.UnitId, post.Rights) { Shared = shared.ToFrozenSet() };
    }

    /// <summary>One post per place; a role held at a place counts in the posts below it too.</summary>
    internal static IReadOnlyList<Post> Of(IReadOnlyCollection<Appointment> held, long? home, UnitTree tree)
    {
        var places = held.Select(a => a.UnitId).Distinct().ToList();
        return places.Count == 0
            ? [new Post(home, [])]
            : [.. places.OrderBy(p => p != home).ThenBy(p => p is { } id ? tree.Find(id)?.First ?? int.MaxValue : -1).Select(place => new Post(place,
                [.. held.Where(a => a.UnitId == place || (place is { } id ? tree.IsWithin(id, a.UnitId) : a.UnitId is null))
                    .Select(a => a.Role).Distinct().Order()]))];
    }
}
