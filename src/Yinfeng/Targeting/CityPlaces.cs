using System.Text.Json;
using Yinfeng.Analytics.Openings;
using Yinfeng.Shell;

namespace Yinfeng.Targeting;

/// <summary>Where cities lie, from the map that comes with the charts. Without the map distances are unknown, and only provinces tell
/// near from far.</summary>
public sealed class CityPlaces
{
    private readonly Dictionary<int, (double Longitude, double Latitude)> _centres = [];

    public static CityPlaces Load() => new(Path.Combine(AppFolders.Data, "maps", "china-cities.json"));

    public CityPlaces(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }
        using var map = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var city in map.RootElement.GetProperty("features").EnumerateArray())
        {
            var centre = city.GetProperty("properties").GetProperty("cp");
            _centres[int.Parse(city.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture)] = (centre[0].GetDouble(), centre[1].GetDouble());
        }
    }

    /// <param name="adcode">GB/T 2260 of a city; a county that the map does not have lies where its city does.</param>
    public CityPlace Of(int adcode) => _centres.TryGetValue(adcode, out var at) || _centres.TryGetValue(adcode / 100 * 100, out at)
        ? new CityPlace(adcode, at.Longitude, at.Latitude) : new CityPlace(adcode, double.NaN, double.NaN);
}
