using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Targets;
using Yinfeng.Units;

namespace Yinfeng.Lights;

/// <summary>Writes the history: every light that is not as the history last said. Run by the job and by command, never by a read.</summary>
internal sealed class RecordLights(
    Database database, Writer writer, LightStore store, BoardStore boards, LightRuleBook book, UnitDirectory units, TimeProvider clock) : IDisposable
{
    private static readonly Viewer Clerk = Viewer.Product("lights", "红绿灯登记");
    private readonly SemaphoreSlim _one = new(1, 1);
    private RecordedLights? _recorded;

    /// <returns>How many lights turned.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            while (true)
            {
                var recorded = _recorded ??= await ReadAsync(ct);
                var today = BusinessTime.Today(clock);
                List<LightChange> changes = [.. await ProjectsAsync(recorded, today, ct), .. await UnitsAsync(recorded, today, ct)];
                if (changes.Count == 0 || await StoreAsync(changes, recorded.Newest, ct))
                {
                    changes.ForEach(recorded.Add);
                    return changes.Count;
                }
                _recorded = null; // Another server wrote first: look again.
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<RecordedLights> ReadAsync(CancellationToken ct)
    {
        await using var db = database.OpenRead();
        return await RecordedLights.ReadAsync(db, ct);
    }

    private Task<bool> StoreAsync(List<LightChange> changes, long newest, CancellationToken ct) => writer.RunAsync(Clerk, Rights.None, async work =>
    {
        if (!database.IsSqlite)
        {
            await work.Db.Database.ExecuteSqlRawAsync("SELECT pg_advisory_xact_lock(7113)", ct);
        }
        var isFirst = (await work.Db.Set<LightChange>().MaxAsync(c => (long?)c.Id, ct) ?? 0) == newest;
        if (isFirst)
        {
            await BulkInsert.IntoAsync(work.Db, changes, ct);
        }
        work.Audit("light.record", "lights", new
        {
            written = isFirst, projects = changes.Count(c => c.Subject == LightSubject.Project), units = changes.Count(c => c.Subject == LightSubject.Unit),
        });
        return isFirst;
    }, ct);

    private async Task<IEnumerable<LightChange>> ProjectsAsync(RecordedLights recorded, DateOnly today, CancellationToken ct)
    {
        var (memory, tree, now) = (await store.NowAsync(ct), await units.TodayAsync(ct), clock.GetUtcNow().UtcDateTime);
        var pass = new ProjectPass(memory, book, tree, id => tree.Find(id)?.First ?? -1, today, today, YearMonth.Of(today));
        var changes = new List<LightChange>();
        foreach (var row in memory.Rows)
        {
            var (before, on) = recorded.Project(row.Id);
            if (pass.Judge(row).Colour != before && pass.Light(row) is { } turned)
            {
                var since = turned.Light.Since is { } day && day <= today && day > on ? day : today;
                changes.Add(new LightChange
                {
                    Subject = LightSubject.Project, SubjectId = row.Id, On = since, From = before, To = turned.Light.Colour, Why = turned.Light.Why,
                    Rule = turned.Light.Rule, AtUtc = now,
                });
            }
        }
        return changes;
    }

    /// <summary>Months that are over, of every year with targets.</summary>
    private async Task<IEnumerable<LightChange>> UnitsAsync(RecordedLights recorded, DateOnly today, CancellationToken ct)
    {
        var (board, now) = (await boards.NowAsync(ct), clock.GetUtcNow().UtcDateTime);
        await using var db = database.OpenRead();
        var targets = await db.Set<Target>().Where(t => t.Year <= today.Year).Select(t => new { t.Year, t.UnitId }).Distinct().ToListAsync(ct);
        var changes = new List<LightChange>();
        foreach (var year in targets.GroupBy(t => t.Year).OrderBy(y => y.Key))
        {
            var known = new Dictionary<(long, string), LightColour>();
            for (var month = new YearMonth(year.Key, 1); month.Year == year.Key && month.LastDay < today; month = month.AddMonths(1))
            {
                var tree = board.Frame.Tree(month.Ordinal);
                var nodes = year.Select(t => tree.Find(t.UnitId)).OfType<UnitNode>().Distinct().ToList();
                foreach (var unit in new UnitLamps(board, book, month).Of(nodes))
                {
                    Turned(unit, "", unit.Light);
                    foreach (var indicator in unit.Indicators)
                    {
                        Turned(unit, indicator.Indicator, indicator.Light);
                    }
                }

                void Turned(UnitLight unit, string indicator, Light light)
                {
                    // A line added in this run for an earlier month holds for this month as well.
                    var before = recorded.Unit(unit.UnitId, indicator, month);
                    if (known.TryGetValue((unit.UnitId, indicator), out var earlier) && !recorded.HasOwn(unit.UnitId, indicator, month))
                    {
                        before = earlier;
                    }
                    if (light.Colour != before)
                    {
                        changes.Add(new LightChange
                        {
                            Subject = LightSubject.Unit, SubjectId = unit.UnitId, Indicator = indicator, Month = month, On = month.FirstDay, From = before,
                            To = light.Colour, Why = light.Why, Rule = light.Rule, AtUtc = now,
                        });
                    }
                    known[(unit.UnitId, indicator)] = light.Colour;
                }
            }
        }
        return changes;
    }

    public void Dispose() => _one.Dispose();
}
