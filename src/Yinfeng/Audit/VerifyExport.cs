using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Yinfeng.Kernel;

namespace Yinfeng.Audit;

/// <summary>Verifies an exported log with nothing but the file: no store, no network.</summary>
public static class VerifyExport
{
    private const int Block = 1 << 22;
    private const int LongestHead = 64 << 20;

    private sealed class FileBatch
    {
        /// <summary>One byte free in front: the byte before a line becomes its 0x00.</summary>
        public byte[] Bytes = new byte[Block + 1];
        public int Length;
        public LeafBatch Leaves { get; } = new();

        /// <summary>The last line of the file, where it stands in this block.</summary>
        public string? End { get; set; }
    }

    private sealed record Head(AuditHash Hash, string LogId, Dictionary<string, AuditKey> Keys, List<SignedCheckpoint> Checkpoints, long Length);

    /// <param name="outside">Roots that somebody wrote down elsewhere.</param>
    /// <param name="trusted">Ids of keys that may have signed; null takes those the file names.</param>
    public static AuditReport Run(Stream file, IReadOnlyList<AuditAnchor> outside, IReadOnlyCollection<string>? trusted)
    {
        if (ReadHead(file, out var wrong) is not { } head)
        {
            return new(0, null, false, new(0, null, null, null, wrong), "", 0, 0, []);
        }
        var signatures = Checkpoints.Check(head.LogId, head.Hash, head.Checkpoints, head.Keys, trusted, out var signed);
        var verification = new AuditVerification(head.Hash, [.. outside, .. signed]);
        file.Position = head.Length;
        string? end = null;
        foreach (var batch in OrderedBatches.Of(() => new FileBatch(), new Blocks(file).Fill, batch => Read(head.Hash, batch)))
        {
            if (end is not null && batch.Length > 0)
            {
                verification.Report(new(verification.Size, null, null, null, "结束行之后还有内容：文件被改过。"));
            }
            if (!verification.Add(batch.Leaves))
            {
                break;
            }
            end ??= batch.End;
        }
        verification.Report(signatures);
        var report = verification.Finish(verification.Size, [.. head.Keys.Keys.Order(StringComparer.Ordinal)]);
        if (report.Ok && (head.Checkpoints.Count == 0 || head.Checkpoints[^1].Size != report.Entries))
        {
            return report with { Ok = false, Root = null, FirstDamaged = new(report.Entries, null, "audit.checkpoint", null, "缺少导出时签的检查点：被删除，或末尾被截断。") };
        }
        return !report.Ok || end == string.Create(CultureInfo.InvariantCulture, $"end\t{report.Entries}\t{report.Root}") ? report : report with
        {
            Ok = false,
            Root = null,
            FirstDamaged = new(report.Entries, null, null, null, end is null ? "没有结束行：文件不完整，末尾被截断。" : "结束行与内容不符：末尾被截断或改过。"),
        };
    }

    private sealed class Blocks(Stream file)
    {
        private byte[] _rest = [];

        /// <summary>Takes the next whole lines; what a line is cut in waits for the next block.</summary>
        public bool Fill(FileBatch batch)
        {
            if (_rest.Length + 1 >= batch.Bytes.Length)
            {
                batch.Bytes = new byte[2 * _rest.Length + 1];
            }
            batch.Length = _rest.Length;
            _rest.CopyTo(batch.Bytes, 1);
            while (true)
            {
                var read = file.ReadAtLeast(batch.Bytes.AsSpan(1 + batch.Length), batch.Bytes.Length - 1 - batch.Length, throwOnEndOfStream: false);
                batch.Length += read;
                if (batch.Length < batch.Bytes.Length - 1)
                {
                    _rest = [];
                    return false;
                }
                var end = batch.Bytes.AsSpan(1, batch.Length).LastIndexOf((byte)'\n') + 1;
                if (end > 0)
                {
                    _rest = batch.Bytes.AsSpan(1 + end, batch.Length - end).ToArray();
                    batch.Length = end;
                    return true;
                }
                Array.Resize(ref batch.Bytes, batch.Bytes.Length * 2); // A line longer than a block.
            }
        }
    }

    private static void Read(AuditHash hash, FileBatch batch)
    {
        batch.Leaves.Begin(-1);
        batch.End = null;
        Span<byte> stored = stackalloc byte[AuditHash.Bytes];
        for (var at = 1; at <= batch.Length;)
        {
            var rest = batch.Bytes.AsSpan(at, batch.Length + 1 - at);
            var length = rest.IndexOf((byte)'\n');
            var line = length < 0 ? rest : rest[..length];
            if (line.StartsWith("end\t"u8))
            {
                // Whole and last, or not the end that was written.
                batch.End = length == rest.Length - 1 ? Encoding.UTF8.GetString(line) : "";
                return;
            }
            var seq = batch.Leaves.First + batch.Leaves.Count;
            var cut = line.LastIndexOf(AuditLeaf.Separator);
            if (length < 0 || line.Count(AuditLeaf.Separator) != AuditLeaf.Fields || !Utf8Parser.TryParse(line, out long number, out _)
                || !TryHex(line[(cut + 1)..], stored))
            {
                Damage(batch.Leaves, line, "这一行不成条目：被改过或被截断。");
                return;
            }
            if (batch.Leaves.First < 0)
            {
                batch.Leaves.First = number;
            }
            else if (number != seq)
            {
                batch.Leaves.Damage = new(seq, null, null, null, $"缺少第 {seq} 条（其后是第 {number} 条）：条目被删除或调换了次序。");
                return;
            }
            batch.Bytes[at - 1] = 0; // The line end before it is no longer needed.
            if (!batch.Leaves.Take(hash, batch.Bytes.AsSpan(at - 1, cut + 1), stored))
            {
                return;
            }
            at += line.Length + 1;
        }
    }

    private static void Damage(LeafBatch leaves, ReadOnlySpan<byte> line, string why)
    {
        // A block that begins with a broken line does not know its number; whoever adds it up does.
        leaves.Damage = LeafBatch.Describe(Math.Max(0, leaves.First + leaves.Count), line, why);
    }

    private static Head? ReadHead(Stream file, out string wrong)
    {
        wrong = "这不是引凤导出的审计日志。请检查文件。";
        var keys = new Dictionary<string, AuditKey>(StringComparer.Ordinal);
        var checkpoints = new List<SignedCheckpoint>();
        var reader = new BufferedStream(file, 1 << 16);
        var line = new List<byte>();
        if (Next() is not [AuditExport.Format, { } name, { Length: 32 } logId] || AuditHash.Find(name) is not { } hash)
        {
            return null;
        }
        while (true)
        {
            var start = reader.Position;
            var first = reader.ReadByte();
            reader.Position = start;
            if (first is not ('K' or 'C'))
            {
                return new(hash, logId, keys, checkpoints, start);
            }
            wrong = "检查点或公钥的一行被改过。";
            switch (Next())
            {
                case ["K", var id, var spki] when !keys.ContainsKey(id):
                    keys[id] = new AuditKey { Id = id, Spki = spki };
                    break;
                case ["C", var number, var size, var root, var at, var occasion, var key, var signature]
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                    && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var s)
                    && DateTime.TryParseExact(at, AuditEntry.Instant, CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc)
                    && AuditLeaf.Instant(utc) == at && n.ToString(CultureInfo.InvariantCulture) == number && s.ToString(CultureInfo.InvariantCulture) == size:
                    checkpoints.Add(new() { Number = n, Size = s, Root = root, AtUtc = utc, Occasion = occasion, KeyId = key, Signature = signature });
                    break;
                default:
                    return null;
            }
        }

        string[]? Next()
        {
            line.Clear();
            for (int b; (b = reader.ReadByte()) != '\n'; line.Add((byte)b))
            {
                if (b < 0 || line.Count > LongestHead)
                {
                    return null;
                }
            }
            return Encoding.UTF8.GetString([.. line]).Split('\t');
        }
    }

    /// <summary>64 lower-case hex digits and nothing else: an export has one way of writing a hash.</summary>
    private static bool TryHex(ReadOnlySpan<byte> hex, Span<byte> bytes)
    {
        if (hex.Length != 2 * bytes.Length)
        {
            return false;
        }
        for (var i = 0; i < bytes.Length; i++)
        {
            var (high, low) = (Digit(hex[2 * i]), Digit(hex[2 * i + 1]));
            if ((high | low) < 0)
            {
                return false;
            }
            bytes[i] = (byte)(high << 4 | low);
        }
        return true;

        static int Digit(byte b) => b switch { >= (byte)'0' and <= (byte)'9' => b - '0', >= (byte)'a' and <= (byte)'f' => b - 'a' + 10, _ => -1 };
    }
}
