namespace Yinfeng.Analytics.Openings;

/// <summary>The cities of a base, numbered from 0 by code, and how far they lie apart.</summary>
public sealed class CityGrid
{
    private const double KilometresPerDegree = 111.2;
    private readonly int[] _adcodes;
    private readonly double[] _kilometres;

    /// <param name="places">One per city; where a place is unknown its distances are those of another province.</param>
    public CityGrid(IReadOnlyCollection<CityPlace> places)
    {
        var sorted = places.OrderBy(place => place.Adcode).ToArray();
        _adcodes = Array.ConvertAll(sorted, place => place.Adcode);
        _kilometres = new double[sorted.Length * sorted.Length];
        for (var a = 0; a < sorted.Length; a++)
        {
            for (var b = 0; b < sorted.Length; b++)
            {
                _kilometres[(a * sorted.Length) + b] = Kilometres(sorted[a], sorted[b]);
            }
        }
    }

    /// <summary>What is taken between two cities of which one's place is unknown.</summary>
    public const double UnknownKilometres = 1000;

    public int Count => _adcodes.Length;
    public int Adcode(int city) => _adcodes[city];
    public int Province(int city) => _adcodes[city] / 10000;

    /// <summary>The seat of a province, or a municipality.</summary>
    public bool IsCapital(int city) => _adcodes[city] % 10000 is 0 or 100;

    /// <summary>The number of a city, or -1.</summary>
    public int Find(int adcode) => Math.Max(-1, Array.BinarySearch(_adcodes, adcode));

    public double Kilometres(int from, int to) => _kilometres[(from * Count) + to];

    private static double Kilometres(CityPlace a, CityPlace b)
    {
        if (a.Adcode == b.Adcode)
        {
            return 0;
        }
        var east = (a.Longitude - b.Longitude) * Math.Cos((a.Latitude + b.Latitude) / 2 * Math.PI / 180);
        var apart = KilometresPerDegree * Math.Sqrt((east * east) + ((a.Latitude - b.Latitude) * (a.Latitude - b.Latitude)));
        return double.IsNaN(apart) ? UnknownKilometres : apart;
    }
}
