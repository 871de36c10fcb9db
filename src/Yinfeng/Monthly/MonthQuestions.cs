using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Monthly;

/// <summary>One month as numbers, in fen; null is not reported.</summary>
public readonly record struct MonthFigures(long? FundsFen, long? FixedInvestmentFen, bool? InStatistics)
{
    public bool HasAny => FundsFen is not null || FixedInvestmentFen is not null || InStatistics is not null;
}

/// <summary>What a question needs to know of a project.</summary>
/// <param name="Before">Months before the asked one, the latest first; absent months as empty figures.</param>
/// <param name="ProgressBefore">形象进度 of the month before.</param>
public sealed record MonthBackground(long? TotalFen, ProjectStage Stage, IReadOnlyList<MonthFigures> Before, string? ProgressBefore);

/// <summary>A doubt about one typed value; <paramref name="Field"/> as in the form.</summary>
public sealed record MonthQuestion(string Field, string Message);

/// <summary>Asks about values that are possible but unlikely. What is impossible is refused by the write, not asked here.</summary>
public static class MonthQuestions
{
    public static IReadOnlyList<MonthQuestion> Ask(MonthFigures now, string? progress, MonthBackground of, MonthLimits limits)
    {
        var asked = new List<MonthQuestion>();
        Amount(asked, "funds", "到位资金", now.FundsFen, [.. of.Before.Select(b => b.FundsFen)], of.TotalFen, limits);
        Amount(asked, "fixed", "完成固投", now.FixedInvestmentFen, [.. of.Before.Select(b => b.FixedInvestmentFen)], of.TotalFen, limits);
        if (now.FixedInvestmentFen > 0 && of.Stage < ProjectStage.Started)
        {
            asked.Add(new("fixed", $"项目还在“{Terms.Of(of.Stage)}”阶段，却有完成固投。已经开工的，请同时办理开工。"));
        }
        if (now.InStatistics == false && of.Before is [{ InStatistics: true }, ..])
        {
            asked.Add(new("stat", "上月已入统，本月改成未入统。"));
        }
        if (now.InStatistics == true && of.Stage < ProjectStage.Started)
        {
            asked.Add(new("stat", $"项目还在“{Terms.Of(of.Stage)}”阶段，却已入统。"));
        }
        if (now.FundsFen > 0 && !string.IsNullOrWhiteSpace(progress) && progress.Trim() == of.ProgressBefore?.Trim())
        {
            asked.Add(new("progress", "本月有资金到位，形象进度却和上月一字不差。"));
        }
        return asked;
    }

    private static void Amount(List<MonthQuestion> asked, string field, string label, long? typed, long?[] before, long? total, MonthLimits limits)
    {
        if (typed is not { } now)
        {
            return;
        }
        var last = before.FirstOrDefault();
        var known = before.Take(3).OfType<long>().ToList();
        if (now == 0)
        {
            if (limits.Silence > 0 && before.Length >= limits.Silence && before.Take(limits.Silence).All(b => b > 0))
            {
                asked.Add(new(field, $"前 {limits.Silence} 个月都有{label}，本月为 0。"));
            }
            return;
        }
        if (last > 0 && (now / (decimal)last >= limits.SlipTimes || last / (decimal)now >= limits.SlipTimes))
        {
            asked.Add(new(field, $"上月{label} {Money.Show(last)}，本月 {Money.Show(now)}，相差 {Times(now, last.Value)} 倍，是不是把元填成了万元，或者反过来？"));
        }
        else if (known.Count > 0 && now >= limits.JumpFromWan * Money.FenPerWan && known.Sum() is > 0 and var sum
            && (decimal)now * known.Count > (decimal)limits.JumpTimes * sum)
        {
            asked.Add(new(field, $"本月{label} {Money.Show(now)}，是前 {known.Count} 个月平均数 {Money.Show(sum / known.Count)} 的 {Times(now, sum / known.Count)} 倍。"));
        }
        if (limits.Repeats > 0 && before.Length >= limits.Repeats && before.Take(limits.Repeats).All(b => b == now))
        {
            asked.Add(new(field, $"本月{label}与前 {limits.Repeats} 个月完全相同（{Money.Show(now)}），是不是填了累计数或照抄了上月？"));
        }
        if (total > 0 && now == total && before.Any(b => b > 0))
        {
            asked.Add(new(field, $"本月{label}正好等于总投资 {Money.Show(total)}，是不是填了累计数？"));
        }
    }

    private static string Times(long a, long b) => decimal.Round(Math.Max(a, b) / (decimal)Math.Max(1, Math.Min(a, b)), 1, MidpointRounding.AwayFromZero)
        .ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
}
