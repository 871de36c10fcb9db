using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Projects;
using Yinfeng.Targets;

namespace Yinfeng.Tests.Lights;

/// <summary>The default rule for units, at the points on which it turns, and what it says.</summary>
public class UnitLampTests
{
    [Theory]
    [InlineData(1, LightColour.Green)]
    [InlineData(-1_000, LightColour.Green)] // Exactly 10 points behind.
    [InlineData(-1_001, LightColour.Yellow)]
    [InlineData(-3_000, LightColour.Yellow)] // Exactly 30 points behind.
    [InlineData(-3_001, LightColour.Red)]
    [InlineData(BoardPage.Null, LightColour.None)]
    public void Colour_TurnsAtTenAndThirtyPoints(long gap, LightColour colour) => Assert.Equal(colour,
        UnitLamps.Colour(gap, LightBooks.Default.For(LightBooks.Tree, new DateOnly(2023, 1, 1))[0].Progress!));

    /// <summary>Of 100 亿元 by March: 25 % of the time. 15 亿元 are exactly 10 points behind, and so on.</summary>
    [Theory]
    [InlineData(150_000, LightColour.Green, null)]
    [InlineData(149_900, LightColour.Yellow, "还差 0.01 亿元")]
    [InlineData(0, LightColour.Yellow, "还差 15.00 亿元")]
    public async Task Funds_AreJudgedAgainstTheTimeThatHasPassed(long wan, LightColour colour, string? toGreen)
    {
        await using var store = await TestStore.NewAsync();
        await FundsAsync(store, 100, (new YearMonth(2023, 3), wan));

        var light = (await ViewAsync(store, "2023-03")).Units[0].Indicators.Single(i => i.Indicator == "funds.total").Light;

        Assert.Equal((colour, toGreen), (light.Colour, light.ToGreen));
        Assert.Contains("序时进度 25.00%", light.Why, StringComparison.Ordinal);
        Assert.Equal("德州市", light.Owner);
        Assert.Equal("unit.progress@1949-10-01", light.Rule);
    }

    [Fact]
    public async Task Since_IsCountedBackThroughTheYear()
    {
        await using var store = await TestStore.NewAsync();
        // By the end of each month: January 8.33 % of the time, February 16.67 %, March 25 %, April 33.33 %.
        await FundsAsync(store, 100, (new YearMonth(2023, 1), 100_000));

        (string Period, LightColour Colour, string Since)[] expected =
        [
            ("2023-01", LightColour.Green, "2023-01-01"), ("2023-02", LightColour.Green, "2023-01-01"), ("2023-03", LightColour.Yellow, "2023-03-01"),
            ("2023-04", LightColour.Yellow, "2023-03-01"), ("2023-05", LightColour.Red, "2023-05-01"), ("2023-12", LightColour.Red, "2023-05-01"),
        ];
        foreach (var (period, colour, since) in expected)
        {
            var light = (await ViewAsync(store, period)).Units[0].Light;
            Assert.Equal((period, colour, since), (period, light.Colour, light.Since!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public async Task AUnitsOwnLight_IsTheWorstOfItsAssessedIndicators()
    {
        await using var store = await TestStore.NewAsync();
        await FundsAsync(store, 100, (new YearMonth(2023, 6), 500_000));
        await Some.SaveAsync(store, new Target { UnitId = Some.Dezhou, Year = 2023, Indicator = "signed.count", Value = 10 * 10_000 });
        await RefreshAsync(store);

        var unit = (await ViewAsync(store, "2023-06")).Units[0];

        Assert.Equal(LightColour.Red, unit.Light.Colour); // One signed of ten, half of the year gone.
        Assert.Equal("1 项红灯（签约项目数），1 项绿灯（到位资金）", unit.Light.Why);
        Assert.Equal("签约项目数还差 3 个", unit.Light.ToGreen);
    }

    [Fact]
    public async Task AUnitWithoutTargets_HasNoLight()
    {
        await using var store = await TestStore.NewAsync();
        await FundsAsync(store, 100, (new YearMonth(2023, 3), 150_000));

        Assert.All((await ViewAsync(store, "2023-03")).Units.Skip(1), u => Assert.Equal((LightColour.None, 0), (u.Light.Colour, u.Indicators.Count)));
    }

    /// <summary>One signed project of 临邑 with funds in some months, and 德州's target for them in 亿元.</summary>
    private static async Task FundsAsync(TestStore store, long targetYi, params (YearMonth Month, long Wan)[] months)
    {
        var project = Some.Project(ProjectStage.Signed, totalFen: null);
        project.SignedOn = Some.Day("2023-01-10");
        await Some.SaveAsync(store, [project, .. months.Select(m => new MonthlyReport
        {
            ProjectId = project.Id, Month = m.Month, CityId = Some.Dezhou, FundsFen = m.Wan * Money.FenPerWan, ReportedBy = "user:li", ReportedAtUtc = Some.Now,
        }), new Target { UnitId = Some.Dezhou, Year = 2023, Indicator = "funds.total", Value = targetYi * Money.FenPerYi }]);
        await RefreshAsync(store);
    }

    private static Task<int> RefreshAsync(TestStore store) => store.Get<Yinfeng.Persistence.Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
    {
        work.Audit("test.refresh", "", new { });
        work.Changes.Everything = true;
        return Task.FromResult(0);
    }, CancellationToken.None);

    private static async Task<LightsView> ViewAsync(TestStore store, string period)
    {
        _ = YearMonth.TryParse(period, out var month);
        return (await store.Get<LightQueries>().ViewAsync(TestStore.Viewer, month, "371400", CancellationToken.None)).Value!;
    }
}
