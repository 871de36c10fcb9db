using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Lights;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Leads;

/// <summary>The way of a lead: deadlines by grade, follow-up, pool, transfer, merge, and what each leaves behind.</summary>
public class LeadWayTests
{
    private static readonly LeadFacts Facts = new("临邑县", "光电组件生产基地", "某光电公司", "上海市", "驻点招商", "李明", "2023-05", "3亿元", "光电", null);
    private static readonly Viewer Linyi = Some.User("li", 371424), Qihe = Some.User("qi", 371425), City = Some.User("shi", 371400), Weifang = Some.User("wei", 370700);
    private static readonly DateOnly Today = BusinessTime.Today(TimeProvider.System);

    [Theory]
    [InlineData("12亿元", null, LeadGrade.A, 1)]
    [InlineData("6亿元", null, LeadGrade.B, 3)]
    [InlineData("3亿元", null, LeadGrade.C, 7)]
    [InlineData(null, null, LeadGrade.D, 14)]
    [InlineData("3亿元", "a", LeadGrade.A, 1)]
    public async Task Report_TheGradeSetsTheFirstDeadline(string? amount, string? grade, LeadGrade expected, int days)
    {
        await using var store = await TestStore.NewAsync();

        var lead = await LeadAsync(store, await ReportAsync(store, Linyi, Facts with { IntendedInvestmentWan = amount, Grade = grade }));

        Assert.Equal((expected, Today.AddDays(days), "user:li"), (lead.Grade, lead.NextOn!.Value, lead.OwnerId));
    }

    [Fact]
    public async Task Report_BelowTheLeastInvestment_IsKeptButNotAccepted()
    {
        await using var store = await TestStore.NewAsync();

        var small = await LeadAsync(store, await ReportAsync(store, Linyi, Facts with { IntendedInvestmentWan = "9999" }));
        var second = await LeadAsync(store, await ReportAsync(store, Linyi, Facts with { Title = "二期" }, confirmed: true));

        Assert.Contains("低于", small.NotAccepted, StringComparison.Ordinal);
        Assert.Equal("投资方已在洽谈", second.NotAccepted);
        Assert.Null((await store.Get<LeadQueries>().ViewAsync(Linyi, small.Id, default))!.ProtectedUntil);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Follow_SetsTheNextDeadline_AndRefusesOneTheGradeForbids(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await ReportAsync(store, Linyi, Facts);
        var follow = store.Get<FollowLead>();

        var refused = await follow.RunAsync(Linyi, id, " ", $"{Today.AddDays(1):yyyy-MM-dd}", $"{Today.AddDays(8):yyyy-MM-dd}", default);
        Assert.Equal(["text", "on", "next"], refused.Unmet.Select(u => u.Field));

        Assert.True((await follow.RunAsync(Linyi, id, "电话联系，下周来考察", null, $"{Today.AddDays(2):yyyy-MM-dd}", default)).Allowed);
        var view = (await store.Get<LeadQueries>().ViewAsync(Linyi, id, default))!;
        Assert.Equal((Today, Today.AddDays(2)), (view.Row.Lead.FollowedOn!.Value, view.Row.Lead.NextOn!.Value));
        Assert.Equal([LeadAct.Followed, LeadAct.Reported], view.Steps.Select(s => s.Act));
        Assert.Equal(Today.AddDays(2 + 7), view.ProtectedUntil);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Recycle_AfterTheGraceOnly_AndTheFirstReportProtectsNoLonger(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var (late, soon) = (await ReportAsync(store, Linyi, Facts), await ReportAsync(store, Linyi, Facts with { Title = "另一条", Investor = "另一公司" }));
        await LateByAsync(store, late, 8);
        await LateByAsync(store, soon, 7);
        Assert.Equal("lead.taken", (await store.Get<ReportLead>().RunAsync(Qihe, Facts with { Unit = "371425" }, false, default)).Unmet[0].Code);
        Assert.Single(await store.Get<LeadItems>().LateAsync(City, (await store.Get<UnitDirectory>().TodayAsync(default)).Find(371424)!, Today.AddDays(-7), default));
        Assert.Equal(2, (await store.Get<LeadItems>().ItemsAsync(Linyi, Today, default)).Count(i => i.Part == Yinfeng.Shell.DeskPart.Late));
        Assert.Equal("2 条线索超期未跟进", Assert.Single(await store.Get<LeadItems>().ItemsAsync(City, Today, default)).Title);

        Assert.Equal(1, await store.Get<RecycleLeads>().RunAsync(default));

        Assert.Equal((LeadStatus.Pooled, LeadStatus.Open), ((await LeadAsync(store, late)).Status, (await LeadAsync(store, soon)).Status));
        Assert.Equal(0, await store.Get<RecycleLeads>().RunAsync(default));
        Assert.True((await store.Get<ReportLead>().RunAsync(Qihe, Facts with { Unit = "371425" }, false, default)).Allowed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Claim_ManyAtOnce_ExactlyOneWins(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await ReportAsync(store, Linyi, Facts);
        Assert.True((await store.Get<PoolLead>().RunAsync(Linyi, id, "没有地块", default)).Allowed);
        await using var beside = provider == "postgres" ? await store.BesideAsync() : null;
        var seats = Enumerable.Range(0, 40).Select(i => (Store: beside is not null && i % 2 == 1 ? beside : store, Who: Some.User($"u{i}", i % 3 == 0 ? 371424 : 371425))).ToList();

        var answers = await Task.WhenAll(seats.Select(s => Task.Run(() => s.Store.Get<ClaimLead>().RunAsync(s.Who, id, null, default))));

        Assert.Single(answers, a => a.Allowed);
        Assert.All(answers.Where(a => !a.Allowed), a => Assert.Contains(a.Unmet[0].Code, new[] { "lead.not-open", "lead.stale", LeadDesk.NotFoundCode }));
        var lead = await LeadAsync(store, id);
        Assert.Equal((LeadStatus.Open, $"user:u{Array.FindIndex(answers, a => a.Allowed)}"), (lead.Status, lead.OwnerId));
        Assert.Equal(1, (await store.Get<LeadQueries>().ViewAsync(City, id, default))!.Steps.Count(s => s.Act == LeadAct.Claimed));
    }

    [Fact]
    public async Task Pool_IsSeenInTheCityAlone_AndAnOpenLeadByItsLineAlone()
    {
        await using var store = await TestStore.NewAsync();
        var id = await ReportAsync(store, Linyi, Facts);
        var queries = store.Get<LeadQueries>();
        Assert.Null(await queries.GetAsync(Qihe, id, default));

        await store.Get<PoolLead>().RunAsync(Linyi, id, "没有地块", default);

        Assert.NotNull(await queries.GetAsync(Qihe, id, default));
        Assert.Null(await queries.GetAsync(Weifang, id, default));
        Assert.Equal(1, (await queries.BoardAsync(Qihe, default))[^1].Total);
        Assert.Equal(0, (await queries.ListAsync(Weifang, new LeadFilter(Status: LeadStatus.Pooled), default)).Total);
        Assert.False((await store.Get<ClaimLead>().RunAsync(Weifang, id, null, default)).Allowed);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Transfer_SplitsFiveToFiveForFiveYears_AndTheProjectGetsIt(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var id = await ReportAsync(store, Linyi, Facts);
        Assert.Equal(["toUnit", "reason"], (await store.Get<TransferLead>().RunAsync(Linyi, id, "371425", null, " ", default)).Unmet.Select(u => u.Field));

        Assert.True((await store.Get<TransferLead>().RunAsync(City, id, "371425", null, "齐河有现成厂房", default)).Allowed);
        var view = (await store.Get<LeadQueries>().ViewAsync(Qihe, id, default))!;
        Assert.Equal((371425L, 5, 2), (view.Row.Lead.UnitId, view.CreditYears!.Value, view.Credit.Count));
        Assert.Null(await store.Get<LeadQueries>().GetAsync(Linyi, id, default));

        var made = (Decision<long>)await store.Get<ConvertLead>().RunAsync(Qihe, id, true, default);
        await using var db = store.Database.OpenRead();
        var from = YearMonth.Of(Today);
        var shares = await db.Set<CreditShare>().Where(s => s.ProjectId == made.Value && s.From == from).OrderBy(s => s.UnitId).ToListAsync();
        Assert.Equal([(371424L, 5000), (371425L, 5000)], shares.Select(s => (s.UnitId, s.ShareBp)));
        Assert.All(shares, s => Assert.Equal(from.AddMonths(59), s.To));
    }

    [Fact]
    public async Task Share_MustAddUpToTheWhole()
    {
        await using var store = await TestStore.NewAsync();
        var id = await ReportAsync(store, Linyi, Facts);
        var share = store.Get<ShareLead>();

        Assert.False((await share.RunAsync(City, id, [("371424", "60"), ("371425", "39.99")], null, null, default)).Allowed);
        Assert.True((await share.RunAsync(City, id, [("371424", "60"), ("371425", "40")], 3, "联合招引", default)).Allowed);
        Assert.True((await share.RunAsync(City, id, [("371424", "70"), ("371425", "30")], 3, "重新商定", default)).Allowed);

        Assert.Equal(["临邑县 70%", "齐河县 30%"], (await store.Get<LeadQueries>().ViewAsync(City, id, default))!.Credit);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Merge_KeepsTheEarlierFirstReportAndEveryStep_AndUndoBringsAllBack(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var early = await ReportAsync(store, Linyi, Facts with { Industry = null, FirstReportedOn = "2023-01" });
        var kept = await ReportAsync(store, Linyi, Facts with { Title = "光电基地二期", FirstReporter = "王强", Industry = null, Note = null }, confirmed: true);
        await store.Get<FollowLead>().RunAsync(Linyi, early, "已见面", null, null, default);
        var before = await LeadAsync(store, kept);

        Assert.True((await store.Get<MergeLeads>().RunAsync(Linyi, kept, early, default)).Allowed);

        var view = (await store.Get<LeadQueries>().ViewAsync(Linyi, kept, default))!;
        Assert.Equal(("投资方已在洽谈", null), (before.NotAccepted, view.Row.Lead.NotAccepted)); // The first report it now carries protects it.
        Assert.Equal(("李明", "2023-01"), (view.Row.Lead.FirstReporter, view.Row.Lead.FirstReportedOn.ToString()));
        Assert.Contains(view.Steps, s => s.Act == LeadAct.Followed && s.Text == "已见面");
        Assert.Equal(LeadStatus.Merged, (await LeadAsync(store, early)).Status);
        Assert.False((await store.Get<FollowLead>().RunAsync(Linyi, early, "再见面", null, null, default)).Allowed);

        Assert.True((await store.Get<MergeLeads>().UndoAsync(Linyi, early, default)).Allowed);
        var (after, other) = (await LeadAsync(store, kept), await LeadAsync(store, early));
        Assert.Equal((before.FirstReporter, before.FirstReportedOn, before.NotAccepted, LeadStatus.Open, null),
            (after.FirstReporter, after.FirstReportedOn, after.NotAccepted, other.Status, other.MergedIntoId));
        Assert.False((await store.Get<MergeLeads>().UndoAsync(Linyi, early, default)).Allowed);
    }

    [Fact]
    public async Task Merge_OfALeadWhoseCreditIsSplit_GoesTheOtherWay()
    {
        await using var store = await TestStore.NewAsync();
        var (shared, other) = (await ReportAsync(store, Linyi, Facts), await ReportAsync(store, Linyi, Facts with { Title = "光电基地二期" }, confirmed: true));
        await store.Get<ShareLead>().RunAsync(City, shared, [("371424", "60"), ("371425", "40")], null, null, default);

        Assert.Equal("lead.merge.credit", (await store.Get<MergeLeads>().RunAsync(Linyi, other, shared, default)).Unmet[0].Code);
        Assert.True((await store.Get<MergeLeads>().RunAsync(Linyi, shared, other, default)).Allowed);
    }

    [Fact]
    public async Task Edit_ToAnotherUnit_IsATransfer_ToOneBelowIsNot()
    {
        await using var store = await TestStore.NewAsync();
        var id = await ReportAsync(store, City, Facts with { Unit = "371400" });
        var edit = store.Get<EditLead>();

        Assert.True((await edit.RunAsync(City, id, 1, Facts, default)).Allowed);
        Assert.Equal("lead.edit.unit", Assert.Single((await edit.RunAsync(City, id, 2, Facts with { Unit = "371425" }, default)).Unmet).Code);
    }

    [Fact]
    public async Task Import_EveryRowIsStoredOrSaysWhy_AndTwiceAddsNothing()
    {
        await using var store = await TestStore.NewAsync();
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "线索名称,跟进单位,投资方,渠道,首报人,首报日期,意向投资（万元）,等级\n光电基地,临邑县,某光电公司,驻点招商,李明,2023-05-17,3亿元,\n药厂,,某药业,以商招商,王强,2023-06-01,20000,B\n没有渠道,临邑县,,听说,李明,2023-06-01,,\n无投资方,临邑县,,以商招商,李明,2023-06-01,,\n");

        var report = (await store.Get<ImportLeads>().RunAsync(City, path, "线索.csv", "371425", default)).Value!;
        var again = (await store.Get<ImportLeads>().RunAsync(City, path, "线索.csv", "371425", default)).Value!;

        Assert.Equal((4, 3, 1), (report.Total, report.Stored, report.Refused));
        Assert.Equal("channel", Assert.Single(report.Rows, r => r.Outcome == "refused").Problems[0].Field);
        Assert.Equal((4, 0, 4), (again.Total, again.Stored, again.Refused));
        Assert.Equal(("齐河县", LeadGrade.B), (await store.Get<LeadQueries>().GetAsync(City, report.Rows[1].Id!.Value, default)) is { } row ? (row.UnitName, row.Lead.Grade) : default);
        File.Delete(path);
    }

    private static async Task<long> ReportAsync(TestStore store, Viewer viewer, LeadFacts facts, bool confirmed = false) =>
        (await store.Get<ReportLead>().RunAsync(viewer, facts, confirmed, default)).Value;

    private static async Task<Lead> LeadAsync(TestStore store, long id)
    {
        await using var db = store.Database.OpenRead();
        return await db.Set<Lead>().SingleAsync(l => l.Id == id);
    }

    private static async Task LateByAsync(TestStore store, long id, int days) =>
        await store.Get<Yinfeng.Persistence.Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            (await work.Db.Set<Lead>().SingleAsync(l => l.Id == id)).NextOn = Today.AddDays(-days);
            work.Audit("lead.deadline", $"lead:{id}", new { days });
            return Decision.Allow;
        }, default);
}
