using System.Diagnostics;
using System.Globalization;
using Yinfeng.Analytics.Graph;

namespace Yinfeng.Benchmarks;

/// <summary>Shareholdings: 3,000,000 nodes and 9,000,000 edges of t5_edges.csv, the questions of the peers and their checksums.</summary>
internal static class T5Graph
{
    private const int Nodes = 3_000_000, Rounds = 100;
    private static readonly int[] Asked = [.. Enumerable.Range(0, 200).Select(i => (int)(((i * 7919L * 31) + 12345) % Nodes))];

    public static int Run(string folder)
    {
        var graph = Load(Path.Combine(folder, "t5_edges.csv"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"task\":\"T5\",\"peer\":\"yinfeng\",\"step\":\"graph\",\"edges\":{graph.Edges},\"mb\":{GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0}}}"));
        Groups(graph);
        var walks = new GraphWalks(graph);
        Time("2-hop size", 100, i => walks.CountWithin(Asked[i], 2));
        Time("3-hop size", 100, i => walks.CountWithin(Asked[i], 3));
        Time("shortest path (undirected)", 20, i => Math.Max(0, walks.Shortest(Asked[i], Asked[i + 50]).Length - 1));
        var flow = new ShareFlow(graph);
        var parts = 0.0;
        Time("ultimate controllers", 200, i =>
        {
            var count = 0;
            parts = i == 0 ? 0 : parts;
            foreach (var share in flow.Controllers(Asked[i], 0.25))
            {
                if (share.IsEnd)
                {
                    count++;
                    parts += share.Part;
                }
            }
            return count;
        }, () => parts);
        Time("controlled companies", 200, i => flow.Controlled(Asked[i], 0.25).Count);
        return 0;
    }

    private static OwnershipGraph Load(string file)
    {
        var clock = Stopwatch.StartNew();
        var edges = Read(file);
        Say("read", clock.Elapsed.TotalSeconds);
        clock.Restart();
        var graph = OwnershipGraph.Build(Nodes, edges);
        Say("build", clock.Elapsed.TotalSeconds);
        return graph;
    }

    private static void Groups(OwnershipGraph graph)
    {
        var took = new List<double>();
        ConnectedGroups? groups = null;
        for (var round = 0; round < 3; round++)
        {
            var clock = Stopwatch.StartNew();
            groups = ConnectedGroups.Of(graph);
            took.Add(clock.Elapsed.TotalSeconds);
        }
        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"task\":\"T5\",\"peer\":\"yinfeng\",\"step\":\"wcc\",\"seconds\":{took[1]:F3},\"checksum\":[{groups!.Count},{groups.Largest}]}}"));
    }

    /// <summary>Asks in turn, as the peers do; the last round counts, when the code is compiled for good.</summary>
    private static void Time(string step, int questions, Func<int, int> ask, Func<double>? sum = null)
    {
        var took = new List<double>();
        var total = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            took.Clear();
            total = 0;
            for (var i = 0; i < questions; i++)
            {
                var from = Stopwatch.GetTimestamp();
                total += ask(i);
                took.Add((Stopwatch.GetTimestamp() - from) * 1e3 / Stopwatch.Frequency);
            }
        }
        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"task\":\"T5\",\"peer\":\"yinfeng\",\"step\":\"{step}\",\"p50_ms\":{took[questions / 2]:F5},\"p99_ms\":{took[Math.Min(questions - 1, questions * 99 / 100)]:F5},\"checksum\":[{total}{(sum is null ? "" : $",{sum():F6}")}]}}"));
    }

    private static OwnershipEdge[] Read(string file)
    {
        var edges = new List<OwnershipEdge>(9_000_000);
        Span<int> cells = stackalloc int[3];
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var at = 0;
            foreach (var part in line.AsSpan().Split(','))
            {
                cells[at++] = int.Parse(line.AsSpan(part), CultureInfo.InvariantCulture);
            }
            edges.Add(new(cells[0], cells[1], cells[2]));
        }
        return [.. edges];
    }

    private static void Say(string what, double seconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{{\"task\":\"T5\",\"peer\":\"yinfeng\",\"step\":\"{what}\",\"seconds\":{seconds:F2}}}"));
}
