using System.Globalization;
using Yinfeng.Analytics.Suspicion;
using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Suspicion;

/// <summary>The arithmetic of a soft test in plain Chinese, and the rows it rests on.</summary>
internal sealed class SoftWords(SuspicionLedger ledger, SuspicionLimits limits, double scatter, Func<string, string> indicatorName)
{
    private readonly Dictionary<long, Project> _projects = ledger.Projects.ToDictionary(p => p.Id);

    public string Reason(SoftResult alarm)
    {
        var (n, hits, p, soft) = (alarm.N, alarm.Hits, DoubtTerms.Chance(alarm.P), limits.Soft);
        var span = $"{ledger.First} 至 {ledger.Last} ";
        return alarm.Code switch
        {
            "soft.bunching" => $"{span}{Unit(alarm)}的{indicatorName(alarm.Indicator!)}有 {n} 个月落在序时计划上下 {Percent(soft.Window * Bunching.Reach)} 以内，"
                + $"其中 {hits} 个月刚好超出不到 {Percent(soft.Window)}。无人调节时这样的月份至多占 {Percent(soft.WindowShare)}，"
                + $"{n} 个月里出现 {hits} 个或更多的概率是 {p}（二项分布）。",
            "soft.digits" => $"{span}{Unit(alarm)}各项目的逐月到位资金中，三位数以上、末位不是 0 和 5 的有 {n} 个，末位各为 {Digits(alarm.Counts)}；"
                + $"均匀时各约 {Number((double)n / LastDigits.Kept)} 个。χ²={Number(alarm.Statistic)}，这样不均匀的概率是 {p}（蒙特卡洛，种子固定）。",
            "soft.repeat" => $"{span}有 {n} 对相邻月份，前一个月的到位资金不是整数（三位以上有效数字），其中 {hits} 对与后一个月分毫不差。"
                + $"有 s 位有效数字的数偶然重复的概率至多是 2×10¹⁻ˢ，出现 {hits} 对或更多的概率是 {p}。",
            "soft.copy" => $"{span}与{OtherUnit(alarm)}的另一个项目有 {hits} 个月的到位资金分毫不差，且都不是整数（可比的有 {n} 个月）。"
                + $"已按同时与 {Number(alarm.Statistic)} 个项目比较作了修正，概率是 {p}。",
            "soft.smooth" => $"{ledger.First.AddMonths(alarm.Slots[0])} 至 {ledger.First.AddMonths(alarm.Slots[^1])} 连续 {n} 个月，"
                + $"除去直线增长后逐月起伏只有 {Percent(alarm.Statistic)}；诚实的逐月数至少起伏 {Percent(scatter)}。已按考察过的各段作了修正，概率是 {p}（χ² 分布）。",
            "soft.growth" => Grown(alarm, p),
            _ => $"{span}{Unit(alarm)}的 {n} 个到位资金数，首位 1 至 9 各为 {Digits(alarm.Counts)}；份额与本福特定律之差合计 {Percent(alarm.Statistic)}，"
                + $"允许 {Percent(soft.BenfordGranted)}，超出这么多的概率不大于 {p}。",
        };
    }

    /// <summary>Months of a project; of a unit those that stood just above. Where a whole unit's amounts are doubted, they are listed when asked for.</summary>
    public IReadOnlyList<DoubtRow> Rows(SoftResult alarm)
    {
        if (alarm.Code == "soft.bunching")
        {
            var course = ledger.Courses.First(c => c.Unit == alarm.Unit && c.Indicator == alarm.Indicator);
            return [.. alarm.Slots.Select(s => new DoubtRow(null, ledger.First.AddMonths(s).Value, null,
                $"完成 {Text(course.Value[s])} 亿元，计划 {Text(course.Plan[s])} 亿元，超出 {Percent(course.Value[s]!.Value / course.Plan[s]!.Value - 1, 2)}"))];
        }
        return alarm.Project is not { } project ? [] : [.. new[] { project, alarm.Other ?? project }.Distinct().SelectMany(id =>
            ledger.Months[id].Where(m => alarm.Slots.Any(s => Belongs(alarm.Code, m.Month.Ordinal - ledger.First.Ordinal, s)))
                .OrderBy(m => m.Month).Select(m => new DoubtRow(id, m.Month.Value, m.FundsFen, "到位资金")))];
    }

    /// <summary>A repeated amount is shown with the month it repeats.</summary>
    private static bool Belongs(string code, int slot, int alarm) => slot == alarm || (code == "soft.repeat" && slot == alarm - 1);

    private string Grown(SoftResult alarm, string p)
    {
        var growth = ledger.Growth.First(g => g.Unit == alarm.Unit);
        var shared = limits.Proxies.Select((x, i) => growth.Proxies[i] is { } pair ? $"{x.Name} {Signed(pair.Now / pair.Before - 1)}" : null).OfType<string>();
        return $"{Unit(alarm)}截至 {ledger.Last} 的 12 个月到位资金 {Money.Show((long)growth.Now)}，比前 12 个月的 {Money.Show((long)growth.Before)} {Signed(growth.Now / growth.Before - 1)}；"
            + $"同期{string.Join("、", shared)}。以 {alarm.N} 个同级单位作稳健回归（Theil–Sen），高出佐证所能说明的 {Number(alarm.Statistic)} 个稳健标准差，"
            + $"概率是 {p}（学生分布，自由度 {Number(limits.Soft.Freedom)}）。";
    }

    private string Unit(SoftResult alarm) => UnitText.Name(alarm.Unit, ledger.Tree);

    private string OtherUnit(SoftResult alarm) => UnitText.Name(_projects[alarm.Other!.Value].OwnerUnitId, ledger.Tree);

    private static string Digits(IReadOnlyList<int> counts) =>
        string.Join("、", Enumerable.Range(1, 9).Where(d => counts[d] > 0 || d % 5 != 0).Select(d => $"{d}：{counts[d]}"));

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
    private static string Text(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "—";
    private static string Percent(double value, int decimals = 1) =>
        (value * 100).ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture) + "%";

    private static string Signed(double value) => (value < 0 ? "下降 " : "增长 ") + Percent(Math.Abs(value));
}
