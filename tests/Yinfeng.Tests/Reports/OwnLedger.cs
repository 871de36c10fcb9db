using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Tests.Reports;

/// <summary>A ledger with what the shared ones lack: shared credit, a zone and a department, a transfer, a renamed county, a county
/// that ends in another, three levels of roll-up and more, carry-over across years, foreign currency.</summary>
internal sealed class OwnLedger(Random random)
{
    public const long Province = 370000, City = 371400, Linyi = 371424, Qihe = 371425, Pingyuan = 371426, Xiajin = 371427, Zone = 900_001,
        Department = 900_002;

    public static readonly DateOnly MergedOn = new(2023, 7, 1), RenamedOn = new(2023, 4, 1);
    private static readonly long[] Owners = [Linyi, Qihe, Pingyuan, Xiajin, Zone, Department, City];

    public List<Project> Projects { get; } = [];
    public List<MonthlyReport> Months { get; } = [];
    public List<CreditShare> Shares { get; } = [];
    public List<Target> Targets { get; } = [];
    public List<Plan> Plans { get; } = [];
    public Random Random { get; } = random;

    /// <summary>The tree as the tests know it: unit → parent, on a day.</summary>
    public static Dictionary<long, long> Parents(DateOnly on)
    {
        var parents = new Dictionary<long, long>
        {
            [Province] = UnitTree.NationId, [City] = Province, [Linyi] = City, [Qihe] = City, [Pingyuan] = City, [Zone] = Linyi, [Department] = City,
        };
        if (on < MergedOn)
        {
            parents[Xiajin] = City;
        }
        return parents;
    }

    /// <summary>After the merger 夏津县's figures stand with 平原县.</summary>
    public static long Home(long unit, DateOnly on) => unit == Xiajin && on >= MergedOn ? Pingyuan : unit;

    public static object[] Units() =>
    [
        new Unit { Id = Zone, Kind = UnitKind.Zone },
        new UnitVersion { UnitId = Zone, ValidFrom = new(2020, 1, 1), Code = "371424-K1", Name = "临邑经济开发区", ParentId = Linyi },
        new Unit { Id = Department, Kind = UnitKind.Department },
        new UnitVersion { UnitId = Department, ValidFrom = new(2020, 1, 1), Code = "371400-D1", Name = "德州市商务局", ParentId = City },
        new UnitVersion { UnitId = Qihe, ValidFrom = RenamedOn, Code = "371425", Name = "齐河新区", ParentId = City },
        new UnitVersion { UnitId = Xiajin, ValidFrom = MergedOn, Code = "371427", Name = "夏津县", Ended = true, SuccessorId = Pingyuan },
    ];

    public void Grow(int projects)
    {
        for (var i = 0; i < projects; i++)
        {
            Add();
        }
        foreach (var unit in Owners.Append(Province))
        {
            foreach (var (code, scale) in new[] { ("funds.total", Money.FenPerYi), ("signed.count", 10_000L), ("start.rate", 10_000L) })
            {
                if (Random.Next(4) > 0)
                {
                    Targets.Add(new Target { UnitId = unit, Year = 2023, Indicator = code, Level = TargetLevel.Base, Value = Random.Next(0, 60) * scale });
                    Plans.Add(new Plan { UnitId = unit, Month = new YearMonth(2023, 6), Indicator = code, Value = Random.Next(1, 30) * scale });
                }
            }
        }
    }

    public Project Add()
    {
        var project = new Project
        {
            Name = $"项目 {Projects.Count}", CityId = City, OwnerUnitId = Owners[Random.Next(Owners.Length)], LandingUnitId = Linyi,
            Kind = Random.Next(3) switch { 0 => null, 1 => InvestmentKind.FixedAsset, _ => InvestmentKind.NonFixedAsset },
            InvestorOrigin = (InvestorOrigin)Random.Next(4), SignedOnline = Random.Next(4) == 0, Version = 1,
            CreatedAtUtc = Some.Now, UpdatedAtUtc = Some.Now,
        };
        Projects.Add(project);
        Redate(project);
        Report(project);
        Share(project);
        return project;
    }

    public void Redate(Project project)
    {
        var isForeign = Random.Next(8) == 0;
        project.Currency = isForeign ? "USD" : "CNY";
        project.TotalInvestmentFen = isForeign || Random.Next(6) == 0 ? null : Random.NextInt64(1, 4 * Money.FenPerYi);
        project.FixedInvestmentFen = isForeign ? null : project.TotalInvestmentFen / 3;
        var signed = Some.Date(Random, 2022);
        project.SignedOn = signed;
        project.StartedOn = Random.Next(3) == 0 ? null : new LedgerDate(signed.Latest.AddDays(Random.Next(0, 500)));
        project.ProducingOn = project.StartedOn is { } started && Random.Next(2) == 0 ? new LedgerDate(started.Latest.AddDays(300)) : null;
        project.Status = Random.Next(10) == 0 ? ProjectStatus.Suspended : ProjectStatus.Active;
    }

    public void Report(Project project)
    {
        Months.RemoveAll(m => m.ProjectId == project.Id);
        for (var month = new YearMonth(2022, 1); month <= new YearMonth(2024, 6); month = month.AddMonths(1))
        {
            if (Random.Next(3) == 0)
            {
                Months.Add(new MonthlyReport
                {
                    ProjectId = project.Id, Month = month, CityId = City, ReportedBy = "test", Version = 1,
                    FundsFen = Random.Next(5) == 0 ? null : Random.NextInt64(0, Money.FenPerYi),
                    FixedInvestmentFen = Random.NextInt64(0, Money.FenPerYi / 2), ReportedAtUtc = Some.Now,
                });
            }
        }
    }

    /// <summary>Most projects count for their owner; some share, some move from one unit to two others.</summary>
    public void Share(Project project)
    {
        Shares.RemoveAll(s => s.ProjectId == project.Id);
        var from = new YearMonth(2022, 1);
        var units = Owners.OrderBy(_ => Random.Next()).Take(3).ToList();
        void Put(long unit, YearMonth since, YearMonth? until, int share) =>
            Shares.Add(new CreditShare { ProjectId = project.Id, UnitId = unit, From = since, To = until, ShareBp = share });
        switch (Random.Next(4))
        {
            case 0:
                Put(units[0], from, null, 3_333);
                Put(units[1], from, null, 6_667);
                break;
            case 1:
                var moved = from.AddMonths(Random.Next(3, 25));
                Put(units[0], from, moved.AddMonths(-1), 10_000);
                Put(units[1], moved, null, 5_000);
                Put(units[2], moved, null, 5_000);
                break;
        }
    }

    public object[] Rows() => [.. Projects, .. Months, .. Shares, .. Targets, .. Plans,
        new LedgerCoverage { UnitId = City, Year = 2022, ImportId = 1 }];
}
