using System.Globalization;
using Yinfeng.Reference;

namespace Yinfeng.Policies;

/// <summary>Names of regions as people type them, against GB/T 2260: 柳河县, 吉林省柳河县, 德州, 371400.</summary>
public sealed class RegionNames
{
    private readonly Dictionary<string, List<long>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> _names = [];

    public RegionNames()
    {
        foreach (var cells in ReferenceTable.Read("gbt2260-2023.csv", "adcode", "name", "short_name"))
        {
            var code = long.Parse(cells[0], CultureInfo.InvariantCulture);
            _names[code] = cells[1];
            foreach (var name in new[] { cells[1], cells[2] }.Where(n => n.Length > 1).Distinct())
            {
                (_byName.TryGetValue(name, out var codes) ? codes : _byName[name] = []).Add(code);
            }
        }
    }

    public string Name(long region) => region == 100000 ? "全国" : _names.GetValueOrDefault(region, region.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a place lies outside a region for certain: a name that is not known, or that lies in it in one of its meanings, does not.</summary>
    public bool Outside(string place, long region)
    {
        var found = Find(place);
        return found.Count > 0 && !found.Exists(code => Within(code, region));
    }

    /// <summary>By the longest name that the text ends with.</summary>
    private List<long> Find(string place)
    {
        place = place.Trim();
        if (long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return _names.ContainsKey(code) ? [code] : [];
        }
        for (var at = 0; at < place.Length - 1; at++)
        {
            if (_byName.TryGetValue(place[at..], out var codes))
            {
                return codes;
            }
        }
        return [];
    }

    private static bool Within(long code, long region) => region == 100000 || code == region
        || (region % 10000 == 0 ? code / 10000 == region / 10000 : region % 100 == 0 && code / 100 == region / 100);
}
