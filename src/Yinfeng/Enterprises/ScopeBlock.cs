using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Yinfeng.Enterprises;

/// <summary>Business scopes of companies that came one behind the other in an import, packed into one value.</summary>
/// <remarks>They are most of what a registry file says and are seldom read: packed they take a third of the room on the disk and are
/// written in a fraction of the time. A scope that changes later stands in <see cref="EnterpriseScope"/>, which goes before.</remarks>
public sealed class ScopeBlock
{
    /// <summary>More pack better, fewer are unpacked faster for one company.</summary>
    public const int MostCompanies = 256;

    /// <summary>Ids of the first and the last company in it.</summary>
    public long First { get; init; }
    public long Last { get; init; }

    /// <summary>See <see cref="Of"/>; <see cref="UnpackedScopes"/> reads it.</summary>
    public required byte[] Packed { get; init; }

    /// <summary>Four bytes with the length of what follows once it is unpacked, then Brotli of it: how many companies; of each how much
    /// larger its id is than the one before and how many bytes its scope has, in UTF-8; the scopes.</summary>
    /// <param name="companies">In the order of their ids; at least one.</param>
    internal static ScopeBlock Of(IReadOnlyList<Matched> companies)
    {
        var most = 16 + companies.Sum(c => 16 + Encoding.UTF8.GetMaxByteCount(c.Row.Scope.Length));
        var (plain, packed) = (ArrayPool<byte>.Shared.Rent(most), ArrayPool<byte>.Shared.Rent(sizeof(int) + BrotliEncoder.GetMaxCompressedLength(most)));
        try
        {
            var length = Write(companies, plain);
            BinaryPrimitives.WriteInt32LittleEndian(packed, length);
            if (!BrotliEncoder.TryCompress(plain.AsSpan(0, length), packed.AsSpan(sizeof(int)), out var written, quality: 0, window: 18))
            {
                throw new InvalidOperationException("Brotli needs more room than it says.");
            }
            return new ScopeBlock { First = companies[0].Id, Last = companies[^1].Id, Packed = packed[..(sizeof(int) + written)] };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    private static int Write(IReadOnlyList<Matched> companies, byte[] plain)
    {
        var used = Put(plain, 0, companies.Count);
        var before = 0L;
        foreach (var (row, id) in companies)
        {
            used = Put(plain, used, id - before);
            used = Put(plain, used, Encoding.UTF8.GetByteCount(row.Scope));
            before = id;
        }
        foreach (var (row, _) in companies)
        {
            used += Encoding.UTF8.GetBytes(row.Scope, plain.AsSpan(used));
        }
        return used;
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    private static int Put(byte[] plain, int at, long number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            plain[at++] = (byte)((number & 0x7F) | 0x80);
        }
        plain[at++] = (byte)number;
        return at;
    }
}

/// <summary>A <see cref="ScopeBlock"/> that can be read.</summary>
internal sealed class UnpackedScopes
{
    private readonly byte[] _plain;
    private readonly long[] _ids;
    private readonly (int Start, int Length)[] _places;

    /// <exception cref="InvalidDataException">The bytes are not as they were packed.</exception>
    public UnpackedScopes(ReadOnlySpan<byte> packed)
    {
        _plain = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed)];
        if (!BrotliDecoder.TryDecompress(packed[sizeof(int)..], _plain, out var length) || length != _plain.Length)
        {
            throw new InvalidDataException("A block of business scopes cannot be unpacked.");
        }
        var at = 0;
        _ids = new long[Next(ref at)];
        _places = new (int, int)[_ids.Length];
        var (id, start) = (0L, 0);
        for (var i = 0; i < _ids.Length; i++)
        {
            _ids[i] = id += Next(ref at);
            _places[i] = (start, (int)Next(ref at));
            start += _places[i].Length;
        }
        for (var i = 0; i < _places.Length; i++)
        {
            _places[i].Start += at;
        }
    }

    public long Last => _ids[^1];

    /// <summary>UTF-8; empty where the company is not in the block.</summary>
    public ReadOnlySpan<byte> Of(long id) => Array.BinarySearch(_ids, id) is >= 0 and var i ? _plain.AsSpan(_places[i].Start, _places[i].Length) : [];

    private long Next(ref int at)
    {
        var number = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var part = _plain[at++];
            number |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
