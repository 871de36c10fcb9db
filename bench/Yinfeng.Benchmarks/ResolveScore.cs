using System.Globalization;
using System.Text.Json;

namespace Yinfeng.Benchmarks;

/// <summary>Counts what `yinfeng enterprise resolve names.txt --json` answered against the labels of <see cref="ResolvePairs"/>.</summary>
/// <remarks>Right: matched to the company meant. A match to another company counts twice, as one found wrongly and one missed.</remarks>
internal static class ResolveScore
{
    private sealed record Kind(int Asked, int Right, int Wrong, int Doubtful, int First);

    /// <param name="show">A kind whose errors are listed; null for none.</param>
    public static int Run(string pairs, string answers, string? show)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(answers));
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(r => r.GetProperty("row").GetInt32());
        var counts = new Dictionary<string, Kind>();
        var (found, wrong, meantAtAll) = (0, 0, 0);
        foreach (var (line, i) in File.ReadLines(pairs).Select((line, i) => (line.Split('\t'), i + 1)))
        {
            var (kind, meant) = (line[0], line[2]);
            var (status, name) = (rows[i].GetProperty("status").GetString(), rows[i].GetProperty("name").GetString());
            var matched = status == "matched";
            var right = meant.Length == 0 ? !matched : matched && name == meant;
            found += matched && right ? 1 : 0;
            wrong += matched && !right ? 1 : 0;
            meantAtAll += meant.Length > 0 ? 1 : 0;
            var k = counts.GetValueOrDefault(kind, new(0, 0, 0, 0, 0));
            counts[kind] = new(k.Asked + 1, k.Right + (right ? 1 : 0), k.Wrong + (matched && !right ? 1 : 0), k.Doubtful + (status == "doubtful" ? 1 : 0),
                k.First + (!matched && meant.Length > 0 && name == meant ? 1 : 0));
            if (!right && show == kind)
            {
                Console.WriteLine(string.Join('\t', line[1], meant, status, name, rows[i].GetProperty("score"), rows[i].GetProperty("reason")));
            }
        }
        foreach (var (kind, k) in counts)
        {
            Console.WriteLine($"{kind}: {k.Right} of {k.Asked} right, {k.Wrong} wrong, {k.Doubtful} doubtful; not matched, but the one meant stood first: {k.First}");
        }
        var (precision, recall) = ((double)found / (found + wrong), (double)found / meantAtAll);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"precision {precision:P2}, recall {recall:P2}, F1 {2 * precision * recall / (precision + recall):F4}"));
        return 0;
    }
}
