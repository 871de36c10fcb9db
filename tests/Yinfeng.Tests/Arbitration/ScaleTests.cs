using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using Yinfeng.Arbitration;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Arbitration;

/// <summary>A hundred thousand records: what is compared stays a small part of all pairs. Times are told, not asserted.</summary>
public class ScaleTests(ITestOutputHelper output)
{
    private static readonly ArbitrationLimits Limits = ArbitrationRules.Load().On(new DateOnly(2026, 1, 1));

    [SoakFact]
    public void HundredThousandRecords_AreSearchedWithoutComparingAllWithAll()
    {
        var made = LabelledClaims.Make(7, 50_000);
        var clock = Stopwatch.StartNew();
        var set = new MatterSet(made.Matters);
        var built = clock.ElapsedMilliseconds;
        clock.Restart();
        var found = DoubleClaims.All(set, Limits);
        var all = clock.ElapsedMilliseconds;
        clock.Restart();
        var near = made.Matters.Take(100).Sum(m => set.Near(m).Count());
        var one = clock.Elapsed.TotalMilliseconds / 100;
        var candidates = made.Matters.AsParallel().Sum(m => (long)set.Near(m).Count());

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{made.Matters.Count} records: keys {built} ms, all pairs {all} ms ({found.Count} found, {candidates} compared), one record {one:F2} ms ({near / 100} compared)"));
        Assert.True(candidates < 2_000L * made.Matters.Count);
        Assert.True(made.Same.Keys.Count(found.Select(f => f.Key).ToHashSet().Contains) >= made.Same.Count * 0.95);
    }
}
