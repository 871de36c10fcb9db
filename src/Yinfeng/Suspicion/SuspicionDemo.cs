using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Suspicion;

/// <summary>Doubts of the demo workspace (演示): what the product's own run finds in the two cities' real ledgers, and nothing else.</summary>
public sealed class SuspicionDemo
{
    private static readonly (string Unit, YearMonth Period)[] Cities = [("140800", new(2021, 12)), ("371400", new(2023, 3))];
    private readonly RunSuspicion _run;

    internal SuspicionDemo(RunSuspicion run) => _run = run;

    /// <exception cref="InvalidOperationException">A run refused its own demonstration: a bug.</exception>
    public async Task FillAsync(CancellationToken ct)
    {
        foreach (var (unit, period) in Cities)
        {
            var run = await _run.RunAsync(Viewer.Operator(Environment.UserName), unit, period, ct);
            if (!run.Allowed)
            {
                throw new InvalidOperationException(string.Join(" ", run.Unmet.Select(u => u.Message)));
            }
        }
    }
}
