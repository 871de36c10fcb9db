using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Kernel;

namespace Yinfeng.Inspections;

/// <summary>JSON of this room for commands, as REST writes it.</summary>
internal static class InspectionJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

/// <summary>A plan as REST and commands give it.</summary>
internal sealed record PlanJson(long Id, string Unit, string UnitName, string Title, IReadOnlyList<string> Stages,
    IReadOnlyList<string> Units, decimal? LeastInvestmentWan,
    int? ProjectCount, int InspectorsPerProject, int DaysToInspect, int Version)
{
    public static PlanJson Of(PlanLine line) => new(line.Plan.Id, line.UnitCode, line.UnitName, line.Plan.Title,
        [.. line.Plan.StageList.Select(s => JsonNamingPolicy.CamelCase.ConvertName(s.ToString()))], line.Units,
        line.Plan.LeastInvestmentFen is { } fen ? Money.ToWan(fen) : null, line.Plan.ProjectCount, line.Plan.InspectorsPerProject,
            line.Plan.DaysToInspect, line.Plan.Version);
}

/// <summary>An inspector as REST and commands give them.</summary>
internal sealed record InspectorJson(long Id, string Organiser, string Name, string Unit, string UnitName, string? Login,
    IReadOnlyList<string> Interests, bool Active)
{
    public static InspectorJson Of(InspectorLine line) => new(line.Inspector.Id, line.OrganiserCode, line.Inspector.Name, line.UnitCode,
        line.UnitName,
        line.Inspector.ActorId?["user:".Length..], line.Inspector.InterestList, line.Inspector.Active);
}

/// <summary>A task as REST gives it.</summary>
internal sealed record TaskJson(long Id, string Draw, int Order, long ProjectId, string Project, string Unit, DateOnly DueOn,
    InspectionResult? Result, DateOnly? VisitedOn, string? Place,
    decimal? Latitude, decimal? Longitude, string? Remark, string? SubmittedBy, IReadOnlyList<string> Inspectors,
        IReadOnlyList<FindingJson> Findings)
{
    private const decimal Micro = 1_000_000m;

    public static TaskJson Of(TaskLine line) => line.Task is var t && line.MaySee
        ? new(t.Id, t.DrawNumber, t.Order, t.ProjectId, line.ProjectName, line.ProjectUnit, t.DueOn, t.Result, t.VisitedOn, t.Place,
            t.LatitudeMicro / Micro, t.LongitudeMicro / Micro,
            t.Remark, t.SubmittedByName, [.. line.Inspectors.Where(i => i.Active).Select(i => i.Name)],
            [.. line.Findings.Select(f => new FindingJson(f.Id, f.Kind, f.Text, f.FoundOn, f.ClosedReason))])
        : new(t.Id, t.DrawNumber, t.Order, t.ProjectId, line.ProjectName, line.ProjectUnit, t.DueOn, null, null, null, null, null, null,
            null,
            [.. line.Inspectors.Where(i => i.Active).Select(i => i.Name)], []);
}

internal sealed record FindingJson(long Id, string Kind, string Text, DateOnly FoundOn, string? ClosedReason);
