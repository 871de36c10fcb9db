using Microsoft.EntityFrameworkCore;
using Yinfeng.Inspections;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Meetings;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>Counts the cases that a scheme adds or deducts for: things that happened, each on record; never a mere suspicion.</summary>
internal sealed class CaseCounts(Database database, LightStore lights, LightRuleBook rules, UnitDirectory units, TimeProvider clock)
{
    /// <summary>By unit and basis, from January to the end of the month; only what the scheme asks for.</summary>
    public async Task<Dictionary<long, SortedDictionary<ExtraBasis, int>>> OfUnitsAsync(ScoreScheme scheme, IReadOnlyList<UnitNode> of, YearMonth period,
        UnitTree tree, CancellationToken ct)
    {
        var counts = of.ToDictionary(u => u.Id, _ => new SortedDictionary<ExtraBasis, int>());
        var history = await units.HistoryAsync(ct);
        foreach (var basis in scheme.Extras.Select(e => e.Basis).Distinct().Where(b => b != ExtraBasis.ByHand))
        {
            var cases = basis switch
            {
                ExtraBasis.LateReports => await LateReportsAsync(period, history, tree, ct),
                ExtraBasis.Findings => await FindingsAsync(period, ct),
                ExtraBasis.ReturnedReports => await ReturnedAsync(period, ct),
                _ => await LateResolutionsAsync(period, ct),
            };
            foreach (var unit in of)
            {
                counts[unit.Id][basis] = cases.Count(c => history.HomeOf(c, tree) is { } home && home.First >= unit.First && home.First <= unit.Last);
            }
        }
        return counts;
    }

    /// <summary>Units that own a project, once for each month whose report came after its deadline or is missing since.</summary>
    private async Task<List<long>> LateReportsAsync(YearMonth period, Units.UnitHistory history, UnitTree tree, CancellationToken ct)
    {
        var memory = await lights.NowAsync(ct);
        var book = rules.For(tree, period.LastDay);
        var covered = memory.Coverage.On(tree);
        var today = BusinessTime.Today(clock).DayNumber;
        var late = await LateByHandAsync(period, ct);
        var cases = new List<long>();
        foreach (var row in memory.Rows.Where(r => r.Status == ProjectStatus.Active))
        {
            if (history.HomeOf(row.OwnerUnitId, tree) is not { } home || book[home.First].Report is not { } rule || !rule.SpeaksOf(row.Stage))
            {
                continue;
            }
            var signed = row.Entered.Of(ProjectStage.Signed);
            for (var month = new YearMonth(period.Year, 1); month <= period; month = month.AddMonths(1))
            {
                var deadline = ProjectJudge.Deadline(rule, month.Ordinal);
                if (signed == 0 || signed > month.LastDay.DayNumber || deadline >= today)
                {
                    continue;
                }
                var reported = row.Reported.Has(month.Ordinal);
                if (reported ? late.TryGetValue((row.Id, month), out var on) && on > deadline
                    : !(covered[home.First] ?? []).Any(m => m.Has(month.Ordinal)))
                {
                    cases.Add(row.OwnerUnitId);
                }
            }
        }
        return cases;
    }

    /// <summary>Day on which a month's report was typed in; imported ones come with their ledger and have none.</summary>
    private async Task<Dictionary<(long, YearMonth), int>> LateByHandAsync(YearMonth period, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var first = new YearMonth(period.Year, 1);
        var rows = await db.Set<MonthlyReport>().Where(m => m.Month >= first && m.Month <= period && m.SourceImportId == null)
            .Select(m => new { m.ProjectId, m.Month, m.ReportedAtUtc }).ToListAsync(ct);
        return rows.ToDictionary(m => (m.ProjectId, m.Month), m => BusinessTime.DayOf(m.ReportedAtUtc).DayNumber);
    }

    /// <summary>Units that own a project, once for each time a month's report of theirs was sent back.</summary>
    private async Task<List<long>> ReturnedAsync(YearMonth period, CancellationToken ct)
    {
        var first = new YearMonth(period.Year, 1);
        await using var db = database.OpenRead();
        return await db.Set<MonthStep>().Where(s => s.Act == MonthAct.Returned && s.Month >= first && s.Month <= period)
            .Join(db.Set<Project>(), s => s.ProjectId, p => p.Id, (s, p) => p.OwnerUnitId).ToListAsync(ct);
    }

    private async Task<List<long>> FindingsAsync(YearMonth period, CancellationToken ct)
    {
        var (from, to) = (new DateOnly(period.Year, 1, 1), period.LastDay);
        await using var db = database.OpenRead();
        return await db.Set<Finding>().Where(f => f.FoundOn >= from && f.FoundOn <= to)
            .Join(db.Set<Project>(), f => f.ProjectId, p => p.Id, (f, p) => p.OwnerUnitId).ToListAsync(ct);
    }

    /// <summary>Units that had something to do by a day of the period and had not reported it by then.</summary>
    private async Task<List<long>> LateResolutionsAsync(YearMonth period, CancellationToken ct)
    {
        var (from, to, today) = (new DateOnly(period.Year, 1, 1), period.LastDay, BusinessTime.Today(clock));
        await using var db = database.OpenRead();
        var due = await db.Set<Resolution>().Where(r => r.Deadline >= from && r.Deadline <= to && r.Deadline < today
            && (r.State == ResolutionState.Open || r.State == ResolutionState.Reported || r.State == ResolutionState.Confirmed)).ToListAsync(ct);
        return [.. due.Where(r => !(r.ReportedOn <= r.Deadline)).Select(r => r.UnitId)];
    }
}
