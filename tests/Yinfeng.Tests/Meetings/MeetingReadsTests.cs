using Yinfeng.Bulletins;
using Yinfeng.Bulletins.Checks;
using Yinfeng.Lights;
using Yinfeng.Meetings;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Sheets;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Meetings;

/// <summary>Agendas from lights, who sees what, documents and workbooks.</summary>
public sealed class MeetingReadsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Draw_TakesRedProjectsAndOpenResolutions_OnceEach_WithTheirReasons(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        var red = await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed, "久未报送的项目")); // Signed in 2022, never reported.
        var open = await site.DecideAsync(meetingDay: -40, deadline: -5);
        var meeting = await site.PlanAsync();

        var added = MeetingSite.Value(await store.Get<DrawAgenda>().RunAsync(MeetingSite.City, meeting, default));
        var again = MeetingSite.Value(await store.Get<DrawAgenda>().RunAsync(MeetingSite.City, meeting, default));

        var view = (await store.Get<MeetingQueries>().GetAsync(MeetingSite.City, meeting, default))!;
        Assert.Equal((2, 0), (added, again));
        Assert.Equal([(AgendaSource.Resolution, (long?)null, (long?)open), (AgendaSource.Project, red.Id, null)], view.Agenda.Select(i => (i.Source, i.ProjectId, i.ResolutionId)));
        Assert.Contains("超期 5 天", view.Agenda[0].Reason!, StringComparison.Ordinal);
        Assert.Equal(LightColour.Red, view.Agenda[1].Colour);
        Assert.Contains("月报", view.Agenda[1].Reason!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agenda_IsMovedAndTakenOff()
    {
        await using var store = await TestStore.NewAsync();
        var meeting = await new MeetingSite(store).PlanAsync();
        var arrange = store.Get<ArrangeAgenda>();
        var ids = new List<long>();
        foreach (var title in new[] { "一", "二", "三" })
        {
            ids.Add(MeetingSite.Value(await arrange.AddAsync(MeetingSite.City, meeting, title, null, null, default)));
        }

        await arrange.MoveAsync(MeetingSite.City, meeting, ids[2], up: true, default);
        await arrange.MoveAsync(MeetingSite.City, meeting, ids[0], up: true, default); // At the edge.
        await arrange.RemoveAsync(MeetingSite.City, meeting, ids[1], default);

        Assert.Equal(["一", "三"], (await store.Get<MeetingQueries>().GetAsync(MeetingSite.City, meeting, default))!.Agenda.Select(i => i.Title));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Twin_AUnitBelow_SeesOnlyWhatConcernsIt_OthersNothing(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new MeetingSite(store);
        var resolution = await site.DecideAsync();
        var meeting = (await site.ReadAsync(resolution)).OriginId;
        var planned = await site.PlanAsync();
        await store.Get<ArrangeAgenda>().AddAsync(MeetingSite.City, planned, "乐陵市情况", null, "乐陵市", default);
        await store.Get<ArrangeAgenda>().AddAsync(MeetingSite.City, planned, "内部事项", null, null, default);
        await store.Get<DraftResolution>().RunAsync(MeetingSite.City, planned, null, new ResolutionFacts("还没定的", "临邑县"), default);
        var (meetings, resolutions) = (store.Get<MeetingQueries>(), store.Get<ResolutionQueries>());

        Assert.Equal([planned, meeting], (await meetings.ListAsync(MeetingSite.City, new MeetingFilter(), default)).Rows.Select(r => r.Meeting.Id));
        Assert.Equal([meeting], (await meetings.ListAsync(MeetingSite.Linyi, new MeetingFilter(), default)).Rows.Select(r => r.Meeting.Id)); // A draft is the office's own matter.
        Assert.Equal([planned], (await meetings.ListAsync(MeetingSite.Laoling, new MeetingFilter(), default)).Rows.Select(r => r.Meeting.Id));
        Assert.Null(await meetings.GetAsync(MeetingSite.Linyi, planned, default));
        Assert.Null(await meetings.GetAsync(MeetingSite.Laoling, meeting, default));
        var part = (await meetings.GetAsync(MeetingSite.Laoling, planned, default))!;
        Assert.Equal(["乐陵市情况"], part.Agenda.Select(i => i.Title));
        Assert.Equal((false, false), (part.Runs, part.CanChange));
        Assert.True(part.Minutes is null && part.Docx is null);
        Assert.NotNull(await resolutions.GetAsync(MeetingSite.Linyi, resolution, default));
        Assert.Null(await resolutions.GetAsync(MeetingSite.Laoling, resolution, default));
        Assert.Equal((1, 0), ((await resolutions.ListAsync(MeetingSite.Linyi, new ResolutionFilter(), default)).Total,
            (await resolutions.ListAsync(MeetingSite.Laoling, new ResolutionFilter(), default)).Total));
        Assert.Equal(["meeting.not-found"], MeetingSite.Codes(await store.Get<DrawAgenda>().RunAsync(MeetingSite.Laoling, planned, default)));
    }

    [Fact]
    public async Task Draw_OfASecretNegotiationOwnedElsewhere_NamesItToNobody()
    {
        await using var store = await TestStore.NewAsync();
        var secret = Some.Project(ProjectStage.Negotiating, "保密项目", owner: 140800, landing: Some.Linyi, grade: Confidentiality.CommercialSecret);
        secret.PlannedSignedOn = Some.Day("2022-07-01");
        await Some.ProjectAsync(store, secret);
        var meeting = await new MeetingSite(store).PlanAsync();

        await store.Get<DrawAgenda>().RunAsync(TestStore.Viewer, meeting, default); // Whoever sees everything draws for the city all the same.

        Assert.Empty((await store.Get<MeetingQueries>().GetAsync(TestStore.Viewer, meeting, default))!.Agenda);
    }

    [Fact]
    public async Task Lists_ReadBackFromTheirWorkbooks()
    {
        await using var store = await TestStore.NewAsync();
        var site = new MeetingSite(store);
        await site.DecideAsync(deadline: -3, text: "=1+1 不是公式");
        var list = await store.Get<ResolutionQueries>().ListAsync(MeetingSite.City, new ResolutionFilter(Size: 100), default);
        var meetings = await store.Get<MeetingQueries>().ListAsync(MeetingSite.City, new MeetingFilter(), default);

        var rows = Rows(MeetingSheets.Write(list, store.Get<IndicatorCatalog>()));
        var first = Rows(MeetingSheets.Write(meetings.Rows))[1];

        Assert.Equal("=1+1 不是公式", rows[1][1]);
        Assert.Equal(("临邑县", "办理中", "3"), (rows[1][2], rows[1][6], rows[1][7]));
        Assert.Equal(($"{MeetingSite.Today.AddDays(-20).Year}年第1次调度会", "德州市", "已召开"), (first[0], first[2], first[5]));
    }

    [Fact]
    public void Minutes_AreTheSameBytes_AndPassTheRulesThatApply()
    {
        var model = Sample();

        var docx = MinutesDocument.Write(model);

        Assert.Equal(docx, MinutesDocument.Write(MinutesModel.FromJson(model.ToJson())));
        Assert.Empty(DocxRules.Check(DocxFile.Open(docx)).Where(f => !f.Ok).Select(f => $"{f.Rule}: {f.Expected}, {f.Found}"));
    }

    [Fact]
    public void Book_ThatIsWrong_NamesEveryMistake()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("yinfeng-test-").FullName, "meetings.yaml");
        File.WriteAllText(file, "- 会议: x\n  名称: 周会\n  版本:\n    - 起始: 2023-01-01\n      来源: 无\n      主体: 办公室\n      频次: 偶尔\n      议程: [红灯项目, 蓝灯项目]\n      事项会议: [周会]\n      项目最多: 0\n      办理天数: 30\n");

        var wrong = Assert.Throws<RuleException>(() => new MeetingBook([file]));

        Assert.Equal(["rule.value", "meeting.draw", "meeting.number"], wrong.Errors.Select(e => e.Code));
    }

    [Fact]
    public async Task Book_AnOfficesOwnVersion_HoldsForItsUnitFromItsDay()
    {
        await using var store = await TestStore.NewAsync();
        Directory.CreateDirectory(Path.Combine(store.Database.DataFolder, "rules"));
        await File.WriteAllTextAsync(Path.Combine(store.Database.DataFolder, "rules", "meetings.yaml"), "- 会议: dispatch\n  名称: 调度会\n  版本:\n    - 起始: 2023-01-01\n      单位: 371400\n      来源: 德州市规定\n      主体: 招商服务中心\n      频次: 每周\n      议程: [红灯项目]\n      事项会议: []\n      项目最多: 3\n      办理天数: 7\n");
        var (book, tree) = (new MeetingBook(store.Database), await store.Get<UnitDirectory>().TodayAsync(default));

        Assert.Equal(7, book.Find("dispatch", tree, Some.Linyi, new DateOnly(2023, 1, 1))!.Days);
        Assert.Equal(30, book.Find("dispatch", tree, Some.Linyi, new DateOnly(2022, 12, 31))!.Days);
        Assert.Equal(30, book.Find("dispatch", tree, 140800, new DateOnly(2023, 6, 1))!.Days);
    }

    private static MinutesModel Sample() => new("德州市招商引资调度会纪要", "调度会〔2023〕3号", "2023年第3次调度会", new DateOnly(2023, 7, 10), "市政府三楼会议室", "王某",
        string.Join("\n", Enumerable.Range(1, 30).Select(i => $"第{i}单位 张某某")), "李某", null, "2023-06",
        [.. Enumerable.Range(1, 12).Select(i => new MinutesItem($"项目{i}（临邑县，签约）", "计划开工 2023-03-01，逾期 121 天，超过 3 个月；转绿：登记实际开工日期"))],
        ["会议听取了各县（市、区）招商引资工作情况汇报，研究了存在的问题。", "会议强调，要抓紧推进签约项目开工。"],
        [new("完成土地平整并交付用地", "临邑县", "张三", new DateOnly(2023, 8, 9), "膳食纤维生产项目"), new("报送上半年总结", "乐陵市", null, new DateOnly(2023, 7, 20), null)],
        "德州市招商引资工作领导小组办公室", new DateOnly(2023, 7, 11));

    private static List<string?[]> Rows(byte[] xlsx)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, xlsx);
        try
        {
            using var workbook = WorkbookReader.Open(path);
            return [.. workbook.Sheets[0].ReadRows().Select(r => Enumerable.Range(0, 13).Select(c => r[c])
                .Select(c => c.Kind == CellKind.Number ? c.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : c.Text).ToArray())];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
