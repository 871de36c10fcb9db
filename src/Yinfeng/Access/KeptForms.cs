using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A kept form in a list.</summary>
public sealed record KeptRow(string Id, DateTime AtUtc);

/// <summary>Gives kept forms back, each to its own person and to nobody else.</summary>
public sealed class KeptForms(Database database, Writer writer, Vault vault, TimeProvider clock)
{
    public async Task<IReadOnlyList<KeptRow>> ListAsync(LiveSession own, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await Mine(db, own).OrderByDescending(f => f.AtUtc).Select(f => new KeptRow(f.Id, f.AtUtc)).ToListAsync(ct);
    }

    /// <returns>Null when there is none of that id for this person.</returns>
    public async Task<TypedForm?> FindAsync(LiveSession own, string id, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var form = await Mine(db, own).SingleOrDefaultAsync(f => f.Id == id, ct);
        return vault.Open(KeepForm.Purpose, form?.Content) is { } plain ? JsonSerializer.Deserialize<TypedForm>(plain) : null;
    }

    /// <summary>Removes it: it is being sent now, or the person does not want it.</summary>
    public Task<Decision> CloseAsync(LiveSession own, string id, bool sent, CancellationToken ct) => writer.RunAsync(own.Viewer, Rights.None, async work =>
    {
        if (await work.Db.Set<KeptForm>().Where(f => f.UserId == own.UserId && f.Id == id).ExecuteDeleteAsync(ct) == 0)
        {
            return Decision.Refuse("form.unknown", "", "这份内容已经交还过，或保留期已过。");
        }
        work.Audit(sent ? "form.give-back" : "form.discard", own.Viewer.ActorId, new { });
        return Decision.Allow;
    }, ct);

    private IQueryable<KeptForm> Mine(YinfengDb db, LiveSession own)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - KeepForm.KeptFor;
        return db.Set<KeptForm>().Where(f => f.UserId == own.UserId && f.AtUtc > oldest);
    }
}
