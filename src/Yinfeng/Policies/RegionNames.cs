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

    /// <summary>With what lies above it where the bare name means several places: 鼓楼区 alone is four.</summary>
    public string FullName(long region) => _byName.TryGetValue(Name(region), out var same) && same.Count > 1
        ? string.Concat(Above(region).Append(region).Select(Name)) : Name(region);

    /// <summary>Where a place lies, seen from a region; a name that is not known, or that lies in it in one of its meanings, is within.</summary>
    public PlaceSide SideOf(string place, long region)
    {
        var found = Find(place);
        return found.Count == 0 || found.Exists(code => Within(code, region)) ? PlaceSide.Within
            : found.Exists(code => Within(region, code)) ? PlaceSide.Above : PlaceSide.Outside;
    }

    /// <summary>By the longest name that the text ends with; what stands before it chooses among places of that name.</summary>
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
                var named = codes.FindAll(c => Above(c).Any(a => place[..at].Contains(Name(a), StringComparison.Ordinal)));
                return named.Count > 0 ? named : codes;
            }
        }
        return [];
    }

    /// <summary>Province and city of a code, as far as it has them.</summary>
    private IEnumerable<long> Above(long code) =>
        new[] { code / 10000 * 10000, code / 100 * 100 }.Where(a => a != code && _names.ContainsKey(a)).Distinct();

    private static bool Within(long code, long region) => region == 100000 || code == region
        || (region % 10000 == 0 ? code / 10000 == region / 10000 : region % 100 == 0 && code / 100 == region / 100);
}

/// <summary>A place seen from the region of a policy. Above: it contains the region, so that only a nearer place would decide.</summary>
public enum PlaceSide { Within, Above, Outside }
