using System.Text.Json;
using System.Text.Json.Serialization;
using Yinfeng.Audit;

namespace Yinfeng.Assessment;

/// <summary>Scores as JSON: for REST and the command line alike.</summary>
public sealed record ScoresJson(string Period, string Scheme, string SchemeName, bool Example, string? Document, string Source, int? RulesOf, string Organiser,
    ClosedScoresJson? Closed, IEnumerable<ScoreJson> Scores)
{
    public static readonly JsonSerializerOptions Options = new(AuditJson.Options) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static ScoresJson Of(ScoreView view) => Of(view.File, view.One, view.RulesOf);

    /// <param name="one">Only this one; null for all.</param>
    public static ScoresJson Of(ScoreFile file, SubjectScore? one, int? rulesOf) => new(file.Period, file.Scheme.Id, file.Scheme.Name, file.Scheme.Example,
        file.Scheme.Document, file.Scheme.Source, rulesOf, file.Organiser.Code, file.Closed is { } closed ? new(closed.Number, closed.IssuedOn) : null,
        (one is null ? file.Scores : [one]).Select(s => ScoreJson.Of(file, s)));
}

public sealed record ClosedScoresJson(string Number, DateOnly IssuedOn);

/// <param name="Rank">Null where the person may not know it yet.</param>
/// <param name="Partial">Items that compare with others are hidden and not in the total.</param>
public sealed record ScoreJson(string Subject, string? Unit, string? Person, string Name, string Group, decimal ItemPoints, decimal ExtraPoints, decimal Total,
    int? Rank, int? GroupSize, string? Grade, string? Veto, bool Partial, IReadOnlyList<ItemScore> Items, IReadOnlyList<ExtraScore> Extras,
    IReadOnlyList<SubjectFigures> Figures, IReadOnlyList<FileEntry> Entries)
{
    public static ScoreJson Of(ScoreFile file, SubjectScore score)
    {
        var subject = file.Subject(score.Subject);
        return new ScoreJson(score.Subject, subject?.Code, subject?.Person, score.Name, score.Group, score.ItemPoints, score.ExtraPoints, score.Total,
            score.Rank == 0 ? null : score.Rank, score.GroupSize == 0 ? null : score.GroupSize, score.Grade, score.Veto,
            score.Items.Any(i => i.State == ItemState.Hidden), score.Items, score.Extras, subject?.Figures ?? [], subject?.Entries ?? []);
    }
}

/// <summary>The same figures under two years' rules.</summary>
public sealed record ReplayJson(ScoresJson Now, ScoresJson Then)
{
    public static ReplayJson Of(ScoreReplay replay) => new(ScoresJson.Of(replay.Left), ScoresJson.Of(replay.Right));
}
