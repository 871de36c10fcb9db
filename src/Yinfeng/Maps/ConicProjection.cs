namespace Yinfeng.Maps;

/// <summary>Albers' equal-area conic projection with the parallels that maps of China use: areas of one colour compare as they are on the ground.</summary>
internal static class ConicProjection
{
    private const double Radian = Math.PI / 180, South = 25 * Radian, North = 47 * Radian;
    private static readonly double Cone = (Math.Sin(South) + Math.Sin(North)) / 2;
    private static readonly double Scale = Math.Cos(South) * Math.Cos(South) + 2 * Cone * Math.Sin(South);

    /// <param name="middle">Longitude that points straight up: 105 for the country, its own middle for a part of it.</param>
    /// <returns>Earth radii to the right and down.</returns>
    public static (double X, double Y) Of(double longitude, double latitude, double middle)
    {
        var radius = Math.Sqrt(Scale - 2 * Cone * Math.Sin(latitude * Radian)) / Cone;
        var angle = Cone * (longitude - middle) * Radian;
        return (radius * Math.Sin(angle), radius * Math.Cos(angle));
    }
}
