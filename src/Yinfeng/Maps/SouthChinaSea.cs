using System.Globalization;
using System.Text;
using Yinfeng.Reference;

namespace Yinfeng.Maps;

/// <summary>The inset of the islands of the South China Sea (南海诸岛), which belongs to every map of the country (data/reference/south-china-sea.csv).</summary>
internal static class SouthChinaSea
{
    public const int Width = 64, Height = 94;

    /// <summary>Where the dash east of Taiwan runs; it lies outside the inset.</summary>
    public static readonly (double Longitude, double Latitude)[] EastOfTaiwan = [(122.52, 23.46), (122.80, 24.57)];

    private static readonly Lazy<string> Drawn = new(Draw);

    /// <summary>Path data of coast, islands, dashes and frame in a box of <see cref="Width"/> by <see cref="Height"/>.</summary>
    public static string Path => Drawn.Value;

    private static string Draw()
    {
        var path = new StringBuilder();
        foreach (var part in ReferenceTable.Read("south-china-sea.csv", "no", "x", "y").GroupBy(r => r[0]))
        {
            path.Append(CultureInfo.InvariantCulture, $"M{string.Join('L', part.Select(r => $"{r[1]} {r[2]}"))}z");
        }
        return path.ToString();
    }
}
