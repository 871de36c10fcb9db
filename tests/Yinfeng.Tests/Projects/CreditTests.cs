using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;
using Yinfeng.Units;

namespace Yinfeng.Tests.Projects;

public class CreditTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Viewer City = Some.User("city", Some.Dezhou);

    private static YearMonth Month(int ordinal) => YearMonth.FromOrdinal(2023 * 12 + ordinal);

    /// <summary>Any sequence of divisions leaves every month covered by exactly 100 %, and never touches a month before it.</summary>
    [Fact]
    public void Divisions_InAnyOrderOfSizes_CoverEveryMonthWholly_AndLeaveThePast()
    {
        var random = new Random(7);
        for (var run = 0; run < 500; run++)
        {
            List<CreditShare> shares = [];
            var from = random.Next(0, 6);
            for (var step = 0; step < 6; step++, from += random.Next(0, 5))
            {
                var before = Enumerable.Range(-3, 3 + from).Select(m => Owners(shares, Month(m))).ToList();
                shares = CreditRules.Divide(shares, 1, ownerUnitId: 9, Month(from), Parts(random));
                Assert.Equal(before, Enumerable.Range(-3, 3 + from).Select(m => Owners(shares, Month(m))));
                Assert.All(Enumerable.Range(-3, 60), m => Assert.Equal(CreditRules.Whole, At(shares, Month(m)).Sum(s => s.ShareBp)));
                Assert.Equal(shares.Count, shares.DistinctBy(s => (s.From, s.UnitId)).Count());
            }
        }
    }

    private static IEnumerable<CreditShare> At(List<CreditShare> shares, YearMonth month) =>
        shares.Where(s => s.From <= month && (s.To is null || s.To >= month));

    /// <summary>Who has what in a month; the owner before anything was divided.</summary>
    private static string Owners(List<CreditShare> shares, YearMonth month) => shares.Count == 0 ? "9=10000"
        : string.Join(",", At(shares, month).OrderBy(s => s.UnitId).Select(s => $"{s.UnitId}={s.ShareBp}"));

    private static List<Part> Parts(Random random)
    {
        var left = CreditRules.Whole;
        var parts = new List<Part>();
        for (var unit = 1L; left > 0; unit++)
        {
            var share = parts.Count == 3 ? left : random.Next(1, left + 1);
            parts.Add(new(unit, share));
            left -= share;
        }
        return parts;
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Transfer_HalfAndHalfForFiveYears_ThenAllToTheReceiver(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var project = await Some.ProjectAsync(store, Some.Project(ProjectStage.Signed));

        var refused = await store.Get<TransferProject>().RunAsync(City, project.Id, new Transfer("临邑县", Month(5), 12_000, Month(1), ""), None);
        Assert.Equal(["transfer.same-unit", "transfer.keep-range", "transfer.until-before", "transfer.reason-missing"], refused.Unmet.Select(u => u.Code));

        var done = await store.Get<TransferProject>().RunAsync(City, project.Id, new Transfer("371481", Month(5), 5000, Month(64), "飞地协议"), None);
        Assert.True(done.Allowed, string.Join(";", done.Unmet));
        await using var db = store.Database.OpenRead();
        var shares = await db.Set<CreditShare>().Where(s => s.ProjectId == project.Id).ToListAsync();
        Assert.Equal($"{Some.Linyi}=10000", Owners(shares, Month(4)));
        Assert.Equal($"{Some.Linyi}=5000,{Some.Laoling}=5000", Owners(shares, Month(5)));
        Assert.Equal($"{Some.Linyi}=5000,{Some.Laoling}=5000", Owners(shares, Month(64)));
        Assert.Equal($"{Some.Laoling}=10000", Owners(shares, Month(65)));
        Assert.Equal(Some.Laoling, (await Some.ReadAsync(store, project.Id)).OwnerUnitId);
        Assert.Equal("credit.later-division", Assert.Single((await store.Get<ShareCredit>()
            .RunAsync(City, project.Id, Month(10), [new(Some.Laoling, 10_000)], null, None)).Unmet).Code);
    }

    [Fact]
    public async Task Share_ThatIsNotWhole_OrTwice_OrUnknown_IsRefusedNamingAll()
    {
        await using var store = await TestStore.NewAsync();
        var project = await Some.ProjectAsync(store);
        var decision = await store.Get<ShareCredit>().RunAsync(City, project.Id, Month(5),
            [new(Some.Linyi, 5000), new(Some.Linyi, 4000), new(7, 1), new(Some.Laoling, 0)], null, None);
        Assert.Equal(["credit.unit-unknown", "credit.share-range", "credit.unit-twice", "credit.not-whole"], decision.Unmet.Select(u => u.Code));
    }

    [Fact]
    public async Task Batch_WithOneProjectOfAnotherUnit_ChangesNone()
    {
        await using var store = await TestStore.NewAsync();
        var mine = await Some.ProjectAsync(store);
        var other = await Some.ProjectAsync(store, Some.Project(owner: Some.Laoling, name: "别处"));
        var write = store.Get<BatchAssign>();

        var refused = await write.RunAsync(Some.User("li", Some.Linyi), [mine.Id, other.Id], "serviceOfficer", "陈立", None);
        Assert.Equal("batch.not-found", Assert.Single(refused.Unmet).Code);
        Assert.Null((await Some.ReadAsync(store, mine.Id)).ServiceOfficer);

        var done = Assert.IsType<Decision<int>>(await write.RunAsync(City, [mine.Id, other.Id, mine.Id], "serviceOfficer", "陈立", None));
        Assert.Equal(2, done.Value);
        Assert.Equal("陈立", (await Some.ReadAsync(store, other.Id)).ServiceOfficer);
    }

    /// <summary>The check and the query filter give the same answer for every combination that matters.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task Policy_CheckAndFilter_Agree(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        long[] places = [Some.Linyi, Some.Laoling, Some.Dezhou, 370100, 371423];
        var rows = new List<object>();
        var projects = new List<(Project Project, long[] Credit)>();
        foreach (var owner in places)
        {
            foreach (var landing in places)
            {
                foreach (var grade in Enum.GetValues<Confidentiality>())
                {
                    foreach (var stage in new[] { ProjectStage.Lead, ProjectStage.Reviewed, ProjectStage.Signed })
                    {
                        var project = Some.Project(stage, owner: owner, landing: landing, grade: grade);
                        rows.Add(project);
                        long[] credit = projects.Count % 2 == 0 ? [] : [places[projects.Count % places.Length]];
                        rows.AddRange(credit.Select(u => new CreditShare { ProjectId = project.Id, UnitId = u, From = Month(0), ShareBp = CreditRules.Whole }));
                        projects.Add((project, credit));
                    }
                }
            }
        }
        await Some.SaveAsync(store, [.. rows]);
        var tree = await store.Get<UnitDirectory>().TodayAsync(None);
        foreach (var unit in new long?[] { null, Some.Linyi, Some.Dezhou, 370000, 370100, 140000, 424242 })
        {
            var policy = new ProjectPolicy(Some.User("x", unit), tree);
            await using var db = store.Database.OpenRead();
            var filtered = await db.Set<Project>().Where(policy.Filter(db)).Select(p => p.Id).ToListAsync();
            Assert.Equal(projects.Where(p => policy.Can(p.Project, p.Credit)).Select(p => p.Project.Id).Order(), filtered.Order());
        }
    }

    [Fact]
    public async Task Secret_BeforeSigning_IsSeenOnlyFromTheOwnersLine()
    {
        await using var store = await TestStore.NewAsync();
        var tree = await store.Get<UnitDirectory>().TodayAsync(None);
        var secret = Some.Project(ProjectStage.Negotiating, landing: Some.Laoling, grade: Confidentiality.CommercialSecret);
        var signed = Some.Project(ProjectStage.Signed, landing: Some.Laoling, grade: Confidentiality.CommercialSecret);
        Assert.False(new ProjectPolicy(Some.User("wang", Some.Laoling), tree).Can(secret, [Some.Laoling]));
        Assert.True(new ProjectPolicy(Some.User("wang", Some.Laoling), tree).Can(signed, []));
        Assert.True(new ProjectPolicy(City, tree).Can(secret, []));
    }

    [Fact]
    public async Task ImpossibleFigures_AreFlaggedOnTheProject()
    {
        await using var store = await TestStore.NewAsync();
        var project = Some.Project(ProjectStage.Started, totalFen: Money.FromWan(100));
        project.InvestorCreditCode = "914403001922038216";
        var twin = Some.Project(ProjectStage.Signed, name: "别县同一家", owner: Some.Laoling);
        twin.InvestorCreditCode = project.InvestorCreditCode;
        await Some.SaveAsync(store, project, twin, new MonthlyReport
        {
            ProjectId = project.Id, Month = Month(3), CityId = Some.Dezhou, FundsFen = Money.FromWan(101), ReportedBy = "import", ReportedAtUtc = Some.Now,
        });
        var view = await store.Get<ProjectQueries>().GetAsync(City, project.Id, None);
        Assert.Equal(["funds.above-total", "firm.twice"], view!.Flags.Select(f => f.Code));
        view = await store.Get<ProjectQueries>().GetAsync(Some.User("li", Some.Linyi), project.Id, None);
        Assert.Equal(["funds.above-total"], view!.Flags.Select(f => f.Code));
    }
}
