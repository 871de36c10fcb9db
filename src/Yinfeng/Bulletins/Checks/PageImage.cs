using System.Globalization;
using System.Text;

namespace Yinfeng.Bulletins.Checks;

/// <summary>A rendered page in shades of grey, measured in millimetres.</summary>
internal sealed class PageImage
{
    /// <summary>127 dots per inch are 5 per millimetre.</summary>
    public const int Dpi = 127;
    private const decimal DotsPerMillimetre = 5;
    private const byte Paper = 200;
    private readonly byte[] _dots;

    private PageImage(int width, int height, byte[] dots) => (Columns, Rows, _dots) = (width, height, dots);

    private int Columns { get; }
    private int Rows { get; }
    public decimal Width => Columns / DotsPerMillimetre;
    public decimal Height => Rows / DotsPerMillimetre;

    /// <summary>Reads a binary PGM of 8 bits.</summary>
    public static PageImage Read(byte[] file)
    {
        var at = 0;
        string Word()
        {
            while (char.IsWhiteSpace((char)file[at]))
            {
                at++;
            }
            var start = at;
            while (!char.IsWhiteSpace((char)file[at]))
            {
                at++;
            }
            return Encoding.ASCII.GetString(file, start, at - start);
        }
        _ = Word();
        var (width, height) = (int.Parse(Word(), CultureInfo.InvariantCulture), int.Parse(Word(), CultureInfo.InvariantCulture));
        _ = Word();
        return new PageImage(width, height, file[(at + 1)..]);
    }

    /// <summary>Edges of the ink between two heights, in mm from the upper left corner; null where the strip is blank.</summary>
    public (decimal Left, decimal Top, decimal Right, decimal Bottom)? Ink(decimal from, decimal to)
    {
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, -1, -1);
        for (var y = (int)(from * DotsPerMillimetre); y < Math.Min(Rows, (int)(to * DotsPerMillimetre)); y++)
        {
            var row = _dots.AsSpan(y * Columns, Columns);
            var first = row.IndexOfAnyInRange((byte)0, Paper);
            if (first >= 0)
            {
                (left, right) = (Math.Min(left, first), Math.Max(right, row.LastIndexOfAnyInRange((byte)0, Paper)));
                (top, bottom) = (Math.Min(top, y), y);
            }
        }
        return right < 0 ? null : (left / DotsPerMillimetre, top / DotsPerMillimetre, (right + 1) / DotsPerMillimetre, (bottom + 1) / DotsPerMillimetre);
    }
}
