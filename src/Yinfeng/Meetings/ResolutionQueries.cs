using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>What a list of resolutions is narrowed to. Nulls mean no filter.</summary>
/// <param name="Late">Only those past their deadline and not done.</param>
/// <param name="Q">Part of text, person or meeting.</param>
/// <param name="Unit">Name or code of the responsible unit; with everything below it.</param>
/// <param name="Page">From 1.</param>
public sealed record ResolutionFilter(ResolutionState? State = null, bool Late = false, string? Q = null, string? Unit = null, long? ProjectId = null,
    int Page = 1, int Size = 50);

/// <param name="ProjectName">Null without a project and for one that the viewer may not see.</param>
/// <param name="First">The deadline as it was decided, where it was extended since.</param>
public sealed record ResolutionRow(Resolution Resolution, string UnitName, string UnitCode, string? ProjectName, DateOnly? First);

public sealed record ResolutionCounts(int Open, int Reported, int Confirmed, int Withdrawn, int Late)
{
    public int All => Open + Reported + Confirmed + Withdrawn;
}

public sealed record ResolutionList(ResolutionFilter Filter, IReadOnlyList<ResolutionRow> Rows, int Total, ResolutionCounts Counts, DateOnly Today)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>One resolution with its steps, oldest first, and what the viewer may do.</summary>
/// <param name="SeesMeeting">The viewer is of the meeting's own line.</param>
public sealed record ResolutionView(ResolutionRow Row, IReadOnlyList<ResolutionStep> Steps, string? Indicator, string OfficeName, bool IsOwner, bool SeesMeeting,
    bool ReportedBySelf, Viewer Viewer, DateOnly Today)
{
    public Resolution Resolution => Row.Resolution;
    public bool CanReport => IsOwner && Resolution.State == ResolutionState.Open && Viewer.May(Rights.Report);
    public bool CanJudge => SeesMeeting && Resolution.State == ResolutionState.Reported && !ReportedBySelf && Viewer.May(Rights.Verify);
    public bool CanMove => SeesMeeting && Resolution.IsOpen && Viewer.May(Rights.Approve);
}

/// <summary>Reads of decided resolutions: those of the viewer's own units, and those that meetings of their line decided.</summary>
internal sealed class ResolutionQueries(Database database, UnitDirectory units, LightQueries lights, Rules.IndicatorCatalog catalog, TimeProvider clock)
{
    /// <summary>Open ones first, by deadline; then the latest.</summary>
    public async Task<ResolutionList> ListAsync(Viewer viewer, ResolutionFilter filter, CancellationToken ct)
    {
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        var today = BusinessTime.Today(clock);
        filter = filter with { Size = Math.Clamp(filter.Size, 1, 100_000), Page = Math.Max(1, filter.Page) };
        await using var db = database.OpenRead();
        var all = Narrowed(db, scope, filter);
        var by = await all.GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var late = await OnlyLate(all, today).CountAsync(ct);
        var query = filter.State is { } state ? all.Where(r => r.State == state) : all;
        query = filter.Late ? OnlyLate(query, today) : query;
        var total = filter.State is null && !filter.Late ? by.Values.Sum() : await query.CountAsync(ct);
        var rows = await query.OrderBy(r => r.ClosedOn == null ? 0 : 1).ThenBy(r => r.ClosedOn == null ? r.Deadline : DateOnly.MinValue)
            .ThenByDescending(r => r.ClosedOn).ThenBy(r => r.Id).Skip((filter.Page - 1) * filter.Size).Take(filter.Size).ToListAsync(ct);
        return new ResolutionList(filter, await RowsAsync(db, viewer, scope.Tree, rows, ct), total, new ResolutionCounts(Of(ResolutionState.Open), Of(ResolutionState.Reported),
            Of(ResolutionState.Confirmed), Of(ResolutionState.Withdrawn), late), today);

        int Of(ResolutionState s) => by.GetValueOrDefault(s);
    }

    /// <summary>One resolution; null outside the viewer's scope.</summary>
    public async Task<ResolutionView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        if (await Seen(db, scope).FirstOrDefaultAsync(r => r.Id == id, ct) is not { } resolution)
        {
            return null;
        }
        var steps = await db.Set<ResolutionStep>().Where(s => s.ResolutionId == id).OrderBy(s => s.AtUtc).ThenBy(s => s.Id).ToListAsync(ct);
        var row = (await RowsAsync(db, viewer, scope.Tree, [resolution], ct))[0];
        return new ResolutionView(row, steps, resolution.Indicator is { } code ? catalog.Find(code)?.Name ?? code : null,
            UnitText.Name(resolution.OfficeUnitId, scope.Tree), scope.Has(resolution.UnitId), scope.Has(resolution.OfficeUnitId),
            resolution.ReportedBy == viewer.ActorId, viewer, BusinessTime.Today(clock));
    }

    private async Task<List<ResolutionRow>> RowsAsync(YinfengDb db, Viewer viewer, UnitTree tree, List<Resolution> rows, CancellationToken ct)
    {
        var names = await lights.ProjectsAsync(viewer, [.. rows.Select(r => r.ProjectId).OfType<long>().Distinct()], ct);
        var ids = rows.Select(r => r.Id).ToList();
        var moved = (await db.Set<ResolutionStep>().Where(s => s.Act == ResolutionAct.Extended && ids.Contains(s.ResolutionId)).ToListAsync(ct)).ToLookup(s => s.ResolutionId);
        return [.. rows.Select(r => new ResolutionRow(r, UnitText.Name(r.UnitId, tree), tree.Find(r.UnitId)?.Code ?? "",
            r.ProjectId is { } project ? names.GetValueOrDefault(project)?.Name : null, moved[r.Id].Min(s => s.Before)))];
    }

    /// <summary>Decided resolutions that the viewer may see.</summary>
    /// <remarks>A condition of a review says something of a negotiation: it is for those who may see the project, and for the very unit
    /// that has to meet it.</remarks>
    internal static IQueryable<Resolution> Seen(YinfengDb db, MeetingScope scope)
    {
        var query = db.Set<Resolution>().Where(r => r.State != ResolutionState.Draft);
        var policy = new ProjectPolicy(scope.Viewer, scope.Tree);
        if (policy.SeesAll)
        {
            return query;
        }
        var (own, seen) = (scope.Viewer.UnitId, db.Set<Project>().Where(policy.Filter(db)));
        query = query.Where(r => r.Origin == ResolutionOrigin.Meeting || r.UnitId == own || seen.Any(p => p.Id == r.ProjectId));
        if (scope.SeesAll)
        {
            return query;
        }
        var ids = scope.Ids;
        return query.Where(r => ids.Contains(r.UnitId) || ids.Contains(r.OfficeUnitId));
    }

    /// <summary>As <see cref="Resolution.IsLate"/>, inside a query.</summary>
    internal static IQueryable<Resolution> OnlyLate(IQueryable<Resolution> query, DateOnly today) => query.Where(r => r.Deadline < today
        && (r.State == ResolutionState.Open || (r.State == ResolutionState.Reported && r.ReportedOn > r.Deadline)));

    private static IQueryable<Resolution> Narrowed(YinfengDb db, MeetingScope scope, ResolutionFilter filter)
    {
        var query = Seen(db, scope);
        if (!string.IsNullOrWhiteSpace(filter.Unit))
        {
            var within = scope.IdsOf(filter.Unit);
            query = query.Where(r => within.Contains(r.UnitId));
        }
        if (filter.ProjectId is { } project)
        {
            query = query.Where(r => r.ProjectId == project);
        }
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var text = filter.Q.Trim();
            query = query.Where(r => r.Text.Contains(text) || (r.Person != null && r.Person.Contains(text)) || r.OriginName.Contains(text));
        }
        return query;
    }
}
