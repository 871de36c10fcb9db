using Yinfeng.Gaps;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Gaps;

/// <summary>What must hold for real registrations: three chains in the five cities of the articles.</summary>
public sealed class RealGapTests
{
    [SharedFact]
    public async Task Every_verdict_has_its_evidence()
    {
        await using var store = await TestStore.NewAsync();
        foreach (var file in new[] { "14-山西.csv.gz", "23-黑龙江.csv.gz", "32-江苏.csv.gz", "37-山东.csv.gz" })
        {
            await ImportAsync(store, Have.Shared($"data/enterprises/{file}"));
        }
        foreach (var chain in new[] { "food-grain", "high-end-equipment", "coal-power-chemicals" })
        {
            foreach (var city in new[] { "371400", "370700", "320300", "140800", "230500" })
            {
                var report = (await GapQueriesTests.Ask(store, city, chain: chain)).Value!;
                Assert.All(report.Nodes, GapQueriesTests.Holds);
                Assert.All(report.Nodes.Where(n => n.Verdict.Strength == NodeStrength.Strong), n => Assert.True(n.Evidence.Quotient > 1));
            }
        }
    }
}
