using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Lights;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>What a list of meetings is narrowed to. Nulls mean no filter.</summary>
/// <param name="Unit">Name or code; with everything below it.</param>
/// <param name="Page">From 1.</param>
public sealed record MeetingFilter(string? Kind = null, MeetingStatus? Status = null, int? Year = null, string? Unit = null, int Page = 1, int Size = 50);

/// <param name="Open">Resolutions not done yet, as far as the person sees them.</param>
public sealed record MeetingRow(Meeting Meeting, string KindName, string UnitName, string UnitCode, int Agenda, int Resolutions, int Open, int Late)
{
    public string Name => MeetingTerms.Name(Meeting, KindName);
}

public sealed record MeetingList(MeetingFilter Filter, IReadOnlyList<MeetingRow> Rows, int Total)
{
    public int Pages => Math.Max(1, (Total + Filter.Size - 1) / Filter.Size);
}

/// <summary>One meeting as a person may see it.</summary>
/// <param name="Runs">The person is of the meeting's own line: they see all of it.</param>
/// <param name="Lights">Light of today by project, for those the person may see.</param>
/// <param name="Projects">Names of linked projects, for those the person may see.</param>
public sealed record MeetingView(Meeting Meeting, MeetingKind? Kind, string KindName, UnitNode Unit, bool Runs, Rights Rights, IReadOnlyList<AgendaItem> Agenda,
    IReadOnlyList<Resolution> Resolutions, IReadOnlyDictionary<long, ProjectLight> Lights, UnitTree Tree, DateOnly Today)
{
    public string Name => MeetingTerms.Name(Meeting, KindName);
    public bool CanChange => Runs && Meeting.Status == MeetingStatus.Planned && (Rights & Access.Rights.Report) != 0;
    public bool CanHold => Runs && Meeting.Status == MeetingStatus.Planned && (Rights & Access.Rights.Publish) != 0;

    /// <summary>The minutes as they are, or would be now; null for whoever sees only part of the meeting.</summary>
    public MinutesModel? Minutes => !Runs || Meeting.Status == MeetingStatus.Cancelled ? null
        : Meeting.MinutesJson is { } json ? MinutesModel.FromJson(json)
        : MinutesModel.Of(Meeting, KindName, Kind?.Office ?? "", Tree, Agenda, Resolutions, Lights.ToDictionary(l => l.Key, l => l.Value.Name), null);

    public byte[]? Docx => Meeting.MinutesDocx is { } fixedOnce && Runs ? fixedOnce : Minutes is { } minutes ? MinutesDocument.Write(minutes) : null;

    /// <summary>Of the files that are handed out.</summary>
    public string FileName => $"{Unit.Name}{Name}纪要{(Meeting.Number is null ? "（草稿）" : "")}";
}

/// <summary>Reads of meetings, within what the viewer may see.</summary>
internal sealed class MeetingQueries(Database database, UnitDirectory units, MeetingBook book, LightQueries lights, TimeProvider clock)
{
    /// <summary>The latest first.</summary>
    public async Task<MeetingList> ListAsync(Viewer viewer, MeetingFilter filter, CancellationToken ct)
    {
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        filter = filter with { Size = Math.Clamp(filter.Size, 1, 1000), Page = Math.Max(1, filter.Page) };
        await using var db = database.OpenRead();
        var query = Narrowed(db, scope, filter);
        var total = await query.CountAsync(ct);
        var meetings = await query.OrderByDescending(m => m.Day).ThenByDescending(m => m.Id).Skip((filter.Page - 1) * filter.Size).Take(filter.Size)
            .Select(m => new Meeting // Without the documents.
            {
                Id = m.Id, Kind = m.Kind, UnitId = m.UnitId, Day = m.Day, Period = m.Period, Place = m.Place, Chair = m.Chair, Status = m.Status,
                CancelledReason = m.CancelledReason, Number = m.Number, NumberYear = m.NumberYear, CreatedBy = m.CreatedBy, Version = m.Version,
            }).ToListAsync(ct);
        var ids = meetings.Select(m => m.Id).ToList();
        var agenda = (await db.Set<AgendaItem>().Where(i => ids.Contains(i.MeetingId)).Select(i => new { i.MeetingId, i.UnitId }).ToListAsync(ct)).ToLookup(i => i.MeetingId);
        var resolutions = (await db.Set<Resolution>().Where(r => ids.Contains(r.OriginId)).ToListAsync(ct)).ToLookup(r => r.OriginId);
        var today = BusinessTime.Today(clock);
        return new MeetingList(filter, [.. meetings.Select(m =>
        {
            var runs = scope.Has(m.UnitId);
            var seen = resolutions[m.Id].Where(r => runs || Shows(scope, r)).ToList();
            return new MeetingRow(m, book.NameOf(m.Kind), UnitText.Name(m.UnitId, scope.Tree), scope.Tree.Find(m.UnitId)?.Code ?? "",
                agenda[m.Id].Count(i => runs || (i.UnitId is { } unit && scope.Has(unit))), seen.Count, seen.Count(r => r.IsOpen), seen.Count(r => r.IsLate(today)));
        })], total);
    }

    /// <summary>One meeting; null when it does not exist or nothing in it concerns the viewer.</summary>
    public async Task<MeetingView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var scope = new MeetingScope(viewer, await units.TodayAsync(ct));
        await using var db = database.OpenRead();
        if (await db.Set<Meeting>().FirstOrDefaultAsync(m => m.Id == id, ct) is not { } meeting || scope.Tree.Find(meeting.UnitId) is not { } unit)
        {
            return null;
        }
        var runs = scope.Has(meeting.UnitId);
        var agenda = await db.Set<AgendaItem>().Where(i => i.MeetingId == id).OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(ct);
        var resolutions = await db.Set<Resolution>().Where(r => r.OriginId == id).OrderBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(ct);
        if (!runs)
        {
            (agenda, resolutions) = ([.. agenda.Where(scope.Concerns)], [.. resolutions.Where(r => Shows(scope, r))]);
            if (agenda.Count + resolutions.Count == 0 || meeting.Status == MeetingStatus.Cancelled)
            {
                return null;
            }
        }
        var seen = await lights.ProjectsAsync(viewer, [.. agenda.Select(i => i.ProjectId).Concat(resolutions.Select(r => r.ProjectId)).OfType<long>().Distinct()], ct);
        return new MeetingView(meeting, book.Find(meeting.Kind, scope.Tree, meeting.UnitId, meeting.Day), book.NameOf(meeting.Kind), unit, runs, viewer.Rights,
            [.. agenda.Where(i => i.Source != AgendaSource.Project || seen.ContainsKey(i.ProjectId!.Value))], resolutions, seen, scope.Tree, BusinessTime.Today(clock));
    }

    /// <summary>Units that the person may call a meeting for, for a form: the top of what they see.</summary>
    public async Task<UnitNode?> HomeAsync(Viewer viewer, CancellationToken ct) =>
        viewer.UnitId is { } root ? (await units.TodayAsync(ct)).Find(root) : null;

    /// <summary>A resolution that is decided concerns its owner's line; a draft is the office's own matter.</summary>
    private static bool Shows(MeetingScope scope, Resolution resolution) => resolution.State != ResolutionState.Draft && scope.Has(resolution.UnitId);

    private static IQueryable<Meeting> Narrowed(YinfengDb db, MeetingScope scope, MeetingFilter filter)
    {
        var query = db.Set<Meeting>().AsQueryable();
        if (!scope.SeesAll)
        {
            var ids = scope.Ids;
            query = query.Where(m => ids.Contains(m.UnitId) || (m.Status != MeetingStatus.Cancelled
                && (db.Set<AgendaItem>().Any(i => i.MeetingId == m.Id && i.UnitId != null && ids.Contains(i.UnitId.Value))
                    || db.Set<Resolution>().Any(r => r.OriginId == m.Id && r.State != ResolutionState.Draft && ids.Contains(r.UnitId)))));
        }
        if (!string.IsNullOrWhiteSpace(filter.Unit))
        {
            var within = scope.IdsOf(filter.Unit);
            query = query.Where(m => within.Contains(m.UnitId));
        }
        if (!string.IsNullOrWhiteSpace(filter.Kind))
        {
            query = query.Where(m => m.Kind == filter.Kind);
        }
        if (filter.Year is { } year and > 1900 and < 2200)
        {
            var (from, to) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
            query = query.Where(m => m.Day >= from && m.Day <= to);
        }
        return filter.Status is { } status ? query.Where(m => m.Status == status) : query;
    }
}
