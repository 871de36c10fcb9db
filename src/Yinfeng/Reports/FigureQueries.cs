using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Analytics.Board;
using Yinfeng.Closing;
using Yinfeng.Imports;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Reports;

/// <summary>Opens a figure of the board to the rows it sums.</summary>
internal sealed class FigureQueries(BoardStore store, BoardQueries board, IndicatorCatalog catalog, UnitDirectory units, Database database,
    ClosedBoards closedBoards)
{
    private const int PageSize = 200;

    private readonly record struct Part(BoardAmount Amount, bool Below);

    public async Task<Decision<FigureView>> FigureAsync(Viewer viewer, YearMonth period, string? unit, string code, FigureField field, int page,
        CancellationToken ct, int size = PageSize)
    {
        var answer = await board.BoardAsync(viewer, period, unit, [code], restated: true, ct);
        if (answer.Value is not { } view)
        {
            return Decision<FigureView>.Refuse(answer.Unmet);
        }
        // A closed figure opens to the rows that were frozen with it, under the definitions of then.
        var thawed = view.Closed is { } mark ? await closedBoards.ThawAsync(mark.Id, ct) : null;
        var memory = thawed?.Memory ?? await store.NowAsync(ct);
        var definitionsOf = thawed?.Catalog ?? catalog;
        var column = memory.Engine.Indicators[memory.IndexOf(code)];
        var to = period.Ordinal - (field == FigureField.LastYear ? 12 : 0);
        var from = column.Window == BoardWindow.SinceBeginning ? 0 : to - to % 12;
        var parts = Rows(memory, column.Measure, below: false);
        if (column.IsRate)
        {
            parts = [.. parts, .. Rows(memory, column.Base, below: true)];
        }
        var indicator = definitionsOf.Find(code)!;
        IReadOnlyList<Indicator> definitions = column.IsRate ? [definitionsOf.Find(indicator.Numerator!)!, definitionsOf.Find(indicator.Denominator!)!] : [];
        var rowUnit = definitions.Count > 0 ? definitions[0].Unit : indicator.Unit;
        var pages = Math.Max(1, (parts.Count + size - 1) / size);
        page = Math.Clamp(page, 1, pages);
        var rows = await DetailAsync(viewer, memory.Frame.Tree(period.Ordinal), memory, [.. parts.Skip((page - 1) * size).Take(size)],
            definitions.Count > 0 ? definitions[0] : indicator, definitions.Count > 0 ? definitions[1] : indicator, rowUnit, view.Closed, ct);
        return Decision<FigureView>.Allow(new FigureView(view.Rows[0][0], period, field, definitions,
            YearMonth.FromOrdinal(from), YearMonth.FromOrdinal(to), Sum(false), column.IsRate ? Sum(true) : null, rows, parts.Count,
            parts.Select(p => p.Amount.Project).Distinct().Count(), page, pages)
        {
            Closed = view.Closed, Present = view.Present?[0][0], Restatements = [.. view.Restatements.Where(r => r.UnitId == view.Unit.Id)],
        });

        List<Part> Rows(BoardMemory m, int measure, bool below)
        {
            var tree = m.Frame.Tree(period.Ordinal);
            var top = tree.Find(view.Unit.Id)!;
            bool Inside(long id) => m.Frame.HomeOf(id, tree) is { } home && home.First >= top.First && home.First <= top.Last;
            return [.. m.Engine.Rows(measure, from, to, Inside).Where(r => r.Amount != 0)
                .OrderBy(r => m.Frame.HomeOf(r.Unit, tree)!.First).ThenBy(r => r.Month).ThenBy(r => r.Project).Select(r => new Part(r, below))];
        }

        decimal Sum(bool below) => BoardScale.Value(parts.Where(p => p.Below == below).Sum(p => p.Amount.Amount), rowUnit) ?? 0;
    }

    private async Task<List<FigureRow>> DetailAsync(Viewer viewer, UnitTree tree, BoardMemory memory, List<Part> parts, Indicator above,
        Indicator below, IndicatorUnit unit, ClosedMark? closed, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        var ids = parts.Select(p => p.Amount.Project).Distinct().ToList();
        var projects = await db.Set<Project>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var visible = (await db.Set<Project>().Where(policy.Filter(db)).Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct)).ToHashSet();
        var months = (await db.Set<MonthlyReport>().Where(m => ids.Contains(m.ProjectId)).ToListAsync(ct))
            .ToDictionary(m => (m.ProjectId, m.Month.Ordinal));
        if (closed is not null)
        {
            var frozen = await closedBoards.RowsAsync(closed.Id, ids, ct);
            // Who may see a project is decided by what it is now; of one that is gone since, by what it was.
            visible.UnionWith(frozen.Projects.Values.Where(p => !projects.ContainsKey(p.Id) && policy.Can(p, [])).Select(p => p.Id));
            (projects, months) = frozen;
        }
        var evidence = await db.Set<Evidence>().Where(e => ids.Contains(e.ProjectId) && e.WithdrawnReason == null)
            .GroupBy(e => e.ProjectId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var files = await db.Set<Import>().Where(i => db.Set<Project>().Any(p => ids.Contains(p.Id) && p.SourceImportId == i.Id)
            || db.Set<MonthlyReport>().Any(m => ids.Contains(m.ProjectId) && m.SourceImportId == i.Id)).ToDictionaryAsync(i => i.Id, i => i.FileName, ct);
        var names = await ActorNames.ReadAsync(db, [.. months.Values.SelectMany(m => new[] { m.ReportedBy, m.VerifiedBy })], ct);
        var flags = await HardRuleQueries.FlagsAsync(db, visible, ct);
        var facts = new ProjectFacts();
        return [.. parts.Where(p => projects.ContainsKey(p.Amount.Project)).Select(Row)];

        FigureRow Row(Part part)
        {
            var (amount, project, definition) = (part.Amount, projects[part.Amount.Project], part.Below ? below : above);
            facts.Fill(project);
            var month = definition.Shape == IndicatorShape.Monthly ? months.GetValueOrDefault((project.Id, amount.Month)) : null;
            var whole = definition.Shape == IndicatorShape.Event ? definition.Contribute(facts).Amount
                : (definition.Column == MonthlyColumn.Funds ? month?.FundsFen : month?.FixedInvestmentFen) ?? amount.Amount;
            if (!visible.Contains(project.Id))
            {
                return new FigureRow(null, null, memory.Frame.HomeOf(amount.Unit, tree), YearMonth.FromOrdinal(amount.Month), null,
                    BoardScale.Value(amount.Amount, unit) ?? 0, null, part.Below, null, 0, null, null, []);
            }
            return new FigureRow(project.Id, project, memory.Frame.HomeOf(amount.Unit, tree), YearMonth.FromOrdinal(amount.Month),
                definition.Event?.Read(facts), BoardScale.Value(amount.Amount, unit) ?? 0,
                whole == 0 ? 100 : decimal.Round(amount.Amount * 100m / whole, 2, MidpointRounding.AwayFromZero) / 1.000m,
                part.Below, Source(project, month), evidence.GetValueOrDefault(project.Id),
                month is null ? null : names.Of(month.ReportedBy), month?.VerifiedBy is { } v ? names.Of(v) : null,
                flags.GetValueOrDefault(project.Id) ?? []);
        }

        FigureSource? Source(Project project, MonthlyReport? month) => month?.SourceImportId is { } from
            ? new FigureSource(from, files.GetValueOrDefault(from, ""), month.SourceSheet, month.SourceRow, month.SourceColumn)
            : project.SourceImportId is { } import
                ? new FigureSource(import, files.GetValueOrDefault(import, ""), project.SourceSheet, project.SourceRow, null) : null;
    }
}
