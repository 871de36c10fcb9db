using Yinfeng.Analytics.Suspicion;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Tests.Suspicion;

/// <summary>How many of each kind were put in and found, and how many alarms were false.</summary>
internal sealed class FraudTally
{
    public Dictionary<FraudKind, (int In, int Found)> Kinds { get; } = Enum.GetValues<FraudKind>().ToDictionary(k => k, _ => (0, 0));
    public int Alarms { get; set; }
    public int False { get; set; }
    public int HardFalse { get; set; }
    public List<double> Shares { get; } = [];
    public Dictionary<string, int> FalseBy { get; } = [];

    public double Power(IEnumerable<FraudKind> kinds) => kinds.Sum(k => (double)Kinds[k].Found) / kinds.Sum(k => Kinds[k].In);

    /// <summary>Mean over ledgers of false ÷ all soft alarms: the false discovery rate itself.</summary>
    public double Rate => Shares.Average();

    public override string ToString() => string.Join(" ", Kinds.Select(k => $"{k.Key} {k.Value.Found}/{k.Value.In}"))
        + $"; hard {Power(InjectedFrauds.Hard):P1}, false {HardFalse}; soft {Power(InjectedFrauds.Soft):P1}, FDR {Rate:P2} ({False}/{Alarms}: "
        + string.Join(",", FalseBy.Select(f => $"{f.Key} {f.Value}")) + ")";
}

/// <summary>Ledgers with frauds in them, looked at with the product's own rules and limits.</summary>
internal static class FraudExperiment
{
    /// <summary>Ten ledgers of 30 counties × 24 months with five frauds of each kind: 12 kinds × 50.</summary>
    public static FraudTally Run(int seed, SoftLimits limits, int ledgers = 10, int ofEach = 5, double strength = 1)
    {
        var tally = new FraudTally();
        for (var i = 0; i < ledgers; i++)
        {
            var ledger = new HonestLedger(seed * 1000 + i, [.. Enumerable.Range(1, HonestLedger.Counties).Select(u => 370000L + u)]);
            One(ledger, ofEach == 0 ? [] : new InjectedFrauds(ledger, ofEach, strength).Frauds, limits, tally);
        }
        return tally;
    }

    private static void One(HonestLedger ledger, List<Fraud> frauds, SoftLimits limits, FraudTally tally)
    {
        var run = SoftTests.Run(Input(ledger), limits);
        var alarms = run.Alarms.ToList();
        var wrong = alarms.Where(a => !frauds.Exists(f => IsRight(f, a))).ToList();
        foreach (var alarm in wrong)
        {
            tally.FalseBy[alarm.Code] = tally.FalseBy.GetValueOrDefault(alarm.Code) + 1;
        }
        (tally.Alarms, tally.False) = (tally.Alarms + alarms.Count, tally.False + wrong.Count);
        tally.Shares.Add(alarms.Count == 0 ? 0 : (double)wrong.Count / alarms.Count);
        var broken = Broken(ledger);
        // Of two claims on one firm or parcel both are flagged, and both are right.
        var honest = broken.Where(b => !frauds.Exists(f => f.Project == b.Key) && !b.Value.TrueForAll(c =>
            c.EndsWith(".twice", StringComparison.Ordinal) && frauds.Exists(f => c == Code(f.Kind)))).ToList();
        tally.HardFalse += honest.Count;
        foreach (var code in honest.SelectMany(b => b.Value))
        {
            tally.FalseBy[code] = tally.FalseBy.GetValueOrDefault(code) + 1;
        }
        foreach (var fraud in frauds)
        {
            var found = fraud.Kind < FraudKind.Bunched
                ? broken.GetValueOrDefault(fraud.Project!.Value)?.Contains(Code(fraud.Kind)) == true
                : alarms.Exists(a => IsRight(fraud, a) && (fraud.Project is null) == (a.Project is null));
            var (put, so) = tally.Kinds[fraud.Kind];
            tally.Kinds[fraud.Kind] = (put + 1, so + (found ? 1 : 0));
        }
    }

    /// <summary>An alarm about a county is right only where the county was tuned in the way the test looks for; one about a project where
    /// somebody tampered with its amounts.</summary>
    private static bool IsRight(Fraud fraud, SoftResult alarm) => alarm.Code switch
    {
        "soft.bunching" => fraud.Kind == FraudKind.Bunched && fraud.Unit == alarm.Unit,
        "soft.digits" or "soft.benford" => fraud.Kind == FraudKind.Invented && fraud.Unit == alarm.Unit,
        "soft.growth" => fraud.Kind == FraudKind.Unshared && fraud.Unit == alarm.Unit,
        _ => fraud.Project is { } project ? fraud.Kind is FraudKind.AboveTotal or FraudKind.Copied or FraudKind.Smooth
            && (project == alarm.Project || project == alarm.Other) : fraud.Unit == alarm.Unit,
    };

    private static string Code(FraudKind kind) => kind switch
    {
        FraudKind.AboveTotal => "funds.above-total",
        FraudKind.Falling => "funds.falling",
        FraudKind.Backdated => "start.before-signing",
        FraudKind.Skipped => "stage.skipped",
        FraudKind.FirmTwice => "firm.twice",
        FraudKind.ParcelTwice => "parcel.twice",
        _ => "firm.struck-off",
    };

    /// <summary>Codes of broken hard rules by project.</summary>
    private static Dictionary<long, List<string>> Broken(HonestLedger ledger)
    {
        var steps = ledger.Steps.ToLookup(s => s.ProjectId);
        var firms = ledger.Projects.ToLookup(p => p.InvestorCreditCode);
        var parcels = ledger.Projects.Where(p => p.Parcel is not null).ToLookup(p => p.Parcel);
        return ledger.Projects.Select(p => (p.Id, Flags: HardRules.Of(p, Months(ledger, p), [.. steps[p.Id]], [
            .. firms[p.InvestorCreditCode].Where(o => HardRules.AreTwins(p, o)).Select(o => new HardRules.Twin(o.Id, o.Name, false, p.InvestorCreditCode!)),
            .. parcels[p.Parcel].Where(o => HardRules.AreTwins(p, o)).Select(o => new HardRules.Twin(o.Id, o.Name, true, p.Parcel!))],
            ledger.StruckOff.TryGetValue(p.InvestorCreditCode!, out var day) ? day : null, HonestLedger.Today)))
            .Where(p => p.Flags.Count > 0).ToDictionary(p => p.Id, p => p.Flags.Select(f => f.Code).Distinct().ToList());
    }

    public static List<MonthlyReport> Months(HonestLedger ledger, Project project) =>
        [.. Enumerable.Range(0, HonestLedger.Months).Where(i => ledger.Funds[project.Id][i] is not null).Select(i => new MonthlyReport
        {
            ProjectId = project.Id, Month = HonestLedger.First.AddMonths(i), FundsFen = ledger.Funds[project.Id][i], ReportedBy = "user:li",
            FixedInvestmentFen = ledger.Fixed[project.Id][i], InStatistics = ledger.InStatistics.Contains(project.Id), CityId = project.CityId, Version = 1,
        })];

    public static SoftInput Input(HonestLedger ledger) => new(
        [.. ledger.Projects.Select(p => new ProjectSeries(p.Id, p.OwnerUnitId, ledger.Funds[p.Id]))],
        [.. ledger.Units.Select(u => new UnitCourse(u, "funds.total", [.. ledger.Course(u).Select(v => (double?)v)], [.. ledger.Plans[u].Select(v => (double?)v)]))],
        [.. ledger.Units.Select(u => new UnitGrowth(u, ledger.Course(u)[11], ledger.Course(u)[23],
            [.. ledger.Proxies[u].Select(x => ((double, double)?)(x[..12].Sum(), x[12..].Sum()))]))],
        new HashSet<int> { 0, 12 });
}
