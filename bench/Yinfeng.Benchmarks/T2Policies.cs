using System.Diagnostics;
using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Benchmarks;

/// <summary>200 policies over 1,000,000 enterprises: totals, pairs with amounts, and one enterprise against all policies.</summary>
internal static class T2Policies
{
    private static readonly DateOnly On = new(2025, 6, 30);

    /// <param name="folder">Holds t2_ent.csv and t2_policies.json.</param>
    public static int Run(string folder)
    {
        var clock = Stopwatch.StartNew();
        var builder = new BatchTableBuilder(T2Rules.Schema);
        var row = new FactRow(T2Rules.Schema);
        Span<int> cells = stackalloc int[11];
        foreach (var line in File.ReadLines(Path.Combine(folder, "t2_ent.csv")).Skip(1))
        {
            Read(line, cells);
            T2Rules.Fill(row, cells);
            builder.Add(row);
        }
        Say("facts read", clock);
        clock.Restart();
        var table = builder.Build(T2Rules.Region, T2Rules.Industry);
        Say("table made", clock);
        foreach (var dense in new[] { false, true })
        {
            Measure(Path.Combine(folder, "t2_policies.json"), table, dense);
        }
        return 0;
    }

    private static void Measure(string file, BatchTable table, bool dense)
    {
        var set = dense ? " dense" : "";
        var clock = Stopwatch.StartNew();
        var scope = new RuleScope(T2Rules.Schema, On);
        var policies = T2Rules.Texts(file, dense).Select(t => new BatchPolicy(
            ConditionRule.Parse(new RuleSource("t2", 1, 1, t.Condition), scope),
            NumberRule.Parse(new RuleSource("t2", 1, 1, t.Amount), scope, RuleKind.Money))).ToArray();
        Say($"{policies.Length} rules read and checked{set}", clock);
        clock.Restart();
        var plan = new BatchPlan(table, policies);
        Say($"plan made{set}", clock);
        Time($"counts and sums{set}", dense ? 15 : 41, () =>
        {
            var totals = plan.Totals();
            return (totals.Sum(t => t.Yes), (long)(totals.Aggregate((Int128)0, (sum, t) => sum + t.Fen) / 100));
        });
        Time($"pairs with amounts{set}", dense ? 5 : 21, () =>
        {
            var parts = plan.Matches();
            return (parts.Sum(p => (long)p.Count), 0);
        }, () => plan.Matches().Sum(p => p.Sum(m => m.Fen)) / 100);
    }

    private static void Time(string step, int times, Func<(long Pairs, long Yuan)> run, Func<long>? sum = null)
    {
        var took = new List<double>();
        (long Pairs, long Yuan) result = default;
        for (var i = 0; i < times; i++)
        {
            var from = Stopwatch.GetTimestamp();
            result = run();
            took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        var first = took[0];
        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"task\":\"T2\",\"peer\":\"yinfeng\",\"step\":\"{step}\",\"seconds\":{took[times / 2] / 1000:F6},\"first_ms\":{first:F2},\"min_ms\":{took[0]:F2},\"checksum\":[{result.Pairs},{sum?.Invoke() ?? result.Yuan}]}}"));
    }

    private static void Say(string what, Stopwatch clock) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{{\"task\":\"T2\",\"step\":\"{what}\",\"ms\":{clock.Elapsed.TotalMilliseconds:F1}}}"));

    private static void Read(string line, Span<int> cells)
    {
        var at = 0;
        foreach (var part in line.AsSpan().Split(','))
        {
            cells[at++] = int.Parse(line.AsSpan(part), CultureInfo.InvariantCulture);
        }
    }
}
