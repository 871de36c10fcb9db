using System.IO.Compression;
using System.Text.Json;
using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Search;
using Yinfeng.Reference;

namespace Yinfeng.Benchmarks;

/// <summary>How often the company meant comes first, by how it was typed: real names of registry files, queries made of them by a seed.</summary>
/// <remarks>Names of 8 to 24 characters, as in the peers' queries. "first" counts a hit of the same name; "firstOfMany" also one that the query
/// fits just as well: several companies have the same brand and trade.</remarks>
internal sealed class T3Quality
{
    private const int Limit = 10;
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Suffixes =
        ["股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "分公司", "公司", "合作社", "经营部", "商行", "厂", "店"];

    private readonly List<(string Name, int Adcode, byte Weight, string Province, string City)> _rows;
    private readonly NameReading _reading = CompanyNames.Reading;
    private readonly NameSearch.Part[] _index;
    private readonly ILookup<char, char> _traditional, _alike;
    private readonly char[] _common;
    private readonly Random _random;

    private T3Quality(string folder, int seed)
    {
        _random = new Random(seed);
        _rows = [.. Directory.GetFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal).SelectMany(Read)];
        _index = [.. NameIndexBuilder.Build(new PackedNames(_rows.ConvertAll(r => r.Name)), _reading, row => _rows[row].Weight).Select(i => new NameSearch.Part(i))];
        _traditional = ReferenceTable.Read("t2s.csv", "traditional", "simplified").Where(r => r[0] is not ("乾" or "昇")).ToLookup(r => r[1][0], r => r[0][0]);
        _common = [.. _rows.Where((_, i) => i % 50 == 0).SelectMany(r => r.Name).Where(c => c is >= '一' and <= '龥').CountBy(c => c)
            .OrderByDescending(c => c.Value).Take(1500).Select(c => c.Key)];
        _alike = _common.ToLookup(c => c, c => c);
        _alike = _common.SelectMany(a => _common.Where(b => a != b && _reading.Pinyin.Reading(a) == _reading.Pinyin.Reading(b)).Select(b => (a, b)))
            .ToLookup(p => p.a, p => p.b);
    }

    public static int Run(string folder, int seed, int count)
    {
        var quality = new T3Quality(folder, seed);
        foreach (var (kind, type) in quality.Kinds())
        {
            quality.Measure(kind, type, count);
        }
        return 0;
    }

    private IEnumerable<(string Kind, Func<int, string?> Type)> Kinds()
    {
        yield return ("exact", row => _rows[row].Name);
        yield return ("prefix of 6/10", row => _rows[row].Name[..Math.Max(5, _rows[row].Name.Length * 6 / 10)]);
        yield return ("middle, 3 to 6 characters", row => Core(row) is var core ? core[..Math.Max(Math.Min(3, core.Length), Math.Min(6, core.Length - 1))] : null);
        yield return ("one wrong character", row => Edit(row, (name, at) => name[..at] + Any(name[at]) + name[(at + 1)..]));
        yield return ("one wrong character of the same sound", row => Edit(row, (name, at) => Alike(name[at]) is { } c ? name[..at] + c + name[(at + 1)..] : null));
        yield return ("one character missing", row => Edit(row, (name, at) => name.Remove(at, 1)));
        yield return ("one character too many", row => Edit(row, (name, at) => name.Insert(at, Any(' ').ToString())));
        yield return ("two characters exchanged", row => Edit(row, (name, at) => name[at] == name[at + 1] ? null
            : $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}"));
        yield return ("abbreviation: without place and form", row => Core(row));
        yield return ("abbreviation: brand and trade", row => Parts(row) is var (name, parts) ? name[parts.Place..parts.Trade] : null);
        yield return ("abbreviation: place and brand", row => Parts(row) is var (name, parts) && parts.Place > 0 && parts.Brand - parts.Place < 5 ? name[..parts.Brand] : null);
        yield return ("traditional script", row => string.Concat(_rows[row].Name.Select(c => _traditional[c].FirstOrDefault(c))));
        yield return ("initials of brand and trade", row => Parts(row) is var (name, parts) ? Initials(name[parts.Place..parts.Trade]) : null);
    }

    private void Measure(string kind, Func<int, string?> type, int count)
    {
        var (n, first, fits, among) = (0, 0, 0, 0);
        while (n < count)
        {
            var row = _random.Next(_rows.Count);
            var name = _rows[row].Name;
            if (name.Length is < 8 or > 24 || type(row) is not { Length: >= 3 } typed)
            {
                continue;
            }
            var found = NameSearch.Run(new NameQuery(typed, _reading, Limit, null, r => _rows[r].Adcode), _index);
            var meant = found.FirstOrDefault(f => _rows[f.Row].Name == name);
            n++;
            first += found.Count > 0 && _rows[found[0].Row].Name == name ? 1 : 0;
            fits += found.Count > 0 && meant.Rank >> 40 == found[0].Rank >> 40 ? 1 : 0;
            among += meant.Rank > 0 ? 1 : 0;
            if (Environment.GetEnvironmentVariable("SHOW") is { } show && kind.StartsWith(show, StringComparison.Ordinal) && (found.Count == 0 || _rows[found[0].Row].Name != name))
            {
                Console.WriteLine($"   {typed} -> {name} ({meant.Kind} {meant.Score}): {string.Join(" ", found.Take(4).Select(f => $"{_rows[f.Row].Name} {f.Kind} {f.Score}"))}");
            }
        }
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            kind, n, first = Math.Round(first / (double)n, 4), firstOfMany = Math.Round(fits / (double)n, 4), among10 = Math.Round(among / (double)n, 4),
        }, Readable));
    }

    /// <summary>As the peers abbreviate: form, brackets, province and city cut off.</summary>
    private string Core(int row)
    {
        var (name, _, _, province, city) = _rows[row];
        var suffix = Array.Find(Suffixes, s => name.EndsWith(s, StringComparison.Ordinal)) ?? "";
        name = name[..^suffix.Length];
        name = System.Text.RegularExpressions.Regex.Replace(name, "[（(][^）)]*[）)]", "");
        foreach (var place in (string[])[province, city.TrimEnd('市')])
        {
            var written = ((string[])[place + "省", place + "市", place + "自治区", place + "县", place]).FirstOrDefault(p => place.Length > 0 && name.StartsWith(p, StringComparison.Ordinal));
            name = name[(written?.Length ?? 0)..];
        }
        return name;
    }

    private (string Name, NameParts Parts)? Parts(int row)
    {
        var folded = _reading.Folding.Fold(_rows[row].Name);
        var parts = _reading.Parser.Parse(folded);
        return parts.IsBranch || parts.Trade - parts.Place < 3 ? null : (folded, parts);
    }

    private string? Edit(int row, Func<string, int, string?> edit) => edit(_rows[row].Name, _random.Next(1, _rows[row].Name.Length - 2));

    private char Any(char not)
    {
        var c = _common[_random.Next(_common.Length)];
        return c == not ? '鑫' : c;
    }

    private char? Alike(char c) => _alike[c].ToArray() is { Length: > 0 } alike ? alike[_random.Next(alike.Length)] : null;

    private string Initials(string text)
    {
        var into = new byte[text.Length];
        _reading.Pinyin.Initials(text, into);
        return System.Text.Encoding.ASCII.GetString(into).ToLowerInvariant();
    }

    private IEnumerable<(string, int, byte, string, string)> Read(string file)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        using var csv = CsvHelper.CsvReader.FromText(text.ReadToEnd(), new CsvHelper.CsvReaderOptions { Separator = ',' });
        csv.ReadHeader();
        var columns = Array.ConvertAll<string, int>(["name", "capital_cny_wan", "adcode", "province", "city"], name => csv.TryGetFieldIndex(name, out var at) ? at : -1);
        while (csv.Read())
        {
            var cells = Array.ConvertAll(columns, csv.GetString);
            var capital = double.TryParse(cells[1], System.Globalization.CultureInfo.InvariantCulture, out var wan) ? wan : 0;
            var isBranch = _reading.Parser.Parse(_reading.Folding.Fold(cells[0])).IsBranch;
            yield return (cells[0], int.TryParse(cells[2], out var adcode) ? adcode : 0, NameWeight.Of(isBranch, (long)(capital * 10_000)), cells[3], cells[4]);
        }
    }
}
