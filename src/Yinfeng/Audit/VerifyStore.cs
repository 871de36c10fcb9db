using System.Buffers;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Verifies the log of a live store: every entry from its canonical bytes, the order, the checkpoints and all other anchors.</summary>
/// <remarks>Runs of entries are read and hashed by several connections at once; the tree grows in order. Memory does not grow with the log.
/// Entries that come in meanwhile are not looked at.</remarks>
public sealed class VerifyStore(Database database, IEnumerable<IAuditAnchorSource> sources)
{
    private const int Run = 16_384;
    private const string Columns = "seq, at_utc, actor_id, action, subject, detail";

    /// <param name="outside">Roots that somebody wrote down elsewhere.</param>
    /// <param name="trusted">Ids of keys that may have signed; null takes those the store names.</param>
    public async Task<AuditReport> RunAsync(IReadOnlyList<AuditAnchor> outside, IReadOnlyCollection<string>? trusted, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var hash = await AuditPeople.HashAsync(db, ct);
        var size = await db.Set<AuditEntry>().MaxAsync(e => (long?)e.Seq, ct) + 1 ?? 0;
        var entries = await db.Set<AuditEntry>().LongCountAsync(e => e.Seq < size, ct);
        var (checkpoints, unreadable) = await ReadableAsync(db.Set<SignedCheckpoint>().OrderBy(c => c.Number), "检查点", ct);
        var keys = await db.Set<AuditKey>().ToDictionaryAsync(k => k.Id, ct);
        var logId = await db.Set<AuditStore>().Select(s => s.LogId).SingleOrDefaultAsync(ct) ?? "";
        var anchors = new List<AuditAnchor>(outside);
        foreach (var source in sources)
        {
            anchors.AddRange(await source.AnchorsAsync(ct));
        }
        var signatures = Checkpoints.Check(logId, hash, checkpoints, keys, trusted, out var signed);
        var verification = new AuditVerification(hash, [.. anchors, .. signed]);
        var personal = Task.Run(() => PersonalAsync(hash, ct), ct);
        await Task.Run(() => Entries(hash, size, verification, ct), ct);
        verification.Report(signatures);
        verification.Report(await personal);
        verification.Report(unreadable);
        var (segments, torn) = await ReadableAsync(db.Set<AuditSegment>().OrderBy(s => s.N), "段表", ct);
        verification.Report(torn ?? Segments(segments, verification));
        if (entries != size)
        {
            verification.Report(new(-1, null, null, null, "有编号为负的条目：是后来加进去的。"));
        }
        return verification.Finish(entries, [.. keys.Keys.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Rows of a table, or the damage that makes them unreadable, such as a number that no longer fits.</summary>
    private static async Task<(List<T> Rows, AuditDamage? Damage)> ReadableAsync<T>(IQueryable<T> rows, string name, CancellationToken ct)
    {
        try
        {
            return (await rows.ToListAsync(ct), null);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException)
        {
            return ([], new(0, null, null, null, $"{name}读不出来：被改过。"));
        }
    }

    private void Entries(AuditHash hash, long size, AuditVerification verification, CancellationToken ct)
    {
        if (size == 0)
        {
            return;
        }
        var next = 0L;
        foreach (var batch in OrderedBatches.Of(() => new LeafBatch(), Fill, batch => Read(hash, batch, Math.Min(size, batch.First + Run), ct)))
        {
            if (!verification.Add(batch))
            {
                return;
            }
        }

        bool Fill(LeafBatch batch)
        {
            batch.Begin(next);
            next += Run;
            return next < size;
        }
    }

    private void Read(AuditHash hash, LeafBatch batch, long end, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var connection = database.OpenConnection();
        using var command = connection.CreateCommand();
        // PostgreSQL joins the fields itself; of SQLite's rows the bytes are taken as they lie there.
        var canonical = database.IsSqlite ? Columns : $"convert_to({Columns.Replace(", ", " || chr(9) || ", StringComparison.Ordinal)}, 'UTF8')";
        command.CommandText = $"SELECT leaf_hash, seq, {canonical} FROM audit_entry WHERE seq >= @from AND seq < @end ORDER BY seq";
        Parameter(command, "@from", batch.First);
        Parameter(command, "@end", end);
        using var reader = command.ExecuteReader();
        var bytes = new ArrayBufferWriter<byte>(4096);
        while (batch.Damage is null && reader.Read())
        {
            var seq = batch.First + batch.Count;
            if (reader.GetInt64(1) != seq)
            {
                break;
            }
            bytes.ResetWrittenCount();
            bytes.Write("\0"u8);
            if (reader is SqliteDataReader row)
            {
                Take(hash, batch, row, bytes);
            }
            else
            {
                bytes.Write(reader.GetFieldValue<byte[]>(2));
                batch.Take(hash, bytes.WrittenSpan, reader.GetFieldValue<byte[]>(0));
            }
        }
        if (batch.Damage is null && batch.First + batch.Count < end)
        {
            var seq = batch.First + batch.Count;
            batch.Damage = new(seq, null, null, null, $"缺少第 {seq} 条：条目被删除或改了编号。");
        }
        batch.Segment(hash);
    }

    /// <summary>A row's fields as SQLite holds them in memory, with a TAB between them; the leaf comes first.</summary>
    private static void Take(AuditHash hash, LeafBatch batch, SqliteDataReader row, ArrayBufferWriter<byte> bytes)
    {
        for (var field = 0; field < AuditLeaf.Fields; field++)
        {
            if (field > 0)
            {
                bytes.Write("\t"u8);
            }
            bytes.Write(raw.sqlite3_column_blob(row.Handle, 2 + field)); // Asked for as a blob, a number gives its digits.
        }
        batch.Take(hash, bytes.WrittenSpan, raw.sqlite3_column_blob(row.Handle, 0));
    }

    /// <summary>The segments kept for quick proofs are those of the log.</summary>
    private static AuditDamage? Segments(List<AuditSegment> kept, AuditVerification verification)
    {
        var wrong = verification.Damage is not null ? -1
            : kept.FindIndex(s => s.N >= verification.Segments.Count || !s.Root.AsSpan().SequenceEqual(verification.Segments[s.N]));
        return wrong < 0 ? null : new((long)kept[wrong].N * AuditGrowth.Segment, null, null, null, $"保存的第 {kept[wrong].N} 段根值与条目不符：段表被改过。");
    }

    /// <summary>Every personal value that is still there is the one whose hash stands in its entry; the same for people.</summary>
    private async Task<AuditDamage?> PersonalAsync(AuditHash hash, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var values = from p in db.Set<AuditPersonal>()
                     join e in db.Set<AuditEntry>() on p.Seq equals e.Seq into found
                     from e in found.DefaultIfEmpty()
                     orderby p.Seq, p.N
                     select new { p.Seq, p.Salt, p.Value, e };
        await foreach (var p in values.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (p.e is null || !p.e.Detail.Contains(PersonalValues.Mark + hash.Salted(p.Salt, p.Value), StringComparison.Ordinal))
            {
                return new(p.Seq, p.e is null ? null : AuditLeaf.Instant(p.e.AtUtc), p.e?.Action, p.e?.Subject, "条目的个人信息与记录时的杂凑值不符：被改过。");
            }
        }
        foreach (var person in await db.Set<AuditPerson>().ToListAsync(ct))
        {
            if (AuditPeople.Pseudonym(hash, person.Salt, person.ActorId) != person.Pseudonym)
            {
                var first = await db.Set<AuditEntry>().Where(e => e.ActorId == person.Pseudonym || e.Subject == person.Pseudonym).MinAsync(e => (long?)e.Seq, ct);
                return new(first ?? 0, null, null, person.Pseudonym, $"化名 {person.Pseudonym} 对应的人被改过。");
            }
        }
        return null;
    }

    private static void Parameter(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

/// <summary>Signatures and order of checkpoints, in a store or in an export.</summary>
internal static class Checkpoints
{
    /// <returns>What is wrong with them, or null.</returns>
    /// <param name="signed">Those whose signature is right, as anchors.</param>
    public static AuditDamage? Check(string logId, AuditHash hash, IReadOnlyList<SignedCheckpoint> checkpoints, IReadOnlyDictionary<string, AuditKey> keys,
        IReadOnlyCollection<string>? trusted, out List<AuditAnchor> signed)
    {
        signed = [];
        AuditDamage? damage = null;
        for (var i = 0; i < checkpoints.Count; i++)
        {
            var c = checkpoints[i];
            var name = $"检查点{c.Number}";
            if (c.Number != i)
            {
                damage ??= new(c.Size, null, "audit.checkpoint", $"checkpoint:{i}", $"缺少检查点{i}：检查点被删除。");
            }
            if (trusted?.Contains(c.KeyId) == false)
            {
                damage ??= new(c.Size, null, "audit.checkpoint", $"checkpoint:{c.Number}", $"{name}由不受信任的密钥 {c.KeyId} 签名。");
            }
            else if (!keys.TryGetValue(c.KeyId, out var key)
                || !AuditSigner.Verify(key, SignedCheckpoint.Note(logId, hash.Name, c), c.Signature))
            {
                damage ??= new(c.Size, null, "audit.checkpoint", $"checkpoint:{c.Number}", $"{name}的签名不对：检查点被改过。");
            }
            else
            {
                signed.Add(new(c.Size, c.Root, name));
            }
        }
        return damage;
    }
}
