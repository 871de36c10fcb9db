using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Yinfeng.Audit;

/// <summary>The canonical bytes of an entry and their RFC 6962 leaf hash.</summary>
public static class AuditLeaf
{
    /// <summary>Fields joined by 0x1F in the order seq, instant (round-trip, UTC), actor, action, subject, detail; UTF-8.</summary>
    public static string Hash(long seq, DateTime atUtc, string actorId, string action, string subject, string detail)
    {
        var text = string.Join('\u001f', seq.ToString(CultureInfo.InvariantCulture),
            atUtc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture), actorId, action, subject, detail);
        var bytes = new byte[1 + Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(1)); // bytes[0] stays 0x00: the prefix that tells leaves from nodes.
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
