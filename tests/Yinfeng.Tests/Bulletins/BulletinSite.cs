using Yinfeng.Bulletins;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;

namespace Yinfeng.Tests.Bulletins;

/// <summary>A city with a few counties, projects, reports and targets, made by a seed; the sums are kept beside them.</summary>
internal sealed class BulletinSite(int seed)
{
    public static readonly YearMonth Period = new(2023, 6);
    public static readonly long[] Counties = [371402, 371403, 371422, 371423, Some.Linyi, 371425];
    private readonly Random _random = new(seed);

    public List<Project> Projects { get; } = [];
    public List<MonthlyReport> Months { get; } = [];
    public List<Target> Targets { get; } = [];

    public BulletinSite Grow(int projects)
    {
        for (var i = 0; i < projects; i++)
        {
            var project = new Project
            {
                Name = $"项目{i}", CityId = Some.Dezhou, OwnerUnitId = Counties[_random.Next(Counties.Length)], LandingUnitId = Some.Linyi, Version = 1,
                Stage = ProjectStage.Started, TotalInvestmentFen = _random.NextInt64(1, 90_000) * Money.FenPerWan, FixedInvestmentFen = 7 * Money.FenPerWan,
                CreatedAtUtc = Some.Now, UpdatedAtUtc = Some.Now, SignedOn = new LedgerDate(2022 + _random.Next(2), 1 + _random.Next(6), 9),
            };
            project.StartedOn = _random.Next(3) == 0 ? null : new LedgerDate(project.SignedOn.Value.Year, 6, 20);
            Projects.Add(project);
            Months.AddRange(Enumerable.Range(1, 6).SelectMany(m => new[] { 2022, 2023 }.Select(y => new MonthlyReport
            {
                ProjectId = project.Id, CityId = Some.Dezhou, Month = new YearMonth(y, m), FundsFen = _random.NextInt64(0, 4_000) * Money.FenPerWan, ReportedBy = "test",
                ReportedAtUtc = Some.Now, Version = 1,
            })));
        }
        foreach (var unit in Counties.Append(Some.Dezhou))
        {
            Targets.Add(new Target { UnitId = unit, Year = 2023, Indicator = "funds.total", Level = TargetLevel.Base, Value = _random.Next(1, 40) * Money.FenPerYi });
        }
        return this;
    }

    public Task SaveAsync(TestStore store) => Some.SaveAsync(store, [.. Projects, .. Months, .. Targets]);

    /// <summary>Signed in the half year, counted one by one.</summary>
    public int Signed(int year, long? county = null) => Projects.Count(p => p.SignedOn!.Value.Year == year && (county ?? p.OwnerUnitId) == p.OwnerUnitId);

    public decimal SignedYi(int year) => Projects.Where(p => p.SignedOn!.Value.Year == year).Sum(p => p.TotalInvestmentFen!.Value) / 10_000_000_000m;

    public decimal FundsYi(int year, long? county = null) => Months.Where(m => m.Month.Year == year
        && (county is null || Projects.Single(p => p.Id == m.ProjectId).OwnerUnitId == county)).Sum(m => m.FundsFen!.Value) / 10_000_000_000m;

    public decimal TargetYi(long unit) => Targets.Single(t => t.UnitId == unit).Value / 10_000_000_000m;

    public static Task<Decision<BulletinModel>> DraftAsync(TestStore store, string unit = "371400") =>
        store.Get<BulletinDrafts>().DraftAsync(TestStore.Viewer, Period, unit, null, default);

    public static string Text(BulletinModel model) => BulletinText.Of(model);
}
