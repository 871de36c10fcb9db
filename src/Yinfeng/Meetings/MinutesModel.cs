using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Projects;
using Yinfeng.Units;

namespace Yinfeng.Meetings;

/// <summary>Minutes (会议纪要) as data: everything their page and their docx show. Frozen when the meeting is held, so a field may be
/// added but never change its meaning.</summary>
/// <param name="Mark">纪要标志: "德州市招商引资调度会纪要".</param>
/// <param name="Number">"调度会〔2023〕3号"; null for a draft.</param>
/// <param name="Organ">Who writes and sends them.</param>
public sealed record MinutesModel(string Mark, string? Number, string Name, DateOnly Day, string? Place, string? Chair, string? Attendees,
    string? Absent, string? Observers, string Period, IReadOnlyList<MinutesItem> Agenda, IReadOnlyList<string> Summary,
    IReadOnlyList<MinutesResolution> Resolutions, string Organ, DateOnly? IssuedOn)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static MinutesModel FromJson(string json) => JsonSerializer.Deserialize<MinutesModel>(json, Json)!;

    /// <summary>Pure: the same meeting, matters and resolutions give the same minutes.</summary>
    /// <param name="office">The office that runs such meetings.</param>
    /// <param name="projects">Names of linked projects.</param>
    /// <param name="heldOn">Null for a draft.</param>
    internal static MinutesModel Of(Meeting meeting, string kind, string office, UnitTree tree, IEnumerable<AgendaItem> agenda,
        IEnumerable<Resolution> resolutions, IReadOnlyDictionary<long, string> projects, DateOnly? heldOn)
    {
        var unit = UnitText.Name(meeting.UnitId, tree);
        return new MinutesModel($"{unit}招商引资{kind}纪要", meeting.Number is { } number ? $"{kind}〔{meeting.NumberYear}〕{number}号" : null,
            MeetingTerms.Name(meeting, kind), meeting.Day, meeting.Place, meeting.Chair, meeting.Attendees, meeting.Absent, meeting.Observers,
            meeting.Period.ToString(), [.. agenda.Select(i => new MinutesItem(i.Title, i.Reason))], Lines(meeting.Summary),
            [.. resolutions.Select(r => new MinutesResolution(r.Text, UnitText.Name(r.UnitId, tree), r.Person, r.Deadline,
                r.ProjectId is { } project ? projects.GetValueOrDefault(project) : null))],
            unit + office, heldOn);
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

public sealed record MinutesItem(string Title, string? Reason);

public sealed record MinutesResolution(string Text, string Unit, string? Person, DateOnly Deadline, string? Project);
