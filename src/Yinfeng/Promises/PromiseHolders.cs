using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Promises;

/// <summary>Somebody who holds or held a post.</summary>
/// <param name="Until">Last day; null while it lasts.</param>
public sealed record PostHolder(string ActorId, string Name, DateOnly From, DateOnly? Until, bool IsPresent);

/// <summary>Who answers for promises: read from appointments, never stored with the promise.</summary>
/// <param name="ByPost">Unit as the tree knows it today, and role.</param>
internal sealed record PromiseHolders(UnitTree Tree, ILookup<(long UnitId, Role Post), PostHolder> ByPost)
{
    public static async Task<PromiseHolders> ReadAsync(YinfengDb db, UnitTree tree, DateOnly today, CancellationToken ct)
    {
        var posts = PromiseTerms.Posts;
        var held = await (from a in db.Set<Appointment>()
                          where posts.Contains(a.Role)
                          join u in db.Set<User>() on a.UserId equals u.Id
                          orderby a.From, u.Name
                          select new { a.UnitId, a.Role, a.From, a.Until, u.Login, u.Name, u.Disabled }).ToListAsync(ct);
        return new(tree, held.ToLookup(h => (At(tree, h.UnitId ?? UnitTree.NationId), h.Role),
            h => new PostHolder($"user:{h.Login}", h.Name, h.From, h.Until, !h.Disabled && h.From <= today && (h.Until is null || today <= h.Until))));
    }

    /// <summary>Whoever holds the post today; empty: nobody answers for it.</summary>
    public IReadOnlyList<PostHolder> Present(Promise promise) => [.. Ever(promise).Where(h => h.IsPresent).DistinctBy(h => h.ActorId)];

    /// <summary>Everybody who held the post since the promise was made, the first one first.</summary>
    public IEnumerable<PostHolder> Since(Promise promise) => Ever(promise).Where(h => h.Until is null || h.Until >= promise.PromisedOn);

    /// <summary>"临邑县 · 首席服务官（李四）".</summary>
    public string Named(Promise promise) => PromiseTerms.Post(promise.UnitId, promise.Post, Tree)
        + (Present(promise) is { Count: > 0 } present ? $"（{string.Join("、", present.Select(h => h.Name))}）" : "（无人负责）");

    private IEnumerable<PostHolder> Ever(Promise promise) => ByPost[(At(Tree, promise.UnitId), promise.Post)];

    private static long At(UnitTree tree, long unit) => tree.Find(unit)?.Id ?? unit;
}
