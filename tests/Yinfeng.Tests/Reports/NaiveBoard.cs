using System.Numerics;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Targets;

namespace Yinfeng.Tests.Reports;

/// <summary>The board straight from the rows: no columns, no catalogue, unlimited integers; only the written definitions.</summary>
internal sealed class NaiveBoard(OwnLedger ledger, YearMonth period)
{
    private readonly DateOnly _on = period.LastDay;
    private readonly Dictionary<long, long> _parents = OwnLedger.Parents(period.LastDay);

    public static readonly string[] Codes = ["signed.count", "signed.investment", "started.count", "started.fixed_investment",
        "started.over1yi.count", "funds.fixed", "funds.nonfixed", "funds.total", "producing.count", "signed.started.count",
        "outside.signed.over1yi.count", "outside.signed.over1yi.investment", "online.signed.count", "online.signed.investment"];

    public decimal? Value(string code, long unit) => Shown(code, Sum(code, unit, period));

    public decimal? LastYear(string code, long unit) =>
        period.Year is 2023 or 2024 or 2025 ? Shown(code, Sum(code, unit, period.AddMonths(-12))) : null;

    /// <summary>Numerator and denominator of what ranks.</summary>
    public (BigInteger Above, BigInteger Below)? Share(string code, long unit) => code == "start.rate"
        ? Sum("signed.count", unit, period) is { IsZero: false } signed ? (Sum("signed.started.count", unit, period), signed) : null
        : Target(code, unit) is > 0 and var target ? (Sum(code, unit, period), target) : null;

    public long? Target(string code, long unit) => ledger.Targets.FirstOrDefault(t => t.UnitId == unit && t.Year == period.Year
        && t.Indicator == code && t.Level == TargetLevel.Base)?.Value;

    public decimal? Completion(string code, long unit) =>
        Share(code, unit) is var (above, below) ? (decimal)Round(above * 10_000, below) / 100 : null;

    public int? Rank(string code, long unit) => Share(code, unit) is not var (above, below) ? null
        : 1 + _parents.Where(p => p.Value == _parents[unit]).Select(p => Share(code, p.Key))
            .Count(s => s is var (otherAbove, otherBelow) && otherAbove * below > above * otherBelow);

    private static decimal? Shown(string code, BigInteger value) =>
        code.EndsWith(".count", StringComparison.Ordinal) ? (decimal)value / 10_000 : (decimal)value / Money.FenPerYi;

    private static BigInteger Round(BigInteger a, BigInteger b) => (2 * a + b) / (2 * b);

    private BigInteger Sum(string code, long unit, YearMonth until)
    {
        BigInteger sum = 0;
        foreach (var project in ledger.Projects)
        {
            foreach (var (month, amount) in Amounts(code, project).Where(a => a.Month.Year == until.Year && a.Month <= until))
            {
                sum += Parts(project, month, amount).Where(p => IsUnder(OwnLedger.Home(p.Unit, _on), unit))
                    .Aggregate(BigInteger.Zero, (s, p) => s + p.Amount);
            }
        }
        return sum;
    }

    private IEnumerable<(YearMonth Month, long Amount)> Amounts(string code, Project p)
    {
        var over = p.TotalInvestmentFen >= Money.FenPerYi;
        var outside = p.InvestorOrigin is InvestorOrigin.OutsideProvince or InvestorOrigin.Overseas;
        var months = ledger.Months.Where(m => m.ProjectId == p.Id);
        var isNonFixed = p.Kind == InvestmentKind.NonFixedAsset;
        return code switch
        {
            "signed.count" => At(p.SignedOn, 10_000),
            "signed.investment" => At(p.SignedOn, p.TotalInvestmentFen),
            "started.count" => At(p.StartedOn, 10_000),
            "started.fixed_investment" => At(p.StartedOn, p.FixedInvestmentFen),
            "started.over1yi.count" => over ? At(p.StartedOn, 10_000) : [],
            "producing.count" => At(p.ProducingOn, 10_000),
            "signed.started.count" => p.StartedOn?.Year == p.SignedOn?.Year ? At(p.StartedOn, 10_000) : [],
            "outside.signed.over1yi.count" => over && outside ? At(p.SignedOn, 10_000) : [],
            "outside.signed.over1yi.investment" => over && outside ? At(p.SignedOn, p.TotalInvestmentFen) : [],
            "online.signed.count" => p.SignedOnline ? At(p.SignedOn, 10_000) : [],
            "online.signed.investment" => p.SignedOnline ? At(p.SignedOn, p.TotalInvestmentFen) : [],
            "funds.total" => months.Select(m => (m.Month, m.FundsFen ?? 0)),
            "funds.fixed" => isNonFixed ? [] : months.Select(m => (m.Month, m.FundsFen ?? 0)),
            "funds.nonfixed" => isNonFixed ? months.Select(m => (m.Month, m.FundsFen ?? 0)) : [],
            _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
        };
    }

    private static IEnumerable<(YearMonth, long)> At(LedgerDate? on, long? amount) => on is { } date && amount is { } a ? [(date.CountsIn, a)] : [];

    private List<(long Unit, BigInteger Amount)> Parts(Project project, YearMonth month, long amount)
    {
        var all = ledger.Shares.Where(s => s.ProjectId == project.Id).OrderBy(s => s.From).ThenBy(s => s.UnitId).ToList();
        var at = all.Count > 0 && month < all[0].From ? all[0].From : month;
        var now = all.Where(s => s.From <= at && (s.To is null || s.To >= at)).ToList();
        if (now.Count == 0)
        {
            return [(project.OwnerUnitId, amount)];
        }
        var parts = now.Select(s => (s.UnitId, Amount: (BigInteger)amount * s.ShareBp / 10_000)).ToList();
        var rests = now.Select(s => (BigInteger)amount * s.ShareBp % 10_000).ToList();
        for (var left = amount - parts.Aggregate(BigInteger.Zero, (s, p) => s + p.Amount); left > 0; left--)
        {
            var best = rests.IndexOf(rests.Max());
            parts[best] = (parts[best].UnitId, parts[best].Amount + 1);
            rests[best] = -1;
        }
        return parts;
    }

    private bool IsUnder(long unit, long top)
    {
        for (; ; unit = _parents[unit])
        {
            if (unit == top)
            {
                return true;
            }
            if (!_parents.ContainsKey(unit))
            {
                return false;
            }
        }
    }
}
