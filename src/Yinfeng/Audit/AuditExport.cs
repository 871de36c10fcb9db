using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Audit;

/// <summary>Writes the whole log as one file that anybody can verify offline; docs/methods/audit.md describes it line by line.</summary>
/// <remarks>It is logged and a checkpoint of it signed before the first byte leaves, so the file vouches for itself to its last entry.
/// Personal values stay here.</remarks>
public sealed class AuditExport(Database database, RecordExport record, SignCheckpoint sign)
{
    public const string Format = "yinfeng-audit-1";

    /// <returns>The checkpoint that the file ends with; a refusal for whoever does not see everything.</returns>
    public async Task<Decision<SignedCheckpoint>> RunAsync(Viewer viewer, string name, Stream to, CancellationToken ct)
    {
        if (!AuditQueries.MayExport(viewer))
        {
            return Decision<SignedCheckpoint>.Refuse("audit.export.outside", "", "审计日志的文件里有全部业务内容，只有能看全部业务数据的审计人员能导出，或由运维人员在服务器上用 yinfeng audit export 导出。");
        }
        await record.RunAsync(viewer, "audit", "audit", new { file = name }, ct);
        var last = await sign.RunAsync(viewer, "export", ct);
        await WriteAsync(to, last, ct);
        return Decision<SignedCheckpoint>.Allow(last);
    }

    private async Task WriteAsync(Stream to, SignedCheckpoint last, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var store = await db.Set<AuditStore>().SingleAsync(ct);
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Format}\t{store.Hash}\t{store.LogId}\n");
        foreach (var key in await db.Set<AuditKey>().OrderBy(k => k.Id).ToListAsync(ct))
        {
            head.Append(CultureInfo.InvariantCulture, $"K\t{key.Id}\t{key.Spki}\n");
        }
        foreach (var c in await db.Set<SignedCheckpoint>().Where(c => c.Number <= last.Number).OrderBy(c => c.Number).ToListAsync(ct))
        {
            head.Append(CultureInfo.InvariantCulture,
                $"C\t{c.Number}\t{c.Size}\t{c.Root}\t{AuditLeaf.Instant(c.AtUtc)}\t{c.Occasion}\t{c.KeyId}\t{c.Signature}\n");
        }
        await to.WriteAsync(Encoding.UTF8.GetBytes(head.ToString()), ct);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        await foreach (var e in db.Set<AuditEntry>().Where(e => e.Seq < last.Size).OrderBy(e => e.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            Line(buffer, e);
            if (buffer.WrittenCount > 60_000)
            {
                await to.WriteAsync(buffer.WrittenMemory, ct);
                buffer.ResetWrittenCount();
            }
        }
        await to.WriteAsync(buffer.WrittenMemory, ct);
        await to.WriteAsync(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"end\t{last.Size}\t{last.Root}\n")), ct);
        await to.FlushAsync(ct);
    }

    private static void Line(ArrayBufferWriter<byte> to, AuditEntry e)
    {
        Utf8Formatter.TryFormat(e.Seq, to.GetSpan(20), out var written);
        to.Advance(written);
        foreach (var field in (ReadOnlySpan<string>)[AuditLeaf.Instant(e.AtUtc), e.ActorId, e.Action, e.Subject, e.Detail, Convert.ToHexStringLower(e.LeafHash)])
        {
            to.Write("\t"u8);
            Encoding.UTF8.GetBytes(field, to);
        }
        to.Write("\n"u8);
    }
}
