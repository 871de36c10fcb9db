using System.Diagnostics;
using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Benchmarks;

/// <summary>200 policies over 1,000,000 enterprises: totals, pairs with amounts, and one enterprise against all policies.</summary>
internal static class T2Policies
{
    /// <summary>Rounds until the code is compiled for good.</summary>
    private const int WarmUp = 120;
    private static readonly DateOnly On = new(2025, 6, 30);

    /// <param name="folder">Holds t2_ent.csv and t2_policies.json.</param>
    public static int Run(string folder, int rounds = 41)
    {
        var clock = Stopwatch.StartNew();
        var builder = new BatchTableBuilder(T2Rules.Schema);
        var row = new FactRow(T2Rules.Schema);
        var asked = new List<FactRow>();
        Span<int> cells = stackalloc int[11];
        foreach (var line in File.ReadLines(Path.Combine(folder, "t2_ent.csv")).Skip(1))
        {
            Read(line, cells);
            T2Rules.Fill(row, cells);
            builder.Add(row);
            if (asked.Count < 100_000)
            {
                asked.Add(row);
                row = new FactRow(T2Rules.Schema);
            }
        }
        Say("facts read", clock);
        clock.Restart();
        var table = builder.Build(T2Rules.Region, T2Rules.Industry);
        Say("table made", clock);
        Measure(Path.Combine(folder, "t2_policies.json"), table, [.. asked], rounds);
        return 0;
    }

    private static void Measure(string file, BatchTable table, FactRow[] asked, int rounds)
    {
        var clock = Stopwatch.StartNew();
        var scope = new RuleScope(T2Rules.Schema, On);
        var policies = T2Rules.Texts(file).Select(t => new BatchPolicy(
            ConditionRule.Parse(new RuleSource("t2", 1, 1, t.Condition), scope),
            NumberRule.Parse(new RuleSource("t2", 1, 1, t.Amount), scope, RuleKind.Money))).ToArray();
        Say($"{policies.Length} policies read and checked", clock);
        One(policies, asked);
        Explained(policies, asked[..2000]);
        clock.Restart();
        var plan = new BatchPlan(table, policies);
        Say("first plan made", clock);
        clock.Restart();
        plan = new BatchPlan(table, policies);
        Say("second plan made", clock);
        Time("counts and sums", rounds, () =>
        {
            var totals = plan.Totals();
            return (totals.Sum(t => t.Yes), (long)(totals.Aggregate((Int128)0, (sum, t) => sum + t.Fen) / 100));
        });
        Time("pairs with amounts, new memory", (rounds / 4) + 1, () => (plan.Matches().Count, 0));
        var matches = new BatchMatches();
        Time("pairs with amounts", (rounds / 2) + 1, () => (plan.Matches(matches).Count, 0), () => matches.Runs.Sum(r => r.Fen.Sum()) / 100);
    }

    /// <summary>100,000 enterprises one after the other, as facts come from a store: filled beforehand, asked within the clock.</summary>
    private static void One(IReadOnlyList<BatchPolicy> policies, FactRow[] rows)
    {
        var one = new OneAgainstAll(T2Rules.Schema, policies);
        var matches = new BatchMatch[one.Policies];
        var took = new List<double>();
        var (found, fen) = (0L, 0L);
        for (var round = 0; round < 15; round++)
        {
            (found, fen) = (0, 0);
            var from = Stopwatch.GetTimestamp();
            foreach (var row in rows)
            {
                var count = one.Match(row, matches);
                for (var i = 0; i < count; i++)
                {
                    fen += matches[i].Fen;
                }
                found += count;
            }
            took.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds / rows.Length);
        }
        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"task\":\"T2\",\"peer\":\"yinfeng\",\"step\":\"one enterprise\",\"us\":{took[7]:F4},\"min_us\":{took[0]:F4},\"checksum\":[{found},{fen / 100}]}}"));
    }

    /// <summary>The same with every step of every rule; once as values in place, once with a record written for each step.</summary>
    private static void Explained(IReadOnlyList<BatchPolicy> policies, FactRow[] rows)
    {
        var explained = new ExplainAll(policies);
        foreach (var records in new[] { false, true })
        {
            var took = new List<double>();
            long steps = 0, met = 0;
            for (var round = 0; round < 15; round++)
            {
                (steps, met) = (0, 0);
                var from = Stopwatch.GetTimestamp();
                foreach (var row in rows)
                {
                    explained.Ask(row);
                    for (var policy = 0; policy < explained.Policies; policy++)
                    {
                        met += explained.Answer(policy) == Truth.Yes ? 1 : 0;
                        steps += records ? explained.ConditionSteps(policy).Count + explained.AmountSteps(policy).Count : 0;
                    }
                }
                took.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds / rows.Length);
            }
            took.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{{\"task\":\"T2\",\"peer\":\"yinfeng\",\"step\":\"one enterprise explained{(records ? ", records" : "")}\",\"us\":{took[7]:F2},\"min_us\":{took[0]:F2},\"steps_each\":{steps / rows.Length},\"checksum\":[{met}]}}"));
        }
    }

    private static void Time(string step, int times, Func<(long Pairs, long Yuan)> run, Func<long>? sum = null)
    {
        var took = new List<double>();
        (long Pairs, long Yuan) result = default;
        var work = Environment.CpuUsage.TotalTime;
        for (var i = -WarmUp; i < times; i++)
        {
            var from = Stopwatch.GetTimestamp();
            result = run();
            took.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (i == -1)
            {
                took.RemoveRange(1, took.Count - 1); // The first is shown apart.
                work = Environment.CpuUsage.TotalTime;
            }
        }
        work = (Environment.CpuUsage.TotalTime - work) / times;
        var first = took[0];
        took.RemoveAt(0);
        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{{\"task\":\"T2\",\"peer\":\"yinfeng\",\"step\":\"{step}\",\"seconds\":{took[times / 2] / 1000:F6},\"first_ms\":{first:F2},\"min_ms\":{took[0]:F2},\"cpu_ms\":{work.TotalMilliseconds:F2},\"checksum\":[{result.Pairs},{sum?.Invoke() ?? result.Yuan}]}}"));
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
