using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Suspicion;

/// <summary>What a list is narrowed to; null is everything.</summary>
public sealed record DoubtFilter(string? Unit = null, string? Code = null, DoubtState? State = null, bool? Hard = null, bool All = false);

/// <summary>A doubt as lists show it.</summary>
/// <param name="ProjectName">Null where a whole unit is doubted.</param>
/// <param name="OtherName">Null where there is none, or the viewer may not see it.</param>
public sealed record DoubtLine(Doubt Doubt, string UnitName, string UnitCode, string? ProjectName, string? OtherName)
{
    public string Subject => ProjectName ?? UnitName;
}

/// <summary>A figure behind a doubt, as far as the viewer may read it.</summary>
/// <param name="Address">Where it stands; null where the viewer may not go.</param>
public sealed record ShownRow(DoubtRow Row, string Name, string? Address);

/// <summary>A doubt with its arithmetic, rows and history.</summary>
public sealed record DoubtView(DoubtLine Line, SuspicionRun Run, IReadOnlyList<DoubtNote> Notes, IReadOnlyList<ShownRow> Rows, string Organiser,
    bool CanAnswer, bool CanJudge);

/// <summary>Reads doubts: about projects for those who may see the project, about a whole unit for those who oversee it.</summary>
internal sealed class DoubtQueries(Database database, UnitDirectory units, SuspicionRules rules)
{
    private const int MostRows = 1000;

    public async Task<IReadOnlyList<DoubtLine>> ListAsync(Viewer viewer, DoubtFilter filter, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var doubts = Visible(db, policy);
        if (filter.Unit is { Length: > 0 } text)
        {
            var within = UnitNames.Find(policy.Tree, text, viewer.UnitId).SelectMany(n => policy.Tree.IdsWithin(n.Id)).ToArray();
            doubts = doubts.Where(d => within.Contains(d.UnitId));
        }
        if (filter.Code is { Length: > 0 } code)
        {
            doubts = doubts.Where(d => d.Code == code);
        }
        if (filter.Hard is { } hard)
        {
            doubts = doubts.Where(d => hard == (d.P == null));
        }
        doubts = filter.State is { } state ? doubts.Where(d => d.State == state)
            : filter.All ? doubts : doubts.Where(d => d.State != DoubtState.Gone && d.State != DoubtState.Explained);
        var found = await doubts.OrderByDescending(d => d.Id).Take(MostRows).ToListAsync(ct);
        // Hard rules first, then the least likely.
        return await LinesAsync(db, policy, [.. found.OrderBy(d => d.P is not null).ThenBy(d => d.P).ThenByDescending(d => d.Id)], ct);
    }

    /// <summary>The doubts of a project that the viewer may see, open ones first.</summary>
    public async Task<IReadOnlyList<DoubtLine>> OfProjectAsync(Viewer viewer, long project, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var found = await Visible(db, policy).Where(d => d.ProjectId == project).ToListAsync(ct);
        return await LinesAsync(db, policy, [.. found.OrderBy(d => !d.Weighs).ThenByDescending(d => d.Id)], ct);
    }

    /// <summary>How many doubts there are in each state, as far as the viewer may see them.</summary>
    public async Task<IReadOnlyDictionary<DoubtState, int>> StatesAsync(Viewer viewer, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        return await Visible(db, policy).GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    /// <summary>How many doubts weigh, by unit and everything below it, as far as the viewer may see them; units without any are left out.</summary>
    public async Task<IReadOnlyDictionary<long, int>> CountsAsync(Viewer viewer, IReadOnlyList<long> of, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        var owners = (await Weighing(Visible(db, policy)).GroupBy(d => d.UnitId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct));
        return of.Distinct().Select(unit => (unit, Count: owners.Where(o => policy.Tree.IsWithin(o.Key, unit)).Sum(o => o.Count)))
            .Where(c => c.Count > 0).ToDictionary(c => c.unit, c => c.Count);
    }

    public async Task<DoubtView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        if (await Visible(db, policy).FirstOrDefaultAsync(d => d.Id == id, ct) is not { } doubt)
        {
            return null;
        }
        var line = (await LinesAsync(db, policy, [doubt], ct))[0];
        var run = await db.Set<SuspicionRun>().FirstAsync(r => r.Id == doubt.LastRunId, ct);
        var notes = await db.Set<DoubtNote>().Where(n => n.DoubtId == id).OrderBy(n => n.Id).ToListAsync(ct);
        var rows = JsonSerializer.Deserialize<List<DoubtRow>>(doubt.Rows, DoubtJson.Options) ?? [];
        if (rows.Count == 0 && doubt.ProjectId is null)
        {
            rows = await UnitRowsAsync(db, policy, doubt, run, rules.On(run.Period.LastDay).Months, ct);
        }
        return new(line, run, notes, await ShownAsync(db, policy, doubt, rows, ct), UnitText.Name(doubt.OrganiserId, policy.Tree),
            doubt.Weighs && viewer.May(Rights.Report) && await MayAnswerAsync(db, policy, doubt, ct), doubt.Weighs && MayJudge(viewer, doubt, policy.Tree));
    }

    /// <summary>A file that somebody attached to an answer.</summary>
    public async Task<DoubtNote?> FileAsync(Viewer viewer, long id, long note, CancellationToken ct)
    {
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        return await Visible(db, policy).AnyAsync(d => d.Id == id, ct)
            ? await db.Set<DoubtNote>().FirstOrDefaultAsync(n => n.Id == note && n.DoubtId == id && n.Sha256 != null, ct) : null;
    }

    /// <summary>Runs over units that the viewer oversees, the latest first.</summary>
    public async Task<IReadOnlyList<(SuspicionRun Run, string UnitName)>> RunsAsync(Viewer viewer, int most, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var runs = await db.Set<SuspicionRun>().OrderByDescending(r => r.Id).Take(MostRows).ToListAsync(ct);
        return [.. runs.Where(r => viewer.May(Rights.See) && tree.IsWithin(r.UnitId, viewer.UnitId)).Take(most).Select(r => (r, UnitText.Name(r.UnitId, tree)))];
    }

    /// <summary>The doubts that a person may know of.</summary>
    public static IQueryable<Doubt> Visible(YinfengDb db, ProjectPolicy policy)
    {
        var projects = db.Set<Project>().Where(policy.Filter(db)).Select(p => p.Id);
        var (see, all) = (policy.Viewer.May(Rights.See), policy.Viewer.UnitId is null);
        var within = policy.Viewer.UnitId is { } unit ? policy.Tree.IdsWithin(unit) : [];
        return db.Set<Doubt>().Where(d => see && (d.ProjectId != null ? projects.Contains(d.ProjectId.Value) : all || within.Contains(d.UnitId)));
    }

    /// <summary>Those that weigh in a draw.</summary>
    public static IQueryable<Doubt> Weighing(IQueryable<Doubt> doubts) => doubts.Where(d => d.State != DoubtState.Gone && d.State != DoubtState.Explained);

    /// <summary>The people of the line whose figure it is.</summary>
    public static async Task<bool> MayAnswerAsync(YinfengDb db, ProjectPolicy policy, Doubt doubt, CancellationToken ct) => doubt.ProjectId is not { } id
        ? policy.Sees(doubt.UnitId)
        : await db.Set<Project>().Where(policy.Filter(db)).Where(p => p.Id == id).Select(p => new { p.OwnerUnitId, p.LandingUnitId }).FirstOrDefaultAsync(ct)
            is { } line && policy.CanChange(line.OwnerUnitId, line.LandingUnitId);

    /// <summary>The unit that looked judges; a unit may not lift what was found about itself from above.</summary>
    public static bool MayJudge(Viewer viewer, Doubt doubt, UnitTree tree) => viewer.May(Rights.Inspect) && tree.IsWithin(doubt.OrganiserId, viewer.UnitId);

    private static async Task<IReadOnlyList<DoubtLine>> LinesAsync(YinfengDb db, ProjectPolicy policy, List<Doubt> doubts, CancellationToken ct)
    {
        var names = await NamesAsync(db, policy, [.. doubts.SelectMany(d => new[] { d.ProjectId, d.OtherId }).OfType<long>().Distinct()], ct);
        return [.. doubts.Select(d => new DoubtLine(d, UnitText.Name(d.UnitId, policy.Tree), policy.Tree.Find(d.UnitId)?.Code ?? "",
            d.ProjectId is { } project ? names.GetValueOrDefault(project) : null, d.OtherId is { } other ? names.GetValueOrDefault(other) : null))];
    }

    private static Task<Dictionary<long, string>> NamesAsync(YinfengDb db, ProjectPolicy policy, long[] ids, CancellationToken ct) =>
        db.Set<Project>().Where(policy.Filter(db)).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);

    /// <summary>Rows of another project say nothing to those who may not see it.</summary>
    private static async Task<IReadOnlyList<ShownRow>> ShownAsync(YinfengDb db, ProjectPolicy policy, Doubt doubt, List<DoubtRow> rows, CancellationToken ct)
    {
        var names = await NamesAsync(db, policy, [.. rows.Select(r => r.ProjectId).OfType<long>().Distinct()], ct);
        var unit = policy.Tree.Find(doubt.UnitId);
        return [.. rows.Select(row => row.ProjectId is not { } id
            ? new ShownRow(row, unit?.Name ?? "", row.Month is { } month && doubt.Indicator is { } indicator
                ? $"/board/figure?period={new YearMonth(month)}&unit={unit?.Code}&indicator={indicator}" : null)
            : names.TryGetValue(id, out var name) ? new ShownRow(row, name, $"/projects/{id}" + (row.Month is null ? "" : "#months"))
            : new ShownRow(row with { Fen = null, Note = "" }, "另一单位的项目（您无权查看）", null))];
    }

    /// <summary>The amounts of a whole unit that a test looked at.</summary>
    private static async Task<List<DoubtRow>> UnitRowsAsync(YinfengDb db, ProjectPolicy policy, Doubt doubt, SuspicionRun run, int months, CancellationToken ct)
    {
        var (first, within) = (run.Period.AddMonths(1 - months), policy.Tree.IdsWithin(doubt.UnitId));
        var projects = db.Set<Project>().Where(policy.Filter(db)).Where(p => within.Contains(p.OwnerUnitId)).Select(p => p.Id);
        var found = await db.Set<MonthlyReport>().Where(m => projects.Contains(m.ProjectId) && m.Month >= first && m.Month <= run.Period && m.FundsFen > 0)
            .OrderBy(m => m.Month).ThenBy(m => m.ProjectId).Take(MostRows).Select(m => new { m.ProjectId, m.Month, m.FundsFen }).ToListAsync(ct);
        return [.. found.Select(m => new DoubtRow(m.ProjectId, m.Month.Value, m.FundsFen, "到位资金"))];
    }
}
