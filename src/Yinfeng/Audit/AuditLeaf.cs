using System.Buffers;
using System.Globalization;
using System.Text;

namespace Yinfeng.Audit;

/// <summary>The canonical bytes of an entry and their RFC 6962 leaf hash.</summary>
/// <remarks>Six fields with a TAB between them, in UTF-8: seq, instant, actor, action, subject, detail. None of them can hold a TAB or a
/// line end (JSON escapes them), so the bytes say exactly which field ends where, and a line of an export is these bytes.</remarks>
internal static class AuditLeaf
{
    public const byte Separator = (byte)'\t';
    public const int Fields = 6;

    /// <summary>Writes 0x00, the prefix that tells leaves from nodes, and the canonical bytes.</summary>
    /// <exception cref="ArgumentException">A field holds a control character: a bug of the write.</exception>
    public static void Write(ArrayBufferWriter<byte> to, long seq, string at, string actor, string action, string subject, ReadOnlySpan<byte> detail)
    {
        to.GetSpan(1)[0] = 0;
        to.Advance(1);
        var number = to.GetSpan(20);
        seq.TryFormat(number, out var written, provider: CultureInfo.InvariantCulture);
        to.Advance(written);
        Text(to, at);
        Text(to, actor);
        Text(to, action);
        Text(to, subject);
        Put(to, Separator);
        to.Write(detail);
    }

    /// <summary>The leaf of an entry as a reader holds it.</summary>
    public static byte[] Hash(AuditHash hash, AuditEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        Write(bytes, entry.Seq, Instant(entry.AtUtc), entry.ActorId, entry.Action, entry.Subject, Encoding.UTF8.GetBytes(entry.Detail));
        return hash.Hash(bytes.WrittenSpan);
    }

    public static string Instant(DateTime utc) => utc.ToString(AuditEntry.Instant, CultureInfo.InvariantCulture);

    private static void Text(ArrayBufferWriter<byte> to, string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', '\u001f') >= 0)
        {
            throw new ArgumentException("A field of an audit entry cannot hold control characters.");
        }
        Put(to, Separator);
        Encoding.UTF8.GetBytes(text, to);
    }

    private static void Put(ArrayBufferWriter<byte> to, byte one)
    {
        to.GetSpan(1)[0] = one;
        to.Advance(1);
    }
}
