using Microsoft.EntityFrameworkCore;
using Yinfeng.Analytics.Board;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Reports;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Closing;

/// <summary>Says which closed figures a write would move, or records them as restatements.</summary>
internal sealed class Restating(BoardStore board, IndicatorCatalog catalog, ForeignChanges foreign)
{
    private const int MostNamed = 5;
    private const int MostAudited = 500;

    /// <summary>The refusal that names months, bulletins and figures, and says what to do.</summary>
    public async Task<Unmet> RefusalAsync(List<ClosedEffect> effects, ClosedCoverage coverage, CancellationToken ct)
    {
        var rows = await RowsAsync(effects, coverage, ct);
        var months = effects.Select(e => (e.Month, Number: coverage.Publishing(e.UnitId, e.Month)?.Number)).Distinct().OrderBy(m => m.Month)
            .Take(MostNamed).Select(m => $"{m.Month}（{m.Number}）");
        // The lowest units first: what was typed is nearest to them.
        var named = rows.OrderByDescending(r => coverage.History.On(r.Month).Find(r.UnitId)?.Depth).ThenByDescending(r => r.Month).Take(MostNamed)
            .Select(r => Show(r, coverage)).ToList();
        var more = rows.Count > named.Count ? $"等 {rows.Count} 个数" : "";
        var which = named.Count > 0 ? $"：{string.Join("；", named)}{more}" : "";
        return new("month.closed", "restatement", $"{string.Join("、", months)}已经关账，这次修改会改变已公布的数字{which}。"
            + "请填写更正原因，作为更正记入下一期通报；填错了请改回。");
    }

    public async Task RecordAsync(WriteWork work, List<ClosedEffect> effects, ClosedCoverage coverage, string reason, CancellationToken ct)
    {
        var rows = await RowsAsync(effects, coverage, ct);
        var projects = effects.Select(e => e.ProjectId).OfType<long>().Distinct().ToList();
        long? one = projects is [var only] ? only : null;
        var name = one is { } id ? await NameAsync(work, id, ct) : null;
        work.Db.AddRange(rows.Select(r => new RestatementRow
        {
            UnitId = r.UnitId, Month = r.Month, Indicator = r.Indicator.Code, IndicatorName = r.Indicator.Name, Unit = r.Indicator.Unit, Field = r.Field,
            Before = r.Before, After = r.After, Reason = reason, ActorId = work.Viewer.ActorId, ByName = work.Viewer.Name, AtUtc = work.NowUtc,
            ProjectId = one, ProjectName = name, ClosedMonthId = r.ClosedMonthId, Number = r.Number,
        }));
        work.Changes.Closing = true; // Boards show it from now on.
        work.Audit("closing.restate", one is { } subject ? $"project:{subject}" : "", new
        {
            reason, projects = projects.Count, figures = rows.Count,
            rows = rows.Take(MostAudited).Select(r => new { unit = r.UnitId, month = r.Month.ToString(), indicator = r.Indicator.Code, r.Field, r.Before, r.After, r.Number }),
        });
    }

    private static async Task<string?> NameAsync(WriteWork work, long id, CancellationToken ct) =>
        await work.Db.Set<Project>().Where(p => p.Id == id).Select(p => p.Name).FirstOrDefaultAsync(ct);

    private static string Show(Moved row, ClosedCoverage coverage)
    {
        var unit = coverage.History.On(row.Month).Find(row.UnitId)?.Name;
        return $"{unit}截至 {row.Month} 的{row.Indicator.Name}{ClosingTerms.Of(row.Field)} {Text(row, row.Before)} → {Text(row, row.After)}";
    }

    private static string Text(Moved row, long? value) => FigureText.WithUnit(RestatementScale.Show(value, row.Indicator.Unit, row.Field), row.Indicator.Unit);

    private sealed record Moved(long UnitId, YearMonth Month, Indicator Indicator, RestatedField Field, long? Before, long? After, long ClosedMonthId, string Number);

    /// <summary>Every published figure that moves: of the units concerned and those above them, up to the one whose bulletin it is.</summary>
    private async Task<List<Moved>> RowsAsync(List<ClosedEffect> effects, ClosedCoverage coverage, CancellationToken ct)
    {
        var rows = new List<Moved>();
        foreach (var goal in effects.Where(e => e.Field != RestatedField.Value))
        {
            if (catalog.Find(goal.Indicator) is { } indicator && coverage.Publishing(goal.UnitId, goal.Month) is { } month)
            {
                rows.Add(new Moved(goal.UnitId, goal.Month, indicator, goal.Field, goal.Before, goal.After, month.Id, month.Number));
            }
        }
        var figures = effects.Where(e => e.Field == RestatedField.Value).ToList();
        if (figures.Count > 0)
        {
            await foreign.HearAsync(ct); // The write has its turn: nothing is committed elsewhere until it is done.
            var published = new PublishedFigures(await board.NowAsync(ct), coverage);
            foreach (var same in figures.GroupBy(e => (e.UnitId, e.Month, e.Indicator)))
            {
                published.Move(same.First() with { Moved = same.Sum(e => e.Moved) });
            }
            rows.AddRange(published.Moved().Select(m => new Moved(m.Unit, m.Month, m.Indicator, RestatedField.Value, Known(m.Before), Known(m.After),
                m.Closing.Id, m.Closing.Number)));
        }
        return rows;
    }

    private static long? Known(long cell) => cell == BoardPage.Null ? null : cell;
}

/// <summary>Restated figures as people read them.</summary>
internal static class RestatementScale
{
    public static decimal? Show(long? value, IndicatorUnit unit, RestatedField field) => value is not { } cell ? null
        : field == RestatedField.Value ? BoardScale.Value(cell, unit) : BoardScale.Goal(cell, unit);
}
