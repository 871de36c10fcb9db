using Yinfeng.Assessment;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Assessment.AssessedCity;

namespace Yinfeng.Tests.Assessment;

/// <summary>Scores from ledgers in the store, against sums over the projects written out by hand; who sees which of them.</summary>
public class ScoreStoreTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Scores_OfRandomLedgers_EqualSumsByHand(string provider)
    {
        for (var seed = 0; seed < (provider == "sqlite" ? 12 : 2); seed++)
        {
            await using var store = await TestStore.NewAsync(provider);
            var city = await AssessedCity.Fill(store, seed).StoreAsync();
            var period = new YearMonth(2023, 1 + seed % 8);
            var view = await city.ComputeAsync(Drafter, "371400", period);

            Assert.Equal(11, view.File.Scores.Count(s => s.Group == "县（市、区）"));
            foreach (var score in view.File.Scores.Where(s => s.Group == "县（市、区）"))
            {
                var unit = view.File.Subject(score.Subject)!.UnitId;
                foreach (var (item, points) in ByHand(city, unit, period))
                {
                    Assert.True(points == score.Items.Single(i => i.Code == item).Points, $"seed {seed} {score.Name} {item}: {points} ≠ {score.Items.Single(i => i.Code == item).Points}");
                }
                var counted = score.Items.Where(i => i.State != ItemState.LeftOut).ToList();
                var own = counted.Count == 5 ? counted.Sum(i => i.Points) : counted.Count == 0 ? 0
                    : Math.Round(counted.Sum(i => i.Points) * 100 / counted.Sum(i => i.Weight), 2, MidpointRounding.AwayFromZero);
                Assert.Equal(Math.Max(0, own + score.ExtraPoints), score.Total);
            }
        }
    }

    /// <summary>The product's example scheme, item by item, from the projects themselves.</summary>
    private static IEnumerable<(string Item, decimal Points)> ByHand(AssessedCity city, long unit, YearMonth period)
    {
        var mine = city.Projects.Where(p => p.OwnerUnitId == unit).ToList();
        bool In(LedgerDate? date) => date is { } d && d.CountsIn is { } m && m.Year == period.Year && m <= period;
        decimal? Goal(string code, TargetLevel level) => city.Targets.SingleOrDefault(t => t.UnitId == unit && t.Indicator == code && t.Level == level)?.Value;
        decimal Points(string code, decimal value, decimal weight, decimal extra)
        {
            if (Goal(code, TargetLevel.Base) is not { } lowest)
            {
                return 0;
            }
            var stretched = Goal(code, TargetLevel.Stretch) is { } s && s > lowest ? Math.Clamp((value - lowest) / (s - lowest), 0, 1) : 0;
            return Math.Round(Math.Min(value / lowest / (period.Month / 12m), 1) * weight + stretched * extra, 2, MidpointRounding.AwayFromZero);
        }
        var funds = city.Months.Where(m => m.Month.Year == period.Year && m.Month <= period && mine.Exists(p => p.Id == m.ProjectId && p.Kind != InvestmentKind.NonFixedAsset))
            .Sum(m => m.FundsFen ?? 0);
        yield return ("funds.fixed", Points("funds.fixed", funds, 30, 3));
        yield return ("signed.investment", Points("signed.investment", mine.Where(p => In(p.SignedOn)).Sum(p => p.TotalInvestmentFen ?? 0), 20, 2));
        yield return ("started.over1yi", Points("started.over1yi.count", mine.Count(p => In(p.StartedOn) && p.TotalInvestmentFen >= Money.FenPerYi) * 10_000, 20, 2));
        yield return ("started.fixed", Points("started.fixed_investment", mine.Where(p => In(p.StartedOn)).Sum(p => p.FixedInvestmentFen ?? 0), 20, 2));
        var signed = mine.Count(p => In(p.SignedOn));
        var started = mine.Count(p => In(p.SignedOn) && In(Later(p)));
        if (signed > 0 && Goal("start.rate", TargetLevel.Base) is { } rate)
        {
            var shown = Math.Round(started * 100m / signed, 2, MidpointRounding.AwayFromZero);
            yield return ("start.rate", Math.Round(Math.Min(shown / (rate / 10_000), 1) * 10, 2, MidpointRounding.AwayFromZero));
        }
    }

    /// <summary>The later of signing and start, as the definition of 开工率 has it; null while it has not started.</summary>
    private static LedgerDate? Later(Project p) => p.StartedOn is { } s && p.SignedOn is { } g ? s.Latest > g.Latest ? s : g : null;

    // docs/methods/assessment.md, step by step.
    [Theory]
    [InlineData(3.6, 24)]
    [InlineData(8.8, 30)]
    [InlineData(9.5, 31.5)]
    public async Task TheWorkedExample_ComesOut(double funds, double points)
    {
        await using var store = await TestStore.NewAsync();
        var book = store.Get<SchemeBook>();
        var scheme = (await book.AllAsync(default)).Single(s => s.Id == "county@1949-10-01");
        SubjectFigures Of(string code, decimal? value, decimal? target, decimal? stretch = null) => new(code, value, null, target, stretch, null);
        var county = new FileSubject(FileSubject.UnitKey(1), 1, "371424", "临邑县",
            [Of("funds.fixed", (decimal)funds, 9, 10), Of("signed.investment", 50, 100), Of("started.over1yi.count", 7, null), Of("started.fixed_investment", 20, 50),
                Of("start.rate", 61, 60)],
            new SortedDictionary<ExtraBasis, int> { [ExtraBasis.LateReports] = 4 }, []);

        var score = ScoreEngine.Run(scheme, June, book.Indicators, [new FileGroup("县（市、区）", [county])]).Single();

        Assert.Equal([(decimal)points, 20m, 0m, 16m, 10m], score.Items.Select(i => i.Points));
        Assert.Equal(Math.Round(((decimal)points + 46) * 100 / 80, 2, MidpointRounding.AwayFromZero) - 0.4m, score.Total);
        if (funds == 3.6)
        {
            Assert.Equal((87.1m, "良好"), (score.Total, score.Grade));
        }
    }

    [Fact]
    public async Task ACounty_OpensItsOwnScore_AndNoOther()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 1).StoreAsync();

        var whole = await city.ComputeAsync(Drafter, "371424");
        var own = await city.ComputeAsync(Linyi, "371424");
        var other = await store.Get<ScoreQueries>().ComputeAsync(Linyi, new ScoreQuestion(June, "371481"), null, default);
        var above = await store.Get<ScoreQueries>().ComputeAsync(Linyi, new ScoreQuestion(June, "371400"), null, default);

        Assert.Equal(whole.One!.Total, own.One!.Total); // The example compares no units: the county gets the same points.
        Assert.Equal(whole.One.Items.Select(i => i.Points), own.One.Items.Select(i => i.Points));
        Assert.Equal(0, own.One.Rank); // Its place is told at publication.
        Assert.Single(own.File.Scores);
        Assert.Single(own.File.Groups.SelectMany(g => g.Subjects));
        Assert.Equal(["assess.unit"], Codes(other));
        Assert.Equal(["assess.unit"], Codes(above));
    }

    [Fact]
    public async Task WhatIf_ChangesOnlyWhatIsAssumed_AndStoresNothing()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 2).StoreAsync();
        var before = await city.ComputeAsync(Linyi, "371424");

        var assumed = Value(await store.Get<ScoreQueries>().ComputeAsync(Linyi, new ScoreQuestion(June, "371424"), new Dictionary<string, decimal> { ["funds.fixed"] = 1_000_000 }, default));

        var item = assumed.One!.Items.Single(i => i.Code == "funds.fixed");
        Assert.True(item.Points >= 30, $"{item.Points} {item.State}");
        Assert.Equal(before.One!.Items.Skip(1).Select(i => i.Points), assumed.One.Items.Skip(1).Select(i => i.Points));
        Assert.Equal(before.One.Total, (await city.ComputeAsync(Linyi, "371424")).One!.Total);
    }

    [Fact]
    public async Task Leaders_AreScoredByTheirOwnTargetsAndProjects()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 3).StoreAsync();
        foreach (var (person, indicator, lowest, stretch) in new[] { ("张三", "signed.count", "10", "20"), ("李四", "signed.count", "4", null), ("张三", "funds.fixed", "2.5", null) })
        {
            Assert.Empty((await store.Get<SetLeaderTarget>().RunAsync(Approver, new LeaderTargetFacts("371400", person, "2023", indicator, lowest, stretch, "德办字〔2023〕1号"), default)).Unmet);
        }

        var view = await city.ComputeAsync(Approver, "371400", scheme: "leaders", person: "张三");

        var led = city.Projects.Where(p => p.Leader is "张三" or "张三、李四").ToList();
        var signed = led.Count(p => p.SignedOn!.Value.CountsIn is { } m && m.Year == 2023 && m <= June);
        var funds = city.Months.Where(m => m.Month <= June && led.Exists(p => p.Id == m.ProjectId && p.Kind != InvestmentKind.NonFixedAsset)).Sum(m => m.FundsFen ?? 0);
        var figures = view.File.Subject(view.One!.Subject)!.Figures;
        Assert.Equal(signed, figures.Single(f => f.Indicator == "signed.count").Value);
        Assert.Equal(Money.ToYi(funds), figures.Single(f => f.Indicator == "funds.fixed").Value);
        var stretched = Math.Clamp((signed - 10m) / 10, 0, 1);
        Assert.Equal(Math.Round(Math.Min(signed / 10m / 0.5m, 1) * 30 + stretched * 3, 2, MidpointRounding.AwayFromZero), view.One.Items.Single(i => i.Code == "signed").Points);
        Assert.Equal(ItemState.LeftOut, view.One.Items.Single(i => i.Code == "started").State); // No target, so it does not count.
        Assert.Equal(2, view.File.Scores.Count);
        Assert.Equal(["assess.unit"], Codes(await store.Get<ScoreQueries>().ComputeAsync(Linyi, new ScoreQuestion(June, "371400", "leaders"), null, default)));
    }
}
