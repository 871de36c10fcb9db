using System.Buffers;
using System.Data;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>A line as a write gives it; number, time and hash come with the append.</summary>
internal readonly record struct AuditLine(string Action, string Subject, object Detail);

/// <summary>How the log of a new store is made; an existing log stays as it was made.</summary>
/// <param name="Hash">Of a store that has no entry yet; null takes SHA-256.</param>
public sealed record AuditChoice(AuditHash? Hash)
{
    /// <summary>Environment variable that names the hash: <c>sha256</c> or <c>sm3</c>.</summary>
    public const string Variable = "YINFENG_AUDIT_HASH";
}

/// <summary>Appends lines to the log in the transaction of the change they record. One writer, one caller at a time.</summary>
internal sealed class AuditLog(AuditChoice? choice = null)
{
    private const string PersonPrefix = "user:";

    private static readonly Statement Last = new("SELECT MAX(seq) FROM audit_entry");
    private static readonly Statement Store = new("SELECT hash FROM audit_store");
    private static readonly Statement Open = new("INSERT INTO audit_store (id, log_id, hash) VALUES (1, @log_id, @hash)",
        ("log_id", DbType.String), ("hash", DbType.String));
    private static readonly Statement Insert = new(
        """
        INSERT INTO audit_entry (seq, at_utc, actor_id, action, subject, detail, leaf_hash)
        VALUES (@seq, @at_utc, @actor_id, @action, @subject, @detail, @leaf_hash)
        """,
        ("seq", DbType.Int64), ("at_utc", DbType.String), ("actor_id", DbType.String), ("action", DbType.String),
        ("subject", DbType.String), ("detail", DbType.String), ("leaf_hash", DbType.Binary));
    private static readonly Statement Personal = new("INSERT INTO audit_personal (seq, n, salt, value) VALUES (@seq, @n, @salt, @value)",
        ("seq", DbType.Int64), ("n", DbType.Int32), ("salt", DbType.Binary), ("value", DbType.String));
    private static readonly Statement Person = new("SELECT pseudonym FROM audit_person WHERE actor_id = @actor_id", ("actor_id", DbType.String));
    private static readonly Statement AddPerson = new("INSERT INTO audit_person (pseudonym, actor_id, salt) VALUES (@pseudonym, @actor_id, @salt)",
        ("pseudonym", DbType.String), ("actor_id", DbType.String), ("salt", DbType.Binary));

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly List<(byte[] Salt, string Value)> _taken = [];

    /// <summary>What has been committed, and what will be known once this write is.</summary>
    private readonly Dictionary<string, string> _pseudonyms = new(StringComparer.Ordinal), _new = new(StringComparer.Ordinal);
    private AuditHash? _hash, _newHash;

    /// <returns>The number of the first line.</returns>
    /// <remarks>The writer has the turn: nobody else appends before the commit.</remarks>
    public async Task<long> AppendAsync(
        PreparedConnection sql, IReadOnlyList<AuditLine> lines, string actor, DateTime nowUtc, CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            throw new InvalidOperationException("A write must say in the audit log what it did.");
        }
        _new.Clear();
        var hash = _hash ?? (_newHash = await HashAsync(sql, ct));
        var first = await sql.FirstAsync(Last, row => row.IsDBNull(0) ? 0 : row.GetInt64(0) + 1, ct);
        var seq = first;
        var at = AuditLeaf.Instant(nowUtc);
        var who = await PseudonymAsync(sql, hash, actor, ct);
        foreach (var (action, subject, detail) in lines)
        {
            _taken.Clear();
            var json = PersonalValues.Take(action, JsonSerializer.SerializeToUtf8Bytes(detail, AuditJson.Options), hash, _taken);
            var whom = await PseudonymAsync(sql, hash, subject, ct);
            _bytes.ResetWrittenCount();
            AuditLeaf.Write(_bytes, seq, at, who, action, whom, json);
            await sql.RunAsync(Insert, ct, seq, at, who, action, whom, Encoding.UTF8.GetString(json), hash.Hash(_bytes.WrittenSpan));
            for (var n = 0; n < _taken.Count; n++)
            {
                await sql.RunAsync(Personal, ct, seq, n, _taken[n].Salt, _taken[n].Value);
            }
            seq++;
        }
        return first;
    }

    /// <summary>The write was committed: what it made known stays known.</summary>
    /// <param name="peopleErased">Should an erased person ever act again, it is under another pseudonym.</param>
    public void Committed(bool peopleErased)
    {
        _hash ??= _newHash;
        foreach (var (actor, pseudonym) in _new)
        {
            _pseudonyms[actor] = pseudonym;
        }
        _new.Clear();
        if (peopleErased)
        {
            _pseudonyms.Clear();
        }
    }

    private async ValueTask<AuditHash> HashAsync(PreparedConnection sql, CancellationToken ct)
    {
        if (await sql.FirstAsync(Store, row => row.GetString(0), ct) is { } name)
        {
            return AuditHash.Find(name) ?? throw new DataRefusedException($"审计日志用的是本版本不认识的杂凑算法“{name}”。请用建立它的版本打开。");
        }
        var hash = choice?.Hash ?? AuditHash.Sha256;
        await sql.RunAsync(Open, ct, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), hash.Name);
        return hash;
    }

    /// <summary>The pseudonym of a person, made at their first act; anything else stays as it is.</summary>
    private async ValueTask<string> PseudonymAsync(PreparedConnection sql, AuditHash hash, string id, CancellationToken ct)
    {
        if (!id.StartsWith(PersonPrefix, StringComparison.Ordinal))
        {
            return id;
        }
        if (_pseudonyms.TryGetValue(id, out var known) || _new.TryGetValue(id, out known))
        {
            return known;
        }
        var pseudonym = await sql.FirstAsync(Person, row => row.GetString(0), ct, id);
        if (pseudonym is null)
        {
            var salt = RandomNumberGenerator.GetBytes(16);
            pseudonym = AuditPeople.Pseudonym(hash, salt, id);
            await sql.RunAsync(AddPerson, ct, pseudonym, id, salt);
        }
        return _new[id] = pseudonym;
    }
}
