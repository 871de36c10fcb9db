using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>Why a figure cannot be right (待核): shown where it stands, never corrected silently.</summary>
/// <param name="Code">Stable: <c>funds.above-total</c>.</param>
/// <param name="Reason">In plain Chinese, with the numbers that clash.</param>
public sealed record Flag(string Code, string Reason)
{
    /// <summary>The project that claims the same firm or parcel, for <c>firm.twice</c> and <c>parcel.twice</c>.</summary>
    public long? OtherId { get; init; }
}

/// <summary>Rules that no true project breaks (SECURITY.md, figures that cannot be true). No false alarms: a fact that is not stated breaks nothing.</summary>
public static class HardRules
{
    /// <param name="months">All months of the project.</param>
    /// <param name="steps">The stage log; empty for a project that only came from a ledger.</param>
    /// <param name="twins">Projects of other units with the same credit code or the same parcel, see <see cref="Twin"/>.</param>
    /// <param name="struckOff">The day on which the investor was struck off the register (注销、吊销), from a list an office took in.</param>
    /// <param name="today">Null where dates ahead are not looked at.</param>
    public static IReadOnlyList<Flag> Of(Project project, IReadOnlyCollection<MonthlyReport> months,
        IReadOnlyCollection<StageChange> steps, IReadOnlyCollection<Twin> twins, DateOnly? struckOff = null, DateOnly? today = null) =>
        [.. Amounts(project, months), .. Days(project), .. Skipped(project, steps), .. Twice(twins), .. StruckOff(project, months, struckOff),
            .. Ahead(project, months, today)];

    /// <summary>Another project that claims the same parcel, or the same firm for another unit.</summary>
    public sealed record Twin(long ProjectId, string Name, bool SameParcel, string Shared);

    /// <summary>Whether two projects that share a firm or a parcel are two claims: of two units in one city, neither ended. A project that failed
    /// in one county and was begun anew in another is one.</summary>
    public static bool AreTwins(Project one, Project other) => one.Id != other.Id && one.OwnerUnitId != other.OwnerUnitId
        && one.CityId == other.CityId && one.Status != ProjectStatus.Terminated && other.Status != ProjectStatus.Terminated;

    private static IEnumerable<Flag> Amounts(Project project, IReadOnlyCollection<MonthlyReport> months)
    {
        var (funds, made) = (months.Sum(m => m.FundsFen ?? 0), months.Sum(m => m.FixedInvestmentFen ?? 0));
        if (project.TotalInvestmentFen is { } total)
        {
            if (funds > total)
            {
                yield return new("funds.above-total", $"累计到位资金 {Money.Show(funds)} 大于总投资 {Money.Show(total)}。");
            }
            if (made > total)
            {
                yield return new("investment.above-total", $"累计完成固定资产投资 {Money.Show(made)} 大于总投资 {Money.Show(total)}。");
            }
            if (project.FixedInvestmentFen > total)
            {
                yield return new("fixed.above-total", $"固定资产投资 {Money.Show(project.FixedInvestmentFen)} 大于总投资 {Money.Show(total)}，部分大于整体。");
            }
        }
        foreach (var month in months.Where(m => m.FundsFen < 0).OrderBy(m => m.Month))
        {
            yield return new("funds.falling", $"{month.Month} 到位资金为 {Money.Show(month.FundsFen)}，累计数下降。");
        }
        foreach (var month in months.Where(m => m.FixedInvestmentFen < 0).OrderBy(m => m.Month))
        {
            yield return new("investment.falling", $"{month.Month} 完成固定资产投资为 {Money.Show(month.FixedInvestmentFen)}，累计数下降。");
        }
    }

    private static IEnumerable<Flag> Days(Project project)
    {
        if (project.SignedOn is { } signed && project.StartedOn is { } started && started.Latest < signed.Earliest)
        {
            yield return new("start.before-signing", $"开工日期 {started} 早于签约日期 {signed}。");
        }
        if (project.StartedOn is { } began && project.ProducingOn is { } producing && producing.Latest < began.Earliest)
        {
            yield return new("production.before-start", $"投产日期 {producing} 早于开工日期 {began}。");
        }
        if (project.ProducingOn is { } output && project.AtCapacityOn is { } full && full.Latest < output.Earliest)
        {
            yield return new("capacity.before-production", $"达产日期 {full} 早于投产日期 {output}。");
        }
    }

    private static IEnumerable<Flag> Skipped(Project project, IReadOnlyCollection<StageChange> steps)
    {
        // A ledger states where a project stands, not every step that led there: what it leaves out is not skipped.
        var own = project.SourceImportId is null ? steps : [];
        foreach (var step in own.Where(s => s.To > s.From + 1 && s.OverriddenUnmet is null))
        {
            yield return new("stage.skipped", $"从“{StageRules.Name(step.From)}”直接到“{StageRules.Name(step.To)}”，中间阶段没有记录。");
        }
        if (project.ProducingOn is not null && project.StartedOn is null && project.SignedOn is not null)
        {
            yield return new("stage.skipped", $"有投产日期 {project.ProducingOn}，却没有开工日期。");
        }
    }

    private static IEnumerable<Flag> Twice(IReadOnlyCollection<Twin> twins)
    {
        foreach (var twin in twins)
        {
            yield return (twin.SameParcel
                ? new Flag("parcel.twice", $"地块 {twin.Shared} 同时登记在项目“{twin.Name}”（另一单位）名下。")
                : new Flag("firm.twice", $"统一社会信用代码 {twin.Shared} 同时登记在另一单位的项目“{twin.Name}”名下。")) with
            { OtherId = twin.ProjectId };
        }
    }

    /// <summary>A firm that is gone signs nothing and pays nothing; a project that ended with its firm breaks no rule.</summary>
    private static IEnumerable<Flag> StruckOff(Project project, IReadOnlyCollection<MonthlyReport> months, DateOnly? struckOff)
    {
        if (struckOff is not { } gone)
        {
            yield break;
        }
        if (project.SignedOn is { } signed && signed.Earliest > gone)
        {
            yield return new("firm.struck-off", $"投资方已于 {gone:yyyy-MM-dd} 注销或吊销，签约日期却是 {signed}。");
        }
        if (months.Where(m => m.FundsFen > 0 && m.Month.FirstDay > gone).OrderBy(m => m.Month).FirstOrDefault() is { } paid)
        {
            yield return new("firm.struck-off", $"投资方已于 {gone:yyyy-MM-dd} 注销或吊销，{paid.Month} 仍报到位资金 {Money.Show(paid.FundsFen)}。");
        }
    }

    private static IEnumerable<Flag> Ahead(Project project, IReadOnlyCollection<MonthlyReport> months, DateOnly? today)
    {
        if (today is not { } now)
        {
            yield break;
        }
        foreach (var gate in StageRules.Gates)
        {
            if (project.DateOf(gate.Stage) is { } on && on.Earliest > now)
            {
                yield return new("date.ahead", $"{gate.Name}日期 {on} 还没有到。");
            }
        }
        foreach (var month in months.Where(m => m.Month.FirstDay > now && (m.FundsFen > 0 || m.FixedInvestmentFen > 0)).OrderBy(m => m.Month))
        {
            yield return new("month.ahead", $"{month.Month} 还没有到，已报到位资金 {Money.Show(month.FundsFen)}。");
        }
    }
}
