using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Bulletins;
using Yinfeng.Closing;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Bulletins;

/// <summary>Numbers without gaps, closing in the same transaction, drafts that close nothing, and who may do it.</summary>
public sealed class IssueBulletinTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Issue_GivesNumbersWithoutGaps_AlsoWhereSomeAreRefused(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await new BulletinSite(1).Grow(20).SaveAsync(store);
        var issue = store.Get<IssueBulletin>();
        var numbers = new List<string>();
        foreach (var month in new[] { 4, 4, 3, 5, 6 }) // The second 4 and the 3 before it are refused and take no number.
        {
            if ((await issue.RunAsync(TestStore.Viewer, new YearMonth(2023, month), "371400", default)).Value is { } issued)
            {
                numbers.Add(issued.Number!);
            }
        }

        var year = BusinessTime.Today(TimeProvider.System).Year;
        Assert.Equal([$"德招商办〔{year}〕1号", $"德招商办〔{year}〕2号", $"德招商办〔{year}〕3号"], numbers);
        await using var db = store.Database.OpenRead();
        Assert.Equal(3, await db.Set<ClosedMonth>().CountAsync());
        Assert.Equal(3, (await db.Set<BulletinCounter>().SingleAsync()).Last);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Issue_ByManyAtOnce_ClosesTheMonthOnce(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        await new BulletinSite(2).Grow(10).SaveAsync(store);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            store.Get<IssueBulletin>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", default))));

        Assert.Single(answers, a => a.Allowed);
        Assert.All(answers.Where(a => !a.Allowed), a => Assert.Contains("不能再发一次", a.Unmet[0].Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issued_IsFrozenToTheByte_AndVerifies()
    {
        await using var store = await TestStore.NewAsync();
        var site = new BulletinSite(3).Grow(20);
        await site.SaveAsync(store);
        await store.Get<EditBulletin>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", new BulletinEdits(Remarks: "请各单位抓紧推进。"), 0, default);
        await store.Get<IssueBulletin>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", default);
        var before = (await store.Get<BulletinQueries>().ViewAsync(TestStore.Viewer, BulletinSite.Period, "371400", default)).Value!;

        await Some.SaveAsync(store, Some.Project()); // Touches no closed month: no date.
        var after = (await store.Get<BulletinQueries>().ViewAsync(TestStore.Viewer, BulletinSite.Period, "371400", default)).Value!;
        var check = (await store.Get<VerifyClosed>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", default)).Value!;

        Assert.Equal(before.Docx, after.Docx);
        Assert.Equal(before.Model.ToJson(), after.Model.ToJson());
        Assert.Contains("请各单位抓紧推进。", BulletinText.Of(after.Model), StringComparison.Ordinal);
        Assert.Equal(("same", true), (check.Document, check.Ok));
        Assert.False((await store.Get<EditBulletin>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", BulletinEdits.None, 2, default)).Allowed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Lights_OfAClosedMonth_StayFrozen_WhileTheHistoryNotesACorrectionAsALaterLine(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var site = new BulletinSite(6).Grow(30);
        await site.SaveAsync(store);
        await store.Get<IssueBulletin>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", default);
        await store.Get<RecordLights>().RunAsync(default);
        var (frozen, turns) = await LightsAsync(store);

        var restated = await store.Get<Writer>().RunAsync(TestStore.Viewer with { Restating = "核实后更正" }, Rights.None, async work =>
        {
            await work.Db.Set<MonthlyReport>().LoadAsync();
            foreach (var report in work.Db.Set<MonthlyReport>().Local)
            {
                report.FundsFen = 0;
            }
            work.Audit("test.correct", "", new { });
            work.Changes.ProjectIds.UnionWith(site.Projects.Select(p => p.Id));
            return Decision.Allow;
        }, default);
        await store.Get<RecordLights>().RunAsync(default);
        var (frozenAfter, turnsAfter) = await LightsAsync(store);

        Assert.True(restated.Allowed, string.Join(" ", restated.Unmet.Select(u => u.Message)));
        Assert.Equal(frozen, frozenAfter);
        Assert.Equal(turns, turnsAfter.Take(turns.Count));
        Assert.Contains(turnsAfter.Skip(turns.Count), t => t.Month == BulletinSite.Period && t.To == LightColour.Red);
        Assert.True((await store.Get<VerifyClosed>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", default)).Value!.Ok);
    }

    private static async Task<(byte[] Frozen, List<(long Id, YearMonth? Month, LightColour To, string Why)> Turns)> LightsAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        var turns = await db.Set<LightChange>().OrderBy(c => c.Id).ToListAsync();
        return ((await db.Set<ClosedPart>().SingleAsync(p => p.Kind == PartKind.Lights)).Data, [.. turns.Select(c => (c.Id, c.Month, c.To, c.Why))]);
    }

    [Fact]
    public async Task Draft_HasNoNumberAndClosesNothing()
    {
        await using var store = await TestStore.NewAsync();
        await new BulletinSite(4).Grow(10).SaveAsync(store);

        var model = (await BulletinSite.DraftAsync(store)).Value!;

        Assert.True(model.IsDraft);
        Assert.Empty(store.Get<ClosedMonths>().All);
    }

    [Fact]
    public async Task Edit_OfAStaleDraft_IsRefused()
    {
        await using var store = await TestStore.NewAsync();
        await new BulletinSite(5).Grow(5).SaveAsync(store);
        var edit = store.Get<EditBulletin>();
        Assert.True((await edit.RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", new BulletinEdits(Praised: "表扬临邑县。"), 0, default)).Allowed);

        var stale = await edit.RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", new BulletinEdits(Praised: "不表扬。"), 0, default);

        Assert.Equal("bulletin.stale", Assert.Single(stale.Unmet).Code);
        Assert.Contains("表扬临邑县。", BulletinSite.Text((await BulletinSite.DraftAsync(store)).Value!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Viewer_SeesAndIssuesOnlyWithinTheirUnits()
    {
        await using var store = await TestStore.NewAsync();
        await new BulletinSite(6).Grow(30).SaveAsync(store);
        var county = Some.User("li", Some.Linyi);
        await store.Get<IssueBulletin>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", default);
        var queries = store.Get<BulletinQueries>();

        Assert.False((await queries.ViewAsync(county, BulletinSite.Period, "371400", default)).Allowed);
        Assert.False((await store.Get<IssueBulletin>().RunAsync(county, BulletinSite.Period, "371400", default)).Allowed);
        Assert.False((await store.Get<EditBulletin>().RunAsync(county, BulletinSite.Period, "371400", BulletinEdits.None, 0, default)).Allowed);
        Assert.False((await store.Get<SaveTemplate>().RunAsync(county, "371400", OfficeTemplates.Default, default)).Allowed);
        Assert.Empty(await queries.ListAsync(county, default));
        var own = (await queries.ViewAsync(county, BulletinSite.Period, null, default)).Value!;
        Assert.Equal("临邑县", own.Model.UnitName);
        Assert.All(new[] { "陵城区", "齐河县", "宁津县" }, other => Assert.DoesNotContain(other, own.Model.ToJson(), StringComparison.Ordinal));
        Assert.Single(await queries.ListAsync(Some.User("wang", Some.Dezhou), default));
    }

    [Fact]
    public async Task Issue_WithoutAnyFigure_IsRefused()
    {
        await using var store = await TestStore.NewAsync();

        var answer = await store.Get<IssueBulletin>().RunAsync(TestStore.Viewer, BulletinSite.Period, "371400", default);

        Assert.Equal("bulletin.empty", Assert.Single(answer.Unmet).Code);
    }
}
