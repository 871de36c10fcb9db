using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Opens entries for a reader who may know the people in them: pseudonyms become actors, hashes become values.</summary>
public static class AuditPeople
{
    public const string Erased = "（个人信息已删除）";

    /// <returns>The same entries with actor and subject as <c>user:li</c> and personal values in the detail, as far as they are not erased.</returns>
    public static async Task<List<AuditEntry>> OpenAsync(YinfengDb db, IReadOnlyList<AuditEntry> entries, CancellationToken ct)
    {
        var people = await PeopleAsync(db, entries.SelectMany(e => new[] { e.ActorId, e.Subject }), ct);
        var sealedOnes = entries.Where(e => e.Detail.Contains(PersonalValues.Mark, StringComparison.Ordinal)).Select(e => e.Seq).ToList();
        var values = sealedOnes.Count == 0 ? [] : await ValuesAsync(db, sealedOnes, ct);
        return [.. entries.Select(e => new AuditEntry
        {
            Seq = e.Seq, AtUtc = e.AtUtc, Action = e.Action, LeafHash = e.LeafHash,
            ActorId = people.GetValueOrDefault(e.ActorId, e.ActorId), Subject = people.GetValueOrDefault(e.Subject, e.Subject),
            Detail = PersonalValues.PutBack(e.Detail, values, Erased),
        })];
    }

    /// <summary>Actor ids by pseudonym; whoever was erased is missing.</summary>
    public static async Task<Dictionary<string, string>> PeopleAsync(YinfengDb db, IEnumerable<string> ids, CancellationToken ct)
    {
        var pseudonyms = ids.Where(IsPseudonym).Distinct().ToList();
        return pseudonyms.Count == 0 ? []
            : await db.Set<AuditPerson>().Where(p => pseudonyms.Contains(p.Pseudonym)).ToDictionaryAsync(p => p.Pseudonym, p => p.ActorId, ct);
    }

    public static bool IsPseudonym(string id) => id.Length == 34 && id.StartsWith("u-", StringComparison.Ordinal);

    internal static string Pseudonym(AuditHash hash, byte[] salt, string actorId) => string.Concat("u-", hash.Salted(salt, actorId).AsSpan(0, 32));

    /// <summary>Values of these entries by the mark that stands for them.</summary>
    private static async Task<Dictionary<string, string>> ValuesAsync(YinfengDb db, List<long> seqs, CancellationToken ct)
    {
        var hash = await HashAsync(db, ct);
        var rows = await db.Set<AuditPersonal>().Where(p => seqs.Contains(p.Seq)).ToListAsync(ct);
        return rows.ToDictionary(p => PersonalValues.Mark + hash.Salted(p.Salt, p.Value), p => p.Value);
    }

    internal static async Task<AuditHash> HashAsync(YinfengDb db, CancellationToken ct) =>
        AuditHash.Find(await db.Set<AuditStore>().Select(s => s.Hash).FirstOrDefaultAsync(ct) ?? "sha256")
            ?? throw new DataRefusedException("审计日志用的是本版本不认识的杂凑算法。请用建立它的版本打开。");
}
