using Yinfeng.Access;
using Yinfeng.Assessment;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;

namespace Yinfeng.Tests.Assessment;

/// <summary>德州市 with random ledgers and targets of its counties, and people of the city and of two counties.</summary>
internal sealed class AssessedCity(TestStore store)
{
    public static readonly Viewer Drafter = Some.User("qicao", Some.Dezhou), Approver = Some.User("shenpi", Some.Dezhou), Linyi = Some.User("linyi", Some.Linyi),
        Laoling = Some.User("laoling", Some.Laoling), Elsewhere = Some.User("yuncheng", 140800);

    private static readonly long[] Counties = [371402, 371403, 371422, 371423, 371424, 371425, 371426, 371427, 371428, 371481, 371482];

    public static readonly YearMonth June = new(2023, 6);

    /// <summary>What was stored, for whoever recomputes it by hand.</summary>
    public List<Project> Projects { get; } = [];
    public List<MonthlyReport> Months { get; } = [];
    public List<Target> Targets { get; } = [];

    public static AssessedCity Fill(TestStore store, int seed, int projects = 60)
    {
        var city = new AssessedCity(store);
        var random = new Random(seed);
        for (var i = 0; i < projects; i++)
        {
            var owner = Counties[random.Next(Counties.Length)];
            var project = Some.Project(ProjectStage.Signed, $"项目{i}", owner, totalFen: random.Next(9) == 0 ? null : random.NextInt64(1, 40) * Money.FenPerYi / 4);
            (project.SignedOn, project.StartedOn) = (Some.Date(random, 2022), random.Next(3) == 0 ? null : Some.Date(random, 2022));
            project.Stage = project.StartedOn is null ? ProjectStage.Signed : ProjectStage.Started;
            project.FixedInvestmentFen = random.Next(9) == 0 ? null : project.TotalInvestmentFen / 2;
            project.Kind = random.Next(4) == 0 ? InvestmentKind.NonFixedAsset : random.Next(2) == 0 ? InvestmentKind.FixedAsset : null;
            project.Leader = random.Next(3) switch { 0 => "张三", 1 => "张三、李四", _ => null };
            city.Projects.Add(project);
            for (var month = new YearMonth(2023, 1); month <= new YearMonth(2023, 8); month = month.AddMonths(1))
            {
                if (random.Next(3) > 0)
                {
                    city.Months.Add(new MonthlyReport
                    {
                        ProjectId = project.Id, Month = month, CityId = Some.Dezhou, FundsFen = random.Next(6) == 0 ? null : random.NextInt64(0, 3_000) * Money.FenPerWan,
                        ReportedBy = "user:chen", ReportedAtUtc = month.LastDay.ToDateTime(new TimeOnly(1, 0), DateTimeKind.Utc), Version = 1,
                    });
                }
            }
        }
        foreach (var county in Counties)
        {
            foreach (var (code, scale) in new[] { ("funds.fixed", Money.FenPerWan), ("signed.investment", Money.FenPerYi / 10), ("started.over1yi.count", 10_000L),
                ("started.fixed_investment", Money.FenPerYi / 10), ("start.rate", 10_000L) })
            {
                var lowest = random.Next(6) == 0 ? 0 : random.NextInt64(code == "funds.fixed" ? 5_000 : 1, code == "funds.fixed" ? 90_000 : 90) * scale;
                if (lowest > 0)
                {
                    city.Targets.Add(new Target { UnitId = county, Year = 2023, Indicator = code, Level = TargetLevel.Base, Value = lowest, Version = 1 });
                }
                if (lowest > 0 && random.Next(2) == 0)
                {
                    city.Targets.Add(new Target
                    {
                        UnitId = county, Year = 2023, Indicator = code, Level = TargetLevel.Stretch,
                        Value = lowest + random.NextInt64(0, 20) * scale, Version = 1
                    });
                }
            }
        }
        return city;
    }

    public async Task<AssessedCity> StoreAsync()
    {
        await Some.SaveAsync(store, [.. Projects, .. Months, .. Targets]);
        return this;
    }

    public async Task<ScoreView> ComputeAsync(Viewer viewer, string unit, YearMonth? period = null, string? scheme = null, int? rules = null, string? person = null) =>
        Value(await store.Get<ScoreQueries>().ComputeAsync(viewer, new ScoreQuestion(period ?? June, unit, scheme, rules, person), null, default));

    public Task<Decision<long>> ProposeAsync(Viewer? by = null, string document = "德招组发〔2023〕9号", string? reason = null, string period = "2023-06") =>
        store.Get<ProposeEdition>().RunAsync(by ?? Drafter, new EditionFacts("371400", "county", period, document, reason), default);

    /// <summary>A published edition.</summary>
    public async Task<long> PublishAsync(string document = "德招组发〔2023〕9号", string? reason = null)
    {
        var id = Value(await ProposeAsync(document: document, reason: reason));
        Assert.Empty((await store.Get<DecideEdition>().RunAsync(Approver, id, true, null, default)).Unmet);
        return id;
    }

    public static T Value<T>(Decision<T> decision)
    {
        Assert.Empty(decision.Unmet.Select(u => u.Message));
        return decision.Value!;
    }

    public static string[] Codes(Decision decision) => [.. decision.Unmet.Select(u => u.Code)];
}
