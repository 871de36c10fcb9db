using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Lights;

namespace Yinfeng.Meetings;

internal sealed record MeetingListJson(int Total, int Page, IEnumerable<MeetingRowJson> Meetings);

/// <summary>A meeting of a list.</summary>
internal sealed record MeetingRowJson(long Id, string Name, string Kind, string KindName, string Unit, string UnitName, DateOnly Day, string Period, MeetingStatus Status,
    int? Number, int Agenda, int Resolutions, int Open, int Late)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static MeetingRowJson Of(MeetingRow row) => new(row.Meeting.Id, row.Name, row.Meeting.Kind, row.KindName, row.UnitCode, row.UnitName, row.Meeting.Day,
        row.Meeting.Period.ToString(), row.Meeting.Status, row.Meeting.Number, row.Agenda, row.Resolutions, row.Open, row.Late);
}

/// <summary>One meeting; whoever is not of its line gets only what concerns them.</summary>
internal sealed record MeetingJson(long Id, string Name, string Kind, string KindName, string Unit, string UnitName, DateOnly Day, string Period, MeetingStatus Status,
    int? Number, string? Place, string? Chair, string? Attendees, string? Absent, string? Observers, string? Summary, bool Whole, int Version,
    IEnumerable<AgendaItemJson> Agenda, IEnumerable<ResolutionJson> Resolutions)
{
    public static MeetingJson Of(MeetingView view)
    {
        var m = view.Meeting;
        return new(m.Id, view.Name, m.Kind, view.KindName, view.Unit.Code, view.Unit.Name, m.Day, m.Period.ToString(), m.Status, m.Number, m.Place, m.Chair,
            view.Runs ? m.Attendees : null, view.Runs ? m.Absent : null, view.Runs ? m.Observers : null, view.Runs ? m.Summary : null, view.Runs, m.Version,
            view.Agenda.Select((i, n) => new AgendaItemJson(i.Id, n + 1, i.Source, i.Colour, i.Title, i.Reason, i.UnitId is { } u ? view.Tree.Find(u)?.Code : null,
                i.ProjectId, i.ResolutionId)),
            view.Resolutions.Select(r => ResolutionJson.Of(new ResolutionRow(r, view.Tree.Find(r.UnitId)?.Name ?? "", view.Tree.Find(r.UnitId)?.Code ?? "",
                r.ProjectId is { } p && view.Lights.TryGetValue(p, out var light) ? light.Name : null, null), view.Today)));
    }
}

internal sealed record AgendaItemJson(long Id, int Place, AgendaSource Source, LightColour Colour, string Title, string? Reason, string? Unit, long? ProjectId,
    long? ResolutionId);

internal sealed record ResolutionListJson(int Total, int Page, ResolutionCounts Counts, IEnumerable<ResolutionJson> Resolutions);

internal sealed record ResolutionJson(long Id, ResolutionOrigin Origin, long OriginId, string Meeting, string Text, string Unit, string UnitName, string? Person, DateOnly Deadline,
    DateOnly? FirstDeadline, ResolutionState State, bool Late, long? ProjectId, string? Project, string? Indicator, string? Report, DateOnly? DecidedOn,
    DateOnly? ReportedOn, DateOnly? ClosedOn, int Version)
{
    public IEnumerable<ResolutionStepJson>? Steps { get; init; }

    public static ResolutionJson Of(ResolutionRow row, DateOnly today)
    {
        var r = row.Resolution;
        return new(r.Id, r.Origin, r.OriginId, r.OriginName, r.Text, row.UnitCode, row.UnitName, r.Person, r.Deadline, row.First, r.State, r.IsLate(today),
            row.ProjectName is null ? null : r.ProjectId, row.ProjectName, r.Indicator, r.Report, r.DecidedOn, r.ReportedOn, r.ClosedOn, r.Version);
    }
}

internal sealed record ResolutionStepJson(ResolutionAct Act, DateOnly On, string By, string? Text, DateOnly? Before, DateOnly? After)
{
    public static ResolutionStepJson Of(ResolutionStep step) => new(step.Act, step.On, step.Name, step.Text, step.Before, step.After);
}
