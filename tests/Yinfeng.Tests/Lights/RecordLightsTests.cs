using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Targets;
using Yinfeng.Tests.Access;
using Yinfeng.Units;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Lights;

/// <summary>The history of lights: each turn once, with its day or month, and never by a read.</summary>
public class RecordLightsTests
{
    [Theory]
    [OnSqlite, OnPostgres]
    public async Task AProject_TurnsAsDaysGoBy(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = Some.Project(ProjectStage.Reviewed);
        project.PlannedSignedOn = Some.Day("2023-03-31");
        await Some.ProjectAsync(store, project);
        using var world = new World(store);

        foreach (var (day, turns) in new[] { ("2023-03-31", 1), ("2023-03-31", 0), ("2023-04-20", 1), ("2023-07-09", 1), ("2023-07-10", 0) })
        {
            Assert.Equal((day, turns), (day, await world.OnAsync(day)));
        }

        Assert.Equal([(LightColour.None, LightColour.Green, "2022-01-08"), (LightColour.Green, LightColour.Yellow, "2023-04-01"), (LightColour.Yellow, LightColour.Red, "2023-07-01")],
            (await world.ChangesAsync()).Select(c => (c.From, c.To, c.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task AUnit_TurnsMonthByMonth_AndACorrectedMonthIsRecordedAgain(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = Some.Project(ProjectStage.Signed, totalFen: null);
        await Some.SaveAsync(store, project, new Target { UnitId = Some.Dezhou, Year = 2023, Indicator = "funds.total", Value = 100 * Money.FenPerYi }, Funds(project, 1, 10));
        using var world = new World(store);
        await world.OnAsync("2023-06-10");

        Assert.Equal([("2023-01", LightColour.None, LightColour.Green), ("2023-03", LightColour.Green, LightColour.Yellow), ("2023-05", LightColour.Yellow, LightColour.Red)],
            await UnitAsync(world));

        await store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, work =>
        {
            work.Db.Add(Funds(project, 3, 10)); // 10 亿元 more turn March and April green, and May yellow.
            work.Audit("test.seed", "", new { });
            work.Changes.ProjectIds.Add(project.Id);
            return Task.FromResult(0);
        }, CancellationToken.None);
        await world.OnAsync("2023-06-11");

        Assert.Equal([("2023-03", LightColour.Yellow, LightColour.Green), ("2023-04", LightColour.Green, LightColour.Yellow), ("2023-05", LightColour.Red, LightColour.Yellow)],
            (await UnitAsync(world)).Skip(3));
        Assert.Equal(0, await world.OnAsync("2023-06-11"));
    }

    [Fact]
    public async Task Reads_RecordNothing()
    {
        await using var store = await TestStore.NewAsync();
        await Some.ProjectAsync(store);
        await store.Get<LightQueries>().ViewAsync(TestStore.Viewer, new YearMonth(2023, 6), null, CancellationToken.None);

        using var world = new World(store);
        Assert.Empty(await world.ChangesAsync());
    }

    private static async Task<List<(string Month, LightColour From, LightColour To)>> UnitAsync(World world) =>
        [.. (await world.ChangesAsync()).Where(c => c is { Subject: LightSubject.Unit, Indicator: "funds.total" }).Select(c => (c.Month!.Value.ToString(), c.From, c.To))];

    private static MonthlyReport Funds(Project project, int month, long yi) => new()
    {
        ProjectId = project.Id, Month = new YearMonth(2023, month), CityId = Some.Dezhou, FundsFen = yi * Money.FenPerYi, ReportedBy = "user:li", ReportedAtUtc = Some.Now,
    };

    /// <summary>The recorder at a clock that the test sets.</summary>
    private sealed class World : IDisposable
    {
        private readonly TestStore _store;
        private readonly Clock _clock = new(new DateTimeOffset(Some.Now));
        private readonly RecordLights _record;

        public World(TestStore store) => (_store, _record) = (store, new RecordLights(store.Database, store.Get<Writer>(), store.Get<LightStore>(),
            store.Get<BoardStore>(), store.Get<LightRuleBook>(), store.Get<UnitDirectory>(), _clock));

        public Task<int> OnAsync(string day)
        {
            _clock.Now = new DateTimeOffset(Some.Day(day).Latest.ToDateTime(new TimeOnly(4, 0)), TimeSpan.Zero);
            return _record.RunAsync(CancellationToken.None);
        }

        public async Task<List<LightChange>> ChangesAsync()
        {
            await using var db = _store.Database.OpenRead();
            return await db.Set<LightChange>().OrderBy(c => c.Id).ToListAsync();
        }

        public void Dispose() => _record.Dispose();
    }
}
