using System.Globalization;
using System.Text;

namespace Yinfeng.Maps;

/// <summary>A region as a path of a picture.</summary>
/// <param name="Path">SVG path data in the picture's units.</param>
/// <param name="X">Where its name and its symbol stand.</param>
internal sealed record DrawnLand(long RegionId, string Path, int X, int Y);

/// <summary>Lands drawn to fit a picture: simplified as far as the eye does not see it.</summary>
/// <param name="Width">In units; about two of them are a point of a screen.</param>
/// <param name="Borders">Path data of the borders between groups (provinces) and of the coast.</param>
/// <param name="Placed">Where a place on the earth lies in the picture.</param>
internal sealed record DrawnMap(int Width, int Height, IReadOnlyList<DrawnLand> Lands, string Borders, Func<double, double, (int X, int Y)> Placed)
{
    private const int Margin = 16;
    private const double WidestPart = 35, CountryMiddle = 105; // Degrees; 内蒙古 spans 29.

    /// <param name="group">Borders between groups are drawn once more, stronger.</param>
    /// <param name="width">Units of the picture; its height follows, at most <paramref name="tallest"/>.</param>
    /// <param name="tolerance">By how many units a simplified line may be off.</param>
    public static DrawnMap Of(IReadOnlyList<Land> lands, Func<long, long> group, int width, int tallest, double tolerance)
    {
        var (west, east) = (lands.SelectMany(l => l.Rings).SelectMany(r => r).Min(p => p.Longitude), lands.SelectMany(l => l.Rings).SelectMany(r => r).Max(p => p.Longitude));
        var middle = east - west > WidestPart ? CountryMiddle : (west + east) / 2;
        (double X, double Y) OnEarth(GeoPoint p) => ConicProjection.Of(p.Longitude, p.Latitude, middle);
        var corners = lands.SelectMany(l => l.Rings).SelectMany(r => r).Select(OnEarth).ToList();
        var (left, right, top, bottom) = (corners.Min(c => c.X), corners.Max(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.Y));
        var scale = Math.Min((width - 2 * Margin) / (right - left), (tallest - 2 * Margin) / (bottom - top));
        var (offX, offY) = ((width - scale * (right - left)) / 2 - scale * left, Margin - scale * top);
        (double X, double Y) At((double X, double Y) p) => (p.X * scale + offX, p.Y * scale + offY);

        var simplified = new Dictionary<BorderLine, (int X, int Y)[]>(ReferenceEqualityComparer.Instance);
        (int X, int Y)[] Simplified(BorderLine line) => simplified.TryGetValue(line, out var done) ? done
            : simplified[line] = [.. LineSimplifier.Keep([.. line.Points.Select(p => At(OnEarth(p)))], tolerance).Select(p => ((int)Math.Round(p.X), (int)Math.Round(p.Y)))];

        var cut = BorderLines.Cut(lands);
        var drawn = new List<DrawnLand>(lands.Count);
        for (var i = 0; i < lands.Count; i++)
        {
            var path = new StringBuilder();
            foreach (var ring in cut[i])
            {
                Write(path, [.. ring.SelectMany((piece, at) => Walked(Simplified(piece.Line), piece.Backwards).Skip(at == 0 ? 0 : 1))], closed: true);
            }
            var (x, y) = At(OnEarth(lands[i].Centre));
            drawn.Add(new DrawnLand(lands[i].RegionId, path.ToString(), (int)Math.Round(x), (int)Math.Round(y)));
        }
        var borders = new StringBuilder();
        foreach (var (line, points) in simplified.Where(s => s.Key.Owners.Count == 1 || s.Key.Owners.Select(group).Distinct().Count() > 1))
        {
            Write(borders, points, closed: false);
        }
        return new DrawnMap(width, (int)Math.Ceiling(scale * (bottom - top)) + 2 * Margin, drawn, borders.ToString(), (longitude, latitude) =>
        {
            var (x, y) = At(ConicProjection.Of(longitude, latitude, middle));
            return ((int)Math.Round(x), (int)Math.Round(y));
        });
    }

    private static IEnumerable<(int X, int Y)> Walked((int X, int Y)[] points, bool backwards) => backwards ? points.Reverse() : points;

    /// <summary>Steps from point to point; what falls together into nothing is left out of closed rings.</summary>
    private static void Write(StringBuilder path, (int X, int Y)[] points, bool closed)
    {
        var steps = new List<(int X, int Y)>(points.Length);
        foreach (var point in points)
        {
            if (steps.Count == 0 || steps[^1] != point)
            {
                steps.Add(point);
            }
        }
        if (steps.Count < (closed ? 4 : 2))
        {
            return;
        }
        path.Append(CultureInfo.InvariantCulture, $"M{steps[0].X} {steps[0].Y}l");
        for (var i = 1; i < steps.Count - (closed ? 1 : 0); i++)
        {
            var (x, y) = (steps[i].X - steps[i - 1].X, steps[i].Y - steps[i - 1].Y);
            path.Append(CultureInfo.InvariantCulture, $"{(i > 1 && x >= 0 ? " " : "")}{x}{(y < 0 ? "" : " ")}{y}");
        }
        path.Append(closed ? "z" : "");
    }
}
