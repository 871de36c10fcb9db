namespace Yinfeng.Maps;

/// <summary>Leaves out the points of a line that nobody would miss (Douglas and Peucker).</summary>
internal static class LineSimplifier
{
    /// <param name="points">At least two; the first and the last stay.</param>
    /// <param name="tolerance">How far a point left out may lie from the line, in the units of the points.</param>
    public static IReadOnlyList<(double X, double Y)> Keep((double X, double Y)[] points, double tolerance)
    {
        var keep = new bool[points.Length];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int First, int Last)>();
        open.Push((0, points.Length - 1));
        while (open.TryPop(out var part))
        {
            var (farthest, distance) = (-1, tolerance * tolerance);
            for (var i = part.First + 1; i < part.Last; i++)
            {
                if (SquaredDistance(points[i], points[part.First], points[part.Last]) is var d && d > distance)
                {
                    (farthest, distance) = (i, d);
                }
            }
            if (farthest >= 0)
            {
                keep[farthest] = true;
                open.Push((part.First, farthest));
                open.Push((farthest, part.Last));
            }
        }
        return [.. points.Where((_, i) => keep[i])];
    }

    /// <summary>From the segment, which is a point where a ring ends where it began.</summary>
    private static double SquaredDistance((double X, double Y) p, (double X, double Y) a, (double X, double Y) b)
    {
        var (x, y) = (b.X - a.X, b.Y - a.Y);
        var length = x * x + y * y;
        var along = length == 0 ? 0 : Math.Clamp(((p.X - a.X) * x + (p.Y - a.Y) * y) / length, 0, 1);
        var (dx, dy) = (p.X - a.X - along * x, p.Y - a.Y - along * y);
        return dx * dx + dy * dy;
    }
}
