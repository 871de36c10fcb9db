using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Assessment;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;
using Yinfeng.Tests.Conditions;
using static Yinfeng.Tests.Assessment.AssessedCity;

namespace Yinfeng.Tests.Assessment;

/// <summary>A frozen score stays what it was; whoever proposes does not approve; objections within the window.</summary>
public class EditionTests
{
    private static async Task<byte[]> DataAsync(TestStore store, long id)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<ScoreEdition>().Where(e => e.Id == id).Select(e => e.Data).SingleAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task AFrozenScore_StaysByteForByte_WhateverChangesLater(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var city = await AssessedCity.Fill(store, 11).StoreAsync();
        var id = await city.PublishAsync();
        var frozen = await DataAsync(store, id);
        var before = (await store.Get<EditionQueries>().GetAsync(Drafter, id, default))!;
        Assert.All(before.File.Scores, s => Assert.Null(before.Changed(s)));

        var behind = before.File.Scores.First(s => s.Items.Single(i => i.Code == "signed.investment") is { State: ItemState.Computed, Points: < 15 });
        await Some.SaveAsync(store, Signed("迟报的大项目", before.File.Subject(behind.Subject)!.UnitId));
        Value(await store.Get<ProposeScheme>().RunAsync(Drafter, "371400", Own, "换方案", default));
        Assert.Empty((await store.Get<DecideScheme>().RunAsync(Approver, await DraftAsync(store), true, null, default)).Unmet);
        Assert.Empty((await store.Get<RenameUnit>().RunAsync(TestStore.Viewer, Some.Linyi, "临邑市", null, new DateOnly(2023, 1, 1), "撤县设市", default)).Unmet);

        Assert.Equal(frozen, await DataAsync(store, id));
        var check = Value(await store.Get<VerifyEdition>().RunAsync(Drafter, id, default));
        Assert.True(check.Ok && check.Compared > 100, $"{check.Compared} {check.Differences.Count} {string.Join(',', check.Damaged)}");
        var view = (await store.Get<EditionQueries>().GetAsync(Drafter, id, default))!;
        Assert.Equal("临邑县", view.File.Of(FileSubject.UnitKey(Some.Linyi))!.Name);
        Assert.True(view.Changed(view.File.Of(behind.Subject)!)!.Total > behind.Total); // Beside it, 更正后.
        Assert.Equal("自有方案", (await city.ComputeAsync(Drafter, "371400")).Scheme.Name); // What is computed now goes by the new rules.
        Assert.Equal(ResultDocument.Write(before.File, before.Line, null), ResultDocument.Write(view.File, before.Line, null));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task OfAClosedMonth_TheBulletinsFiguresCount_AndARestatementStandsBeside(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var city = await AssessedCity.Fill(store, 18).StoreAsync();
        var closed = await store.Get<RegisterIssued>().RunAsync(Drafter, Some.Dezhou, June, "德招通报〔2023〕6号", new DateOnly(2023, 7, 6), default);
        Assert.Empty(closed.Unmet);
        var id = await city.PublishAsync();
        var published = (await store.Get<EditionQueries>().GetAsync(Drafter, id, default))!;
        Assert.Equal("德招通报〔2023〕6号", published.File.Closed!.Number);
        var behind = published.File.Scores.First(s => s.Items.Single(i => i.Code == "signed.investment") is { State: ItemState.Computed, Points: < 15 });

        var late = Signed("漏报的项目", published.File.Subject(behind.Subject)!.UnitId);
        var restated = await store.Get<Writer>().RunAsync(Drafter with { Restating = "漏报补记" }, Rights.Report, work =>
        {
            work.Db.Add(late);
            work.Audit("test.seed", $"project:{late.Id}", new { late.Name });
            work.Changes.ProjectIds.Add(late.Id);
            return Task.FromResult(Decision.Allow);
        }, default);
        Assert.Empty(restated.Unmet);

        var view = (await store.Get<EditionQueries>().GetAsync(Drafter, id, default))!;
        Assert.True(view.Changed(behind)!.Total > behind.Total);
        Assert.Equal(behind.ItemPoints, (await city.ComputeAsync(Drafter, "371400")).File.Of(behind.Subject)!.ItemPoints); // The bulletin's figures stand.
    }

    [Fact]
    public async Task Verify_FindsAByteThatWasChanged_AndAResultThatDoesNotFollow()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 12).StoreAsync();
        var id = await city.PublishAsync();
        var file = ScoreFile.Read(await DataAsync(store, id));
        var forged = file with { Scores = [.. file.Scores.Select((s, i) => i == 0 ? s with { Total = s.Total + 1 } : s)] };

        await TamperAsync(store, id, forged.Bytes(), null);
        var byHash = Value(await store.Get<VerifyEdition>().RunAsync(Drafter, id, default));
        await TamperAsync(store, id, forged.Bytes(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(forged.Bytes())));
        var byLog = Value(await store.Get<VerifyEdition>().RunAsync(Drafter, id, default));
        await TamperAsync(store, id, Encoding.UTF8.GetBytes("{}"), null);
        var broken = Value(await store.Get<VerifyEdition>().RunAsync(Drafter, id, default));

        Assert.Equal(["data", "audit"], byHash.Damaged);
        Assert.Equal(["audit"], byLog.Damaged);
        Assert.Equal("total", Assert.Single(byLog.Differences).Item);
        Assert.False(broken.Ok);
    }

    [Fact]
    public async Task AnEdition_IsApprovedBySomebodyElse_AndNeverTakenBack()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 13).StoreAsync();
        var (decide, reporter) = (store.Get<DecideEdition>(), Drafter with { Rights = Rights.See | Rights.Report });
        await Assert.ThrowsAsync<RightMissingException>(() => city.ProposeAsync(reporter));
        var id = Value(await city.ProposeAsync());

        Assert.Equal(["assess.same-person"], Codes(await decide.RunAsync(Drafter, id, true, null, default)));
        Assert.Equal(["assess.not-found"], Codes(await decide.RunAsync(Linyi, id, true, null, default)));
        Assert.Equal(["assess.waiting"], Codes(await city.ProposeAsync(Approver)));
        Assert.Equal(["assess.reason"], Codes(await decide.RunAsync(Approver, id, false, " ", default)));
        Assert.Equal(1, (await decide.RunAsync(Approver, id, true, null, default)).Value);
        Assert.Equal(["assess.decided"], Codes(await decide.RunAsync(Approver, id, false, "反悔", default)));
        Assert.Equal(["assess.reason"], Codes(await city.ProposeAsync()));
        var second = await city.PublishAsync("德招组发〔2023〕12号", "临邑县漏报一个项目");

        var lines = await store.Get<EditionQueries>().ListAsync(Drafter, default);
        Assert.Equal([(second, 2), (id, 1)], lines.Select(l => (l.Id, l.Number!.Value)));
    }

    [Fact]
    public async Task Published_OthersSeePlacesWithoutFigures_AnotherCityNothing()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 14).StoreAsync();
        var queries = store.Get<EditionQueries>();
        var waiting = Value(await city.ProposeAsync());
        Assert.Null(await queries.GetAsync(Linyi, waiting, default)); // Nobody below knows of a proposal.
        Assert.Empty((await store.Get<DecideEdition>().RunAsync(Approver, waiting, true, null, default)).Unmet);

        var whole = (await queries.GetAsync(Drafter, waiting, default))!;
        var seen = (await queries.GetAsync(Linyi, waiting, default))!;

        Assert.Equal(whole.File.Scores.Select(s => (s.Name, s.Total, s.Rank)), seen.File.Scores.Select(s => (s.Name, s.Total, s.Rank)));
        Assert.Equal([FileSubject.UnitKey(Some.Linyi)], seen.File.Groups.SelectMany(g => g.Subjects).Select(s => s.Key));
        Assert.All(seen.File.Scores.Where(s => s.Subject != FileSubject.UnitKey(Some.Linyi)), s => Assert.All(s.Items, i => Assert.Empty(i.Steps)));
        Assert.NotEmpty(seen.File.Of(FileSubject.UnitKey(Some.Linyi))!.Items[0].Steps);
        Assert.Null(seen.Now);
        Assert.Null(await queries.GetAsync(Elsewhere, waiting, default));
        Assert.Empty(await queries.ListAsync(Elsewhere, default));
    }

    [Fact]
    public async Task Entries_CountOnceConfirmedBySomebodyElse_AndAVetoTakesAll()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 15).StoreAsync();
        var (before, april) = ((await city.ComputeAsync(Drafter, "371424")).One!, (await city.ComputeAsync(Drafter, "371424", new YearMonth(2023, 4))).One!);
        EntryFacts Facts(string item, string? points) => new("371400", "county", "临邑县", null, item, "2023-05", points, "全省先进", "鲁政字〔2023〕7号");
        var (enter, decide) = (store.Get<EnterPoints>(), store.Get<DecideEntry>());

        Assert.Equal(["assess.reason", "assess.document"], Codes(await enter.RunAsync(Drafter, Facts("bonus", "2") with { Reason = "", Document = null }, default)));
        Assert.Equal(["assess.item"], Codes(await enter.RunAsync(Drafter, Facts("late", "2"), default))); // Counted by the product, not by hand.
        Assert.Equal(["assess.points"], Codes(await enter.RunAsync(Drafter, Facts("bonus", "-2"), default)));
        var bonus = Value(await enter.RunAsync(Drafter, Facts("bonus", "2.5"), default));
        Assert.Equal(before.Total, (await city.ComputeAsync(Drafter, "371424")).One!.Total);
        Assert.Equal(["assess.same-person"], Codes(await decide.RunAsync(Drafter, bonus, true, null, default)));
        Assert.Empty(Codes(await decide.RunAsync(Approver, bonus, true, null, default)));
        Assert.Equal(before.ExtraPoints + 2.5m, (await city.ComputeAsync(Drafter, "371424")).One!.ExtraPoints);
        Assert.Equal(april.ExtraPoints, (await city.ComputeAsync(Drafter, "371424", new YearMonth(2023, 4))).One!.ExtraPoints); // Not yet in April.
        var veto = Value(await enter.RunAsync(Drafter, Facts("false", null), default));
        Assert.Empty(Codes(await decide.RunAsync(Approver, veto, true, null, default)));

        var vetoed = (await city.ComputeAsync(Drafter, "371424")).One!;
        Assert.Equal((0m, "弄虚作假，经查属实", null), (vetoed.Total, vetoed.Veto, vetoed.Grade));
        Assert.Empty(Codes(await decide.RunAsync(Approver, veto, false, "查无实据", default)));
        Assert.Null((await city.ComputeAsync(Drafter, "371424")).One!.Veto);
    }

    [Fact]
    public async Task AnObjection_IsRaisedByTheUnitItself_AndAnsweredBySomebodyElse()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 16).StoreAsync();
        var id = await city.PublishAsync();
        var (raise, answer) = (store.Get<RaiseObjection>(), store.Get<AnswerObjection>());

        Assert.Equal(["assess.text"], Codes(await raise.RunAsync(Linyi, id, null, "funds.fixed", " ", default)));
        Assert.Equal(["assess.item"], Codes(await raise.RunAsync(Linyi, id, null, "nothing", "少算", default)));
        Assert.Equal(["assess.subject"], Codes(await raise.RunAsync(Linyi, id, FileSubject.UnitKey(Some.Laoling), null, "他们多算", default)));
        Assert.Equal(["assess.not-found"], Codes(await raise.RunAsync(Elsewhere, id, null, null, "看看", default)));
        var objection = Value(await raise.RunAsync(Linyi, id, null, "funds.fixed", "少算 3000 万元", default));
        Assert.Equal(["assess.raised"], Codes(await raise.RunAsync(Linyi, id, null, "funds.fixed", "再提", default)));
        Assert.Empty((await store.Get<EditionQueries>().GetAsync(Laoling, id, default))!.Objections);
        Assert.Equal(["assess.not-found"], Codes(await answer.RunAsync(Linyi, objection, true, "成立", default)));
        Assert.Contains(await new AssessmentDesk(store.Database, store.Get<UnitDirectory>()).ItemsAsync(Approver, BusinessTime.Today(TimeProvider.System), default),
            i => i.Title.StartsWith("考核异议待答复", StringComparison.Ordinal));
        Assert.Empty(Codes(await answer.RunAsync(Approver, objection, true, "已核实，另出一版更正", default)));
        Assert.Equal(ObjectionStatus.Upheld, (await store.Get<EditionQueries>().GetAsync(Linyi, id, default))!.Objections.Single().Status);

        await LetPassAsync(store, id);
        Assert.Equal(["assess.too-late"], Codes(await raise.RunAsync(Laoling, id, null, null, "也少算了", default)));
    }

    [Fact]
    public async Task AScheme_IsCheckedWithLines_AndInForceOnlyWhenSomebodyElseApproved()
    {
        await using var store = await TestStore.NewAsync();
        var city = await AssessedCity.Fill(store, 17).StoreAsync();
        var (propose, decide) = (store.Get<ProposeScheme>(), store.Get<DecideScheme>());

        var wrong = propose.Check(Own.Replace("完成率", "完成律", StringComparison.Ordinal).Replace("依据: 督查发现", "依据: 疑点", StringComparison.Ordinal));
        Assert.Equal(["rule.name", "scheme.suspicion"], Codes(wrong));
        Assert.Contains("第 17 行", wrong.Unmet[0].Message, StringComparison.Ordinal);
        Assert.Contains("是否想写“完成", wrong.Unmet[0].Message, StringComparison.Ordinal);
        Assert.Equal(["assess.scheme-unit"], Codes(await propose.RunAsync(Drafter, "371400", Own.Replace("371400", "140800", StringComparison.Ordinal), "依据", default)));
        Value(await propose.RunAsync(Drafter, "371400", Own, "依据", default));
        var id = await DraftAsync(store);
        Assert.Equal("county@1949-10-01", (await city.ComputeAsync(Drafter, "371400")).Scheme.Id);
        Assert.Equal(["assess.same-person"], Codes(await decide.RunAsync(Drafter, id, true, null, default)));
        Assert.Empty(Codes(await decide.RunAsync(Approver, id, true, null, default)));
        Assert.Equal("county@2023-01-01/371400", (await city.ComputeAsync(Drafter, "371400")).Scheme.Id);

        var replay = Value(await store.Get<ReplayQueries>().RunAsync(Drafter, new ScoreQuestion(June, "371400", "county"), ReplayKind.OldRules, 2022, default));
        Assert.Equal(("county@2023-01-01/371400", "county@1949-10-01"), (replay.Left.Scheme.Id, replay.Right.Scheme.Id));
        Assert.Equal((June, June), (replay.Left.Period, replay.Right.Period));
        var figures = Value(await store.Get<ReplayQueries>().RunAsync(Drafter, new ScoreQuestion(June, "371400", "county"), ReplayKind.OldFigures, 2022, default));
        Assert.Equal(("county@2023-01-01/371400", new YearMonth(2022, 6)), (figures.Right.Scheme.Id, figures.Right.Period));
    }

    private const string Own = """
        - 方案: county
          名称: 自有方案
          单位: 371400
          版本:
            - 起始: 2023-01-01
              来源: 试验
              分组:
                - 名称: 县（市、区）
                  单位类型: [县]
                - 名称: 开发区
                  单位类型: [开发区]
              项目:
                - 代码: signed
                  名称: 签约总投资
                  分值: 100
                  指标: signed.investment
                  得分: 分档(完成率, 10% → 40, 50% → 100)
              扣分:
                - 代码: findings
                  名称: 督查
                  依据: 督查发现
                  得分: 次数 × 1
        """;

    private static Project Signed(string name, long owner)
    {
        var project = Some.Project(ProjectStage.Signed, name, owner, totalFen: 900 * Money.FenPerYi);
        project.SignedOn = Some.Day("2023-05-08");
        return project;
    }

    private static async Task<long> DraftAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<SchemeDraft>().Select(d => d.Id).SingleAsync();
    }

    private static Task<int> TamperAsync(TestStore store, long id, byte[] data, string? sha) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        work.Audit("test.tamper", "", new { id });
        await work.Db.Set<ScoreEdition>().Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Data, data));
        return sha is null ? 0 : await work.Db.Set<ScoreEdition>().Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.Sha256, sha));
    }, default);

    private static Task<int> LetPassAsync(TestStore store, long id) => store.Get<Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
    {
        work.Audit("test.time", "", new { id });
        var yesterday = BusinessTime.Today(TimeProvider.System).AddDays(-1);
        return await work.Db.Set<ScoreEdition>().Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.ObjectUntil, yesterday));
    }, default);
}
