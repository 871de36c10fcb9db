using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>What a run left behind.</summary>
/// <param name="New">Doubts found for the first time.</param>
/// <param name="Gone">Doubts that no longer hold, since their figures were put right.</param>
internal sealed record RunOutcome(SuspicionRun Run, IReadOnlyList<long> New, IReadOnlyList<long> Kept, IReadOnlyList<long> Gone);

/// <summary>Looks at the figures of a unit (疑点检验) and keeps what does not fit. Changes no figure, light or score.</summary>
internal sealed class RunSuspicion(Writer writer, SuspicionReader reader, UnitDirectory units, SuspicionRules rules, IndicatorCatalog indicators,
    TimeProvider clock)
{
    private const int Digits = 6;

    /// <param name="unit">Code of a unit of the viewer's part of the tree; null for its top.</param>
    public async Task<Decision<RunOutcome>> RunAsync(Viewer viewer, string? unit, YearMonth period, CancellationToken ct)
    {
        var (tree, today) = (await units.TodayAsync(ct), BusinessTime.Today(clock));
        var node = string.IsNullOrWhiteSpace(unit) ? tree.Find(viewer.UnitId ?? UnitTree.NationId) : tree.FindByCode(unit.Trim());
        if (node is null || !tree.IsWithin(node.Id, viewer.UnitId))
        {
            return Decision<RunOutcome>.Refuse("suspicion.unit", "unit", $"单位树中没有代码为“{unit}”的单位，或它不在您的查看范围内。请核对单位代码（如 371400）。");
        }
        if (period > YearMonth.Of(today))
        {
            return Decision<RunOutcome>.Refuse("suspicion.period", "period", $"{period} 还没有到。请选本月或以前的月份。");
        }
        if (!viewer.May(Rights.Inspect))
        {
            throw new RightMissingException(Rights.Inspect); // Before reading a whole ledger.
        }
        var limits = rules.On(period.LastDay);
        var ledger = await reader.ReadAsync(viewer, node, period, limits, ct);
        var found = DoubtFinder.Find(ledger, limits, today, code => indicators.Find(code)?.Name ?? code);
        return await writer.RunAsync(viewer, Rights.Inspect, work => StoreAsync(work, node, period, limits, ledger.Projects.Count, found, ct), ct);
    }

    private static async Task<Decision<RunOutcome>> StoreAsync(WriteWork work, UnitNode node, YearMonth period, SuspicionLimits limits, int projects,
        Findings found, CancellationToken ct)
    {
        await Writer.TakeTurnAsync(work, ct); // Two runs at once would each store the same doubt.
        var run = new SuspicionRun
        {
            UnitId = node.Id, Period = period, AtUtc = work.NowUtc, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name, Projects = projects,
            Family = found.Family, Cut = found.Cut, Rate = found.Rate, Hard = found.Doubts.Count(d => d.P is null), Soft = found.Doubts.Count(d => d.P is not null),
            RulesFrom = limits.From,
        };
        work.Db.Add(run);
        var known = (await work.Db.Set<Doubt>().Where(d => d.OrganiserId == node.Id && d.State != DoubtState.Gone).ToListAsync(ct))
            .GroupBy(Key).ToDictionary(g => g.Key, g => g.MaxBy(d => d.Id)!);
        var (made, kept, gone) = (new List<long>(), new List<long>(), new List<long>());
        foreach (var doubt in found.Doubts)
        {
            var stored = known.GetValueOrDefault(doubt.Key);
            known.Remove(doubt.Key);
            if (stored is not null && Rests(stored, doubt, period, limits))
            {
                (stored.LastRunId, stored.Version) = (run.Id, stored.Version + 1);
                Follow(work, stored, doubt, period);
                kept.Add(stored.Id);
                continue;
            }
            made.Add(Add(work, node.Id, run.Id, doubt, period));
        }
        foreach (var doubt in known.Values.Where(d => d.Weighs && period >= d.Period))
        {
            (doubt.State, doubt.ClosedAtUtc, doubt.Version) = (DoubtState.Gone, work.NowUtc, doubt.Version + 1);
            work.Db.Add(Note(work, doubt, $"{period} 的检验中不再成立。"));
            gone.Add(doubt.Id);
        }
        work.Audit("suspicion.run", $"unit:{node.Id}", new
        {
            run = run.Id, period = period.ToString(), projects, run.Family, run.Hard, run.Soft, made = made.Count, gone = gone.Count, rules = limits.From,
        });
        return Decision<RunOutcome>.Allow(new(run, made, kept, gone));
    }

    /// <summary>An explained doubt is not raised again: a hard one while its figures stand, a soft one for the months of the rules.</summary>
    private static bool Rests(Doubt stored, FoundDoubt found, YearMonth period, SuspicionLimits limits) => stored.State != DoubtState.Explained
        || (stored.IsHard ? stored.Rows == Text(found.Rows) : period.Ordinal - stored.Period.Ordinal <= limits.RestMonths);

    private static void Follow(WriteWork work, Doubt stored, FoundDoubt found, YearMonth period)
    {
        if (stored.State == DoubtState.Explained)
        {
            return; // What was explained stays as it was explained.
        }
        var rows = Text(found.Rows);
        if (stored.Rows != rows && stored.State != DoubtState.Open)
        {
            work.Db.Add(Note(work, stored, $"{period} 的检验中仍然成立，依据的数字有变化。"));
        }
        (stored.Period, stored.Reason, stored.P, stored.Line, stored.Rows) = (period, found.Reason, Short(found.P), Short(found.Line), rows);
    }

    private static long Add(WriteWork work, long organiser, long run, FoundDoubt found, YearMonth period)
    {
        var doubt = new Doubt
        {
            OrganiserId = organiser, Code = found.Code, UnitId = found.UnitId, ProjectId = found.ProjectId, OtherId = found.OtherId,
            Indicator = found.Indicator, FirstRunId = run, LastRunId = run, Period = period, Reason = found.Reason, P = Short(found.P),
            Line = Short(found.Line), Rows = Text(found.Rows), FoundAtUtc = work.NowUtc, Version = 1,
        };
        work.Db.Add(doubt);
        return doubt.Id;
    }

    private static DoubtNote Note(WriteWork work, Doubt doubt, string text) => new()
    {
        DoubtId = doubt.Id, State = doubt.State, Text = text, ActorId = work.Viewer.ActorId, Name = work.Viewer.Name, AtUtc = work.NowUtc,
    };

    private static (string, long?, long, long?, string?) Key(Doubt d) => (d.Code, d.ProjectId, d.ProjectId is null ? d.UnitId : 0, d.OtherId, d.Indicator);

    /// <summary>Chances are kept with six digits that mean something, so that both databases and every processor agree.</summary>
    private static double? Short(double? p) => p is not { } value || value == 0 ? p
        : double.Parse(value.ToString("E" + (Digits - 1), System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    internal static string Text(IReadOnlyList<DoubtRow> rows) => JsonSerializer.Serialize(rows, DoubtJson.Options);
}
