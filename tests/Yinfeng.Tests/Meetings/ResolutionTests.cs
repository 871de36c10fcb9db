using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Meetings;
using Yinfeng.Notices;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Meetings;

/// <summary>A resolution from decision to confirmation, on the desk and on the light.</summary>
public sealed class ResolutionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Resolution_IsReportedReturnedReportedAndConfirmed_EveryStepKept(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        var id = await site.DecideAsync();
        var judge = store.Get<JudgeResolution>();

        Assert.Equal(["resolution.not-reported"], MeetingSite.Codes(await judge.ConfirmAsync(MeetingSite.City, id, null, default)));
        Assert.True((await site.ReportAsync(id)).Allowed);
        Assert.Equal(["resolution.reported"], MeetingSite.Codes(await site.ReportAsync(id)));
        Assert.True((await judge.ReturnAsync(MeetingSite.City, id, null, "缺照片", default)).Allowed);
        Assert.True((await site.ReportAsync(id)).Allowed);
        Assert.True((await judge.ConfirmAsync(MeetingSite.City, id, null, default)).Allowed);
        Assert.Equal("resolution.closed", MeetingSite.Codes(await site.ReportAsync(id))[0]);

        var view = (await store.Get<ResolutionQueries>().GetAsync(MeetingSite.City, id, default))!;
        Assert.Equal([ResolutionAct.Decided, ResolutionAct.Reported, ResolutionAct.Returned, ResolutionAct.Reported, ResolutionAct.Confirmed], view.Steps.Select(s => s.Act));
        Assert.Equal((ResolutionState.Confirmed, MeetingSite.Today), (view.Resolution.State, view.Resolution.ClosedOn!.Value));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Confirm_ByWhoeverReported_IsRefused(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        var id = await site.DecideAsync();
        Assert.True((await site.ReportAsync(id, MeetingSite.City)).Allowed);

        Assert.Equal(["resolution.same-person"], MeetingSite.Codes(await store.Get<JudgeResolution>().ConfirmAsync(MeetingSite.City, id, null, default)));
        Assert.True((await store.Get<JudgeResolution>().ConfirmAsync(MeetingSite.CityToo, id, null, default)).Allowed);
    }

    [Fact]
    public async Task Judge_FromTheOwnersSide_IsRefusedWithEveryReason()
    {
        await using var store = await TestStore.NewAsync();
        var site = new MeetingSite(store);
        var id = await site.DecideAsync();
        await site.ReportAsync(id);

        Assert.Equal(["resolution.stale", "resolution.not-office", "resolution.same-person", "resolution.return.reason"],
            MeetingSite.Codes(await store.Get<JudgeResolution>().ReturnAsync(MeetingSite.Linyi, id, 1, " ", default)));
        Assert.Equal(["resolution.not-found"], MeetingSite.Codes(await site.ReportAsync(id, MeetingSite.Laoling)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Extend_MovesTheDeadline_AndTheOldOneStaysVisible(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        var id = await site.DecideAsync(deadline: 10);
        var extend = store.Get<ExtendResolution>();

        Assert.Equal(["resolution.deadline-earlier", "resolution.extend.reason"], MeetingSite.Codes(await extend.RunAsync(MeetingSite.City, id, null, MeetingSite.Day(10), "", default)));
        Assert.Equal(["resolution.not-office"], MeetingSite.Codes(await extend.RunAsync(MeetingSite.Linyi, id, null, MeetingSite.Day(40), "要延期", default)));
        Assert.True((await extend.RunAsync(MeetingSite.City, id, null, MeetingSite.Day(40), "用地指标下月才下达，王某同意", default)).Allowed);

        var row = Assert.Single((await store.Get<ResolutionQueries>().ListAsync(MeetingSite.Linyi, new ResolutionFilter(), default)).Rows);
        Assert.Equal((MeetingSite.Today.AddDays(40), MeetingSite.Today.AddDays(10)), (row.Resolution.Deadline, row.First!.Value));
    }

    [Fact]
    public async Task Desk_ShowsWhatIsOwedThenLate_AndToTheOfficeWhatWaits()
    {
        await using var store = await TestStore.NewAsync();
        var site = new MeetingSite(store);
        var id = await site.DecideAsync(deadline: 2);

        Assert.Equal([DeskPart.Owed], await PartsAsync(store, MeetingSite.Linyi));
        Assert.Empty(await PartsAsync(store, MeetingSite.City));
        Assert.Empty(await PartsAsync(store, MeetingSite.Laoling));
        await site.LetPassAsync(id, 3);
        Assert.Equal([DeskPart.Late], await PartsAsync(store, MeetingSite.Linyi));
        Assert.Equal([DeskPart.Late], await PartsAsync(store, MeetingSite.City)); // One line for everything late below.
        await site.ReportAsync(id);
        Assert.Equal([DeskPart.Waiting], await PartsAsync(store, MeetingSite.Linyi));
        Assert.Equal([DeskPart.Owed], await PartsAsync(store, MeetingSite.CityToo));
        await store.Get<JudgeResolution>().ConfirmAsync(MeetingSite.City, id, null, default);
        Assert.Empty(await PartsAsync(store, MeetingSite.Linyi));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Light_OfTheProject_TurnsYellowRedAndGreenAgain(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        var project = await site.QuietProjectAsync();
        var id = await site.DecideAsync(meetingDay: -60, deadline: 5, project: project);
        Assert.Equal(LightColour.Green, (await site.LightAsync(project.Id)).Colour);

        await site.LetPassAsync(id, 15);
        var yellow = await site.LightAsync(project.Id);
        Assert.Equal((LightColour.Yellow, MeetingSite.Today.AddDays(-14)), (yellow.Colour, yellow.Since!.Value));
        Assert.Contains("逾期 15 天", yellow.Why, StringComparison.Ordinal);
        Assert.Contains("次调度会议定事项“完成土地平整”", yellow.Why, StringComparison.Ordinal);
        Assert.Equal("临邑县 · 责任人 张三", yellow.Owner);

        await site.LetPassAsync(id, 16);
        var red = await site.LightAsync(project.Id);
        Assert.Equal((LightColour.Red, MeetingSite.Today), (red.Colour, red.Since!.Value));
        Assert.StartsWith("project.resolution@", red.Rule, StringComparison.Ordinal);
        Assert.Contains("报告办理情况", red.ToGreen!, StringComparison.Ordinal);

        await site.ReportAsync(id); // Too late: the light waits for the confirmation.
        Assert.Equal(LightColour.Red, (await site.LightAsync(project.Id)).Colour);
        await store.Get<JudgeResolution>().ConfirmAsync(MeetingSite.City, id, null, default);
        Assert.Equal((LightColour.Green, MeetingSite.Today), ((await site.LightAsync(project.Id)).Colour, (await site.LightAsync(project.Id)).Since!.Value));
    }

    [Fact]
    public async Task Light_OfAResolutionReportedInTime_StaysGreenWhileItWaits_AndComesBackWhenReturned()
    {
        await using var store = await TestStore.NewAsync();
        var site = new MeetingSite(store);
        var project = await site.QuietProjectAsync();
        var id = await site.DecideAsync(meetingDay: -60, deadline: 0, project: project);
        await site.ReportAsync(id);
        var waits = await site.ReadAsync(id);

        Assert.False(waits.IsLate(MeetingSite.Today.AddDays(30)));
        await store.Get<JudgeResolution>().ReturnAsync(MeetingSite.City, id, null, "缺材料", default);
        await site.LetPassAsync(id, 30);
        Assert.Equal(LightColour.Red, (await site.LightAsync(project.Id)).Colour);
        await store.Get<WithdrawResolution>().RunAsync(MeetingSite.City, id, null, "项目方案调整", default);
        Assert.Equal(LightColour.Green, (await site.LightAsync(project.Id)).Colour);
    }

    [Fact]
    public async Task Reminders_TellTheOwner()
    {
        await using var store = await TestStore.NewAsync();
        MeetingSite.Value(await store.Get<AddUser>().RunAsync(TestStore.Viewer, new NewUser("linyi", "临邑", "371424", [Role.Reporter]), default));
        var site = new MeetingSite(store);
        var id = await site.DecideAsync(deadline: 1);

        await store.Get<RemindPeople>().RunAsync(default);

        await using var db = store.Database.OpenRead();
        Assert.Contains(db.Set<Notice>().ToList(), n => n.ActorId == "user:linyi" && n.Href == $"/meetings/resolutions/{id}");
    }

    private static async Task<IEnumerable<DeskPart>> PartsAsync(TestStore store, Viewer viewer) =>
        (await store.GetAll<IDeskSource>().OfType<MeetingDesk>().Single().ItemsAsync(viewer, MeetingSite.Today, default))
            .Where(i => i.Key.StartsWith("resolution", StringComparison.Ordinal)).Select(i => i.Part);

    [Theory, OnSqlite, OnPostgres]
    public async Task Desk_RemindsOfAMeetingThatItsRhythmAsksFor(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        await site.DecideAsync(meetingDay: -40);
        var desk = store.GetAll<IDeskSource>().OfType<MeetingDesk>().Single();

        Assert.Contains(await desk.ItemsAsync(MeetingSite.City, MeetingSite.Today, default), i => i.Title == "本月的调度会还没有安排");
        await site.PlanAsync();
        Assert.DoesNotContain(await desk.ItemsAsync(MeetingSite.City, MeetingSite.Today, default), i => i.Key.StartsWith("meeting-due", StringComparison.Ordinal));
    }
}
