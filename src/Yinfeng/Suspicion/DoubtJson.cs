using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Kernel;

namespace Yinfeng.Suspicion;

/// <summary>A figure as REST and commands give it.</summary>
internal sealed record DoubtRowJson(long? ProjectId, string Name, string? Month, decimal? Wan, string Note);

internal sealed record DoubtNoteJson(long Id, DoubtState State, string Text, string? FileName, string? Sha256, string By, DateTime At);

/// <summary>A doubt as REST and commands give it.</summary>
/// <param name="P">Null for a hard rule, which leaves nothing to chance.</param>
/// <param name="Line">The line of Benjamini and Hochberg that it was held against.</param>
internal sealed record DoubtJson(long Id, string Code, string Title, bool Hard, string Unit, string UnitName, long? ProjectId, string? Project,
    string? Indicator, DoubtState State, string Period, string Reason, string Explains, double? P, double? Line)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    public static DoubtJson Of(DoubtLine line) => new(line.Doubt.Id, line.Doubt.Code, DoubtTerms.Title(line.Doubt.Code), line.Doubt.IsHard, line.UnitCode,
        line.UnitName, line.Doubt.ProjectId, line.ProjectName, line.Doubt.Indicator, line.Doubt.State, line.Doubt.Period.ToString(), line.Doubt.Reason,
        DoubtTerms.Explains(line.Doubt.Code), line.Doubt.P, line.Doubt.Line);
}

/// <summary>A doubt with its rows and history.</summary>
internal sealed record DoubtDetailJson(DoubtJson Doubt, RunJson Run, IReadOnlyList<DoubtRowJson> Rows, IReadOnlyList<DoubtNoteJson> History)
{
    public static DoubtDetailJson Of(DoubtView view) => new(DoubtJson.Of(view.Line), RunJson.Of(view.Run, view.Organiser),
        [.. view.Rows.Select(r => new DoubtRowJson(r.Address is null ? null : r.Row.ProjectId, r.Name, r.Row.Month is { } m ? new YearMonth(m).ToString() : null,
            r.Row.Fen is { } fen ? Money.ToWan(fen) : null, r.Row.Note))],
        [.. view.Notes.Select(n => new DoubtNoteJson(n.Id, n.State, n.Text, n.FileName, n.Sha256, n.Name, n.AtUtc))]);
}

/// <summary>A run as REST and commands give it.</summary>
internal sealed record RunJson(long Id, string Unit, string Period, DateTime At, string By, int Projects, int Family, double Cut, double Q, int Hard,
    int Soft, DateOnly RulesFrom)
{
    public static RunJson Of(SuspicionRun run, string unit) => new(run.Id, unit, run.Period.ToString(), run.AtUtc, run.Name, run.Projects, run.Family, run.Cut,
        run.Rate, run.Hard, run.Soft, run.RulesFrom);
}

/// <summary>What a run printed: the run, what is new, what still holds, what was put right.</summary>
internal sealed record RunOutcomeJson(RunJson Run, int New, int Kept, int Gone, IReadOnlyList<DoubtJson> Doubts);
