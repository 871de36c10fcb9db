using System.Diagnostics;
using System.Globalization;
using Yinfeng.Analytics.Relatedness;

namespace Yinfeng.Benchmarks;

/// <summary>Location quotients, proximity and density of regions × activities, beside bench/peers/t4_numpy.py on the same file.</summary>
internal static class T4Relatedness
{
    public static int Run(string file, int rounds)
    {
        var lines = File.ReadLines(file).Skip(1).Select(line => line.Split(','))
            .Select(cells => Array.ConvertAll(cells, cell => int.Parse(cell, CultureInfo.InvariantCulture))).ToArray();
        var (regions, activities) = (lines.Max(line => line[0]) + 1, lines.Max(line => line[1]) + 1);
        var counts = new int[regions * activities];
        foreach (var line in lines)
        {
            counts[(line[0] * activities) + line[1]] = line[2];
        }
        var parts = new List<double[]>();
        (Presence Presence, Proximity Proximity, Density Density, double[] Complexity)? kept = null;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var presence = new Presence(counts, regions, activities);
            var presenceDone = Stopwatch.GetTimestamp();
            var proximity = new Proximity(presence, kept?.Proximity);
            var proximityDone = Stopwatch.GetTimestamp();
            var density = new Density(presence, proximity, kept?.Density);
            var densityDone = Stopwatch.GetTimestamp();
            var complexity = Complexity.OfRegions(presence);
            parts.Add([Ms(start, presenceDone), Ms(presenceDone, proximityDone), Ms(proximityDone, densityDone), Ms(densityDone, Stopwatch.GetTimestamp())]);
            kept = (presence, proximity, density, complexity);
        }
        var made = kept ?? throw new ArgumentOutOfRangeException(nameof(rounds));
        var median = parts.OrderBy(part => part.Sum()).ElementAt(rounds / 2);
        var proximities = Enumerable.Range(0, activities).Sum(activity => Sum(made.Proximity.Of(activity)));
        var densities = Enumerable.Range(0, regions).Sum(region => Sum(made.Density.Of(region)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{regions} x {activities}: {median.Sum():F1} ms (quotients {median[0]:F1}, proximity {median[1]:F1}, density {median[2]:F1}, complexity {median[3]:F1}; best {parts.Min(part => part.Sum()):F1}); present {made.Presence.Count}, sum of proximities {proximities:F6}, of densities {densities:F6}, of |complexity| {made.Complexity.Sum(Math.Abs):F6}"));
        return 0;
    }

    private static double Ms(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalMilliseconds;

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }
        return sum;
    }
}
