using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Openings;
using Yinfeng.Analytics.Suspicion;

namespace Yinfeng.Analytics.Tests.Openings;

/// <summary>On a made-up country of five provinces in which companies open nearby and those that opened before open more.</summary>
public class OpeningTests
{
    private const int AsOf = 20100101;
    private const int Until = 20150101;
    private static readonly OpeningRules Rules = new(["银行"]);
    private static readonly CityGrid Cities = new([.. Enumerable.Range(0, 25)
        .Select(i => new CityPlace(((11 + i / 5) * 10000) + ((i % 5 + 1) * 100), 100 + i % 5 * 2, 30 + i / 5 * 2))]);

    [Fact]
    public void Groups_know_branches_and_sisters_and_leave_outlets_out()
    {
        var companies = Of(("甲物流有限公司", 0, 20000101), ("甲物流有限公司乙市分公司", 1, 20010101), ("丙乙水泥（南通）有限公司", 2, 20020101),
            ("丙乙水泥（秭归）有限公司", 3, 20030101), ("丁银行股份有限公司", 4, 20000101), ("丁银行股份有限公司戊支行", 5, 20010101), ("丙乙水泥（万州）有限公司", 6, 20110101));
        var groups = new SiteGroups(companies, Rules, AsOf);
        Assert.Equal([0, 0, 2, 2, -1, -1, -1], Enumerable.Range(0, 7).Select(groups.HeadOf));
        Assert.Equal(2, groups.HeadOfNew("丙乙水泥（万州）有限公司"));
        Assert.Equal(0, groups.HeadOfNew("甲物流有限公司第三分公司"));
        Assert.Equal(-1, groups.HeadOfNew("丁银行股份有限公司己支行"));
    }

    [Fact]
    public void Scores_by_adding_equal_the_plain_scores()
    {
        var companies = Country(1);
        var state = new OpeningState(companies, Cities, Rules, AsOf);
        var model = OpeningModel.Learn(companies, Cities, Rules, AsOf);
        Assert.True(model.Openings > 100);
        var scores = new OpeningScores(state, model);
        var row = new double[state.Heads.Length];
        for (var city = 0; city < Cities.Count; city++)
        {
            scores.Fill(city, row);
            for (var group = 0; group < row.Length; group++)
            {
                Assert.Equal(state.IsIn(group, city) ? double.NegativeInfinity : model.Score(state, group, city), row[group], 9);
            }
        }
    }

    [Fact]
    public void A_shuffled_future_moves_no_score()
    {
        var companies = Country(2);
        var shuffled = EnterpriseColumns.Of(Shuffle([.. Enumerable.Range(0, companies.Count).Select(companies.Facts)]));
        var (state, other) = (new OpeningState(companies, Cities, Rules, AsOf), new OpeningState(shuffled, Cities, Rules, AsOf));
        var (scores, others) = (new OpeningScores(state, OpeningModel.Learn(companies, Cities, Rules, AsOf)),
            new OpeningScores(other, OpeningModel.Learn(shuffled, Cities, Rules, AsOf)));
        var (a, b) = (new double[state.Heads.Length], new double[other.Heads.Length]);
        Assert.Equal(state.Heads, other.Heads);
        for (var city = 0; city < Cities.Count; city++)
        {
            scores.Fill(city, a);
            others.Fill(city, b);
            Assert.Equal(a, b);
        }
        Assert.NotEqual(OpeningLabels.Between(state, Until).All, OpeningLabels.Between(other, Until).All);
    }

    [Fact]
    public void The_backtest_equals_counting_all_pairs()
    {
        var companies = Country(3);
        var state = new OpeningState(companies, Cities, Rules, AsOf);
        var openings = OpeningLabels.Between(state, Until);
        var draws = new SeededDraws(9);
        var noise = Enumerable.Range(0, Cities.Count).Select(_ => Enumerable.Range(0, state.Heads.Length).Select(_ => (double)draws.Next(40)).ToArray()).ToArray();
        var results = OpeningBacktest.Run(state, openings, (city, into) =>
        {
            for (var group = 0; group < into.Length; group++)
            {
                into[group] = state.IsIn(group, city) ? double.NegativeInfinity : noise[city][group];
            }
        });
        Assert.NotEmpty(results);
        foreach (var result in results)
        {
            var city = Cities.Find(result.Adcode);
            var candidates = Enumerable.Range(0, state.Heads.Length).Where(group => !state.IsIn(group, city)).ToArray();
            var (yes, no) = (candidates.Where(group => openings.Has(group, city)).ToArray(), candidates.Where(group => !openings.Has(group, city)).ToArray());
            Assert.Equal((yes.Length, candidates.Length), (result.All.Positives, result.All.Candidates));
            Assert.Equal(yes.Sum(p => no.Sum(q => noise[city][p] > noise[city][q] ? 1 : noise[city][p] == noise[city][q] ? 0.5 : 0)) / yes.Length / no.Length, result.All.Auc, 9);
        }
    }

    [Fact]
    public void What_was_learnt_beats_chance_and_distance()
    {
        var companies = Country(4);
        var state = new OpeningState(companies, Cities, Rules, AsOf);
        var openings = OpeningLabels.Between(state, Until);
        var scores = new OpeningScores(state, OpeningModel.Learn(companies, Cities, Rules, AsOf));
        var learnt = OpeningBacktest.Mean(OpeningBacktest.Run(state, openings, (city, into) => scores.Fill(city, into)), city => city.All);
        Assert.InRange(learnt.Auc, 0.7, 1);
        Assert.True(learnt.Lift > 2);
    }

    /// <summary>3,000 companies; one in ten opens branches, most of them in its own province, before and after the day.</summary>
    private static EnterpriseColumns Country(ulong seed)
    {
        var draws = new SeededDraws(seed);
        var rows = new List<(string, int, int)>();
        for (var i = 0; i < 3000; i++)
        {
            var (home, year) = (draws.Next(25), 1990 + draws.Next(24));
            var name = $"{(char)('一' + i % 3000)}{(char)('丁' + i / 50)}{(i % 3 == 0 ? "物流" : "食品")}有限公司";
            rows.Add((name, home, (year * 10000) + 101));
            for (var k = draws.Next(10) == 0 ? 4 : 0; k > 0; k--)
            {
                var city = draws.Next(10) < 8 ? (home / 5 * 5) + draws.Next(5) : draws.Next(25);
                rows.Add(($"{name}第{k}分公司", city, (Math.Min(2014, year + 1 + draws.Next(12)) * 10000) + 601));
            }
        }
        return Of([.. rows]);
    }

    private static EnterpriseColumns Of(params (string Name, int City, int Day)[] rows) => EnterpriseColumns.Of(rows.Select((row, i) =>
        new EnterpriseFacts(i + 1, row.Name, "", Cities.Adcode(row.City), 0, row.Day, OrganisationKind.LimitedCompany, i % 7 * 100_000_000L, "CNY", EnterpriseFlags.None, 0, 0)));

    /// <summary>Gives what was registered from the day on other places and days among itself.</summary>
    private static EnterpriseFacts[] Shuffle(EnterpriseFacts[] companies)
    {
        var draws = new SeededDraws(7);
        var future = Enumerable.Range(0, companies.Length).Where(i => companies[i].RegisteredOn >= AsOf).ToArray();
        for (var i = future.Length - 1; i > 0; i--)
        {
            var (a, b) = (future[i], future[draws.Next(i + 1)]);
            (companies[a], companies[b]) = (companies[a] with { Adcode = companies[b].Adcode, RegisteredOn = companies[b].RegisteredOn },
                companies[b] with { Adcode = companies[a].Adcode, RegisteredOn = companies[a].RegisteredOn });
        }
        return companies;
    }
}
