using Yinfeng.Bulletins;
using Yinfeng.Lights;
using Yinfeng.Meetings;
using Yinfeng.Projects;
using Yinfeng.Tests.Bulletins;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Meetings;

/// <summary>What the bulletin and the lights tell of meetings.</summary>
public sealed class MeetingNewsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Bulletin_TellsWhatWasDecidedAsOfItsMonth_AndNamesNoNegotiation(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await new BulletinSite(7).Grow(10).SaveAsync(store);
        var negotiation = await Some.ProjectAsync(store, Some.Project(ProjectStage.Negotiating, "洽谈中的项目"));
        Assert.DoesNotContain("议定事项", await TextAsync(store), StringComparison.Ordinal); // Never an empty section.

        await HoldAsync(store, "2023-05-10", new("报送开工计划", "乐陵市", null, "2023-05-25"), new("修订包保制度", "德州市", null, "2023-07-25"),
            new("谈妥用地", null, null, "2023-06-05", negotiation.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        await HoldAsync(store, "2023-07-02", new ResolutionFacts("七月才定的事", "乐陵市", null, "2023-07-09"));

        var text = await TextAsync(store);
        Assert.Contains("今年以来召开调度会1次，议定事项3项，已办结0项，正在办理3项，其中超期2项，请责任单位抓紧办结。", text, StringComparison.Ordinal);
        Assert.Contains("报送开工计划\t乐陵市\t2023年5月25日\t超期36天", text, StringComparison.Ordinal);
        Assert.Contains("修订包保制度\t德州市\t2023年7月25日\t办理中", text, StringComparison.Ordinal);
        Assert.Contains("表中涉及未签约项目的1项未列。", text, StringComparison.Ordinal);
        Assert.DoesNotContain("谈妥用地", text, StringComparison.Ordinal);
        Assert.DoesNotContain("七月才定的事", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lights_ListWhatAUnitIsLateWith_ForThoseWhoMaySeeIt()
    {
        await using var store = await TestStore.NewAsync();
        await HoldAsync(store, "2023-05-10", new ResolutionFacts("报送开工计划", "乐陵市", "张三", "2023-05-25"));
        var (matters, tree, day) = (store.Get<IUnitMatters>(), await store.Get<UnitDirectory>().TodayAsync(default), new DateOnly(2023, 6, 30));
        var (city, county) = (tree.Find(Some.Dezhou)!, tree.Find(Some.Laoling)!);

        var matter = Assert.Single(await matters.LateAsync(MeetingSite.City, city, day, default));
        Assert.Equal(("报送开工计划", "乐陵市 张三 · 2023年第1次调度会 · 超期 36 天"), (matter.Title, matter.Detail));
        Assert.Single(await matters.LateAsync(MeetingSite.Laoling, county, day, default));
        Assert.Empty(await matters.LateAsync(MeetingSite.Linyi, city, day, default));
        Assert.Empty(await matters.LateAsync(MeetingSite.City, city, new DateOnly(2023, 5, 25), default));
    }

    private static async Task<string> TextAsync(TestStore store) => BulletinSite.Text(MeetingSite.Value(await BulletinSite.DraftAsync(store)));

    private static async Task HoldAsync(TestStore store, string day, params ResolutionFacts[] resolutions)
    {
        var meeting = await new MeetingSite(store).PlanAsync(new MeetingFacts("dispatch", "371400", null, day, "三楼", "王某", "各县"));
        foreach (var facts in resolutions)
        {
            MeetingSite.Value(await store.Get<DraftResolution>().RunAsync(MeetingSite.City, meeting, null, facts, default));
        }
        Assert.Empty((await store.Get<HoldMeeting>().RunAsync(MeetingSite.City, meeting, null, default)).Unmet);
    }
}
