using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Rules;

namespace Yinfeng.Tests.Rules;

public class IndicatorCatalogTests
{
    private static readonly FocusRegions Focus = FocusRegions.Load();
    private static readonly IndicatorCatalog Catalog = IndicatorCatalog.Load(Focus);
    private static readonly string[] Published =
    [
        "signed.count", "signed.investment", "started.count", "start.rate", "started.over1yi.count", "started.fixed_investment",
        "funds.fixed", "funds.nonfixed", "funds.total", "producing.count", "signed.started.count", "outside.signed.over1yi.count",
        "outside.signed.over1yi.investment", "focus.started.count", "focus.funds", "online.signed.count", "online.signed.investment",
        "start.rate.cumulative", "fixed_investment.made",
    ];

    [Fact]
    public void ShippedFile_DefinesEveryIndicator_WithoutMistake()
    {
        Assert.Equal(Published, Catalog.On(new DateOnly(2021, 12, 31)).Where(i => !i.Hidden).Select(i => i.Code));
        Assert.All(Catalog.On(new DateOnly(2021, 12, 31)).Where(i => i.Shape == IndicatorShape.Ratio), ratio =>
        {
            Assert.NotNull(Catalog.Find(ratio.Numerator!));
            Assert.NotNull(Catalog.Find(ratio.Denominator!));
        });
    }

    [Theory]
    [InlineData("signed.investment", 2021_03, 30_000_000_000)]
    [InlineData("signed.count", 2021_03, 10_000)]
    [InlineData("started.count", 2021_06, 10_000)]
    [InlineData("signed.started.count", 2021_06, 10_000)]
    [InlineData("started.over1yi.count", 2021_06, 10_000)]
    [InlineData("outside.signed.over1yi.count", 2021_03, 10_000)]
    [InlineData("outside.signed.over1yi.investment", 2021_03, 30_000_000_000)]
    [InlineData("online.signed.count", null, 0)]
    [InlineData("producing.count", null, 0)]
    public void Contribute_GivesMonthAndAmount(string code, int? month, long amount)
    {
        var facts = Facts(p => p.TotalInvestmentFen = 3 * Money.FenPerYi);

        var contribution = Catalog.Find(code)!.Contribute(facts);

        Assert.Equal((month is { } m ? new YearMonth(m) : null, amount, LeftOut.No), (contribution.Month, contribution.Amount, contribution.LeftOut));
    }

    [Fact]
    public void Contribute_AmountMissing_IsLeftOutAndSaysSo()
    {
        var facts = Facts(p => p.TotalInvestmentFen = null);

        Assert.Equal(LeftOut.AmountMissing, Catalog.Find("signed.investment")!.Contribute(facts).LeftOut);
        Assert.Equal(LeftOut.ConditionUnknown, Catalog.Find("outside.signed.over1yi.count")!.Contribute(facts).LeftOut);
        Assert.Equal(LeftOut.No, Catalog.Find("signed.count")!.Contribute(facts).LeftOut);
    }

    [Fact]
    public void SignedStarted_CountsOnlyStartsByTheEndOfTheSigningYear()
    {
        var indicator = Catalog.Find("signed.started.count")!;

        Assert.Null(indicator.Contribute(Facts(p => p.StartedOn = new(2022, 1, 5))).Month);
        Assert.Equal(new YearMonth(2021, 3), indicator.Contribute(Facts(p => p.StartedOn = new(2020, 11, 0))).Month);
        Assert.Equal(new YearMonth(2021, 12), indicator.Contribute(Facts(p => p.StartedOn = new(2021, 0, 0))).Month);
    }

    [Fact]
    public void Focus_IsTheCitysDatedList_TheCityItselfIncluded()
    {
        Assert.True(Focus.Contains(371400, 110105, new(2023, 3, 1))); // 京津冀: a district of a member province
        Assert.True(Focus.Contains(371400, 371424, new(2022, 3, 1))); // the city's own county
        Assert.False(Focus.Contains(371400, 370200, new(2023, 3, 1))); // 青岛
        Assert.False(Focus.Contains(371400, 110000, new(2021, 12, 31))); // before the list
        Assert.False(Focus.Contains(140800, 110000, new(2023, 3, 1))); // a city without a list

        var facts = Facts(p => (p.CityId, p.InvestorRegionId, p.StartedOn) = (371400, 310000, new(2023, 2, 1)));
        Assert.Equal(new YearMonth(2023, 2), Catalog.Find("focus.started.count")!.Contribute(facts).Month);
        Assert.Equal(Truth.Yes, Catalog.Find("focus.funds")!.Includes(facts, new(2023, 1)));
        Assert.Equal(Truth.No, Catalog.Find("focus.funds")!.Includes(facts, new(2021, 1)));
    }

    [Fact]
    public void Kind_NotStated_CountsAsFixed()
    {
        var facts = Facts(p => p.Kind = null);

        Assert.Equal(Truth.Yes, Catalog.Find("funds.fixed")!.Includes(facts, new(2021, 5)));
        Assert.Equal(Truth.No, Catalog.Find("funds.nonfixed")!.Includes(facts, new(2021, 5)));
    }

    [Theory]
    [InlineData("签约 项目数", "signed.count")]
    [InlineData("funds.total", "funds.total")]
    [InlineData("固定资产投资到位资金", "funds.fixed")]
    public void FindByName_KnowsCodesNamesAndSynonyms(string written, string code) =>
        Assert.Equal(code, Catalog.FindByName(written)?.Code);

    [Fact]
    public void Rate_RoundsHalfAwayFromZero() => Assert.Equal(923_792, Indicator.Rate(497 * 10_000L, 538 * 10_000L));

    private static ProjectFacts Facts(Action<Project> change)
    {
        var project = new Project
        {
            Name = "光电科技研发制造", CityId = 140800, SignedOn = new(2021, 3, 9), StartedOn = new(2021, 6, 0),
            InvestorRegionId = 310000, FixedInvestmentFen = Money.FenPerYi,
        };
        change(project);
        var facts = new ProjectFacts();
        facts.Fill(project);
        return facts;
    }
}
