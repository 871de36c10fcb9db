using System.Data;
using System.Text.Json;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>A line as a write gives it; number, time and hash come with the append.</summary>
internal readonly record struct AuditLine(string Action, string Subject, object Detail);

/// <summary>Appends lines to the log in the transaction of the change they record.</summary>
internal static class AuditLog
{
    private static readonly Statement Last = new("SELECT MAX(seq) FROM audit_entry");
    private static readonly Statement Insert = new(
        """
        INSERT INTO audit_entry (seq, at_utc, actor_id, action, subject, detail, leaf_hash)
        VALUES (@seq, @at_utc, @actor_id, @action, @subject, @detail, @leaf_hash)
        """,
        ("seq", DbType.Int64), ("at_utc", DbType.DateTime), ("actor_id", DbType.String), ("action", DbType.String),
        ("subject", DbType.String), ("detail", DbType.String), ("leaf_hash", DbType.String));

    /// <returns>The number of the first line.</returns>
    /// <remarks>The writer has the turn: nobody else appends before the commit.</remarks>
    public static async Task<long> AppendAsync(
        PreparedConnection sql, IReadOnlyList<AuditLine> lines, string actor, DateTime nowUtc, CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            throw new InvalidOperationException("A write must say in the audit log what it did.");
        }
        var first = await sql.FirstAsync(Last, row => row.IsDBNull(0) ? 0 : row.GetInt64(0) + 1, ct);
        var seq = first;
        var at = new DateTime(nowUtc.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
        foreach (var (action, subject, detail) in lines)
        {
            var json = JsonSerializer.Serialize(detail, AuditJson.Options);
            await sql.RunAsync(Insert, ct, seq, at, actor, action, subject, json, AuditLeaf.Hash(seq, at, actor, action, subject, json));
            seq++;
        }
        return first;
    }
}
