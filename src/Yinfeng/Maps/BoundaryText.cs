using System.Globalization;
using System.Text;

namespace Yinfeng.Maps;

/// <summary>Rings as text: steps in hundred-thousandths of a degree, "x y x y", rings apart by ';'. The first step is from 0 0.</summary>
internal static class BoundaryText
{
    public static string Write(IReadOnlyList<GeoPoint[]> rings)
    {
        var text = new StringBuilder();
        foreach (var ring in rings)
        {
            text.Append(text.Length > 0 ? ";" : "");
            var before = new GeoPoint(0, 0);
            foreach (var point in ring)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(before == default ? "" : " ")}{point.X - before.X} {point.Y - before.Y}");
                before = point;
            }
        }
        return text.ToString();
    }

    public static IReadOnlyList<GeoPoint[]> Read(string text) => [.. text.Split(';').Select(ring =>
    {
        var steps = ring.Split(' ');
        var points = new GeoPoint[steps.Length / 2];
        var at = new GeoPoint(0, 0);
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = at = new GeoPoint(at.X + Number(steps[2 * i]), at.Y + Number(steps[2 * i + 1]));
        }
        return points;
    })];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
