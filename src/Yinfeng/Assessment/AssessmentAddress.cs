using System.Globalization;

namespace Yinfeng.Assessment;

/// <summary>Addresses of this room's pages.</summary>
internal static class AssessmentAddress
{
    /// <summary>The same question on another page.</summary>
    public static string Of(string page, ScoreView view) => Of(page, view, view.Asked.Code, view.One is { } one ? view.File.Subject(one.Subject)?.Person : null);

    /// <summary>The sheet of one of the scores shown.</summary>
    public static string? Subject(ScoreView view, SubjectScore score) => view.File.Subject(score.Subject) is { } subject
        ? Of("/assessment", view, subject.Code, subject.Person) : null;

    /// <summary>All groups of whoever assesses.</summary>
    public static string Whole(ScoreView view) => view.Oversees ? Of("/assessment", view, view.Organiser.Code, null) : "/assessment";

    /// <summary>The rows behind a unit's figure; of a leader the projects that name the leader.</summary>
    public static string Figure(ScoreFile file, FileSubject subject, string indicator) => subject.Person is { } person
        ? $"/assessment/leaders/projects?period={file.Period}&unit={Uri.EscapeDataString(subject.Code)}&person={Uri.EscapeDataString(person)}"
        : $"/board/figure?period={file.Period}&unit={Uri.EscapeDataString(subject.Code)}&indicator={Uri.EscapeDataString(indicator)}";

    private static string Of(string page, ScoreView view, string unit, string? person) => string.Create(CultureInfo.InvariantCulture,
        $"{page}?period={view.Period}&unit={Uri.EscapeDataString(unit)}&scheme={Uri.EscapeDataString(view.Scheme.Code)}")
        + (view.RulesOf is { } year ? string.Create(CultureInfo.InvariantCulture, $"&rules={year}") : "")
        + (person is null ? "" : "&person=" + Uri.EscapeDataString(person));
}
