using Microsoft.Extensions.DependencyInjection;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Assessment;

/// <summary>Scores of the demo workspace (演示): a year that is published, and a month that waits for approval; both from the demo's own ledgers
/// under the example scheme.</summary>
public sealed class DemoScores(IServiceProvider services)
{
    private const string City = "140800";
    private static readonly Viewer Drafter = Viewer.Product("demo-score", "演示经办"), Office = Viewer.Product("demo", "演示办公室");

    public async Task FillAsync(CancellationToken ct)
    {
        var year = await ProposeAsync("2021-12", "（示例）运招组发〔2022〕1号", ct);
        Must(await services.GetRequiredService<DecideEdition>().RunAsync(Office, year, true, null, ct));
        await ProposeAsync("2021-09", "（示例）运招组发〔2021〕9号", ct);
    }

    private async Task<long> ProposeAsync(string period, string document, CancellationToken ct) =>
        Must(await services.GetRequiredService<ProposeEdition>().RunAsync(Drafter, new EditionFacts(City, "county", period, document, null), ct));

    private static T Must<T>(Decision<T> decision) => decision.Allowed ? decision.Value!
        : throw new InvalidOperationException(string.Join(" ", decision.Unmet.Select(u => u.Message)));
}
