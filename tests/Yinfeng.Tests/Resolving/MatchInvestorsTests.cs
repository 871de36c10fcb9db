using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Arbitration;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Leads;
using Yinfeng.Projects;
using Yinfeng.Resolving;
using Yinfeng.Tests.Conditions;
using Yinfeng.Tests.Imports.Store;
using static Yinfeng.Tests.Enterprises.RegistryText;

namespace Yinfeng.Tests.Resolving;

/// <summary>One company behind several names: kept beside ledger and leads, asked of a person where doubtful, used wherever investors are compared.</summary>
public sealed class MatchInvestorsTests
{
    private const string Meant = "德州鑫源化工有限公司", Shortened = "德州鑫源化工", Doubtful = "东方机械有限公司";
    private static readonly string[] Names = [Meant, "德州东方机械有限公司", "聊城东方机械有限公司"];
    private static readonly LeadFacts Facts = new("临邑县", "化工中间体项目", Meant, null, "驻点招商", "李明", "2023-05", "3亿元", null, null);

    [Theory, OnSqlite, OnPostgres]
    public async Task Run_KeepsWhatInvestorsMean_AndAnAnswerIsAppliedToAllOfThemAtOnce(string provider)
    {
        await using var store = await WithAsync(provider);
        await InvestorsAsync(store, Doubtful, "東方機械有限公司", Shortened, "没有这家公司");
        var match = store.Get<MatchInvestors>();

        Assert.Equal(new(4, 4, 0), await match.RunAsync(false, default));
        Assert.Equal(new(0, 0, 0), await match.RunAsync(false, default)); // Nothing new.
        Assert.Equal([NameStatus.Doubtful, NameStatus.Doubtful, NameStatus.Matched, NameStatus.None], await StatusAsync(store));

        var waiting = await store.Get<ResolvingQueries>().DoubtfulAsync(TestStore.Viewer, default);
        Assert.Equal([Doubtful, "東方機械有限公司"], waiting.Select(w => w.Resolved.Name).Order(StringComparer.Ordinal));
        var answer = await store.Get<AnswerName>().RunAsync(TestStore.Viewer, Doubtful, 0, waiting[0].Resolved.Candidates[0].Id, default);
        Assert.Equal([NameStatus.Matched, NameStatus.Matched, NameStatus.Matched, NameStatus.None], await StatusAsync(store));
        Assert.Empty(await store.Get<ResolvingQueries>().DoubtfulAsync(TestStore.Viewer, default));

        await store.Get<AnswerName>().UndoAsync(TestStore.Viewer, answer.Value, default);
        Assert.Equal(2, (await store.Get<ResolvingQueries>().DoubtfulAsync(TestStore.Viewer, default)).Count);
    }

    [Fact]
    public async Task Run_AfterTheBaseChanged_LooksAgainAndForgetsWhatNobodyBears()
    {
        await using var store = await WithAsync("sqlite");
        var project = (await InvestorsAsync(store, "没有这家公司", Shortened))[1];
        var match = store.Get<MatchInvestors>();
        await match.RunAsync(false, default);
        await ImportAsync(store, await FileAsync(store, [Row("没有这家公司", Code(9))], "后来.csv"));
        await store.Get<Yinfeng.Persistence.Writer>().RunAsync(TestStore.Viewer, Rights.None, async work =>
        {
            (await work.Db.Set<Project>().SingleAsync(p => p.Id == project.Id)).Investor = null;
            work.Audit("test.seed", "", new { });
            return 0;
        }, default);

        Assert.Equal(new(1, 1, 1), await match.RunAsync(true, default));
        Assert.Equal([NameStatus.Matched], await StatusAsync(store));
    }

    [Fact]
    public async Task Run_WithoutABase_KeepsNothing()
    {
        await using var store = await TestStore.NewAsync();
        await InvestorsAsync(store, Doubtful);

        Assert.Equal(new(0, 0, 0), await store.Get<MatchInvestors>().RunAsync(true, default));
        Assert.Equal("lead.duplicate-suspected", await SecondAsync(store, Meant)); // The very name is still recognised.
        Assert.Null(await SecondAsync(store, Shortened));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Lead_TheSameCompanyUnderAnotherName_IsHeldToTheFirstReport(string provider)
    {
        await using var store = await WithAsync(provider);

        Assert.Equal("lead.duplicate-suspected", await SecondAsync(store, Shortened));
        Assert.Null(await SecondAsync(store, Doubtful));
    }

    [Fact]
    public async Task MaskedSearch_FindsTheCompanyBehindAnotherName_AndTellsNoMore()
    {
        await using var store = await WithAsync("sqlite");
        await InvestorsAsync(store, Shortened);
        await store.Get<MatchInvestors>().RunAsync(false, default);
        var ask = store.Get<TakenInvestors>();

        var told = Assert.Single((await ask.AskAsync(Some.User("chen", Some.Laoling), Meant, default)).Value!);

        Assert.Equal(("临邑县", null), (told.UnitName, told.Href));
        Assert.Empty((await ask.AskAsync(Some.User("chen", Some.Laoling), "鑫源化工厂", default)).Value!);
    }

    [Theory]
    [InlineData(Shortened, true)]
    [InlineData("德州鑫泉化工有限公司", false)]
    public async Task DoubleClaim_InvestorsOfOneCompany_AreOneInvestor(string other, bool same)
    {
        await using var store = await WithAsync("sqlite");
        await InvestorsAsync(store, Meant);
        await Some.SaveAsync(store, With(Some.Project(ProjectStage.Signed, "精细化工中间体扩能", owner: Some.Laoling, totalFen: null), other));
        await store.Get<MatchInvestors>().RunAsync(false, default);

        var set = await store.Get<MatterIndex>().SetAsync(default);
        var one = set.All.Single(m => m.Investor == Meant);

        Assert.Equal(same, set.Near(one).Any(m => m.Investor == other && m.Key.Company == one.Key.Company));
    }

    [Fact]
    public async Task Import_ARowOfTheSameCompanyUnderAnotherName_IsMarkedAsSuspected()
    {
        await using var store = await WithAsync("sqlite");
        await Some.SaveAsync(store, With(Some.Project(ProjectStage.Signed, "精细化工中间体生产基地"), Meant));
        await store.Get<MatchInvestors>().RunAsync(false, default);

        var row = new Yinfeng.Imports.LedgerRow { Place = new RowPlace("台账", 2), ProjectName = "精细化工中间体", Investor = "山东鑫源化工有限责任公司", UnitId = Some.Linyi, Unit = "临邑县" };
        var planned = new PlannedRow(row) { OwnerUnitId = Some.Linyi };
        await using var db = store.Database.OpenRead();
        var tree = await store.Get<Yinfeng.Units.UnitDirectory>().TodayAsync(default);
        var stored = await StoredProjects.LoadAsync(db, TestStore.Viewer, tree, new HashSet<long> { Some.Linyi }, default);
        var company = Assert.Single(stored.All).Company;

        Assert.NotNull(company);
        StoredSuspects.Mark([planned], stored, tree, new Dictionary<RowPlace, DuplicateDecision>(), new Dictionary<string, long> { [row.Investor!] = company.Value });
        Assert.Equal(Meant, planned.Suspect?.Investor);
    }

    [Fact]
    public async Task Answers_AboutInvestorsOfOthers_AreNotShown()
    {
        await using var store = await WithAsync("sqlite");
        await InvestorsAsync(store, Doubtful);
        await store.Get<AnswerName>().RunAsync(Some.User("wang", Some.Linyi), Doubtful, 0, null, default);
        var queries = store.Get<ResolvingQueries>();

        Assert.Single(await queries.AnswersAsync(Some.User("li", Some.Linyi), default));
        Assert.Empty(await queries.AnswersAsync(Some.User("chen", Some.Laoling), default));
        Assert.Empty(await queries.DoubtfulAsync(Some.User("chen", Some.Laoling), default));
    }

    [Fact]
    public async Task NamesOfPersons_AreMaskedForWhoeverMayNotSeeBusiness()
    {
        await using var store = await TestStore.NewAsync();
        await ImportAsync(store, await FileAsync(store, [Row("临邑县王小明养殖场", Code(1), type: "个人独资企业")]));
        var (queries, clerk) = (store.Get<ResolvingQueries>(), Some.User("wang", Some.Linyi));
        WrittenName[] asked = [new(1, "临邑县王小明养殖场"), new(2, "临邑县王小名养殖场")];

        var seen = await queries.ResolveAsync(clerk, asked, default);
        var visitor = await queries.ResolveAsync(clerk with { Rights = Rights.None }, asked, default);

        Assert.Equal("临邑县王小明养殖场", seen[0].Resolved.Company?.Name);
        Assert.Equal("临邑县＊＊养殖场", visitor[0].Resolved.Company?.Name);
        Assert.All(visitor.SelectMany(v => v.Resolved.Candidates), c => Assert.DoesNotContain("王小明", c.Name, StringComparison.Ordinal));
    }

    /// <summary>Reports a lead on the company and then one on this investor.</summary>
    /// <returns>Why the second is refused.</returns>
    private static async Task<string?> SecondAsync(TestStore store, string investor)
    {
        var report = store.Get<ReportLead>();
        await report.RunAsync(TestStore.Viewer, Facts, true, default);
        return (await report.RunAsync(TestStore.Viewer, Facts with { Title = "另一件事", Investor = investor }, false, default)).Unmet is [var first, ..] ? first.Code : null;
    }

    private static Project With(Project project, string investor)
    {
        project.Investor = investor;
        return project;
    }

    private static async Task<Project[]> InvestorsAsync(TestStore store, params string[] investors)
    {
        Project[] projects = [.. investors.Select((investor, i) => With(Some.Project(ProjectStage.Signed, $"项目之{i}"), investor))];
        await Some.SaveAsync(store, projects);
        return projects;
    }

    private static async Task<List<NameStatus>> StatusAsync(TestStore store)
    {
        await using var db = store.Database.OpenRead();
        return [.. (await db.Set<NameMatch>().ToListAsync()).OrderBy(m => Array.IndexOf([Doubtful, "東方機械有限公司", Shortened], m.Name) is >= 0 and var at ? at : 9).Select(m => m.Status)];
    }

    private static async Task<TestStore> WithAsync(string provider)
    {
        var store = await TestStore.NewAsync(provider);
        await ImportAsync(store, await FileAsync(store, [.. Names.Select((n, i) => Row(n, Code(i + 1)))]));
        return store;
    }
}
