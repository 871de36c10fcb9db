using System.Globalization;
using System.Text;
using Yinfeng.Analytics.Names;
using Yinfeng.Analytics.Search;
using Yinfeng.Reference;

namespace Yinfeng.Benchmarks;

/// <summary>Realistic company names beyond the real ones: place, brand, trade and form of real names put together anew, one in ten a branch.
/// The same file and seed give the same names everywhere.</summary>
internal static class NameMaker
{
    private const ulong Seed = 303;

    /// <summary>Copies the rows of ent.tsv (id, name, code, date, kind, capital, scope, province, city) and adds made ones up to <paramref name="rows"/>.</summary>
    public static int Run(string from, string to, int rows)
    {
        var real = File.ReadLines(from).Select(line => line.Split('\t')).Select(c => (Name: c[1], Capital: c[5], Province: c[7], City: c[8])).ToList();
        var reading = CompanyNames.Reading;
        var parts = real.ConvertAll(r => Cut(reading, r.Name));
        var known = real.Select(r => r.Name).ToHashSet();
        var random = new SplitMix(Seed);
        using var writer = new StreamWriter(to, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        var id = 0;
        foreach (var line in File.ReadLines(from).Take(rows))
        {
            writer.WriteLine(line);
            id++;
        }
        while (id < rows)
        {
            var (place, brand, trade) = (random.Below(real.Count), random.Below(real.Count), random.Below(real.Count));
            var name = parts[place].Place + parts[brand].Brand + parts[trade].Trade + parts[trade].Form;
            name = random.Below(10) == 0 ? $"{name}{real[place].City.Replace("市", "", StringComparison.Ordinal)}分公司" : name;
            if (parts[brand].Brand.Length is >= 2 and <= 4 && parts[trade].Form.Length > 0 && known.Add(name))
            {
                var owner = real[place];
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id++}\t{name}\t\t2015-01-01\tN/A\t{real[trade].Capital}\t\t{owner.Province}\t{owner.City}"));
            }
        }
        Console.WriteLine($"{real.Count} real names, {rows - real.Count} made");
        return 0;
    }

    private static (string Place, string Brand, string Trade, string Form) Cut(NameReading reading, string name)
    {
        var folded = reading.Folding.Fold(name);
        var parts = reading.Parser.Parse(folded);
        return (folded[..parts.Place], folded[parts.Place..parts.Brand], folded[parts.Brand..parts.Trade], folded[parts.Trade..parts.Form]);
    }

    /// <summary>SplitMix64, as in the peers' generators.</summary>
    internal sealed class SplitMix(ulong seed)
    {
        private ulong _state = seed;

        public int Below(int limit)
        {
            unchecked
            {
                _state += 0x9E37_79B9_7F4A_7C15;
                var z = (_state ^ (_state >> 30)) * 0xBF58_476D_1CE4_E5B9;
                z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
                return (int)(((z ^ (z >> 31)) >> 32) * (ulong)limit >> 32);
            }
        }
    }
}
