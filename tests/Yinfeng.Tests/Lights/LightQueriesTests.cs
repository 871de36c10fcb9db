using Yinfeng.Access;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Lights;

/// <summary>Lights from a store: as fast as the columns, as right as the description, and only for whom they are meant.</summary>
public class LightQueriesTests
{
    private static readonly YearMonth June = new(2023, 6);
    private static readonly DateOnly July = new(2023, 7, 10);

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task ManyProjects_HaveTheLightsOfTheDescription(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var random = new Random(20230710);
        var ledger = Enumerable.Range(0, 400).Select(i => Made(random, i)).ToList();
        await SaveAsync(store, [.. ledger.Select(l => l.Project), .. ledger.SelectMany(l => l.Months), .. ledger.SelectMany(l => l.Log)]);

        foreach (var (period, today) in new[] { (June, July), (June, new DateOnly(2023, 7, 5)), (new YearMonth(2022, 11), July), (new YearMonth(2023, 7), July) })
        {
            var view = await ViewAsync(store, TestStore.Viewer, period, today);
            var lights = view.Projects.ToDictionary(p => p.ProjectId, p => p.Light);
            var asOf = period.LastDay < today ? period.LastDay : today;
            foreach (var (project, months, log) in ledger)
            {
                var expected = NaiveLights.Colour(project, [.. months.Select(m => m.Month)], log, asOf, today, period);
                Assert.Equal((project.Name, expected), (project.Name, lights.GetValueOrDefault(project.Id)?.Colour));
                if (expected >= LightColour.Yellow && log.Count == 0 && lights[project.Id] is { } light && light.Rule.StartsWith("project.plan", StringComparison.Ordinal)
                    && !light.Why.Contains("未报送", StringComparison.Ordinal))
                {
                    Assert.Equal((project.Name, NaiveLights.PlanSince(project, asOf)), (project.Name, light.Since!.Value));
                }
            }
            Assert.Equal(view.Projects.Count, view.Counts.All);
            Assert.Equal(view.Projects.Select(p => p.Light.Colour).OrderDescending(), view.Projects.Select(p => p.Light.Colour));
        }
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task AChange_IsSeenByTheNextRead(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Signed("2023-06-01"));
        Assert.Equal(LightColour.Red, Assert.Single((await ViewAsync(store)).Projects).Light.Colour);

        await SaveAsync(store, Report(project, June), touched: project.Id);

        Assert.Equal(LightColour.Green, Assert.Single((await ViewAsync(store)).Projects).Light.Colour);
    }

    [Fact]
    public async Task ALedgerTakenIn_CoversItsMonthsForTheUnitAndBelow()
    {
        await using var store = await TestStore.NewAsync();
        var import = new Import
        {
            FileName = "台账.xlsx", Sha256 = new string('0', 64), UnitId = Some.Dezhou, ActorId = "user:li", AtUtc = Some.Now, Mapping = "[]",
        };
        var (covered, reported) = (Signed("2023-01-10"), Signed("2023-01-10"));
        var report = Report(reported, new YearMonth(2023, 5));
        await SaveAsync(store, [import, new LedgerCoverage { UnitId = Some.Dezhou, Year = 2023, ImportId = import.Id }, covered, reported, new MonthlyReport
        {
            ProjectId = report.ProjectId, Month = report.Month, CityId = report.CityId, ReportedBy = "user:li", ReportedAtUtc = Some.Now, SourceImportId = import.Id,
        }]);

        // The ledger's latest figures are of May, so May is covered for everybody and June for nobody.
        Assert.All((await ViewAsync(store, period: new YearMonth(2023, 5))).Projects, p => Assert.Equal(LightColour.Green, p.Light.Colour));
        Assert.All((await ViewAsync(store)).Projects, p => Assert.Equal((LightColour.Red, new DateOnly(2023, 7, 6)), (p.Light.Colour, p.Light.Since)));
    }

    [Fact]
    public async Task AViewer_SeesTheLightsOfTheirOwnProjectsAlone()
    {
        await using var store = await TestStore.NewAsync();
        var own = await Some.ProjectAsync(store, Signed("2023-06-01"));
        var landing = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "飞地", Some.Laoling, Some.Linyi));
        var secret = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "秘密", Some.Laoling, Some.Linyi, Confidentiality.CommercialSecret));
        await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "别人的", Some.Laoling));
        var county = Some.User("li", Some.Linyi);

        var view = await ViewAsync(store, county);

        Assert.Equal("临邑县", view.Unit.Name);
        Assert.Equal(new[] { own.Id, landing.Id }.Order(), view.Projects.Select(p => p.ProjectId).Order());
        Assert.Null(await store.Get<LightQueries>().ProjectAsync(county, secret.Id, CancellationToken.None));
        Assert.NotNull(await store.Get<LightQueries>().ProjectAsync(Some.User("wang", Some.Laoling), secret.Id, CancellationToken.None));
        var refused = await store.Get<LightQueries>().ViewAsync(county, June, "371481", CancellationToken.None);
        Assert.Equal("board.unit.unknown", Assert.Single(refused.Unmet).Code);
    }

    [Fact]
    public async Task ALight_SaysWhoMustActAndWhatTurnsItGreen()
    {
        await using var store = await TestStore.NewAsync();
        var project = Signed("2022-12-01");
        (project.PlannedStartedOn, project.Leader) = (Some.Day("2023-03-31"), "张明");
        await SaveAsync(store, [project, Report(project, June)]);

        var light = Assert.Single((await ViewAsync(store)).Projects).Light;

        Assert.Equal(new Light(LightColour.Yellow, "计划开工 2023-03-31，逾期 91 天，未超过 3 个月；2023-06 月报已报", new DateOnly(2023, 4, 1), "临邑县 · 包保领导 张明",
            "登记实际开工日期，或经批准调整计划开工日期", "project.plan@1949-10-01"), light);
    }

    [Fact]
    public async Task AFilter_KeepsTheCountsOfAllColours()
    {
        await using var store = await TestStore.NewAsync();
        var green = Signed("2023-06-01");
        await SaveAsync(store, [green, Report(green, June), Signed("2023-06-02"), Signed("2023-05-02")]);

        var view = (await store.Get<LightQueries>().ViewAsync(TestStore.Viewer, June, "371400", new LightFilter(LightColour.Red, Skip: 1, Take: 1), July, CancellationToken.None)).Value!;

        Assert.Equal(new LightCounts(2, 0, 1, 0), view.Counts);
        Assert.Equal(new DateOnly(2023, 7, 6), Assert.Single(view.Projects).Light.Since); // The other has been red since June.
    }

    private static async Task<LightsView> ViewAsync(TestStore store, Viewer? viewer = null, YearMonth? period = null, DateOnly? today = null) =>
        (await store.Get<LightQueries>().ViewAsync(viewer ?? TestStore.Viewer, period ?? June, viewer?.UnitId is null ? "371400" : null, LightFilter.All,
            today ?? July, CancellationToken.None)).Value!;

    private static Project Signed(string on)
    {
        var project = Some.Project();
        (project.Stage, project.LeadOn, project.SignedOn) = (ProjectStage.Signed, null, Some.Day(on));
        return project;
    }

    private static MonthlyReport Report(Project project, YearMonth month) => new()
    {
        ProjectId = project.Id, Month = month, CityId = Some.Dezhou, ReportedBy = "user:li", ReportedAtUtc = month.AddMonths(1).FirstDay.ToDateTime(default, DateTimeKind.Utc),
    };

    private static Task<int> SaveAsync(TestStore store, object row, long touched) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
    {
        work.Db.Add(row);
        work.Audit("test.seed", "", new { });
        work.Changes.ProjectIds.Add(touched);
        return Task.FromResult(0);
    }, CancellationToken.None);

    private static Task SaveAsync(TestStore store, object[] rows) => Some.SaveAsync(store, rows);

    private static (Project Project, List<MonthlyReport> Months, List<StageChange> Log) Made(Random random, int number)
    {
        var stage = (ProjectStage)random.Next(8);
        var project = Some.Project(name: $"项目 {number}", owner: random.Next(2) == 0 ? Some.Linyi : Some.Laoling);
        project.Stage = stage;
        project.LeadOn = null;
        var day = new DateOnly(2021, 6, 1).AddDays(random.Next(400));
        for (var s = ProjectStage.Lead; s <= stage; s++)
        {
            day = day.AddDays(random.Next(120));
            project.SetDate(s, random.Next(4) == 0 ? null : random.Next(8) == 0 ? new LedgerDate(day.Year, day.Month, 0) : new LedgerDate(day));
        }
        LedgerDate? Planned() => random.Next(3) == 0 ? null : Some.Date(random, 2022);
        (project.PlannedSignedOn, project.PlannedStartedOn, project.PlannedProducingOn, project.PlannedAtCapacityOn) = (Planned(), Planned(), Planned(), Planned());
        var months = Enumerable.Range(0, 24).Where(_ => random.Next(2) == 0).Select(m => Report(project, new YearMonth(2022, 1).AddMonths(m))).ToList();
        var log = new List<StageChange>();
        if (random.Next(5) == 0)
        {
            log.Add(Status(project, ProjectStatus.Active, project.Status = ProjectStatus.Suspended, Some.Date(random, 2022)));
        }
        return (project, months, log);
    }

    private static StageChange Status(Project project, ProjectStatus from, ProjectStatus to, LedgerDate on) => new()
    {
        ProjectId = project.Id, From = project.Stage, To = project.Stage, FromStatus = from, ToStatus = to, On = on, ActorId = "user:li", AtUtc = Some.Now, Reason = "试验",
    };
}
