namespace Yinfeng.Maps;

/// <summary>A point in hundred-thousandths of a degree (about a metre): whole numbers, so that what two neighbours share is equal.</summary>
internal readonly record struct GeoPoint(int X, int Y) : IComparable<GeoPoint>
{
    public const double PerDegree = 100_000;

    public static GeoPoint Of(double longitude, double latitude) => new((int)Math.Round(longitude * PerDegree), (int)Math.Round(latitude * PerDegree));
    public double Longitude => X / PerDegree;
    public double Latitude => Y / PerDegree;
    public int CompareTo(GeoPoint other) => X != other.X ? X.CompareTo(other.X) : Y.CompareTo(other.Y);
}

/// <summary>The outline of a region.</summary>
/// <param name="RegionId">GB/T 2260 code.</param>
/// <param name="Centre">Where its name and its symbol stand.</param>
/// <param name="Rings">Closed: the first point follows the last. Which of them are holes is told by the even-odd rule.</param>
internal sealed record Land(long RegionId, GeoPoint Centre, IReadOnlyList<GeoPoint[]> Rings)
{
    /// <summary>The centre of the box of the largest ring, for outlines that name no centre.</summary>
    public static GeoPoint MiddleOf(IReadOnlyList<GeoPoint[]> rings)
    {
        var largest = rings.MaxBy(r => (long)(r.Max(p => p.X) - r.Min(p => p.X)) * (r.Max(p => p.Y) - r.Min(p => p.Y)))!;
        return new((largest.Min(p => p.X) + largest.Max(p => p.X)) / 2, (largest.Min(p => p.Y) + largest.Max(p => p.Y)) / 2);
    }
}
