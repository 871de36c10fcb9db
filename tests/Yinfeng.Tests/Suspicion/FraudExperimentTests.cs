using Xunit.Abstractions;
using Yinfeng.Analytics.Suspicion;

namespace Yinfeng.Tests.Suspicion;

public class FraudExperimentTests(ITestOutputHelper output)
{
    private static readonly SoftLimits Limits = new(0.1, 0.01, 0.25, 6, 80, 99_999, 4, 4, 8, 0.15, 8, 10, 0.12);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tune(int seed)
    {
        output.WriteLine(FraudExperiment.Run(seed, Limits).ToString());
        output.WriteLine(FraudExperiment.Run(seed + 50, Limits, 10, 0).ToString().Replace("NaN", "-"));
    }
}
