using System.Globalization;
using Yinfeng.Reference;

namespace Yinfeng.Enterprises;

/// <summary>Cities and counties of GB/T 2260, retired codes among them, as registry files name them.</summary>
/// <remarks>Loaded once; for any number of readers at once.</remarks>
public sealed class RegistryPlaces
{
    private sealed record Tables(Dictionary<int, string> Now, Dictionary<int, string> Once, Dictionary<(int Parent, string Stem), int> ByStem);

    private readonly Lazy<Tables> _tables = new(Load);

    /// <summary>Name of a code, retired ones included; null for a code that never was.</summary>
    public string? Name(int code) => _tables.Value.Now.GetValueOrDefault(code) ?? _tables.Value.Once.GetValueOrDefault(code);

    /// <summary>"德州市 · 临邑县"; empty for an unknown place.</summary>
    public string Full(int city, int county)
    {
        var (outer, inner) = (Name(city) ?? "", county == city ? "" : Name(county) ?? "");
        return inner.Length == 0 ? outer : outer.Length == 0 ? inner : $"{outer} · {inner}";
    }

    public bool IsCurrent(int code) => _tables.Value.Now.ContainsKey(code);

    /// <summary>The code of today for a retired one: the place of the same name ("昌平县" is 昌平区) in the same city, else in the same province.
    /// The code itself where nothing bears its name any more.</summary>
    public int Successor(int code)
    {
        var tables = _tables.Value;
        if (tables.Now.ContainsKey(code) || !tables.Once.TryGetValue(code, out var name))
        {
            return code;
        }
        var stem = Stem(name);
        return tables.ByStem.TryGetValue((CityOf(code), stem), out var near) ? near
            : tables.ByStem.TryGetValue((code / 10_000 * 10_000, stem), out var far) ? far : code;
    }

    /// <summary>The city that a county's code belongs to; a municipality for its districts; the county itself where it has no city,
    /// Hainan's as a whole (469000).</summary>
    public static int CityOf(int code) => (code / 10_000) switch
    {
        11 or 12 or 31 or 50 => code / 10_000 * 10_000,
        46 when code / 100 % 100 == 90 => 469000,
        _ when code / 100 % 100 == 90 => code,
        _ => code / 100 * 100,
    };

    /// <summary>The city's code by name, within a province where that is known; 0 where there is none.</summary>
    /// <param name="province">"山东" or "山东省"; empty when not given.</param>
    public int FindCity(ReadOnlySpan<char> province, ReadOnlySpan<char> city)
    {
        var parent = province.IsEmpty ? 0 : Find(0, province);
        var within = Find(parent, city.IsEmpty ? province : city);
        return within > 0 && (within % 10_000 > 0 || CityOf(within) == within) ? within : 0;
    }

    /// <summary>A county by name within its city; 0 where there is none.</summary>
    public int FindCounty(int city, ReadOnlySpan<char> county) => Find(city, county);

    private int Find(int parent, ReadOnlySpan<char> name) =>
        name.IsEmpty ? 0 : _tables.Value.ByStem.GetValueOrDefault((parent, Stem(name.ToString())));

    private static Tables Load()
    {
        var (now, once, byStem) = (new Dictionary<int, string>(), new Dictionary<int, string>(), new Dictionary<(int, string), int>());
        foreach (var row in ReferenceTable.Read("gbt2260-2023.csv", "adcode", "name"))
        {
            var code = Number(row[0]);
            now[code] = row[1];
            byStem.TryAdd((code % 10_000 == 0 ? 0 : CityOf(code) == code ? code / 10_000 * 10_000 : CityOf(code), Stem(row[1])), code);
            byStem.TryAdd((code / 10_000 * 10_000, Stem(row[1])), code);
            if (code % 100 == 0)
            {
                byStem.TryAdd((0, Stem(row[1])), code);
            }
        }
        now[469000] = "海南省直辖县";
        foreach (var row in ReferenceTable.Read("gbt2260-history.csv", "adcode", "name", "last_seen").OrderByDescending(r => r[2], StringComparer.Ordinal))
        {
            var code = Number(row[0]);
            if (!now.ContainsKey(code))
            {
                once.TryAdd(code, row[1]);
            }
        }
        return new Tables(now, once, byStem);
    }

    /// <summary>"昌平" for 昌平县 and 昌平区: what stays when a county becomes a district.</summary>
    private static string Stem(string name)
    {
        foreach (var ending in (ReadOnlySpan<string>)["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "自治县", "自治旗", "地区"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length + 1)
            {
                return name[..^ending.Length];
            }
        }
        return name.Length > 2 && name[^1] is '省' or '市' or '县' or '区' or '旗' or '盟' && name.Length > 2 ? name[..^1] : name;
    }

    private static int Number(string code) => int.Parse(code, CultureInfo.InvariantCulture);
}
