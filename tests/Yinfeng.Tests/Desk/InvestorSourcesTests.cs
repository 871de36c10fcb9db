using Yinfeng.Desk;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Tests.Conditions;

namespace Yinfeng.Tests.Desk;

public class InvestorSourcesTests
{
    private static readonly YearMonth June = new(2023, 6);

    /// <summary>Region, what its codes begin with, whether it is a prefecture.</summary>
    private static readonly (long, long, bool)[] Places =
        [(440300, 4403, true), (310000, 31, true), (429004, 429004, true), (440000, 44, false), (810000, 81, false)];

    [Theory, OnSqlite, OnPostgres]
    public async Task Sources_CountByProvinceAndPrefecture_AgainstANaiveCount(string provider)
    {
        await using var store = await TestStore.NewAsync(provider);
        var random = new Random(20230630);
        long?[] regions = [310115, 310000, 440300, 440305, 440000, 330100, 810000, 429004, null];
        var projects = Enumerable.Range(0, 120).Select(i =>
        {
            var project = Some.Project(ProjectStage.Signed, $"项目{i}", owner: random.Next(3) == 0 ? Some.Laoling : Some.Linyi,
                totalFen: random.Next(4) == 0 ? null : random.Next(1, 90) * Money.FenPerYi);
            project.SignedOn = random.Next(6) switch
            {
                0 => new LedgerDate(2022, 12, 31),
                1 => new LedgerDate(2023, 0, 0),
                2 => new LedgerDate(2023, 7, 1),
                3 => new LedgerDate(2023, 6, 0),
                _ => new LedgerDate(2023, 6, 30),
            };
            project.InvestorRegionId = regions[random.Next(regions.Length)];
            project.InvestorOrigin = project.InvestorRegionId is null && random.Next(2) == 0 ? InvestorOrigin.Overseas : InvestorOrigin.Unknown;
            return project;
        }).ToArray();
        await Some.SaveAsync(store, projects);

        var view = (await store.Get<InvestorSources>().ViewAsync(TestStore.Viewer, June, "371424", default))!;

        var counted = projects.Where(p => p.OwnerUnitId == Some.Linyi && p.SignedOn!.Value.Year == 2023 && p.SignedOn.Value.Month == 6).ToList();
        Assert.Equal(counted.Count, view.Count);
        foreach (var (region, prefix, prefecture) in Places)
        {
            var mine = counted.Where(p => p.InvestorRegionId?.ToString(System.Globalization.CultureInfo.InvariantCulture)
                .StartsWith(prefix.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) == true).ToList();
            var row = (prefecture ? view.Prefectures : view.Provinces).Single(r => r.RegionId == region);
            Assert.Equal((mine.Count, mine.Sum(p => p.TotalInvestmentFen ?? 0), mine.Count(p => p.TotalInvestmentFen is null)), (row.Count, row.Fen, row.WithoutAmount));
        }
        Assert.Equal(counted.Count(p => p.InvestorRegionId == 440000), view.ProvinceOnly);
        Assert.Equal(counted.Count(p => p.InvestorOrigin == InvestorOrigin.Overseas), view.Overseas.Count);
    }

    [Fact]
    public async Task Sources_OfAUnitOutsideTheViewersPart_DoNotExist()
    {
        await using var store = await TestStore.NewAsync();

        Assert.Null(await store.Get<InvestorSources>().ViewAsync(Some.User("li", Some.Linyi), June, "371481", default));
    }
}
