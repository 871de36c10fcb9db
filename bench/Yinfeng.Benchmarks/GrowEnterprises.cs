using System.Globalization;
using System.IO.Compression;
using System.Text;
using Yinfeng.Analytics.Suspicion;
using Yinfeng.Sheets;

namespace Yinfeng.Benchmarks;

/// <summary>The rows of real registry files grown to any number: places, brands and trades of real names put together anew, the same for the same seed.</summary>
/// <remarks>The real rows come first, as they are. Half of the brands are real ones, the others take their characters from two of them. Trade, form, kind, capital and scope come
/// from one real company, so that they fit each other; codes have their right check character. One row in nine is a branch of a row before.
/// No name is a real one.</remarks>
internal static class GrowEnterprises
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Head = "name,credit_code,code_valid,registered_on,type,capital_wan,currency,capital_cny_wan,scope,province,city,adcode,county_adcode";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly string[] Outlets = ["分公司", "第一分公司", "第二分公司", "营业部", "经营部", "分厂"];

    /// <summary>What a real company lends: its place, its brand, or everything behind the brand with the row's other cells.</summary>
    private readonly record struct Part(string Place, string Brand, string Trade, string[] Row);

    /// <param name="folder">Holds registry files (csv.gz) in the shape of shared/data/enterprises.</param>
    /// <param name="target">A csv.gz of that shape, or a tsv as the peers read it: id, name, code, date, kind, capital, no scope, province, city.</param>
    /// <param name="rows">In all, the real ones among them.</param>
    public static int Run(string folder, string target, int rows, ulong seed)
    {
        using var file = File.Create(target);
        using Stream stream = target.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var text = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16) { NewLine = "\n" };
        Func<string[], int, string> line = target.EndsWith(".tsv", StringComparison.Ordinal) ? Tsv : (row, _) => string.Join(',', row.Select(CellText));
        if (!target.EndsWith(".tsv", StringComparison.Ordinal))
        {
            text.WriteLine(Head);
        }
        var (parts, names, count) = (new List<Part>(), new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var row in Real(folder))
        {
            names.Add(row[0]);
            if (Cut(row) is { } part)
            {
                parts.Add(part);
            }
            if (count < rows)
            {
                text.WriteLine(line(row, count++));
            }
        }
        var real = count;
        foreach (var row in Made(parts, names, new SeededDraws(seed)).Take(rows - real))
        {
            text.WriteLine(line(row, count++));
        }
        Console.WriteLine($"{real} real companies and {count - real} made ones in {target}");
        return 0;
    }

    /// <summary>Without end; no name twice.</summary>
    private static IEnumerable<string[]> Made(List<Part> parts, HashSet<string> names, SeededDraws random)
    {
        var parent = "";
        for (var i = 0; ;)
        {
            var (at, trade) = (Draw(parts, random), Draw(parts, random));
            var name = parent.Length > 0 && random.Next(9) == 0
                ? parent + at.Place + Outlets[random.Next(Outlets.Length)] : at.Place + Brand(parts, random) + trade.Trade;
            if (name.Length > 60 || !names.Add(name))
            {
                continue;
            }
            parent = name.EndsWith("公司", StringComparison.Ordinal) && !name.EndsWith("分公司", StringComparison.Ordinal) ? name : "";
            var row = (string[])trade.Row.Clone();
            (row[0], row[1], row[2]) = (name, Code(at.Row, i++, random), "1");
            (row[9], row[10], row[11], row[12]) = (at.Row[9], at.Row[10], at.Row[11], at.Row[12]);
            yield return row;
        }
    }

    private static IEnumerable<string[]> Real(string folder)
    {
        foreach (var path in Directory.GetFiles(folder, "*.csv.gz").Order(StringComparer.Ordinal))
        {
            using var records = new CsvRecords(new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress)), ',');
            var fields = new List<string>();
            records.Next(fields);
            while (records.Next(fields))
            {
                yield return [.. fields];
            }
        }
    }

    private static string Tsv(string[] row, int id) => string.Create(CultureInfo.InvariantCulture,
        $"{id}\t{row[0]}\t{row[1]}\t{row[3]}\t{(row[4].Length > 0 ? row[4] : "N/A")}\t{(row[5].Length > 0 ? $"{row[5]}万{row[6]}" : "")}\t\t{row[9]}\t{row[10]}");

    /// <summary>Place, brand of two or three characters, trade and form; null where the name is not built that way.</summary>
    private static Part? Cut(string[] fields)
    {
        var name = fields[0];
        var city = fields[10].TrimEnd('市');
        var place = "";
        foreach (var known in (ReadOnlySpan<string>)[fields[10], city, fields[9] + "省", fields[9]])
        {
            if (known.Length > 1 && name.StartsWith(known, StringComparison.Ordinal))
            {
                place = known;
                break;
            }
        }
        var county = name.AsSpan(place.Length).IndexOfAny('县', '区', '市');
        place = place.Length > 0 && county is > 0 and < 4 ? name[..(place.Length + county + 1)] : place;
        var rest = name[place.Length..];
        if (fields.Length != 13 || rest.Length < 7 || rest.Contains('（', StringComparison.Ordinal) || name.Contains("公司", StringComparison.Ordinal) != name.EndsWith("公司", StringComparison.Ordinal))
        {
            return null;
        }
        var brand = rest.Length % 4 == 3 ? 3 : 2;
        return new Part(place, rest[..brand], rest[brand..], fields);
    }

    private static string Brand(List<Part> parts, SeededDraws random)
    {
        var one = Draw(parts, random).Brand;
        return random.Next(2) == 0 ? one : string.Concat(one.AsSpan(0, 1), Draw(parts, random).Brand.AsSpan(1));
    }

    private static Part Draw(List<Part> parts, SeededDraws random) => parts[random.Next(parts.Count)];

    private static string Code(string[] place, int number, SeededDraws random)
    {
        var county = place[12].Length == 6 ? place[12] : place[11].Length == 6 ? place[11] : "100000";
        var text = $"91{county}MA{Letters(number * 31L + random.Next(31), 7)}";
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            sum += Alphabet.IndexOf(text[i], StringComparison.Ordinal) * Weights[i];
        }
        return text + Alphabet[(31 - sum % 31) % 31];
    }

    private static string Letters(long number, int count) => string.Create(count, number, static (to, left) =>
    {
        for (var i = to.Length - 1; i >= 0; i--, left /= 31)
        {
            to[i] = Alphabet[(int)(left % 31)];
        }
    });

    private static string CellText(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text
        : string.Create(CultureInfo.InvariantCulture, $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
}
