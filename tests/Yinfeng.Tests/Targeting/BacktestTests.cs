using Yinfeng.Analytics.Openings;
using Yinfeng.Analytics.Suspicion;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Targeting;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Targeting;

/// <summary>From imported registrations to a judged list of targets.</summary>
public sealed class BacktestTests
{
    private static readonly (string Adcode, string County, string Name)[] Cities =
        [("371400", "371402", "德州"), ("370100", "370102", "济南"), ("370700", "370702", "潍坊"), ("140800", "140802", "运城"), ("140100", "140105", "太原"), ("320300", "320302", "徐州")];

    [Theory, OnSqlite, OnPostgres]
    public async Task Openings_are_found_learnt_from_and_judged(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, Country()), "2016-12-31");

        var found = await Backtest(store).RunAsync(new DateOnly(2010, 1, 1), 5, null, [], default);

        var report = found.Value!;
        Assert.True(report.All.Positives > 20, $"{report.All.Positives} openings");
        Assert.InRange(report.All.Auc, 0.6, 1);
        Assert.All(report.Cities, city => Assert.Contains(Cities, c => c.Adcode == city.Adcode.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Told_openings_take_the_place_of_those_found()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, Country()), "2016-12-31");
        var labels = Path.Combine(store.Database.DataFolder, "labels.csv");
        await File.WriteAllTextAsync(labels, $"credit_code,adcode\n{Code(1)},320300\n{Code(1)},320300\n{Code(1)},371400\n{Code(999_999)},320300\n");

        var report = (await Backtest(store).RunAsync(new DateOnly(2010, 1, 1), 5, labels, [], default)).Value!;

        Assert.Equal((320300, 1), (Assert.Single(report.Cities).Adcode, report.All.Positives));
    }

    [Fact]
    public async Task Nothing_to_learn_from_is_said()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row("德州东方机械有限公司", Code(1))]));

        var found = await Backtest(store).RunAsync(new DateOnly(2010, 1, 1), 5, null, [], default);

        Assert.Equal("backtest.nothing-to-learn", Assert.Single(found.Unmet).Code);
    }

    [Fact]
    public async Task Years_without_openings_are_judged_by_nothing_and_do_not_fail()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, Country()), "2016-12-31");

        var report = (await Backtest(store).RunAsync(new DateOnly(2015, 1, 1), 5, null, [], default)).Value!;

        Assert.Empty(report.Cities);
        Assert.Equal((0, 0), (report.All.Cities, report.All.Positives));
        Assert.True(double.IsNaN(report.All.Auc));
    }

    [Fact]
    public async Task Rows_of_later_years_are_learnt_from_and_judged_like_any()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, Country(5)), "2020-12-31"); // The same country five years later: to 2019.

        var report = (await Backtest(store).RunAsync(new DateOnly(2015, 1, 1), 5, null, [], default)).Value!;

        Assert.True(report.All.Positives > 20);
        Assert.InRange(report.All.Auc, 0.6, 1);
        Assert.All(report.Cities, c => Assert.True(c.All.Positives > 0 && c.All.Candidates > 0 && c.All.Hits <= OpeningBacktest.Calls && double.IsFinite(c.All.Lift)));
    }

    [Fact]
    public async Task What_our_advice_brought_counts_as_an_opening_of_its_years()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, Country()), "2016-12-31");
        var companies = await store.Get<EnterpriseBase>().NowAsync(default);
        var (asOf, backtest) = (new DateOnly(2010, 1, 1), Backtest(store));
        var state = (await store.Get<OpeningOutlook>().AsOfAsync(asOf, 5, default)).State;
        var opened = OpeningLabels.Between(state, 20150101);
        var city = state.Cities.Find(371400);
        var group = Enumerable.Range(0, state.Heads.Length).First(g => !state.IsIn(g, city) && !opened.Has(g, city));

        async Task<int> PositivesAsync(string signed) =>
            (await backtest.RunAsync(asOf, 5, null, [Line(companies.Id(state.Heads[group]), 0, signed)], default)).Value!.All.Positives;

        Assert.Equal(opened.Count + 1, await PositivesAsync("2012-03-01"));
        Assert.Equal(opened.Count, await PositivesAsync("2015-03-01")); // After the horizon.
        Assert.Equal(opened.Count, await PositivesAsync("2009-03-01")); // Known on the day.
    }

    [Fact]
    public void Rates_by_score_are_told_from_twenty_outcomes_on()
    {
        AdviceLine[] few = [.. Enumerable.Range(0, 19).Select(i => Line(i, 1, i < 5 ? "2012-01-01" : null))];
        Assert.All(AdviceBand.Of(few), band => Assert.Null(band.Rate));

        var bands = AdviceBand.Of([.. few, Line(20, -3, null), Line(21, -3, null) with { Lead = LeadStatus.Open }]);

        Assert.Equal((19, 5, 14), (bands[0].Given, bands[0].Came, bands[0].Refused));
        Assert.Equal(5 / 19.0, bands[0].Rate!.Value, 12);
        Assert.Equal((0.1181, 0.4879), (Math.Round(bands[0].Low!.Value, 4), Math.Round(bands[0].High!.Value, 4)));
        Assert.Equal((2, 0, 1, 0.0), (bands[2].Given, bands[2].Came, bands[2].Refused, bands[2].Rate!.Value)); // What is still open counts for neither.
        Assert.Null(bands[1].Rate);
    }

    private static AdviceLine Line(long company, double score, string? signed) => new(new Advice
    {
        ChainId = "new-materials", Node = "polymer", UnitId = 371400, City = 371400, EnterpriseId = company, Company = "甲", AsOf = new DateOnly(2010, 1, 1), Rank = 1,
        Score = score, LeadId = 1, ActorId = "user:li",
    }, "德州市", signed is null ? LeadStatus.Closed : LeadStatus.Open, LeadGrade.C, null, null,
        signed is null ? null : ProjectStage.Signed, signed is null ? null : Some.Day(signed));

    private static Backtest Backtest(TestStore store) => store.Get<Backtest>();

    /// <summary>600 companies; every sixth opens branches, mostly in its own province.</summary>
    private static IEnumerable<string> Country(int later = 0)
    {
        var (draws, number) = (new SeededDraws(5), 0);
        for (var i = 0; i < 600; i++)
        {
            var (home, year) = (i == 0 ? 0 : draws.Next(Cities.Length), 1995 + later + draws.Next(10));
            var name = $"{Cities[home].Name}{(char)('丁' + i)}{(char)('一' + i / 2)}{(i % 2 == 0 ? "物流" : "食品")}有限公司";
            yield return At(home, name, year);
            for (var k = i % 6 == 5 ? 3 : 0; k > 0; k--)
            {
                var city = draws.Next(4) > 0 ? (home / 3 * 3) + draws.Next(3) : draws.Next(Cities.Length);
                yield return At(city, $"{name}{Cities[city].Name}第{k}分公司", Math.Min(2014 + later, year + 1 + draws.Next(12)));
            }
        }
        string At(int city, string name, int year) => Row(name, Code(++number), $"{year}-06-01", adcode: Cities[city].Adcode, county: Cities[city].County).Replace("山东,德州市", ",", StringComparison.Ordinal);
    }
}
