using System.IO.Compression;
using System.Text;
using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Search;
using Yinfeng.Reference;
using Yinfeng.Sheets;

namespace Yinfeng.Benchmarks;

/// <summary>Labelled pairs for the resolution of names: real names with realistic errors, and names that no company of the base has.</summary>
/// <remarks>Writes base.csv.gz (the registry rows without the 3 % that are held out), names.txt (one written name a line) and pairs.tsv
/// (kind, written name, name meant or nothing). Names that stand in the registry twice are left out. One seed, one set of files.</remarks>
internal sealed class ResolvePairs
{
    private const double HeldOut = 0.03;
    private readonly NameReading _reading = CompanyNames.Reading;
    private readonly List<(string Name, int Adcode)> _kept = [];
    private readonly List<string> _absent = [];
    private readonly HashSet<string> _once = new(StringComparer.Ordinal), _all = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly WrittenErrors _errors;

    private ResolvePairs(string folder, string target, int seed)
    {
        _random = new Random(seed);
        Split(folder, Path.Combine(target, "base.csv.gz"));
        _errors = new WrittenErrors(_kept, _random);
    }

    /// <param name="count">Pairs of each kind.</param>
    public static int Run(string folder, string target, int seed, int count)
    {
        Directory.CreateDirectory(target);
        var pairs = new ResolvePairs(folder, target, seed);
        using var names = new StreamWriter(Path.Combine(target, "names.txt"), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        using var labels = new StreamWriter(Path.Combine(target, "pairs.tsv"), append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var (kind, present, make) in pairs.Kinds())
        {
            var made = 0;
            for (var tries = 0; made < count && tries < count * 400; tries++)
            {
                if (pairs.Pair(present, make) is var (written, meant))
                {
                    names.WriteLine(written);
                    labels.WriteLine(string.Join('\t', kind, written, meant));
                    made++;
                }
            }
            Console.WriteLine($"{kind}\t{made}");
        }
        return 0;
    }

    /// <summary>The same name or another writing of it, an error, and what is not there.</summary>
    private IEnumerable<(string Kind, bool Present, Func<int, string?> Make)> Kinds() =>
    [
        .. _errors.Harmless().Select(k => (k.Kind, true, k.Make)),
        .. _errors.Slips().Select(k => (k.Kind, true, k.Make)),
        .. _errors.Shortened().Select(k => (k.Kind, true, k.Make)),
        ("not in the base", false, _ => _absent[_random.Next(_absent.Count)]),
        .. _errors.Others().Select(k => (k.Kind, false, k.Make)),
    ];

    private (string Written, string Meant)? Pair(bool present, Func<int, string?> make)
    {
        var row = _random.Next(_kept.Count);
        var name = _kept[row].Name;
        if (!_once.Contains(Key(name)) || make(row) is not { Length: >= 2 } written)
        {
            return null;
        }
        var key = Key(written);
        var free = !_all.Contains(key);
        var usable = present ? free || key == Key(name) : free || (_once.Contains(key) && _absent.Contains(written));
        return usable ? (written, present ? name : "") : null; // Otherwise what was written is itself the name of another company.
    }

    private string Key(string name) => _reading.Folding.Fold(name);

    private void Split(string folder, string target)
    {
        using var text = new StreamWriter(new GZipStream(File.Create(target), CompressionLevel.Fastest), new UTF8Encoding(false)) { NewLine = "\n" };
        var fields = new List<string>();
        var headed = false;
        foreach (var path in Directory.GetFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal))
        {
            using var records = new CsvRecords(new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress)), ',');
            records.Next(fields);
            if (!headed)
            {
                text.WriteLine(string.Join(',', fields));
                headed = true;
            }
            while (records.Next(fields))
            {
                var key = Key(fields[0]);
                if (!_all.Add(key))
                {
                    _once.Remove(key);
                }
                else
                {
                    _once.Add(key);
                }
                if (_random.NextDouble() < HeldOut)
                {
                    _absent.Add(fields[0]);
                    continue;
                }
                _kept.Add((fields[0], int.TryParse(fields[11], out var adcode) ? adcode : 0));
                text.WriteLine(string.Join(',', fields.Select(Cell)));
            }
        }
    }

    private static string Cell(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
