using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Meetings;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Meetings;

/// <summary>From plan to minutes: numbers without gaps, what holding asks for, what is fixed afterwards.</summary>
public sealed class MeetingWritesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Hold_ByManyAtOnce_GivesNumbersWithoutGaps(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        var meetings = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            var id = await site.PlanAsync();
            meetings.Add(id);
            if (i != 2) // The third has nothing on its agenda: it is refused and takes no number.
            {
                await store.Get<ArrangeAgenda>().AddAsync(MeetingSite.City, id, "听取汇报", null, null, default);
            }
        }

        var answers = await Task.WhenAll(meetings.Select(id => Task.Run(() => store.Get<HoldMeeting>().RunAsync(MeetingSite.City, id, null, default))));

        Assert.Equal(["meeting.empty"], MeetingSite.Codes(Assert.Single(answers, a => !a.Allowed)));
        await using var db = store.Database.OpenRead();
        Assert.Equal([1, 2, 3, 4, 5], await db.Set<Meeting>().Where(m => m.Number != null).Select(m => m.Number!.Value).OrderBy(n => n).ToListAsync());
    }

    [Theory, OnPostgres]
    public async Task Hold_OnTwoServers_GivesNumbersWithoutGaps(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var beside = await store.BesideAsync();
        var site = new MeetingSite(store);
        var meetings = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            meetings.Add(await site.PlanAsync());
            await store.Get<ArrangeAgenda>().AddAsync(MeetingSite.City, meetings[i], "听取汇报", null, null, default);
        }

        var answers = await Task.WhenAll(meetings.Select((id, i) => Task.Run(() => (i % 2 == 0 ? store : beside)
            .Get<HoldMeeting>().RunAsync(MeetingSite.City, id, null, default))));

        Assert.All(answers, a => Assert.Empty(a.Unmet));
        await using var db = store.Database.OpenRead();
        Assert.Equal(Enumerable.Range(1, 8), await db.Set<Meeting>().Select(m => m.Number!.Value).OrderBy(n => n).ToListAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hold_WithThingsMissing_NamesThemAllAndGivesNoNumber(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await new MeetingSite(store).PlanAsync(new MeetingFacts("dispatch", "德州市", null, MeetingSite.Day(3)));

        var refused = await store.Get<HoldMeeting>().RunAsync(MeetingSite.City, id, 7, default);

        Assert.Equal(["meeting.stale", "meeting.future", "meeting.place", "meeting.chair", "meeting.attendees", "meeting.empty"], MeetingSite.Codes(refused));
        await using var db = store.Database.OpenRead();
        var stored = await db.Set<Meeting>().SingleAsync();
        Assert.Equal(MeetingStatus.Planned, stored.Status);
        Assert.Null(stored.Number);
        Assert.False(await db.Set<MeetingCounter>().AnyAsync());
    }

    [Fact]
    public async Task Held_IsFixed_AndItsDocumentStays()
    {
        await using var store = await TestStore.NewAsync();
        var site = new MeetingSite(store);
        var resolution = await site.DecideAsync();
        var meeting = (await site.ReadAsync(resolution)).OriginId;
        var before = (await store.Get<MeetingQueries>().GetAsync(MeetingSite.City, meeting, default))!;

        Decision[] refused =
        [
            await store.Get<EditMeeting>().RunAsync(MeetingSite.City, meeting, before.Meeting.Version, MeetingSite.Facts(-1), default),
            await store.Get<DrawAgenda>().RunAsync(MeetingSite.City, meeting, default),
            await store.Get<ArrangeAgenda>().AddAsync(MeetingSite.City, meeting, "后来想到的", null, null, default),
            await store.Get<DraftResolution>().RunAsync(MeetingSite.City, meeting, null, new ResolutionFacts("后来想到的", "临邑县"), default),
            await store.Get<DraftResolution>().RemoveAsync(MeetingSite.City, meeting, resolution, default),
            await store.Get<CancelMeeting>().RunAsync(MeetingSite.City, meeting, "不算", default),
            await store.Get<HoldMeeting>().RunAsync(MeetingSite.City, meeting, null, default),
        ];
        await site.ReportAsync(resolution);
        var after = (await store.Get<MeetingQueries>().GetAsync(MeetingSite.City, meeting, default))!;

        Assert.All(refused, r => Assert.Equal(["meeting.fixed"], MeetingSite.Codes(r)));
        Assert.Equal(before.Docx, after.Docx);
        Assert.Equal(before.Minutes!.ToJson(), after.Minutes!.ToJson());
        Assert.Equal($"调度会〔{MeetingSite.Today.AddDays(-20).Year}〕1号", after.Minutes.Number);
        Assert.Contains("张三", after.Minutes.ToJson(), StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Edit_OnAVersionThatMovedOn_IsRefusedAndChangesNothing(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await new MeetingSite(store).PlanAsync();
        await store.Get<ArrangeAgenda>().AddAsync(MeetingSite.City, id, "听取汇报", null, null, default);

        var refused = await store.Get<EditMeeting>().RunAsync(MeetingSite.City, id, 1, MeetingSite.Facts() with { Place = "别处" }, default);

        Assert.Equal(["meeting.stale"], MeetingSite.Codes(refused));
        Assert.Equal("市政府三楼会议室", (await store.Get<MeetingQueries>().GetAsync(MeetingSite.City, id, default))!.Meeting.Place);
        Assert.True((await store.Get<EditMeeting>().RunAsync(MeetingSite.City, id, 2, MeetingSite.Facts() with { Place = "别处" }, default)).Allowed);
    }

    [Fact]
    public async Task Plan_WithThingsWrong_NamesThemAll()
    {
        await using var store = await TestStore.NewAsync();

        var refused = await store.Get<PlanMeeting>().RunAsync(MeetingSite.Linyi, new MeetingFacts("fete", "德州市", "六月", "明天"), default);

        Assert.Equal(["meeting.scope", "meeting.day", "meeting.period", "meeting.kind"], MeetingSite.Codes(refused));
    }

    [Fact]
    public async Task DraftResolution_OutsideTheMeetingsUnit_OrBeforeTheMeeting_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        var meeting = await new MeetingSite(store).PlanAsync();

        var refused = await store.Get<DraftResolution>().RunAsync(MeetingSite.City, meeting, null, new ResolutionFacts("", "140800", null, MeetingSite.Day(-1), "没有的项目", "none"), default);

        Assert.Equal(["resolution.text", "resolution.project", "resolution.unit-outside", "resolution.deadline-past", "resolution.indicator"], MeetingSite.Codes(refused));
    }

    [Fact]
    public async Task DraftResolution_OfAProject_TakesItsOwnerLeaderAndTheUsualDays()
    {
        await using var store = await TestStore.NewAsync();
        var site = new MeetingSite(store);
        var project = Some.Project();
        project.Leader = "李四";
        await Some.ProjectAsync(store, project);
        var meeting = await site.PlanAsync();

        var id = MeetingSite.Value(await store.Get<DraftResolution>().RunAsync(MeetingSite.City, meeting, null, new ResolutionFacts("办好用地", null, Project: project.Name), default));

        var made = await site.ReadAsync(id);
        Assert.Equal((Some.Linyi, "李四", MeetingSite.Today.AddDays(30), project.Id), (made.UnitId, made.Person, made.Deadline, made.ProjectId!.Value));
    }
}
