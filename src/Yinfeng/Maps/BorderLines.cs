namespace Yinfeng.Maps;

/// <summary>A stretch of border between two points where three regions meet; a whole ring where none do.</summary>
/// <param name="Points">From the smaller end on, so that both neighbours simplify the very same line.</param>
internal sealed record BorderLine(GeoPoint[] Points)
{
    /// <summary>The regions on its sides: one at the coast.</summary>
    public HashSet<long> Owners { get; } = [];
}

/// <summary>Cuts the outlines of many regions into the lines they share, so that neighbours stay neighbours when lines are simplified.</summary>
internal static class BorderLines
{
    /// <returns>For each land and ring its lines in order; true where a line is walked from its end to its start.</returns>
    public static IReadOnlyList<IReadOnlyList<(BorderLine Line, bool Backwards)>[]> Cut(IReadOnlyList<Land> lands)
    {
        var meeting = Meeting(lands);
        var known = new Dictionary<(GeoPoint, GeoPoint, GeoPoint), BorderLine>();
        return [.. lands.Select(land => land.Rings.Select(ring => Cut(land.RegionId, ring, meeting, known)).ToArray())];
    }

    /// <summary>Points with other than two neighbours in all outlines together.</summary>
    private static HashSet<GeoPoint> Meeting(IReadOnlyList<Land> lands)
    {
        var beside = new Dictionary<GeoPoint, (GeoPoint A, GeoPoint B)>();
        var meeting = new HashSet<GeoPoint>();
        foreach (var ring in lands.SelectMany(l => l.Rings))
        {
            for (var i = 0; i < ring.Length; i++)
            {
                var (before, after) = (ring[(i + ring.Length - 1) % ring.Length], ring[(i + 1) % ring.Length]);
                if (before.CompareTo(after) > 0)
                {
                    (before, after) = (after, before);
                }
                if (!beside.TryAdd(ring[i], (before, after)) && beside[ring[i]] != (before, after))
                {
                    meeting.Add(ring[i]);
                }
            }
        }
        return meeting;
    }

    private static List<(BorderLine, bool)> Cut(long owner, GeoPoint[] ring, HashSet<GeoPoint> meeting,
        Dictionary<(GeoPoint, GeoPoint, GeoPoint), BorderLine> known)
    {
        var start = Array.FindIndex(ring, meeting.Contains);
        if (start < 0)
        {
            start = Array.IndexOf(ring, ring.Min());
        }
        var lines = new List<(BorderLine, bool)>();
        var points = new List<GeoPoint> { ring[start] };
        for (var step = 1; step <= ring.Length; step++)
        {
            var point = ring[(start + step) % ring.Length];
            points.Add(point);
            if (step == ring.Length || meeting.Contains(point))
            {
                lines.Add(Known([.. points], owner, known));
                points = [point];
            }
        }
        return lines;
    }

    private static (BorderLine, bool) Known(GeoPoint[] points, long owner, Dictionary<(GeoPoint, GeoPoint, GeoPoint), BorderLine> known)
    {
        var ends = points[0].CompareTo(points[^1]);
        var backwards = ends > 0 || (ends == 0 && points[1].CompareTo(points[^2]) > 0);
        if (backwards)
        {
            Array.Reverse(points);
        }
        var key = (points[0], points[1], points[^1]);
        if (!known.TryGetValue(key, out var line))
        {
            known[key] = line = new BorderLine(points);
        }
        line.Owners.Add(owner);
        return (line, backwards);
    }
}
