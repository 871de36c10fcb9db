using System.Globalization;
using Yinfeng.Analytics.Suspicion;
using Yinfeng.Kernel;
using Yinfeng.Projects;
using Yinfeng.Reports;

namespace Yinfeng.Suspicion;

/// <summary>A doubt before it is stored.</summary>
internal sealed record FoundDoubt(string Code, long UnitId, long? ProjectId, long? OtherId, string? Indicator, string Reason, double? P, double? Line,
    IReadOnlyList<DoubtRow> Rows)
{
    /// <summary>The same doubt in the next run.</summary>
    public (string, long?, long, long?, string?) Key => (Code, ProjectId, ProjectId is null ? UnitId : 0, OtherId, Indicator);
}

/// <summary>What a run found.</summary>
internal sealed record Findings(IReadOnlyList<FoundDoubt> Doubts, int Family, double Cut, double Rate);

/// <summary>Applies the hard rules and the soft tests to a ledger and says in words what does not fit. No database, no clock.</summary>
internal static class DoubtFinder
{
    public static Findings Find(SuspicionLedger ledger, SuspicionLimits limits, DateOnly today, Func<string, string> indicatorName)
    {
        var run = SoftTests.Run(ledger.Soft, limits.Soft);
        var ranked = run.Alarms.OrderBy(a => a.P).ToList();
        var words = new SoftWords(ledger, limits, run.LeastScatter, indicatorName);
        var soft = new List<FoundDoubt>();
        for (var i = 0; i < ranked.Count; i++)
        {
            var (alarm, line) = (ranked[i], FalseDiscovery.Line(i + 1, run.Family.Count, limits.Soft.Q));
            // Two projects with the same figures are one doubt: of the later one, which may be the copy.
            if (alarm.Code == "soft.copy" && alarm.Project < alarm.Other && ranked.Exists(o => o.Code == alarm.Code && o.Project == alarm.Other
                && o.Other == alarm.Project))
            {
                continue;
            }
            soft.Add(new(alarm.Code, OwnerOf(ledger, alarm), alarm.Project, alarm.Other, alarm.Indicator, words.Reason(alarm), alarm.P, line,
                words.Rows(alarm)));
        }
        return new([.. Hard(ledger, today), .. soft], run.Family.Count, run.Cut, limits.Soft.Q);
    }

    private static long OwnerOf(SuspicionLedger ledger, SoftResult alarm) =>
        alarm.Project is { } id ? ledger.Projects.First(p => p.Id == id).OwnerUnitId : alarm.Unit;

    private static IEnumerable<FoundDoubt> Hard(SuspicionLedger ledger, DateOnly today)
    {
        // A negotiation that only few may know of claims nothing yet.
        var open = ledger.Projects.Where(p => !ProjectPolicy.IsSecret(p.Stage, p.Confidentiality)).ToList();
        var firms = open.Where(p => p.InvestorCreditCode is not null).ToLookup(p => p.InvestorCreditCode!);
        var parcels = open.Where(p => p.Parcel is not null).ToLookup(p => p.Parcel!);
        foreach (var project in ledger.Projects)
        {
            var (firm, parcel) = (project.InvestorCreditCode, project.Parcel);
            HardRules.Twin[] twins = [
                .. firm is null ? [] : firms[firm].Where(o => HardRules.AreTwins(project, o)).Select(o => new HardRules.Twin(o.Id, "", false, firm)),
                .. parcel is null ? [] : parcels[parcel].Where(o => HardRules.AreTwins(project, o)).Select(o => new HardRules.Twin(o.Id, "", true, parcel))];
            var flags = HardRules.Of(project, [.. ledger.Months[project.Id]], [.. ledger.Steps[project.Id]],
                ProjectPolicy.IsSecret(project.Stage, project.Confidentiality) ? [] : twins,
                firm is not null && ledger.StruckOff.TryGetValue(firm, out var gone) ? gone : null, today);
            foreach (var same in flags.GroupBy(f => (f.Code, f.OtherId)))
            {
                yield return new(same.Key.Code, project.OwnerUnitId, project.Id, same.Key.OtherId, null, same.Key.OtherId is { } other
                    ? Claimed(ledger, project, same.Key.Code, other) : string.Concat(same.Select(f => f.Reason)), null, null,
                    Rows(ledger, project, same.Key.Code, same.Key.OtherId));
            }
        }
    }

    /// <summary>Says which unit has the other project, and of that project nothing.</summary>
    private static string Claimed(SuspicionLedger ledger, Project project, string code, long other)
    {
        var unit = UnitText.Name(ledger.Projects.First(p => p.Id == other).OwnerUnitId, ledger.Tree);
        return code == "parcel.twice" ? $"地块 {project.Parcel} 同时登记在{unit}的另一个项目名下。"
            : $"统一社会信用代码 {project.InvestorCreditCode} 同时登记在{unit}的另一个项目名下。";
    }

    private static List<DoubtRow> Rows(SuspicionLedger ledger, Project project, string code, long? other)
    {
        var months = ledger.Months[project.Id].OrderBy(m => m.Month);
        return code switch
        {
            "funds.above-total" => [new(project.Id, null, project.TotalInvestmentFen, "总投资"),
                .. months.Where(m => m.FundsFen is not null).Select(m => new DoubtRow(project.Id, m.Month.Value, m.FundsFen, "到位资金"))],
            "funds.falling" => [.. months.Where(m => m.FundsFen < 0).Select(m => new DoubtRow(project.Id, m.Month.Value, m.FundsFen, "到位资金"))],
            "investment.above-total" => [new(project.Id, null, project.TotalInvestmentFen, "总投资"),
                .. months.Where(m => m.FixedInvestmentFen is not null).Select(m => new DoubtRow(project.Id, m.Month.Value, m.FixedInvestmentFen, "完成固投"))],
            "investment.falling" => [.. months.Where(m => m.FixedInvestmentFen < 0)
                .Select(m => new DoubtRow(project.Id, m.Month.Value, m.FixedInvestmentFen, "完成固投"))],
            "fixed.above-total" => [new(project.Id, null, project.FixedInvestmentFen, "固定资产投资"), new(project.Id, null, project.TotalInvestmentFen, "总投资")],
            "firm.twice" or "parcel.twice" => [new(project.Id, null, project.TotalInvestmentFen, "总投资"),
                new(other, null, ledger.Projects.First(p => p.Id == other).TotalInvestmentFen, "总投资")],
            _ => [.. StageRules.Gates.Where(g => project.DateOf(g.Stage) is not null)
                .Select(g => new DoubtRow(project.Id, null, null, $"{g.Name}日期 {project.DateOf(g.Stage)}"))],
        };
    }
}
