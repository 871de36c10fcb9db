using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Suspicion;

namespace Yinfeng.Tests.Suspicion;

/// <summary>A city with a few projects whose figures do not fit, and the people who deal with them.</summary>
internal static class SuspicionTown
{
    public static readonly YearMonth Period = new(2022, 12);
    public static readonly Viewer City = Some.User("shi", Some.Dezhou);
    public static readonly Viewer Reporter = Some.User("lin", Some.Linyi) with { Rights = Some.Business & ~Rights.Inspect };
    public static readonly Viewer CountyInspector = Some.User("cha", Some.Linyi);
    public const string Firm = "914403001922038216";

    public static async Task<(Project Above, Project One, Project Other, Project Copied)> FillAsync(TestStore store)
    {
        await Some.SaveAsync(store, Rows(out var above, out var one, out var other, out var copied));
        return (above, one, other, copied);
    }

    /// <summary>Funds above the total in Linyi; one firm in Linyi and Laoling; a project of Laoling that repeats itself.</summary>
    public static object[] Rows(out Project above, out Project one, out Project other, out Project copied)
    {
        (above, one, other, copied) = (Project("超额项目", Some.Linyi), Project("甲项目", Some.Linyi), Project("乙项目", Some.Laoling), Project("重复项目", Some.Laoling));
        above.TotalInvestmentFen = 1000 * Money.FenPerWan;
        (one.InvestorCreditCode, other.InvestorCreditCode) = (Firm, Firm);
        var series = copied;
        return [above, one, other, copied, Month(above, 3, 700), Month(above, 4, 500),
            .. new[] { 1237, 1237, 1237, 1237, 1237, 3811, 412, 2990, 611, 5213 }.Select((wan, i) => Month(series, i + 1, wan))];
    }

    public static Project Project(string name, long owner)
    {
        var project = Some.Project(ProjectStage.Started, name, owner);
        project.SourceImportId = 1;
        return project;
    }

    public static MonthlyReport Month(Project project, int month, long wan) => new()
    {
        ProjectId = project.Id, CityId = project.CityId, Month = new YearMonth(2022, month), FundsFen = wan * Money.FenPerWan, ReportedBy = "user:li", Version = 1,
    };

    public static async Task<RunOutcome> RunAsync(TestStore store, Viewer? viewer = null, string unit = "371400", YearMonth? period = null)
    {
        var run = await store.Get<RunSuspicion>().RunAsync(viewer ?? City, unit, period ?? Period, default);
        Assert.Empty(run.Unmet);
        return run.Value!;
    }

    public static async Task<IReadOnlyList<DoubtLine>> ListAsync(TestStore store, Viewer? viewer = null, bool all = false) =>
        await store.Get<DoubtQueries>().ListAsync(viewer ?? City, new DoubtFilter(All: all), default);

    public static async Task<long> IdAsync(TestStore store, string code, long project) =>
        (await ListAsync(store, all: true)).First(l => l.Doubt.Code == code && l.Doubt.ProjectId == project).Doubt.Id;
}
