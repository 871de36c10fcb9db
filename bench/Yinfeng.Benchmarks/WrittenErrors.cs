using System.Globalization;
using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Analytics.Search;
using Yinfeng.Reference;

namespace Yinfeng.Benchmarks;

/// <summary>How people write the name of a company: errors that leave it meant, and changes that make it another. A null is a name that cannot err so.</summary>
internal sealed class WrittenErrors
{
    private readonly IReadOnlyList<(string Name, int Adcode)> _companies;
    private readonly Random _random;
    private readonly NameReading _reading = CompanyNames.Reading;
    private readonly char[] _common;
    private readonly ILookup<string, char> _sounding;
    private readonly Dictionary<char, char> _traditional;
    private readonly ILookup<int, string> _places;
    private readonly PairCounts _pairs = new();

    /// <param name="companies">Names with the GB/T 2260 code of the place; 0 unknown.</param>
    public WrittenErrors(IReadOnlyList<(string Name, int Adcode)> companies, Random random)
    {
        (_companies, _random) = (companies, random);
        _common = [.. companies.Where((_, i) => i % 47 == 0).SelectMany(c => c.Name).Where(c => c >= '一')]; // As often as in names.
        _sounding = _common.Distinct().ToLookup(c => _reading.Pinyin.Reading(c) ?? "");
        _traditional = ReferenceTable.Read("t2s.csv", "traditional", "simplified").DistinctBy(r => r[1]).ToDictionary(r => r[1][0], r => r[0][0]);
        _places = ReferenceTable.Read("gbt2260-2023.csv", "adcode", "name").Where(r => r[1].Length > 1 && r[1] is not ("市辖区" or "县"))
            .ToLookup(r => int.Parse(r[0], CultureInfo.InvariantCulture), r => r[1]);
        foreach (var (name, _) in companies)
        {
            _pairs.Add(_reading.Folding.Fold(name));
        }
    }

    public IEnumerable<(string Kind, Func<int, string?> Make)> Harmless() =>
    [
        ("as it stands", row => Name(row)),
        ("traditional script", row => string.Concat(Name(row).Select(c => _traditional.GetValueOrDefault(c, c)))),
        ("brackets written otherwise", row => !Name(row).Contains('（') ? null : Either(Name(row).Replace('（', '(').Replace('）', ')'), Without(Name(row), "（）"))),
        ("blanks within", row => Edit(row, (name, at) => at == 0 ? null : name.Insert(at, Either(" ", "　")))),
    ];

    public IEnumerable<(string Kind, Func<int, string?> Make)> Slips() =>
    [
        ("one wrong character", row => Edit(row, (name, at) => name[..at] + Wrong(name[at]) + name[(at + 1)..])),
        ("one missing", row => Edit(row, (name, at) => name.Remove(at, 1))),
        ("one too many", row => Edit(row, (name, at) => name.Insert(at, (_random.NextDouble() < 0.4 ? name[at] : Common()).ToString()))),
        ("two exchanged", row => Edit(row, (name, at) => at == 0 || name[at] == name[at - 1] ? null : $"{name[..(at - 1)]}{name[at]}{name[at - 1]}{name[(at + 1)..]}")),
    ];

    public IEnumerable<(string Kind, Func<int, string?> Make)> Shortened() =>
    [
        ("place left out", row => Parts(row) is var (name, p) && p.Place > 0 && p.Adcode > 0 && name.Length - p.Place >= 6 ? Name(row)[p.Place..] : null),
        ("place added", PlaceAdded),
        ("form shortened", row => Form(Name(row))),
        ("place and brand only", row => Parts(row) is var (_, p) && p.Place > 0 && !p.IsBranch && p.Brand - p.Place >= 2 && p.Brand < p.Trade ? Name(row)[..p.Brand] : null),
    ];

    /// <summary>Names that no company has, made from those of companies that are there.</summary>
    public IEnumerable<(string Kind, Func<int, string?> Make)> Others() =>
    [
        ("the same name in another place", row => Parts(row) is var (_, p) && Parts(Any()) is var (other, q) && p.Place > 0 && p.Adcode > 0 && q.Place > 0 && q.Adcode > 0
            && !NameParser.Within(p.Adcode, q.Adcode) && !NameParser.Within(q.Adcode, p.Adcode) ? other[..q.Place] + Name(row)[p.Place..] : null),
        ("one other character of a brand", Sister),
        ("a branch of one that is there", row => Name(row).EndsWith("有限公司", StringComparison.Ordinal) && Parts(Any()) is var (other, q) && q.Place > 1 && q.Adcode > 0
            ? $"{Name(row)}{other[..q.Place]}分公司" : null),
    ];

    private string Name(int row) => _companies[row].Name;
    private int Any() => _random.Next(_companies.Count);
    private char Common() => _common[_random.Next(_common.Length)];
    private string Either(string one, string two) => _random.Next(2) == 0 ? one : two;
    private static string Without(string text, string characters) => string.Concat(text.Where(c => !characters.Contains(c)));
    private string? Edit(int row, Func<string, int, string?> edit) => edit(Name(row), _random.Next(Name(row).Length));

    /// <summary>Half of the wrong characters sound alike, as input methods err; the others are any.</summary>
    private char Wrong(char right)
    {
        var sounding = _random.Next(2) == 0 ? _sounding[_reading.Pinyin.Reading(right) ?? ""].Where(c => c != right).ToArray() : [];
        char wrong;
        do
        {
            wrong = sounding.Length > 0 ? sounding[_random.Next(sounding.Length)] : Common();
        }
        while (wrong == right);
        return wrong;
    }

    /// <summary>The folded name and its parts, where folding keeps every character in its place.</summary>
    private (string Folded, NameParts Parts)? Parts(int row)
    {
        var folded = _reading.Folding.Fold(Name(row));
        return folded.Length == Name(row).Length ? (folded, _reading.Parser.Parse(folded)) : null;
    }

    private string? PlaceAdded(int row)
    {
        var (name, adcode) = _companies[row];
        if (adcode == 0 || _reading.Parser.Parse(_reading.Folding.Fold(name)).Place > 0)
        {
            return null;
        }
        var place = _places[_random.Next(2) == 0 ? adcode : adcode / 10_000 * 10_000].FirstOrDefault();
        return place is null ? null : Either(place, place.TrimEnd('市', '省')) + name;
    }

    private string? Form(string name) => name switch
    {
        _ when name.EndsWith("有限责任公司", StringComparison.Ordinal) => name[..^6] + Either("有限公司", "公司"),
        _ when name.EndsWith("股份有限公司", StringComparison.Ordinal) => name[..^6] + "股份公司",
        _ when name.EndsWith("有限公司", StringComparison.Ordinal) => name[..^4] + Either("公司", ""),
        _ => null,
    };

    /// <summary>A sister company: one character of the brand is another that brands have in that place and beside those neighbours.</summary>
    private string? Sister(int row)
    {
        if (Parts(row) is not var (name, p) || p.IsBranch || p.Brand - p.Place < 2)
        {
            return null;
        }
        var at = _random.Next(p.Place, Math.Min(p.Brand, p.Place + 3));
        for (var tries = 0; tries < 50; tries++)
        {
            if (Parts(Any()) is var (other, q) && q.Place + at - p.Place is var from && from < q.Brand && other[from] != name[at]
                && _pairs.Rarest($"{name[..at]}{other[from]}{name[(at + 1)..]}", at, at + 1) > 20)
            {
                return Name(row)[..at] + other[from] + Name(row)[(at + 1)..];
            }
        }
        return null;
    }
}
