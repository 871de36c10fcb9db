using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Projects;

/// <summary>A person's named views of the ledger (常用筛选): kept, renamed, deleted; nobody sees another's.</summary>
internal sealed class SavedFilters(Database database, Writer writer, TimeProvider clock)
{
    private const int Most = 20;

    /// <summary>On PostgreSQL another server may have changed them: look again this often.</summary>
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, (IReadOnlyList<SavedFilter> Filters, long At)> _held = new();

    public async ValueTask<IReadOnlyList<SavedFilter>> OfAsync(Viewer viewer, CancellationToken ct)
    {
        var now = clock.GetUtcNow().Ticks;
        if (_held.TryGetValue(viewer.ActorId, out var held) && (database.IsSqlite || now - held.At < TrustedFor.Ticks))
        {
            return held.Filters;
        }
        await using var db = database.OpenRead();
        var filters = await db.Set<SavedFilter>().Where(f => f.ActorId == viewer.ActorId).OrderBy(f => f.Id).ToListAsync(ct);
        _held[viewer.ActorId] = (filters, now);
        return filters;
    }

    /// <param name="query">Query string of the list; unknown parts and the page number are dropped.</param>
    public Task<Decision> SaveAsync(Viewer viewer, string name, string query, CancellationToken ct)
    {
        name = name.Trim();
        query = LedgerQuery.Read(query).ToQueryString(withPage: false);
        return ChangeAsync(viewer, async work =>
        {
            var own = await work.Db.Set<SavedFilter>().Where(f => f.ActorId == viewer.ActorId).ToListAsync(ct);
            if (Wrong(name, own) is { } unmet)
            {
                return Decision.Refuse([unmet]);
            }
            if (own.Count >= Most)
            {
                return Decision.Refuse("filter.many", "", $"常用筛选最多 {Most} 个，请先删除不用的。");
            }
            var filter = new SavedFilter { ActorId = viewer.ActorId, Name = name, Query = query };
            work.Db.Add(filter);
            work.Audit("filter.save", $"filter:{filter.Id}", new { name, query });
            return Decision<long>.Allow(filter.Id);
        }, ct);
    }

    public Task<Decision> RenameAsync(Viewer viewer, long id, string name, CancellationToken ct) => ChangeAsync(viewer, async work =>
    {
        name = name.Trim();
        var own = await work.Db.Set<SavedFilter>().Where(f => f.ActorId == viewer.ActorId).ToListAsync(ct);
        if (own.Find(f => f.Id == id) is not { } filter)
        {
            return Gone;
        }
        if (Wrong(name, own.Where(f => f.Id != id)) is { } unmet)
        {
            return Decision.Refuse([unmet]);
        }
        work.Audit("filter.rename", $"filter:{id}", new { before = filter.Name, after = name });
        filter.Name = name;
        return Decision.Allow;
    }, ct);

    public Task<Decision> DeleteAsync(Viewer viewer, long id, CancellationToken ct) => ChangeAsync(viewer, async work =>
    {
        var filter = await work.Db.Set<SavedFilter>().SingleOrDefaultAsync(f => f.Id == id && f.ActorId == viewer.ActorId, ct);
        if (filter is null)
        {
            return Gone;
        }
        work.Db.Remove(filter);
        work.Audit("filter.delete", $"filter:{id}", new { filter.Name, filter.Query });
        return Decision.Allow;
    }, ct);

    private static Decision Gone => Decision.Refuse("filter.gone", "", "这个常用筛选已经不在了，请刷新页面。");

    private static Unmet? Wrong(string name, IEnumerable<SavedFilter> others) =>
        name.Length is 0 or > 20 ? new("filter.name", "Name", "请给常用筛选起个名字，不超过 20 个字。")
        : others.Any(f => f.Name == name) ? new("filter.name-taken", "Name", $"已有名为“{name}”的常用筛选，请换个名字。")
        : null;

    private async Task<Decision> ChangeAsync(Viewer viewer, Func<WriteWork, Task<Decision>> work, CancellationToken ct)
    {
        var decision = await writer.RunAsync(viewer, Rights.See, work, ct);
        _held.TryRemove(viewer.ActorId, out _);
        return decision;
    }
}
