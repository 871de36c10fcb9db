using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Meetings;
using Yinfeng.Projects;
using Yinfeng.Reviews;
using Yinfeng.Shell;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Reviews;

/// <summary>A review from opening to conclusion, and what follows from it.</summary>
public sealed class ReviewLifeTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Review_IsGivenReplacedAndConcluded_AndOpensTheGate(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = await ReviewSite.NewAsync(store);
        var id = await site.OpenAsync();

        Assert.Equal(["review.own-opinion", "review.opinion-missing", "review.opinion-missing", "review.no-opinion"], [.. Enumerable.Repeat("review.own-opinion", 1),
            .. ReviewSite.Codes(await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Passed))]);
        Assert.True((await site.GiveAsync(site.Land, id, OpinionVerdict.Disagree, "没有用地指标")).Allowed);
        Assert.True((await site.GiveAsync(site.Land, id, OpinionVerdict.AgreeIf, "指标已下达", new ConditionFacts("签约前完成土地预审", "临邑县", ReviewSite.Day(20)))).Allowed);
        Assert.Equal(["review.opinion-missing"], ReviewSite.Codes(await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Rejected)));
        Assert.True((await site.GiveAsync(site.Nature, id, OpinionVerdict.Agree)).Allowed);

        var view = (await site.ViewAsync(ReviewSite.Boss, id))!;
        var (seat, condition) = (view.Seats[0], view.Seats[0].Conditions.Single());
        Assert.Equal((OpinionVerdict.AgreeIf, OpinionVerdict.Disagree), (seat.Opinion!.Verdict, seat.Earlier.Single().Verdict));
        Assert.Equal(["review.conditions"], ReviewSite.Codes(await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Passed, adopted: condition.Id)));
        Assert.Equal(["review.conditions", "review.conclusion"], ReviewSite.Codes(await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Conditional, " ")));
        Assert.True((await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Conditional, version: view.Review.Version, adopted: condition.Id)).Allowed);
        Assert.Equal(["review.closed"], ReviewSite.Codes(await site.GiveAsync(site.Nature, id, OpinionVerdict.Disagree, "晚了")));

        view = (await site.ViewAsync(ReviewSite.Boss, id))!;
        var minutes = view.Minutes!;
        Assert.Equal(($"会审〔{ReviewSite.Today.Year}〕1号", "有条件通过", "签约前完成土地预审"), (minutes.Number, minutes.Outcome, minutes.Conditions.Single().Text));
        Assert.Equal(["有条件同意", "同意"], minutes.Opinions.Select(o => o.Verdict));
        Assert.Equal(view.Review.MinutesDocx, ReviewMinutesDocument.Write(minutes)); // The same words give the same bytes.
        var project = (await store.Get<ProjectQueries>().GetAsync(ReviewSite.Boss, site.Project.Id, default))!;
        Assert.DoesNotContain(project.Missing, n => n.Field == "evidence:reviewMinutes");
        var proof = project.Evidence.Single(e => e.Id == view.Review.EvidenceId);
        Assert.Equal(view.Review.MinutesDocx, await File.ReadAllBytesAsync(store.Get<EvidenceFiles>().PathOf(proof.Sha256)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Condition_IsAResolution_ReportedByItsUnitAndConfirmedBySomebodyElse(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = await ReviewSite.NewAsync(store);
        var id = await site.OpenAsync();
        await site.GiveAsync(site.Land, id, OpinionVerdict.AgreeIf, null, new ConditionFacts("签约前完成土地预审", "临邑县", null), new ConditionFacts("不再采纳的一条", null, null));
        await site.GiveAsync(site.Nature, id, OpinionVerdict.NotConcerned);
        var wanted = (await site.ViewAsync(ReviewSite.Boss, id))!.Seats[0].Conditions[0].Id;
        Assert.True((await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Conditional, adopted: wanted)).Allowed);

        var row = Assert.Single((await store.Get<ResolutionQueries>().ListAsync(ReviewSite.County, new ResolutionFilter(), default)).Rows).Resolution;
        Assert.Equal((ResolutionOrigin.Review, id, $"{ReviewSite.Today.Year}年第1次项目会审", ReviewSite.Today.AddDays(30), "王某"),
            (row.Origin, row.OriginId, row.OriginName, row.Deadline, row.Person));
        var (report, judge) = (store.Get<ReportResolution>(), store.Get<JudgeResolution>());
        Assert.True((await report.RunAsync(ReviewSite.County, row.Id, null, "预审意见已批复", default)).Allowed);
        Assert.Equal(["resolution.not-office", "resolution.same-person"], ReviewSite.Codes(await judge.ConfirmAsync(ReviewSite.County, row.Id, null, default)));
        Assert.True((await judge.ConfirmAsync(ReviewSite.Boss, row.Id, null, default)).Allowed);
        Assert.Equal(ResolutionState.Confirmed, (await site.ViewAsync(ReviewSite.Boss, id))!.Resolutions.Single().State);
    }

    [Fact]
    public async Task Conclusion_AfterTheDeadline_RecordsWhoWasMissing_AndTheOpenerIsTold()
    {
        await using var store = await TestStore.NewAsync();
        var site = await ReviewSite.NewAsync(store);
        var id = await site.OpenAsync();
        await site.GiveAsync(site.Land, id, OpinionVerdict.Agree, "符合规划");
        Assert.Contains(await DeskAsync(store, site.Nature), i => i.Part == DeskPart.Owed && i.Title.Contains("待您反馈", StringComparison.Ordinal));
        Assert.DoesNotContain(await DeskAsync(store, site.Land), i => i.Href.StartsWith("/reviews", StringComparison.Ordinal));
        Assert.Contains(await DeskAsync(store, ReviewSite.Office), i => i.Part == DeskPart.Waiting && i.Detail == "德州市生态环境局");
        await site.LetPassAsync(id);

        Assert.Contains(await DeskAsync(store, site.Nature), i => i.Part == DeskPart.Late);
        Assert.Contains(await DeskAsync(store, ReviewSite.Boss), i => i.Part == DeskPart.Late && i.Detail == "1 个单位逾期未反馈");
        Assert.True((await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.SentBack, "请补充环评资料")).Allowed);
        var view = (await site.ViewAsync(site.Nature, id))!;
        Assert.Equal([false, true], view.Seats.Select(s => s.Seat.IsMissing));
        Assert.Equal("逾期未反馈", view.Minutes!.Opinions[1].Verdict);
        Assert.Null(view.Review.EvidenceId); // A project that was sent back has no minutes that open the gate.
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Numbers_HaveNoGap_WhateverWasCancelledOrRefused(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = await ReviewSite.NewAsync(store);
        var first = await site.OpenAsync();
        Assert.Equal(["review.open"], ReviewSite.Codes(await site.TryOpenAsync(ReviewSite.Office)));
        Assert.True((await store.Get<MoveReview>().CancelAsync(ReviewSite.Office, first, "材料不齐", default)).Allowed);
        for (var n = 1; n <= 3; n++)
        {
            var id = await site.OpenAsync();
            await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Passed); // Refused: it gives no number away.
            await site.GiveAsync(site.Land, id, OpinionVerdict.Agree);
            await site.GiveAsync(site.Nature, id, OpinionVerdict.Agree);
            Assert.True((await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Rejected, "不符合产业政策")).Allowed);
            Assert.Equal(n, (await site.ViewAsync(ReviewSite.Boss, id))!.Review.Number);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Conclude_AThousandTimesAtOnce_TakesEffectOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var beside = provider == "postgres" ? await store.BesideAsync() : null;
        await (beside ?? store).Get<Yinfeng.Units.UnitDirectory>().TodayAsync(default); // As a server has it that has run for a while.
        var site = await ReviewSite.NewAsync(store);
        var id = await site.OpenAsync();
        await site.GiveAsync(site.Land, id, OpinionVerdict.AgreeIf, null, new ConditionFacts("完成土地预审", null, null));
        await site.GiveAsync(site.Nature, id, OpinionVerdict.Agree);
        var condition = (await site.ViewAsync(ReviewSite.Boss, id))!.Seats[0].Conditions[0].Id;
        var facts = new ConclusionFacts("Conditional", "同意", new Dictionary<long, string?> { [condition] = null });

        var decisions = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => (i % 2 == 1 && beside is not null ? beside : store).Get<ConcludeReview>()
            .RunAsync(ReviewSite.Only($"boss{i % 7}", Some.Dezhou, Yinfeng.Access.Role.Approver), id, null, facts, default))));

        Assert.Equal(1, decisions.Count(d => d.Allowed));
        await using var db = store.Database.OpenRead();
        Assert.Equal((1, 1, 1), (await db.Set<Resolution>().CountAsync(), await db.Set<Evidence>().CountAsync(e => e.Kind == EvidenceKind.ReviewMinutes),
            await db.Set<ReviewCounter>().Select(c => c.Last).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Confirm_AThousandTimesAtOnce_TakesEffectOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await using var beside = provider == "postgres" ? await store.BesideAsync() : null;
        await (beside ?? store).Get<Yinfeng.Units.UnitDirectory>().TodayAsync(default); // As a server has it that has run for a while.
        var site = await ReviewSite.NewAsync(store);
        var id = await site.OpenAsync();
        await site.GiveAsync(site.Land, id, OpinionVerdict.AgreeIf, null, new ConditionFacts("完成土地预审", null, null));
        await site.GiveAsync(site.Nature, id, OpinionVerdict.Agree);
        await site.ConcludeAsync(ReviewSite.Boss, id, ReviewOutcome.Conditional, adopted: (await site.ViewAsync(ReviewSite.Boss, id))!.Seats[0].Conditions[0].Id);
        var resolution = (await site.ViewAsync(ReviewSite.Boss, id))!.Resolutions.Single().Id;
        await store.Get<ReportResolution>().RunAsync(ReviewSite.County, resolution, null, "已办结", default);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Task.Run(() => (i % 2 == 1 && beside is not null ? beside : store).Get<JudgeResolution>()
            .ConfirmAsync(ReviewSite.Only($"boss{i % 7}", Some.Dezhou, Yinfeng.Access.Role.Verifier), resolution, null, default))));

        Assert.Equal(1, decisions.Count(d => d.Allowed));
        await using var db = store.Database.OpenRead();
        Assert.Equal(1, await db.Set<ResolutionStep>().CountAsync(s => s.Act == ResolutionAct.Confirmed));
    }

    [Fact]
    public async Task Draft_IsKeptLetterByLetter_SeenByNobodyElse_AndGoneOnceGiven()
    {
        await using var store = await TestStore.NewAsync();
        var site = await ReviewSite.NewAsync(store);
        var id = await site.OpenAsync();
        var version = (await site.ViewAsync(ReviewSite.Boss, id))!.Review.Version;
        var typed = new OpinionFacts("AgreeIf", " 还没写完 ", [new ConditionFacts("完成", "没有这个单位", "明天")]);
        Assert.True((await store.Get<SaveOpinionDraft>().RunAsync(site.Land, id, typed, default)).Allowed);

        Assert.Equal(typed.ToJson(), (await site.ViewAsync(site.Land, id))!.Draft!.Fields);
        Assert.Null((await site.ViewAsync(ReviewSite.Boss, id))!.Draft);
        Assert.Equal(version, (await site.ViewAsync(ReviewSite.Boss, id))!.Review.Version); // What somebody else has open stays good.
        Assert.Equal(["opinion.condition-unit", "opinion.condition-deadline"], ReviewSite.Codes(await store.Get<GiveOpinion>().RunAsync(site.Land, id, typed, default)));
        Assert.True((await site.GiveAsync(site.Land, id, OpinionVerdict.Agree)).Allowed);
        Assert.Null((await site.ViewAsync(site.Land, id))!.Draft);
    }

    internal static async Task<List<DeskItem>> DeskAsync(TestStore store, Yinfeng.Access.Viewer viewer)
    {
        var items = new List<DeskItem>();
        foreach (var source in store.GetAll<IDeskSource>())
        {
            items.AddRange(await source.ItemsAsync(viewer, ReviewSite.Today, default));
        }
        return items;
    }
}
