using Yinfeng.Analytics.Suspicion;
using Yinfeng.Enterprises;
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

        var found = await Backtest(store).RunAsync(new DateOnly(2010, 1, 1), 5, null, default);

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

        var report = (await Backtest(store).RunAsync(new DateOnly(2010, 1, 1), 5, labels, default)).Value!;

        Assert.Equal((320300, 1), (Assert.Single(report.Cities).Adcode, report.All.Positives));
    }

    [Fact]
    public async Task Nothing_to_learn_from_is_said()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row("德州东方机械有限公司", Code(1))]));

        var found = await Backtest(store).RunAsync(new DateOnly(2010, 1, 1), 5, null, default);

        Assert.Equal("backtest.nothing-to-learn", Assert.Single(found.Unmet).Code);
    }

    private static Backtest Backtest(TestStore store) => store.Get<Backtest>();

    /// <summary>600 companies; every sixth opens branches, mostly in its own province.</summary>
    private static IEnumerable<string> Country()
    {
        var (draws, number) = (new SeededDraws(5), 0);
        for (var i = 0; i < 600; i++)
        {
            var (home, year) = (i == 0 ? 0 : draws.Next(Cities.Length), 1995 + draws.Next(10));
            var name = $"{Cities[home].Name}{(char)('丁' + i)}{(char)('一' + i / 2)}{(i % 2 == 0 ? "物流" : "食品")}有限公司";
            yield return At(home, name, year);
            for (var k = i % 6 == 5 ? 3 : 0; k > 0; k--)
            {
                var city = draws.Next(4) > 0 ? (home / 3 * 3) + draws.Next(3) : draws.Next(Cities.Length);
                yield return At(city, $"{name}{Cities[city].Name}第{k}分公司", Math.Min(2014, year + 1 + draws.Next(12)));
            }
        }
        string At(int city, string name, int year) => Row(name, Code(++number), $"{year}-06-01", adcode: Cities[city].Adcode, county: Cities[city].County).Replace("山东,德州市", ",", StringComparison.Ordinal);
    }
}
