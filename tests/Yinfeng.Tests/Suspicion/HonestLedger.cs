using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Suspicion;

/// <summary>A realistic honest ledger of 30 counties over 24 months, the same for the same seed.</summary>
/// <remarks>Lumpy payments along an S-curve, seasons with a rush at the year's end, offices that round each in its own way, instalments of
/// round amounts, dates known to the month only, projects that failed in one county and went to another, firms struck off after their
/// project was over, gates passed by a named person. What it does not have is described in docs/methods/suspicion.md.</remarks>
internal sealed class HonestLedger
{
    public const int Months = 24, Counties = 30;
    public static readonly YearMonth First = new(2021, 1), Last = new(2022, 12);
    public static readonly DateOnly Today = new(2023, 1, 10);
    private static readonly double[] Season = [0.8, 0.6, 1.05, 1, 1, 1.2, 0.9, 0.95, 1.15, 0.95, 1.05, 1.5];
    private readonly Random _random;
    private int _firm;

    public HonestLedger(int seed, IReadOnlyList<long> units)
    {
        (_random, Units) = (new Random(seed), units);
        foreach (var unit in units)
        {
            County(unit);
        }
        Moved();
        foreach (var unit in units)
        {
            Around(unit);
        }
    }

    public IReadOnlyList<long> Units { get; }
    public List<Project> Projects { get; } = [];

    /// <summary>Amounts by project and month of the run; null where nothing was reported.</summary>
    public Dictionary<long, long?[]> Funds { get; } = [];
    public Dictionary<long, long?[]> Fixed { get; } = [];
    public HashSet<long> InStatistics { get; } = [];
    public List<StageChange> Steps { get; } = [];
    public Dictionary<string, DateOnly> StruckOff { get; } = [];

    /// <summary>To what part of 万元 an office counts.</summary>
    public Dictionary<long, double> Grain { get; } = [];

    /// <summary>Cumulative from January, in fen.</summary>
    public Dictionary<long, double[]> Plans { get; } = [];

    /// <summary>Power, invoices and tax per unit and month.</summary>
    public Dictionary<long, double[][]> Proxies { get; } = [];

    public Random Random => _random;

    public double[] Course(long unit)
    {
        var course = new double[Months];
        foreach (var project in Projects.Where(p => p.OwnerUnitId == unit))
        {
            for (var i = 0; i < Months; i++)
            {
                course[i] += Funds[project.Id][i] ?? 0;
            }
        }
        for (var i = 0; i < Months; i++)
        {
            course[i] += i % 12 == 0 ? 0 : course[i - 1];
        }
        return course;
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    public double Between(double low, double high) => low + (high - low) * _random.NextDouble();

    public string NewFirm()
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var head = $"91{_random.Next(110000, 659000):D6}MA{++_firm:D7}"[..17];
        return head + alphabet.First(c => CreditCode.IsValid(head + c));
    }

    private void County(long unit)
    {
        var (scale, exact, wanStep) = (Math.Exp(0.5 * Normal()), Between(0.3, 1), _random.Next(3) == 0 ? 0.01 : 1);
        Grain[unit] = wanStep;
        var count = _random.Next(30, 50);
        for (var i = 0; i < count; i++)
        {
            var project = NewProject(unit, i, scale);
            Pay(project, exact, wanStep);
            if (_random.Next(100) == 0 && i + 1 < count) // A second phase: the same firm on the same parcel, in the same county.
            {
                var second = NewProject(unit, ++i, scale);
                (second.InvestorCreditCode, second.Parcel) = (project.InvestorCreditCode, project.Parcel);
                Pay(second, exact, wanStep);
            }
        }
    }

    private Project NewProject(long unit, int number, double scale)
    {
        var signed = new DateOnly(2020, 1, 1).AddDays(_random.Next(1000));
        var started = signed.AddDays(_random.Next(20, 240));
        var built = started.AddDays(_random.Next(240, 720));
        var stage = started > Today ? ProjectStage.Signed : built > Today ? ProjectStage.Started : ProjectStage.Producing;
        var total = Rounded(Math.Max(1_000, 20_000 * scale * Math.Exp(0.9 * Normal())), 100);
        var project = new Project
        {
            Name = $"项目{unit}-{number}", OwnerUnitId = unit, LandingUnitId = unit, CityId = unit / 100 * 100, Stage = stage, Version = 1,
            Investor = $"企业{unit}-{number}", InvestorCreditCode = NewFirm(), Parcel = _random.Next(3) > 0 ? $"{unit}-地块{number}" : null,
            TotalInvestmentFen = total, FixedInvestmentFen = total / 10 * 8, Confidentiality = Confidentiality.Public,
            CreatedAtUtc = Some.Now, UpdatedAtUtc = Some.Now, SignedOn = Day(signed), SourceImportId = _random.Next(10) < 3 ? 7 : null,
        };
        project.StartedOn = stage >= ProjectStage.Started ? Day(started) : null;
        project.ProducingOn = stage >= ProjectStage.Producing ? Day(built) : null;
        Projects.Add(project);
        if (project.SourceImportId is null)
        {
            Walk(project);
        }
        if (_random.Next(100) < 55)
        {
            InStatistics.Add(project.Id);
        }
        return project;
    }

    private void Walk(Project project)
    {
        for (var stage = ProjectStage.Lead; stage < project.Stage; stage++)
        {
            var jump = _random.Next(60) == 0 && stage + 2 <= project.Stage;
            Steps.Add(new StageChange
            {
                ProjectId = project.Id, From = stage, To = stage + (jump ? 2 : 1), ActorId = "user:li", AtUtc = Some.Now,
                OverriddenUnmet = jump ? "[]" : null, DecidedBy = jump ? "局长" : null, Reason = jump ? "一事一议" : null,
            });
            stage += jump ? 1 : 0;
        }
    }

    /// <summary>A date as offices know it: to the day, and one in eight only to the month.</summary>
    private LedgerDate Day(DateOnly day) => _random.Next(8) == 0 ? new(day.Year, day.Month, 0) : new(day);

    private void Pay(Project project, double exact, double wanStep)
    {
        var (funds, made) = (new long?[Months], new long?[Months]);
        (Funds[project.Id], Fixed[project.Id]) = (funds, made);
        if (project.StartedOn is not { } started)
        {
            return;
        }
        var (from, length) = (YearMonth.Of(started.Earliest).Ordinal - First.Ordinal + 1, _random.Next(10, 24));
        var sigma = 0.55 * Math.Exp(0.25 * Normal());
        var instalment = _random.Next(100) < 3 ? Round(project.TotalInvestmentFen!.Value / (double)Money.FenPerWan * 0.7 / length) : (long?)null;
        var weights = Enumerable.Range(0, length).Select(i => Math.Sin(Math.PI * (i + 0.7) / (length + 1))
            * Season[((from + i) % 12 + 12) % 12] * Math.Exp(sigma * Normal()) * (_random.Next(20) == 0 ? 0 : 1)).ToArray();
        var whole = (project.TotalInvestmentFen!.Value / (double)Money.FenPerWan) * Between(0.5, 0.93) / Math.Max(1e-9, weights.Sum());
        var ratio = Between(0.6, 0.85);
        for (var i = 0; i < length; i++)
        {
            if (from + i is var at and >= 0 and < Months)
            {
                funds[at] = instalment ?? Habit(whole * weights[i], exact, wanStep);
                made[at] = Math.Min(Rounded((funds[at]!.Value / (double)Money.FenPerWan) * ratio * Math.Exp(0.2 * Normal()), 1),
                    project.TotalInvestmentFen!.Value - made.Sum(m => m ?? 0)); // Whoever builds for more corrects the total first.
            }
        }
    }

    /// <summary>An amount as the office writes it: exact, or to tens, or to fifties and hundreds.</summary>
    private long Habit(double wan, double exact, double wanStep) => _random.NextDouble() switch
    {
        var r when r < exact || wan < 100 => Rounded(wan, wanStep),
        var r when r < exact + (1 - exact) * 0.6 => Rounded(wan, 10),
        _ => Rounded(wan, 50),
    };

    /// <returns>Fen.</returns>
    public static long Rounded(double wan, double step) => Money.FromWan(decimal.Round((decimal)Math.Round(wan / step) * (decimal)step, 2));

    /// <summary>As contracts fix instalments: two digits that mean something.</summary>
    private static long Round(double wan) => Rounded(wan, Math.Pow(10, Math.Max(1, Math.Floor(Math.Log10(wan)) - 1)));

    /// <summary>Failed in one county, begun again in another: no two claims, for the first is ended. And firms that were struck off later.</summary>
    private void Moved()
    {
        var firms = Projects.CountBy(p => p.InvestorCreditCode!).ToDictionary();
        var early = Projects.Where(p => p.StartedOn is null && firms[p.InvestorCreditCode!] == 1).ToList();
        foreach (var (project, other) in early.Take(6).Zip(early.TakeLast(6)).Where(p => p.First.OwnerUnitId != p.Second.OwnerUnitId))
        {
            project.Status = ProjectStatus.Terminated;
            other.InvestorCreditCode = project.InvestorCreditCode;
        }
        foreach (var project in Projects.Where(p => p.ProducingOn is not null && firms[p.InvestorCreditCode!] == 1
            && Array.TrueForAll(Funds[p.Id][18..], f => f is null)).Take(8))
        {
            StruckOff[project.InvestorCreditCode!] = new DateOnly(2022, 11, 3);
        }
        for (var i = 0; i < 200; i++)
        {
            StruckOff[NewFirm()] = new DateOnly(2019, 1, 1).AddDays(_random.Next(1400));
        }
    }

    /// <summary>Plans and proxies: they follow what is true, each with a noise of its own.</summary>
    private void Around(long unit)
    {
        var course = Course(unit);
        var (linear, plan) = (_random.Next(2) == 0, new double[Months]);
        for (var year = 0; year < 2; year++)
        {
            var target = course[year * 12 + 11] * Between(0.8, 1.25);
            var sum = 0.0;
            for (var month = 0; month < 12; month++)
            {
                sum += linear ? 1.0 / 12 : Season[month] / Season.Sum();
                plan[year * 12 + month] = target * sum;
            }
        }
        Plans[unit] = plan;
        (double Elastic, double Noise)[] kinds = [(0.5, 0.05), (0.8, 0.08), (0.7, 0.1)];
        var years = new[] { course[11], course[23] };
        Proxies[unit] = [.. kinds.Select(k =>
        {
            var levels = years.Select(y => Math.Pow(Math.Max(1, y), k.Elastic) * Math.Exp(k.Noise * Normal())).ToArray();
            return Enumerable.Range(0, Months).Select(i => levels[i / 12] / 12 * Season[i % 12]).ToArray();
        })];
    }
}
