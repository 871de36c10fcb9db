namespace Yinfeng.Access;

/// <summary>How hard a QR code would be to read (ISO/IEC 18004, 7.8.3): the mask with the least is taken.</summary>
internal static class QrPenalty
{
    private static readonly bool[] Finder = [true, false, true, true, true, false, true, false, false, false, false];

    public static int Of(bool[,] dark)
    {
        var size = dark.GetLength(0);
        int penalty = 0, count = 0;
        for (var i = 0; i < size; i++)
        {
            var (row, column) = (i, i);
            penalty += Line(k => dark[row, k], size) + Line(k => dark[k, column], size);
            for (var j = 0; j < size; j++)
            {
                count += dark[i, j] ? 1 : 0;
                if (i > 0 && j > 0 && dark[i, j] == dark[i - 1, j] && dark[i, j] == dark[i, j - 1] && dark[i, j] == dark[i - 1, j - 1])
                {
                    penalty += 3;
                }
            }
        }
        return penalty + Math.Abs(count * 20 - size * size * 10) / (size * size) * 10;
    }

    /// <summary>Runs of five and more, and what looks like a finder pattern with four light modules beside it.</summary>
    private static int Line(Func<int, bool> dark, int size)
    {
        int penalty = 0, run = 0;
        for (var k = 0; k < size; k++)
        {
            run = k > 0 && dark(k) == dark(k - 1) ? run + 1 : 1;
            penalty += run == 5 ? 3 : run > 5 ? 1 : 0;
            if (k >= Finder.Length - 1)
            {
                var (start, end) = (k - Finder.Length + 1, k);
                penalty += Finder.Index().All(f => dark(start + f.Index) == f.Item) ? 40 : 0;
                penalty += Finder.Index().All(f => dark(end - f.Index) == f.Item) ? 40 : 0;
            }
        }
        return penalty;
    }
}
