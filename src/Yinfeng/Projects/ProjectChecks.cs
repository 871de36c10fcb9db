using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>What must hold between the facts of a project after any edit or move. Each breach says which two facts clash.</summary>
public static class ProjectChecks
{
    /// <param name="changed">Only breaches in which one of these fields takes part are named: an old row's other faults do
    /// not stop the correction of a telephone number.</param>
    public static IReadOnlyList<Unmet> Breaches(Project project, IReadOnlySet<string> changed, DateOnly today) =>
        [.. All(project, today).Where(b => b.Fields.Any(changed.Contains)).Select(b => b.Unmet)];

    private static IEnumerable<(string[] Fields, Unmet Unmet)> All(Project p, DateOnly today) =>
        [.. Amounts(p), .. Days(p, today)];

    private static IEnumerable<(string[] Fields, Unmet Unmet)> Amounts(Project p)
    {
        if (p.FixedInvestmentFen > p.TotalInvestmentFen)
        {
            yield return (["fixedInvestmentWan", "totalInvestmentWan"], new("project.fixed-investment.above-total", "fixedInvestmentWan",
                $"固定资产投资 {Money.Show(p.FixedInvestmentFen)} 大于总投资 {Money.Show(p.TotalInvestmentFen)}，请核对两个金额。"));
        }
        if (p.Currency.Length != 3 || p.Currency.Any(c => c is < 'A' or > 'Z'))
        {
            yield return (["currency"], new("project.currency.unknown", "currency",
                $"币种“{p.Currency}”不是三个字母的代码，请写成 CNY、USD、JPY 这样。"));
        }
        if (p.Currency == "CNY" && p.ForeignAmountCents is not null)
        {
            yield return (["currency", "foreignAmountWan"], new("project.currency.missing", "currency",
                "填了外币金额，币种却是人民币，请写明币种，例如 USD。"));
        }
        if (p.Currency != "CNY" && (p.TotalInvestmentFen is not null || p.FixedInvestmentFen is not null))
        {
            yield return (["currency", "totalInvestmentWan", "fixedInvestmentWan"], new("project.currency.mixed", "totalInvestmentWan",
                $"币种是 {p.Currency}，人民币总投资和固定资产投资要留空：外币在定出汇率以前不进合计。请改填外币金额。"));
        }
        if (p.InvestorCreditCode is { } code && !CreditCode.IsValid(code))
        {
            yield return (["investorCreditCode"], new("project.credit-code.invalid", "investorCreditCode",
                $"统一社会信用代码“{code}”的校验位不对，请照营业执照核对 18 位代码。"));
        }
    }

    private static IEnumerable<(string[] Fields, Unmet Unmet)> Days(Project p, DateOnly today)
    {
        var known = StageRules.Gates.Where(g => p.DateOf(g.Stage) is not null).ToList();
        foreach (var gate in known)
        {
            var field = ProjectField.Camel(gate.Stage) + "On";
            var on = p.DateOf(gate.Stage)!.Value;
            if (on.Earliest > today)
            {
                yield return ([field], new($"project.{gate.Stage.ToString().ToLowerInvariant()}-on.future", field,
                    $"{gate.Name}日期 {on} 还没到，实际日期只能填已经发生的；计划请填“计划{gate.Name}”。"));
            }
            if (gate.Stage > p.Stage)
            {
                yield return ([field], new($"project.{gate.Stage.ToString().ToLowerInvariant()}-on.by-move", field,
                    $"项目还在“{StageRules.Name(p.Stage)}”阶段，{gate.Name}日期要通过“推进到{gate.Name}”填写，这样才会核对材料。"));
            }
        }
        foreach (var (before, after) in known.Zip(known.Skip(1)))
        {
            var (first, second) = (p.DateOf(before.Stage)!.Value, p.DateOf(after.Stage)!.Value);
            if (second.Latest < first.Earliest)
            {
                yield return ([ProjectField.Camel(before.Stage) + "On", ProjectField.Camel(after.Stage) + "On"],
                    new($"project.{after.Stage.ToString().ToLowerInvariant()}-on.before-{before.Stage.ToString().ToLowerInvariant()}",
                        ProjectField.Camel(after.Stage) + "On",
                        $"{after.Name}日期 {second} 早于{before.Name}日期 {first}，请核对哪一个写错了。"));
            }
        }
    }
}
