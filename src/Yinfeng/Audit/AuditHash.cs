using System.Security.Cryptography;

namespace Yinfeng.Audit;

/// <summary>The hash of a log: SHA-256, or SM3 where GB/T 39786 asks for it. Both give 32 bytes.</summary>
public abstract class AuditHash
{
    public const int Bytes = 32;
    public static readonly AuditHash Sha256 = new Sha256Hash();
    public static readonly AuditHash Sm3 = new Sm3Hash();

    /// <summary>As stores and exports name it.</summary>
    public abstract string Name { get; }

    /// <param name="hash">Receives 32 bytes.</param>
    public abstract void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash);

    /// <returns>Null for a name that is neither.</returns>
    public static AuditHash? Find(string name) => name switch { "sha256" => Sha256, "sm3" => Sm3, _ => null };

    public byte[] Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new byte[Bytes];
        Hash(bytes, hash);
        return hash;
    }

    /// <summary>H(0x01 ‖ left ‖ right), the inner node of RFC 6962.</summary>
    public byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var node = new byte[Bytes];
        Node(left, right, node);
        return node;
    }

    /// <param name="node">Receives 32 bytes; may be one of the two.</param>
    public void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> node)
    {
        Span<byte> both = stackalloc byte[1 + 2 * Bytes];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + Bytes)..]);
        Hash(both, node);
    }

    /// <summary>The hash of a salted personal value: H(salt ‖ UTF-8 of the value), in lower-case hex.</summary>
    public string Salted(ReadOnlySpan<byte> salt, string value)
    {
        var bytes = new byte[salt.Length + System.Text.Encoding.UTF8.GetByteCount(value)];
        salt.CopyTo(bytes);
        System.Text.Encoding.UTF8.GetBytes(value, bytes.AsSpan(salt.Length));
        return Convert.ToHexStringLower(Hash(bytes));
    }

    private sealed class Sha256Hash : AuditHash
    {
        public override string Name => "sha256";
        public override void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash) => SHA256.HashData(bytes, hash);
    }

    private sealed class Sm3Hash : AuditHash
    {
        public override string Name => "sm3";
        public override void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash) => Kernel.Sm3.Hash(bytes, hash);
    }
}
