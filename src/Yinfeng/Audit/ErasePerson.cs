using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Erases a person from the log (删除个人信息): salts and values go, hashes stay, so the tree stays what it was.</summary>
/// <remarks>Other tables and backups keep what they have: this is about the log alone.</remarks>
public sealed class ErasePerson(Database database, Writer writer)
{
    /// <param name="person">A login name, or a value exactly as it was entered: a name, a telephone number.</param>
    /// <param name="reason">On what ground, such as the request of the person.</param>
    /// <returns>A <see cref="Decision{T}"/> of how many values and pseudonyms were erased.</returns>
    public Task<Decision<int>> RunAsync(Viewer viewer, string? person, string? reason, CancellationToken ct)
    {
        var (wanted, because) = (person?.Trim() ?? "", reason?.Trim() ?? "");
        var unmet = new List<Unmet>();
        if (!AuditQueries.MayRead(viewer))
        {
            unmet.Add(new("audit.erase.outside", "", "只有审计人员能删除日志里的个人信息，请由他们办理。"));
        }
        if (wanted.Length < 2) // One character stands in half of all names.
        {
            unmet.Add(new("audit.erase.person", "person", "请填写要删除的登录名、姓名或电话号码，至少两个字，写法与日志里的一致。"));
        }
        if (because.Length == 0)
        {
            unmet.Add(new("audit.erase.reason", "reason", "请写明依据，例如本人申请的日期。"));
        }
        return unmet.Count > 0 ? Task.FromResult(Decision<int>.Refuse(unmet))
            : writer.RunAsync(viewer, Rights.ReadAudit, work => EraseAsync(work, wanted, because, ct), ct);
    }

    private async Task<Decision<int>> EraseAsync(WriteWork work, string wanted, string reason, CancellationToken ct)
    {
        if (database.IsSqlite)
        {
            await work.Db.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON", ct); // What is deleted is overwritten in the file.
        }
        var actor = wanted.StartsWith("user:", StringComparison.Ordinal) ? wanted : $"user:{wanted.ToLowerInvariant()}";
        var values = work.Db.Set<AuditPersonal>().Where(p => p.Value == wanted || p.Value == actor || p.Value.Contains(wanted));
        var seqs = await values.Select(p => p.Seq).Distinct().OrderBy(s => s).ToListAsync(ct);
        var pseudonyms = await work.Db.Set<AuditPerson>().Where(p => p.ActorId == actor).Select(p => p.Pseudonym).ToListAsync(ct);
        var count = await values.ExecuteDeleteAsync(ct) + await work.Db.Set<AuditPerson>().Where(p => p.ActorId == actor).ExecuteDeleteAsync(ct);
        if (count == 0)
        {
            return Decision<int>.Refuse("audit.erase.nobody", "person", "日志里没有这个登录名、姓名或号码。请核对写法。");
        }
        work.PeopleErased = true;
        work.Audit("audit.erase", pseudonyms.FirstOrDefault() ?? "", new { reason, erased = count, pseudonyms, entries = seqs });
        return Decision<int>.Allow(count);
    }
}
