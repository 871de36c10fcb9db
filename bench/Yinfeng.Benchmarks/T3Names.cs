using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Yinfeng.Analytics.Search;
using Yinfeng.Reference;

namespace Yinfeng.Benchmarks;

/// <summary>T3: names found as people type them, over the peers' files ent.tsv (companies), t3_names.tsv (id, name) and t3_queries.tsv (class, query, name meant).</summary>
internal static class T3Names
{
    private const int Limit = 10, MixedSeconds = 5, Repeats = 3, WarmRounds = 3, WarmPause = 500;

    private sealed record Query(string Class, string Text, string Meant);

    public static int Run(string folder)
    {
        var names = new PackedNames([.. File.ReadLines(Path.Combine(folder, "t3_names.tsv")).Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..])]);
        var reading = CompanyNames.Reading;
        var weights = Weights(Path.Combine(folder, "ent.tsv"), names.Count);
        NameSearch.Part[] index = [];
        for (var round = 0; round < 2; round++)
        {
            index = [];
            GC.Collect();
            var watch = Stopwatch.StartNew();
            var built = NameIndexBuilder.Build(names, reading, row => weights[row]);
            Print(new { task = "T3", peer = "yinfeng", names = names.Count, build_s = Round(watch.Elapsed.TotalSeconds), index_mb = Round(built.Sum(i => i.Bytes) / 1e6) });
            index = [.. built.Select(i => new NameSearch.Part(i))];
        }
        var queries = File.ReadLines(Path.Combine(folder, "t3_queries.tsv")).Select(line => line.Split('\t')).Select(c => new Query(c[0], c[1], c[2])).ToList();
        for (var round = 0; round < WarmRounds; round++)
        {
            queries.ForEach(query => Find(index, query.Text));
            Thread.Sleep(WarmPause); // The compiler makes its last version of a method only when nothing new comes.
        }
        foreach (var group in queries.GroupBy(q => q.Class))
        {
            Measure(index, group.Key, [.. group]);
        }
        Mixed(index, queries);
        return 0;
    }

    /// <summary>From the companies' names and capitals (column 5, "500万CNY") as the product weighs them.</summary>
    private static byte[] Weights(string path, int count)
    {
        var weights = new byte[count];
        foreach (var (row, line) in File.ReadLines(path).Index())
        {
            var cells = line.Split('\t');
            var wan = decimal.TryParse(cells[5].Split('万')[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var capital) ? capital : 0;
            var isBranch = CompanyNames.Reading.Parser.Parse(CompanyNames.Reading.Folding.Fold(cells[1])).IsBranch;
            weights[row] = NameWeight.Of(isBranch, (long)Math.Min(1e14m, wan * 10_000));
        }
        return weights;
    }

    private static void Measure(NameSearch.Part[] index, string kind, List<Query> queries)
    {
        var times = new List<double>();
        var (first, among) = (0, 0);
        foreach (var query in queries)
        {
            var found = Find(index, query.Text);
            times.Add(Enumerable.Range(0, Repeats).Min(_ => Time(index, query.Text)));
            var names = found.Select(f => index[0].Index.Names.Name(f.Row).ToString()).ToList();
            first += names.FirstOrDefault() == query.Meant ? 1 : 0;
            among += names.Contains(query.Meant) ? 1 : 0;
        }
        times.Sort();
        var n = times.Count;
        Print(new
        {
            task = "T3", peer = "yinfeng", cls = kind, n, p50_ms = Round(times[n / 2]), p99_ms = Round(times[Math.Min(n - 1, n * 99 / 100)]),
            top1 = Round(first / (double)n), top10 = Round(among / (double)n),
        });
    }

    private static double Time(NameSearch.Part[] index, string text)
    {
        var start = Stopwatch.GetTimestamp();
        Find(index, text);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>All classes on four threads for some seconds, as the peers' drivers do.</summary>
    private static void Mixed(NameSearch.Part[] index, List<Query> queries)
    {
        var total = 0L;
        var watch = Stopwatch.StartNew();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            var done = 0L;
            for (; watch.Elapsed.TotalSeconds < MixedSeconds; done++)
            {
                Find(index, queries[(int)(((done * 7) + (worker * 311)) % queries.Count)].Text);
            }
            Interlocked.Add(ref total, done);
        });
        Print(new { task = "T3", peer = "yinfeng", qps_4threads = Round(total / watch.Elapsed.TotalSeconds), rss_mb = Environment.WorkingSet / 1_000_000 });
    }

    private static IReadOnlyList<Found> Find(NameSearch.Part[] index, string text) =>
        NameSearch.Run(new NameQuery(text, CompanyNames.Reading, Limit), index);

    private static double Round(double value) => Math.Round(value, 4);

    private static void Print(object line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
