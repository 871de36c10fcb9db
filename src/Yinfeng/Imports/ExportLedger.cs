using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Sheets;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Imports;

/// <summary>Gives the ledger back as a workbook that imports to identical data: one sheet of projects, one of targets for each year.</summary>
/// <remarks>Amounts in 万元 with all digits, foreign ones as text in their currency; dates as dates, partial ones as text; each month of
/// funds in a column of its own.</remarks>
internal sealed class ExportLedger(Database database, UnitDirectory units)
{
    private const int Chunk = 2_000;

    /// <summary>Writes the workbook.</summary>
    /// <param name="unitId">Root of the exported subtree; what the viewer may not see of it is left out.</param>
    /// <param name="year">Only this year's months and targets; null for all.</param>
    /// <param name="only">Only these projects; null for all. Targets are left out of such a choice.</param>
    /// <param name="stream">Readable, writable and seekable; left open.</param>
    /// <returns>How many projects were written, or null when the viewer may not see the unit.</returns>
    public async Task<int?> WriteAsync(Viewer viewer, long unitId, int? year, IReadOnlySet<long>? only, Stream stream, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        if (tree.Find(unitId) is not { } root || !tree.IsWithin(unitId, viewer.UnitId))
        {
            return null;
        }
        await using var db = database.OpenRead();
        var projects = await ProjectsAsync(db, new ProjectPolicy(viewer, tree), root, only, ct);
        var months = await MonthsAsync(db, projects, year, ct);
        var columns = ExportColumns.All.Where(c => c.Always || projects.Exists(p => c.Value(p, tree) is not null)).ToList();
        var sheets = new List<SheetToWrite>
        {
            new("项目台账",
                [.. columns.Select(c => new ColumnToWrite(c.Header, c.Width, c.Format)), .. months.All.Select(m => new ColumnToWrite($"{m.Year}年{m.Month}月到位资金（万元）", 12))],
                projects.Select(p => Row(p, tree, columns, months)), $"{root.Name}招商引资项目台账"),
        };
        if (only is null)
        {
            sheets.AddRange(await TargetSheetsAsync(db, tree, root, year, ct));
        }
        WorkbookWriter.Write(stream, sheets);
        return projects.Count;
    }

    /// <summary>Chosen projects wherever their owner stands, otherwise those owned in the subtree; never one the viewer may not see.</summary>
    private static async Task<List<Project>> ProjectsAsync(YinfengDb db, ProjectPolicy policy, UnitNode root, IReadOnlySet<long>? only, CancellationToken ct)
    {
        var found = new List<Project>();
        await foreach (var project in db.Set<Project>().Where(policy.Filter(db)).OrderBy(p => p.Id).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (only?.Contains(project.Id) ?? policy.Tree.IsWithin(project.OwnerUnitId, root.Id))
            {
                found.Add(project);
            }
        }
        return found;
    }

    private static object?[] Row(Project project, UnitTree tree, List<ExportColumn> columns, Months months)
    {
        var row = new object?[columns.Count + months.All.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            row[i] = columns[i].Value(project, tree);
        }
        foreach (var (month, fen) in months.Of(project.Id))
        {
            row[columns.Count + months.Index[month]] = Money.ToWan(fen);
        }
        return row;
    }

    private static async Task<Months> MonthsAsync(YinfengDb db, List<Project> projects, int? year, CancellationToken ct)
    {
        var wanted = projects.Select(p => p.Id).ToHashSet();
        var found = new List<(long Project, YearMonth Month, long Fen)>();
        var reports = db.Set<MonthlyReport>().Where(m => m.FundsFen != null);
        if (projects.Count <= Chunk)
        {
            reports = reports.Where(m => wanted.Contains(m.ProjectId));
        }
        await foreach (var m in reports.Select(m => new { m.ProjectId, m.Month, m.FundsFen }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (wanted.Contains(m.ProjectId) && (year is null || m.Month.Year == year))
            {
                found.Add((m.ProjectId, m.Month, m.FundsFen!.Value));
            }
        }
        // A year that reports anything gets all its months, as ledgers have them.
        var all = found.Select(f => f.Month.Year).Concat(year is { } y ? [y] : []).Distinct().Order()
            .SelectMany(y => Enumerable.Range(1, 12).Select(m => new YearMonth(y, m))).ToList();
        return new Months(all, found.ToLookup(f => f.Project, f => (f.Month, f.Fen)));
    }

    private static async Task<IEnumerable<SheetToWrite>> TargetSheetsAsync(YinfengDb db, UnitTree tree, UnitNode root, int? year, CancellationToken ct)
    {
        var targets = (await db.Set<Target>().ToListAsync(ct)).Where(t => tree.IsWithin(t.UnitId, root.Id) && (year is null || t.Year == year)).ToList();
        var plans = (await db.Set<Plan>().ToListAsync(ct)).Where(p => tree.IsWithin(p.UnitId, root.Id) && (year is null || p.Month.Year == year)).ToList();
        return targets.Select(t => t.Year).Concat(plans.Select(p => p.Month.Year)).Distinct().Order()
            .Select(y => ExportTargets.Sheet(tree, y, [.. targets.Where(t => t.Year == y)], [.. plans.Where(p => p.Month.Year == y)]));
    }

    private sealed record Months(List<YearMonth> All, ILookup<long, (YearMonth Month, long Fen)> ByProject)
    {
        public Dictionary<YearMonth, int> Index { get; } = All.Select((m, i) => (m, i)).ToDictionary(p => p.m, p => p.i);
        public IEnumerable<(YearMonth Month, long Fen)> Of(long project) => ByProject[project];
    }
}

/// <summary>One column of the exported ledger.</summary>
/// <param name="Header">As the importer's word lists know it.</param>
/// <param name="Always">Written even when no project states it.</param>
internal sealed record ExportColumn(string Header, double Width, Func<Project, UnitTree, object?> Value, bool Always = false,
    ColumnFormat Format = ColumnFormat.General);

/// <summary>The columns of the exported ledger, in the order of the trade.</summary>
internal static class ExportColumns
{
    public static readonly IReadOnlyList<ExportColumn> All =
    [
        new("县（市、区）", 16, (p, t) => t.Find(p.OwnerUnitId)?.Name, true),
        new("行政区划代码", 12, (p, t) => t.Find(p.OwnerUnitId)?.Code, true),
        new("项目名称", 36, (p, _) => p.Name, true),
        new("投资方", 30, (p, _) => p.Investor, true),
        new("统一社会信用代码", 22, (p, _) => p.InvestorCreditCode),
        new("投资方所在地", 18, (p, _) => p.InvestorPlace),
        new("省内外", 8, (p, _) => p.InvestorPlace is null && p.InvestorOrigin != InvestorOrigin.Unknown ? LedgerFacts.Word(p.InvestorOrigin.ToString()) : null),
        new("项目类别", 14, (p, _) => p.Kind switch
        {
            InvestmentKind.FixedAsset => "固定资产投资", InvestmentKind.NonFixedAsset => "非固定资产投资", _ => null,
        }),
        new("总投资（万元）", 14, Total, true),
        new("固定资产投资（万元）", 14, (p, _) => Wan(p.FixedInvestmentFen)),
        new("签约时间", 12, (p, _) => Day(p.SignedOn, p.PlannedSignedOn), true, ColumnFormat.Date),
        new("开工时间", 12, (p, _) => Day(p.StartedOn, p.PlannedStartedOn), true, ColumnFormat.Date),
        new("投产时间", 12, (p, _) => Day(p.ProducingOn, p.PlannedProducingOn), true, ColumnFormat.Date),
        new("达产时间", 12, (p, _) => Day(p.AtCapacityOn, null), false, ColumnFormat.Date),
        new("计划签约时间", 12, (p, _) => p.SignedOn is null ? null : Day(p.PlannedSignedOn, null), false, ColumnFormat.Date),
        new("计划开工时间", 12, (p, _) => p.StartedOn is null ? null : Day(p.PlannedStartedOn, null), false, ColumnFormat.Date),
        new("计划投产时间", 12, (p, _) => p.ProducingOn is null ? null : Day(p.PlannedProducingOn, null), false, ColumnFormat.Date),
        new("计划达产时间", 12, (p, _) => Day(p.PlannedAtCapacityOn, null), false, ColumnFormat.Date),
        new("项目进展", 14, (p, _) => Stage(p), true),
        new("产业类别", 14, (p, _) => p.Industry),
        new("行业代码", 10, (p, _) => p.IndustryCode),
        new("产业链", 14, (p, _) => p.Chain),
        new("产业链环节", 14, (p, _) => p.ChainNode),
        new("所属园区", 18, (p, _) => p.Park),
        new("地块", 14, (p, _) => p.Parcel),
        new("项目代码", 26, (p, _) => p.FilingCode),
        new("在线签约", 8, (p, _) => p.SignedOnline ? "是" : null),
        new("包保领导", 10, (p, _) => p.Leader),
        new("专班", 16, (p, _) => p.TaskForce),
        new("首席服务官", 10, (p, _) => p.ServiceOfficer),
        new("联系人", 14, (p, _) => p.InvestorContact),
        new("注册资本（万元）", 14, (p, _) => Wan(p.RegisteredCapitalFen)),
        new("实缴资本（万元）", 14, (p, _) => Wan(p.PaidInCapitalFen)),
        new("预计年产值（万元）", 14, (p, _) => Wan(p.ExpectedOutputFen)),
        new("预计年税收（万元）", 14, (p, _) => Wan(p.ExpectedTaxFen)),
        new("预计就业人数", 10, (p, _) => p.ExpectedJobs),
        new("建设内容", 40, (p, _) => p.Content),
        new("备注", 20, (p, _) => Remark(p), true),
    ];

    private static object? Total(Project p, UnitTree tree) =>
        p.ForeignAmountCents is { } cents ? $"{Money.ToWan(cents).ToString(CultureInfo.InvariantCulture)}万{CorrectRow.CurrencyWord(p.Currency)}" : Wan(p.TotalInvestmentFen);

    private static decimal? Wan(long? fen) => fen is { } f ? Money.ToWan(f) : null;

    /// <summary>The fact; where there is only a plan, the plan marked 拟.</summary>
    private static object? Day(LedgerDate? fact, LedgerDate? plan) =>
        fact is { } on ? on.IsPartial ? Partial(on) : new DateOnly(on.Year, on.Month, on.Day)
        : plan is { } p ? "拟" + (p.IsPartial ? Partial(p) : p.ToString()) : null;

    private static string Partial(LedgerDate date) => date.Month == 0 ? $"{date.Year}年" : $"{date.Year}年{date.Month}月";

    /// <summary>The ledger's own words while they still say where the project is; otherwise the stage it has reached since.</summary>
    private static string? Stage(Project p)
    {
        var says = StageWords.Reached(p, DateOnly.MaxValue);
        return p.Status != ProjectStatus.Active && StageWords.Status(p.StageStated) != p.Status ? LedgerFacts.Word(p.Status.ToString())
            : says == p.Stage || (p.StageStated is null && p.Stage == ProjectStage.Lead) ? p.StageStated : LedgerFacts.Word(p.Stage.ToString());
    }

    private static string? Remark(Project p) =>
        p.IsSample && p.Remark?.Contains("示例", StringComparison.Ordinal) != true ? string.IsNullOrEmpty(p.Remark) ? "示例" : p.Remark + "（示例）" : p.Remark;
}
