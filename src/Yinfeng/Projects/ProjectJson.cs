using System.Globalization;
using System.Text.Json;
using Yinfeng.Kernel;

namespace Yinfeng.Projects;

/// <summary>A gate as REST and commands show it.</summary>
internal sealed record GateJson(ProjectStage Stage, string Name, string EntersWhen, IReadOnlyList<NeedJson> Needs)
{
    public static GateJson Of(Gate gate) => new(gate.Stage, gate.Name, gate.EntersWhen, [.. gate.Needs.Select(NeedJson.Of)]);
}

/// <summary>A condition of a gate as REST and commands show it.</summary>
internal sealed record NeedJson(string Code, string Field, NeedKind Kind, string Label, string Supplier, string Message)
{
    public static NeedJson Of(Need need) => new(need.Code, need.Field, need.Kind, need.Label, need.Supplier, need.AsUnmet().Message);
}

internal sealed record EvidenceJson(long Id, ProjectStage Stage, EvidenceKind Kind, string FileName, long Bytes, string Sha256, string? DatedOn,
    string UploadedBy, DateTime UploadedAtUtc, string? VerifiedBy, DateTime? VerifiedAtUtc, string? WithdrawnReason)
{
    public static EvidenceJson Of(Evidence e) => new(e.Id, e.Stage, e.Kind, e.FileName, e.Bytes, e.Sha256, e.DatedOn?.ToString(),
        e.UploadedBy, e.UploadedAtUtc, e.VerifiedBy, e.VerifiedAtUtc, e.WithdrawnReason);
}

internal sealed record StepJson(ProjectStage From, ProjectStage To, ProjectStatus FromStatus, ProjectStatus ToStatus, string? On,
    string ActorId, DateTime AtUtc, string? Reason, string? DecidedBy, JsonElement? OverriddenUnmet)
{
    public static StepJson Of(StageChange s) => new(s.From, s.To, s.FromStatus, s.ToStatus, s.On?.ToString(), s.ActorId, s.AtUtc, s.Reason,
        s.DecidedBy, s.OverriddenUnmet is { } unmet ? JsonSerializer.Deserialize<JsonElement>(unmet) : null);
}

internal sealed record MonthJson(string Month, decimal? FundsWan, decimal? FixedInvestmentWan, bool? InStatistics, string? Progress,
    string? Problems, string ReportedBy, DateTime ReportedAtUtc, string? VerifiedBy, string? AcceptedBy, int Version, string? ReturnedBy, string? ReturnReason,
    string? TypedForUnit, string? TypedFor, IEnumerable<MonthStepJson> Steps)
{
    public static MonthJson Of(MonthlyReport m, ProjectView view) => new(m.Month.ToString(), Wan(m.FundsFen), Wan(m.FixedInvestmentFen), m.InStatistics,
        m.Progress, m.Problems, m.ReportedBy, m.ReportedAtUtc, m.VerifiedBy, m.AcceptedBy, m.Version, m.ReturnedBy, m.ReturnReason,
        m.TypedForUnitId is { } unit ? UnitText.Name(unit, view.Tree) : null, m.TypedFor,
        view.MonthSteps.Where(s => s.Month == m.Month).Select(s => new MonthStepJson(s.Act, s.Name, s.AtUtc, s.Version,
            s.ForUnitId is { } of ? UnitText.Name(of, view.Tree) : null, s.For, s.Text)));

    private static decimal? Wan(long? fen) => fen is { } f ? Money.ToWan(f) : null;
}

/// <summary>One step of a month: who did what, for which unit, with which words.</summary>
internal sealed record MonthStepJson(MonthAct Act, string By, DateTime At, int Version, string? ForUnit, string? For, string? Text);

internal sealed record ShareJson(long UnitId, string Unit, string From, string? To, decimal SharePercent);

internal sealed record SourceJson(long ImportId, string? File, string? Sheet, int? Row);

/// <summary>A project as REST and commands show it; <c>facts</c> has the names that create and edit take.</summary>
internal sealed record ProjectJson(long Id, int Version, string Name, ProjectStage Stage, ProjectStatus Status, string? StatusReason,
    string OwnerUnit, long OwnerUnitId, bool IsSample, IReadOnlyDictionary<string, object?> Facts, IReadOnlyList<NeedJson> NextGateMissing,
    IReadOnlyList<EvidenceJson> Evidence, IReadOnlyList<StepJson> Steps, IReadOnlyList<MonthJson> Months, IReadOnlyList<ShareJson> Credit,
    IReadOnlyList<string> Tags, IReadOnlyList<Flag> Flags, SourceJson? Source)
{
    public static ProjectJson Of(ProjectView view)
    {
        var p = view.Project;
        return new(p.Id, p.Version, p.Name, p.Stage, p.Status, p.StatusReason, view.OwnerName, p.OwnerUnitId, p.IsSample,
            ProjectFields.All.ToDictionary(f => f.Name, f => Value(f, f.Show(p, view.Tree))),
            [.. view.Missing.Select(NeedJson.Of)], [.. view.Evidence.Select(EvidenceJson.Of)], [.. view.Steps.Select(StepJson.Of)],
            [.. view.Months.Select(m => MonthJson.Of(m, view))],
            [.. view.Shares.Select(s => new ShareJson(s.UnitId, UnitText.Name(s.UnitId, view.Tree), s.From.ToString(), s.To?.ToString(), s.ShareBp / 100m))],
            [.. p.Tags.Select(t => t.Label)], view.Flags,
            p.SourceImportId is { } import ? new SourceJson(import, view.SourceFile, p.SourceSheet, p.SourceRow) : null);
    }

    /// <summary>A form's text as JSON has it: numbers as numbers, absent as null.</summary>
    private static object? Value(ProjectField field, string text) => field.Kind switch
    {
        FieldKind.Flag => text.Length > 0,
        _ when text.Length == 0 => null,
        FieldKind.Wan or FieldKind.Number => decimal.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };
}

/// <summary>JSON facts as the text that fields read.</summary>
internal static class FactTexts
{
    public static Dictionary<string, string?> Of(Dictionary<string, JsonElement>? facts) =>
        (facts ?? []).ToDictionary(x => x.Key, x => x.Value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.True => "true",
            JsonValueKind.False => "",
            JsonValueKind.String => x.Value.GetString(),
            _ => x.Value.GetRawText(),
        }, StringComparer.OrdinalIgnoreCase);
}
