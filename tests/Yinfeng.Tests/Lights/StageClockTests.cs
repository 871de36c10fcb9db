using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Lights;

/// <summary>Stays, conversion, limits, and the days from signing to start and from start to production.</summary>
public class StageClockTests
{
    private static readonly YearMonth December = new(2023, 12);

    [Fact]
    public void Durations_OfAnyLength_AreThoseOfTheSortedList()
    {
        var random = new Random(7);
        for (var length = 0; length <= 33; length++)
        {
            var stays = Enumerable.Range(0, length).Select(i => new Stay(Row(i), random.Next(40))).ToList();
            var days = stays.Select(s => s.Days).Order().ToList();

            var found = Durations.Of([.. stays]);

            Assert.Equal(length, found.Count);
            Assert.Equal(length == 0 ? null : length % 2 == 1 ? days[length / 2] : (days[length / 2 - 1] + days[length / 2]) / 2m, found.MedianDays);
            Assert.Equal(length == 0 ? null : days[^1], found.LongestDays);
            Assert.Equal(length == 0 ? null : stays.Where(s => s.Days == days[^1]).Min(s => s.Row.Id), found.LongestProjectId);
        }
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task Stages_AreMeasuredFromTheirDates(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await Some.SaveAsync(store, Made("甲", "2023-01-01", "2023-03-02", null), Made("乙", "2023-01-01", "2023-02-10", "2023-08-09"),
            Made("丙", "2023-06-30", null, null), Made("丁", "2023-07-01", null, null), Made("戊", "2023-05", "2023-05-20", null), Made("己", "2024-01-05", null, null));

        var view = (await store.Get<ClockQueries>().ViewAsync(TestStore.Viewer, December, "371400", false, CancellationToken.None)).Value!;

        var signed = view.Stages[(int)ProjectStage.Signed];
        Assert.Equal((2, 184, 183.5m), (signed.Here, signed.Staying.LongestDays, signed.Staying.MedianDays)); // 丙 and 丁; 己 signs later.
        Assert.Equal((2, 60, 50m), (signed.Left.Count, signed.Left.LongestDays, signed.Left.MedianDays)); // 戊 is dated to the month.
        Assert.Equal((5, 3, 60.00m), (signed.Reached, signed.WentOn, signed.Conversion));
        Assert.Equal("6 个月", signed.Limit);
        Assert.Equal(["丙"], view.OverLimits.Where(o => o.Stage == ProjectStage.Signed).Select(o => o.Name)); // Six months from 30 June end on 30 December.
        Assert.Equal(1, view.OverLimits.Single(o => o.Name == "丙").DaysOver);
        Assert.Equal((1, 180m), (view.ByUnit[0].StartedToProducing.Count, view.ByUnit[0].StartedToProducing.MedianDays));
        Assert.Equal((2, 50m), (view.ByUnit.Single(u => u.Key == "371424").SignedToStarted.Count, view.ByUnit.Single(u => u.Key == "371424").SignedToStarted.MedianDays));
        Assert.Equal(["合计", "计算机、通信和其他电子设备制造业"], view.ByIndustry.Select(i => i.Name));
    }

    [Fact]
    public async Task ThisYear_LeavesOutStepsThatEndedBefore()
    {
        await using var store = await TestStore.NewAsync();
        await Some.SaveAsync(store, Made("甲", "2022-01-01", "2022-03-02", "2023-03-02"));

        var steps = (await store.Get<ClockQueries>().ViewAsync(TestStore.Viewer, December, "371400", true, CancellationToken.None)).Value!.ByUnit[0];

        Assert.Equal((0, 1), (steps.SignedToStarted.Count, steps.StartedToProducing.Count));
    }

    [Fact]
    public async Task AViewer_MeasuresTheirOwnProjectsAlone()
    {
        await using var store = await TestStore.NewAsync();
        await Some.SaveAsync(store, Made("甲", "2023-01-01", "2023-03-02", null));

        var view = (await store.Get<ClockQueries>().ViewAsync(Some.User("wang", Some.Laoling), December, null, false, CancellationToken.None)).Value!;

        Assert.Equal(("乐陵市", 0), (view.Unit.Name, view.Stages.Sum(s => s.Here)));
        Assert.False((await store.Get<ClockQueries>().ViewAsync(Some.User("wang", Some.Laoling), December, "371424", false, CancellationToken.None)).Allowed);
    }

    private static LightRow Row(long id) => new()
    {
        Id = id, Name = "甲", OwnerUnitId = 1, LandingUnitId = 1, Stage = ProjectStage.Lead, Status = ProjectStatus.Active, Grade = Confidentiality.Public, CreatedDay = 1,
    };

    private static Project Made(string name, string signed, string? started, string? producing)
    {
        var project = Some.Project(name: name);
        (project.LeadOn, project.IndustryCode) = (null, "C3981");
        project.Stage = producing is not null ? ProjectStage.Producing : started is not null ? ProjectStage.Started : ProjectStage.Signed;
        (project.SignedOn, project.StartedOn, project.ProducingOn) = (Some.Day(signed), Day(started), Day(producing));
        return project;
    }

    private static LedgerDate? Day(string? text) => text is null ? null : Some.Day(text);
}
