using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Visits;

/// <summary>Erases a contact (删除联系人): the person goes, the visits stay without a name.</summary>
internal sealed class EraseContact(Database database, Writer writer, UnitDirectory units)
{
    public static readonly Unmet NotFound = new("contact.not-found", "id", "没有这位联系人，或者不在您的权限范围内，可能已经删除。请刷新页面。");

    /// <param name="reason">Why, such as the request of the person; no names.</param>
    public async Task<Decision> RunAsync(Viewer viewer, long id, string? reason, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return await writer.RunAsync(viewer, Rights.Report, async work =>
        {
            var sight = new VisitSight(viewer, tree);
            if (await sight.Contacts(work.Db).FirstOrDefaultAsync(c => c.Id == id, ct) is not { } contact || !sight.Opens(contact))
            {
                return Decision.Refuse([NotFound]);
            }
            var unmet = new List<Unmet>();
            var because = VisitChecks.Text(reason, 200, "reason", "删除原因", unmet, required: true);
            if (unmet.Count > 0)
            {
                return Decision.Refuse(unmet);
            }
            if (database.IsSqlite)
            {
                await work.Db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", ct); // What is deleted is overwritten in the file.
            }
            await work.Db.Set<Visit>().Where(v => v.ContactId == id).ExecuteUpdateAsync(v => v.SetProperty(x => x.ContactId, (long?)null), ct);
            work.Db.Remove(contact);
            work.Audit("contact.erase", $"contact:{id}", new { unit = contact.UnitId, reason = because });
            return Decision.Allow;
        }, ct);
    }
}
