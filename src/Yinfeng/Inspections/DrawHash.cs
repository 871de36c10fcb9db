using System.Security.Cryptography;
using System.Text;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>The hash function of a draw: MD5 only to repeat RFC 3797 as published, SM3 where national cryptography is required.</summary>
public enum DrawHash { Md5, Sha256, Sm3 }

/// <summary>Hash functions by name, and what a draw hashes with them.</summary>
public static class DrawHashes
{
    public static string Name(DrawHash hash) => hash switch
    {
        DrawHash.Md5 => "MD5",
        DrawHash.Sha256 => "SHA-256",
        DrawHash.Sm3 => "SM3",
        _ => throw new ArgumentOutOfRangeException(nameof(hash)),
    };

    /// <summary>The function that a draw may be published with; MD5 is not one.</summary>
    public static DrawHash? Find(string? name) => name switch { "SHA-256" => DrawHash.Sha256, "SM3" => DrawHash.Sm3, _ => null };

#pragma warning disable CA5351 // RFC 3797 is defined with MD5; only its own example is computed with it.
    public static byte[] Of(DrawHash hash, ReadOnlySpan<byte> data) => hash switch
    {
        DrawHash.Md5 => MD5.HashData(data),
        DrawHash.Sha256 => SHA256.HashData(data),
        DrawHash.Sm3 => Sm3.HashData(data),
        _ => throw new ArgumentOutOfRangeException(nameof(hash)),
    };
#pragma warning restore CA5351

    /// <summary>Lower-case hexadecimal of the hash of a text's UTF-8.</summary>
    public static string Hex(DrawHash hash, string text) => Convert.ToHexStringLower(Of(hash, Encoding.UTF8.GetBytes(text)));
}
