using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Meetings;
using Yinfeng.Persistence;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Meetings;

/// <summary>Meetings of 德州市 with 临邑县 as the unit that gets the work.</summary>
internal sealed class MeetingSite(TestStore store)
{
    public static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);
    public static readonly Viewer City = Some.User("shi", Some.Dezhou), CityToo = Some.User("shi2", Some.Dezhou), Linyi = Some.User("linyi", Some.Linyi),
        Laoling = Some.User("laoling", Some.Laoling);

    public static string Day(int daysFromNow) => Today.AddDays(daysFromNow).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static MeetingFacts Facts(int daysFromNow = 0, string kind = "dispatch", string unit = "371400") =>
        new(kind, unit, null, Day(daysFromNow), "市政府三楼会议室", "王某", "各县（市、区）分管负责人", null, null, "会议听取了各县情况。");

    public async Task<long> PlanAsync(MeetingFacts? facts = null) => Value(await store.Get<PlanMeeting>().RunAsync(City, facts ?? Facts(), default));

    /// <summary>A held meeting with one resolution for 临邑县.</summary>
    /// <returns>The resolution.</returns>
    public async Task<long> DecideAsync(int meetingDay = -20, int deadline = 10, Project? project = null, string text = "完成土地平整")
    {
        var meeting = await PlanAsync(Facts(meetingDay));
        var resolution = Value(await store.Get<DraftResolution>().RunAsync(City, meeting, null, new ResolutionFacts(text, "临邑县", "张三", Day(deadline),
            project?.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), default));
        Assert.Empty((await store.Get<HoldMeeting>().RunAsync(City, meeting, null, default)).Unmet);
        return resolution;
    }

    /// <summary>A project of 临邑县 that has just been signed, so that nothing but a resolution can make it late.</summary>
    public Task<Project> QuietProjectAsync()
    {
        var project = Some.Project(ProjectStage.Lead, "安静的项目");
        (project.Stage, project.SignedOn) = (ProjectStage.Signed, new LedgerDate(Today));
        project.PlannedStartedOn = new LedgerDate(Today.AddYears(1));
        return Some.ProjectAsync(store, project);
    }

    public Task<Decision> ReportAsync(long resolution, Viewer? by = null) =>
        store.Get<ReportResolution>().RunAsync(by ?? Linyi, resolution, null, "已平整 120 亩，具备进场条件。", default);

    public async Task<Resolution> ReadAsync(long id)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<Resolution>().SingleAsync(r => r.Id == id);
    }

    /// <summary>Moves a deadline into the past, as days that go by would.</summary>
    public Task LetPassAsync(long resolution, int daysLate) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        var row = await work.Db.Set<Resolution>().SingleAsync(r => r.Id == resolution);
        row.Deadline = Today.AddDays(-daysLate);
        work.Audit("test.time", $"resolution:{resolution}", new { daysLate });
        if (row.ProjectId is { } project)
        {
            work.Changes.ProjectIds.Add(project);
        }
        return 0;
    }, default);

    public async Task<Light> LightAsync(long project) => (await store.Get<LightQueries>().ProjectAsync(City, project, default))!.Light;

    public static T Value<T>(Decision<T> decision)
    {
        Assert.Empty(decision.Unmet);
        return decision.Value!;
    }

    public static string[] Codes(Decision decision) => [.. decision.Unmet.Select(u => u.Code)];
}
