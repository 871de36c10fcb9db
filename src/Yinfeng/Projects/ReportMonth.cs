using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>One month's report as sent (月报): amounts of that month alone.</summary>
/// <param name="Version">Version the person saw; 0 where none was reported yet or the ledger import brought it.</param>
/// <param name="TypedFor">Whose figures they are, where the person types for somebody else (代填).</param>
/// <param name="Note">A word to whoever verifies: an answer to a return or to a question.</param>
public sealed record MonthEntry(YearMonth Month, long? FundsFen, long? FixedInvestmentFen, bool? InStatistics, string? Progress,
    string? Problems, int Version, string? TypedFor = null, string? Note = null);

/// <summary>Reports or corrects a month of a project (报送进度).</summary>
/// <remarks>The write that everybody waits for at the end of a month: one statement reads, one writes.</remarks>
internal sealed class ReportMonth(Writer writer, UnitDirectory units, TimeProvider clock)
{
    private const int LongestText = 2000, LongestName = 60;

    /// <returns>A <see cref="Decision{T}"/> of the report's new version, a <see cref="Stale"/>, or every unmet condition.</returns>
    public async Task<Decision> RunAsync(Viewer viewer, long id, MonthEntry entry, CancellationToken ct)
    {
        var policy = await PolicyAsync(viewer, ct);
        var shape = Shape(entry).ToList();
        return shape.Count > 0
            ? Decision.Refuse(shape)
            : await writer.RunAsync(viewer, Rights.Report, work => StoreAsync(work, id, entry, policy, ct), ct);
    }

    /// <summary>Whom a person may report for: read before the transaction.</summary>
    public async Task<ProjectPolicy> PolicyAsync(Viewer viewer, CancellationToken ct) => new(viewer, await units.TodayAsync(ct));

    /// <summary>The same within a write of many: a refusal leaves the others in place.</summary>
    public async Task<Decision> RunAsync(WriteWork work, long id, MonthEntry entry, ProjectPolicy policy, CancellationToken ct)
    {
        var shape = Shape(entry).ToList();
        return shape.Count > 0 ? Decision.Refuse(shape) : await StoreAsync(work, id, entry, policy, ct);
    }

    private static async Task<Decision> StoreAsync(
        WriteWork work, long id, MonthEntry entry, ProjectPolicy policy, CancellationToken ct)
    {
        var row = await MonthRow.FindAsync(work.Sql, id, entry.Month, ct);
        if (row is null || !await MaySeeAsync(work, id, row, policy, ct))
        {
            return Refusals.NotFound;
        }
        if (!policy.CanChange(row.OwnerUnitId, row.LandingUnitId))
        {
            return Refusals.OnlyLine(UnitText.Name(row.OwnerUnitId, policy.Tree));
        }
        var old = row.Report;
        if ((old?.Version ?? 0) != entry.Version)
        {
            return Stale.Of([.. Differences(old, entry)], old?.Version ?? 0);
        }
        var unmet = Amounts(row, entry).ToList();
        if (unmet.Count > 0)
        {
            return Decision.Refuse(unmet);
        }
        var now = new MonthReport(entry.Version + 1, entry.FundsFen, entry.FixedInvestmentFen, entry.InStatistics, Blank(entry.Progress),
            Blank(entry.Problems), work.Viewer.ActorId, TypedForUnit(policy, row), Blank(entry.TypedFor));
        if (!await row.StoreAsync(work.Sql, id, entry.Month, now, work.NowUtc, ct))
        {
            // Another server on this database was quicker: what it stored is visible once its commit has let us go on.
            var theirs = (await MonthRow.FindAsync(work.Sql, id, entry.Month, ct))?.Report;
            return Stale.Of([.. Differences(theirs, entry)], theirs?.Version ?? 0);
        }
        await new MonthStep
        {
            ProjectId = id, Month = entry.Month, Act = MonthAct.Reported, Version = now.Version, AtUtc = work.NowUtc, ActorId = work.Viewer.ActorId,
            Name = work.Viewer.Name, PostUnitId = work.Viewer.UnitId, ForUnitId = now.TypedForUnitId, For = now.TypedFor, Text = Blank(entry.Note),
        }.StoreAsync(work.Sql, ct);
        work.Audit("project.month", $"project:{id}",
            new
            {
                month = entry.Month.ToString(), before = old is null ? null : Shown(old), after = Shown(now),
                typedForUnit = now.TypedForUnitId is { } unit ? UnitText.Name(unit, policy.Tree) : null, reporter = now.TypedFor,
            });
        work.Changes.ProjectIds.Add(id);
        work.Changes.OnlyMonth = entry.Month;
        return Decision<int>.Allow(now.Version);
    }

    /// <summary>The owner, where the person's post is neither of the unit that owns the project nor of the one where it is built.</summary>
    private static long? TypedForUnit(ProjectPolicy policy, MonthRow row) =>
        policy.IsOwn(row.OwnerUnitId) || policy.IsOwn(row.LandingUnitId) ? null : row.OwnerUnitId;

    private static IEnumerable<Unmet> Amounts(MonthRow row, MonthEntry entry)
    {
        if (row.Status == ProjectStatus.Terminated)
        {
            yield return new("project.month.terminated", "month", "项目已终止，不再报送进度。确有新进展，请先办理恢复。");
        }
        if (row.TotalFen is { } total && (row.OtherFundsFen ?? 0) + entry.FundsFen > total && entry.FundsFen > (row.Report?.FundsFen ?? 0))
        {
            yield return new("project.month.funds-above-total", "fundsWan",
                $"加上本月，累计到位 {Money.Show((row.OtherFundsFen ?? 0) + entry.FundsFen)}，超过总投资 {Money.Show(total)}。"
                + "请核对单位是不是万元；确实追加了投资，请先在“编辑”中更正总投资。");
        }
        if (row.TotalFen is { } all && (row.OtherFixedFen ?? 0) + entry.FixedInvestmentFen > all
            && entry.FixedInvestmentFen > (row.Report?.FixedInvestmentFen ?? 0))
        {
            yield return new("project.month.fixed-above-total", "fixedInvestmentWan",
                $"加上本月，累计完成固投 {Money.Show((row.OtherFixedFen ?? 0) + entry.FixedInvestmentFen)}，超过总投资 {Money.Show(all)}，请核对。");
        }
    }

    private IEnumerable<Unmet> Shape(MonthEntry entry)
    {
        if (entry.Month > YearMonth.Of(BusinessTime.Today(clock)))
        {
            yield return new("project.month.future", "month", $"{entry.Month} 还没到，只能报送本月和以前的月份。请改选月份。");
        }
        foreach (var (name, label, fen) in new[]
            { ("fundsWan", "到位资金", entry.FundsFen), ("fixedInvestmentWan", "完成固定资产投资", entry.FixedInvestmentFen) })
        {
            if (fen < 0)
            {
                yield return new("project.month.negative", name, $"{label}不能小于 0。以前月份报多了，请到那个月更正。");
            }
            if (fen > Money.LargestFen)
            {
                yield return new("project.month.too-large", name, $"{label}超过 1 万亿元，多半是单位写错了；这里的单位是万元，请核对。");
            }
        }
        if (entry.TypedFor?.Length > LongestName)
        {
            yield return new("project.month.typed-for", "typedFor", $"“代谁填报”最多 {LongestName} 个字，请只写单位和姓名。");
        }
        foreach (var (name, label, text) in new[]
            { ("progress", "形象进度", entry.Progress), ("problems", "存在问题", entry.Problems), ("note", "说明", entry.Note) })
        {
            if (text?.Length > LongestText)
            {
                yield return new("project.month.too-long", name, $"{label}有 {text.Length} 个字，最多 {LongestText} 个，请缩短。");
            }
        }
        if (entry is { FundsFen: null, FixedInvestmentFen: null, InStatistics: null } && Blank(entry.Progress) is null
            && Blank(entry.Problems) is null && entry.Version == 0)
        {
            yield return new("project.month.empty", "fundsWan", "什么都没有填。本月没有到位资金请填 0，或者写明形象进度。");
        }
    }

    private static IEnumerable<Difference> Differences(MonthReport? old, MonthEntry entry)
    {
        (string Field, string Label, string Theirs, string Yours)[] pairs =
        [
            ("fundsWan", "到位资金", Money.Show(old?.FundsFen), Money.Show(entry.FundsFen)),
            ("fixedInvestmentWan", "完成固定资产投资", Money.Show(old?.FixedInvestmentFen), Money.Show(entry.FixedInvestmentFen)),
            ("inStatistics", "入统", YesNo(old?.InStatistics), YesNo(entry.InStatistics)),
            ("progress", "形象进度", old?.Progress ?? "", entry.Progress ?? ""),
            ("problems", "存在问题", old?.Problems ?? "", entry.Problems ?? ""),
        ];
        return pairs.Where(p => p.Theirs != p.Yours).Select(p => new Difference(p.Field, p.Label, p.Theirs, p.Yours));
    }

    /// <remarks>Not who reported: each entry of the log says who did it, and a name here would be a personal value with a row of its own.</remarks>
    private static object Shown(MonthReport r) => new
    {
        fundsWan = r.FundsFen is { } f ? Money.ToWan(f) : (decimal?)null,
        fixedInvestmentWan = r.FixedInvestmentFen is { } x ? Money.ToWan(x) : (decimal?)null,
        inStatistics = r.InStatistics, progress = r.Progress, problems = r.Problems,
    };

    private static string YesNo(bool? value) => value switch { true => "已入统", false => "未入统", _ => "未填" };
    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static async Task<bool> MaySeeAsync(WriteWork work, long id, MonthRow row, ProjectPolicy policy, CancellationToken ct) =>
        policy.Can(id, row.OwnerUnitId, row.LandingUnitId, [], row.Stage, row.Grade)
        || policy.Can(id, row.OwnerUnitId, row.LandingUnitId,
            await work.Db.Set<CreditShare>().Where(s => s.ProjectId == id).Select(s => s.UnitId).ToListAsync(ct), row.Stage, row.Grade);
}
