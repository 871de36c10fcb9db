using System.Text;

namespace Yinfeng.Access;

/// <summary>A QR code (ISO/IEC 18004) of a short text: bytes, error correction M, up to version 10 (213 bytes).</summary>
internal sealed class QrCode
{
    /// <summary>Error correction M by version: correction bytes of each block, then data bytes of each block.</summary>
    private static readonly (int Correction, int[] Data)[] Versions =
    [
        (10, [16]), (16, [28]), (26, [44]), (18, [32, 32]), (24, [43, 43]), (16, [27, 27, 27, 27]), (18, [31, 31, 31, 31]),
        (22, [38, 38, 39, 39]), (22, [36, 36, 36, 37, 37]), (26, [43, 43, 43, 43, 44]),
    ];

    private static readonly int[][] Alignment = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
    private readonly bool[,] _dark;
    private readonly bool[,] _fixed;
    private readonly int _version;

    private QrCode(int version)
    {
        _version = version;
        Size = 17 + 4 * version;
        (_dark, _fixed) = (new bool[Size, Size], new bool[Size, Size]);
    }

    /// <summary>Modules on each side, without the quiet zone.</summary>
    public int Size { get; }

    public bool IsDark(int row, int column) => _dark[row, column];

    /// <param name="mask">One of the eight masks; null takes the one that reads best.</param>
    /// <exception cref="ArgumentException">The text is too long.</exception>
    public static QrCode Of(string text, int? mask = null)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Array.FindIndex(Versions, v => HeadBits(Array.IndexOf(Versions, v) + 1) + 8 * bytes.Length <= 8 * v.Data.Sum()) + 1;
        if (version == 0)
        {
            throw new ArgumentException($"{bytes.Length} bytes are too many for version {Versions.Length}.", nameof(text));
        }
        var code = new QrCode(version);
        code.DrawFixed();
        code.DrawData(Interleaved(Versions[version - 1], DataBytes(bytes, version)));
        code.DrawMask(mask ?? code.BestMask());
        return code;
    }

    /// <summary>The dark modules as an SVG path of runs, with a quiet zone of four modules.</summary>
    public string Path()
    {
        var path = new StringBuilder();
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                var start = column;
                while (column < Size && _dark[row, column])
                {
                    column++;
                }
                if (column > start)
                {
                    path.Append('M').Append(start + 4).Append(' ').Append(row + 4).Append('h').Append(column - start).Append("v1h-").Append(column - start).Append('z');
                }
            }
        }
        return path.ToString();
    }

    /// <summary>Mode and length: 4 bits and, from version 10 on, 16 instead of 8.</summary>
    private static int HeadBits(int version) => version < 10 ? 12 : 20;

    private static byte[] DataBytes(byte[] bytes, int version)
    {
        var all = new byte[Versions[version - 1].Data.Sum()];
        var bit = 0;
        void Put(int value, int count)
        {
            for (var i = count - 1; i >= 0; i--, bit++)
            {
                all[bit / 8] |= (byte)(((value >> i) & 1) << (7 - bit % 8));
            }
        }
        Put(0b0100, 4);
        Put(bytes.Length, HeadBits(version) - 4);
        foreach (var b in bytes)
        {
            Put(b, 8);
        }
        bit = Math.Min(bit + 4, all.Length * 8); // The end mark is four zero bits, or as many as fit.
        for (var i = (bit + 7) / 8; i < all.Length; i++)
        {
            all[i] = (i - (bit + 7) / 8) % 2 == 0 ? (byte)0xEC : (byte)0x11;
        }
        return all;
    }

    /// <summary>Blocks with their correction, read across: first bytes of all blocks, second bytes and so on.</summary>
    private static List<byte> Interleaved((int Correction, int[] Data) version, byte[] data)
    {
        var blocks = new List<byte[]>();
        var at = 0;
        foreach (var length in version.Data)
        {
            blocks.Add(data[at..(at + length)]);
            at += length;
        }
        var corrections = blocks.ConvertAll(b => ReedSolomon.Remainder(b, version.Correction));
        var all = new List<byte>();
        for (var i = 0; i < version.Data.Max(); i++)
        {
            all.AddRange(blocks.Where(b => i < b.Length).Select(b => b[i]));
        }
        for (var i = 0; i < version.Correction; i++)
        {
            all.AddRange(corrections.Select(c => c[i]));
        }
        return all;
    }

    private void DrawFixed()
    {
        for (var i = 0; i < Size; i++)
        {
            Fix(6, i, i % 2 == 0);
            Fix(i, 6, i % 2 == 0);
        }
        foreach (var (row, column) in new[] { (3, 3), (3, Size - 4), (Size - 4, 3) })
        {
            DrawRings(row, column, 4, d => d is not (2 or 4));
        }
        var places = Alignment[_version - 1];
        foreach (var row in places)
        {
            foreach (var column in places)
            {
                var corner = (row == 6 && (column == 6 || column == places[^1])) || (column == 6 && row == places[^1]);
                if (!corner)
                {
                    DrawRings(row, column, 2, d => d != 1);
                }
            }
        }
        DrawFormat(0); // Reserves the places.
        if (_version >= 7)
        {
            var bits = (_version << 12) | Bch(_version, 12, 0x1F25);
            for (var i = 0; i < 18; i++)
            {
                Fix(i / 3, Size - 11 + i % 3, ((bits >> i) & 1) == 1);
                Fix(Size - 11 + i % 3, i / 3, ((bits >> i) & 1) == 1);
            }
        }
    }

    private void DrawRings(int row, int column, int radius, Func<int, bool> dark)
    {
        for (var r = -radius; r <= radius; r++)
        {
            for (var c = -radius; c <= radius; c++)
            {
                if (row + r >= 0 && row + r < Size && column + c >= 0 && column + c < Size)
                {
                    Fix(row + r, column + c, dark(Math.Max(Math.Abs(r), Math.Abs(c))));
                }
            }
        }
    }

    private void DrawFormat(int mask)
    {
        var bits = ((mask << 10) | Bch(mask, 10, 0x537)) ^ 0x5412; // Correction M is 00.
        for (var i = 0; i < 15; i++)
        {
            var dark = ((bits >> i) & 1) == 1;
            Fix(i < 6 ? i : i < 8 ? i + 1 : Size - 15 + i, 8, dark);
            Fix(8, i < 8 ? Size - 1 - i : i < 9 ? 7 : 14 - i, dark);
        }
        Fix(Size - 8, 8, true);
    }

    private void Fix(int row, int column, bool dark) => (_dark[row, column], _fixed[row, column]) = (dark, true);

    /// <summary>Remainder of a value shifted up by <paramref name="degree"/> bits, over GF(2).</summary>
    private static int Bch(int value, int degree, int polynomial)
    {
        var rest = value << degree;
        for (var bit = 31 - degree; bit >= 0; bit--)
        {
            if (((rest >> (bit + degree)) & 1) == 1)
            {
                rest ^= polynomial << bit;
            }
        }
        return rest;
    }

    /// <summary>Two columns at a time from the right, up and down in turn, around everything fixed.</summary>
    private void DrawData(List<byte> bytes)
    {
        var bit = 0;
        for (var right = Size - 1; right >= 1; right -= 2)
        {
            right = right == 6 ? 5 : right;
            for (var i = 0; i < Size; i++)
            {
                var row = ((right + 1) & 2) == 0 ? Size - 1 - i : i;
                for (var column = right; column > right - 2; column--)
                {
                    if (!_fixed[row, column] && bit < bytes.Count * 8)
                    {
                        _dark[row, column] = ((bytes[bit / 8] >> (7 - bit % 8)) & 1) == 1;
                        bit++;
                    }
                }
            }
        }
    }

    private int BestMask() => Enumerable.Range(0, 8).MinBy(mask =>
    {
        DrawMask(mask);
        var penalty = QrPenalty.Of(_dark);
        Toggle(mask);
        return penalty;
    });

    private void DrawMask(int mask)
    {
        Toggle(mask);
        DrawFormat(mask);
    }

    private void Toggle(int mask)
    {
        for (var r = 0; r < Size; r++)
        {
            for (var c = 0; c < Size; c++)
            {
                var flips = mask switch
                {
                    0 => (r + c) % 2,
                    1 => r % 2,
                    2 => c % 3,
                    3 => (r + c) % 3,
                    4 => (r / 2 + c / 3) % 2,
                    5 => r * c % 2 + r * c % 3,
                    6 => (r * c % 2 + r * c % 3) % 2,
                    _ => ((r + c) % 2 + r * c % 3) % 2,
                } == 0;
                _dark[r, c] ^= flips && !_fixed[r, c];
            }
        }
    }
}
