using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>Which score is asked for.</summary>
/// <param name="Unit">Code or name of the unit that is scored, or of the one that assesses; null for the viewer's own.</param>
/// <param name="Scheme">Code; null for the first in force.</param>
/// <param name="RulesOf">Year whose rules are applied; null for those of the period.</param>
/// <param name="Person">A leader, for schemes of leaders.</param>
public sealed record ScoreQuestion(YearMonth Period, string? Unit, string? Scheme = null, int? RulesOf = null, string? Person = null);

/// <summary>Scores as one person may see them.</summary>
/// <param name="File">Groups and scores of the subjects that the person may open.</param>
/// <param name="Oversees">The person sees the whole group, as whoever assesses does.</param>
/// <param name="Asked">The unit that was asked for.</param>
/// <param name="Schemes">All in force there, to choose from.</param>
public sealed record ScoreView(ScoreFile File, ScoreScheme Scheme, UnitNode Organiser, UnitNode Asked, YearMonth Period, int? RulesOf, bool Oversees,
    IReadOnlyList<ScoreScheme> Schemes)
{
    /// <summary>What was asked for alone; null where the unit asked for is the one that assesses.</summary>
    public SubjectScore? One { get; init; }

    /// <summary>Whether places in the group are shown.</summary>
    public bool Ranked => File.Scores.Any(s => s.Rank > 0);
}

/// <summary>Computes scores now, as of any month, under the rules of any year. Nothing is stored.</summary>
internal sealed class ScoreQueries(ScoreInputs inputs, SchemeBook book, UnitDirectory units)
{
    public static Unmet NoUnit(string? unit, YearMonth period) => new("assess.unit", "unit",
        $"{period} 没有叫“{unit}”的单位，或它不在您的查看范围内。请填单位代码，如 371424。");

    /// <param name="assumed">Assumed actuals by indicator, of the subject asked for.</param>
    public async Task<Decision<ScoreView>> ComputeAsync(Viewer viewer, ScoreQuestion question, IReadOnlyDictionary<string, decimal>? assumed, CancellationToken ct)
    {
        var tree = (await units.HistoryAsync(ct)).On(question.Period);
        if (!viewer.May(Rights.See) || Find(tree, viewer, question.Unit) is not { } asked)
        {
            return Decision<ScoreView>.Refuse([NoUnit(question.Unit, question.Period)]);
        }
        var day = DayOfRules(question);
        var (organiser, schemes) = await OrganiserAsync(tree, asked, day, question, ct);
        if (schemes.FirstOrDefault(s => question.Scheme is null || s.Code == question.Scheme) is not { } scheme)
        {
            return Decision<ScoreView>.Refuse("assess.scheme", "scheme", $"{day:yyyy} 年没有适用于{asked.Name}的考核方案"
                + (question.Scheme is null ? "" : $"“{question.Scheme}”") + "。请在考核方案里写一个，并写明起始日期。");
        }
        if (scheme.Assessed == AssessedKind.Leader)
        {
            organiser = asked;
        }
        var subject = scheme.Assessed == AssessedKind.Leader ? question.Person is { } person ? FileSubject.LeaderKey(asked.Id, person) : null
            : asked.Id == organiser.Id ? null : FileSubject.UnitKey(asked.Id);
        if (assumed?.Keys.FirstOrDefault(c => book.Indicators.All(i => i.Code != c)) is { } unknown)
        {
            return Decision<ScoreView>.Refuse("assess.indicator", "indicator", $"没有指标“{unknown}”。可用的指标：{string.Join("、", book.Indicators.Select(i => i.Code))}。");
        }
        var file = await inputs.ComputeAsync(scheme, organiser, question.Period, subject is null || assumed is null ? null : new Assumption(subject, assumed), ct);
        if (subject is not null && file.Subject(subject) is null)
        {
            return Decision<ScoreView>.Refuse("assess.subject", "unit", scheme.Assessed == AssessedKind.Leader
                ? $"{asked.Name} {question.Period.Year} 年没有给“{question.Person}”定目标，没有可算的分。请先在领导目标里登记。"
                : $"{asked.Name}不在“{scheme.Name}”的分组里，没有可算的分。");
        }
        var view = Shown(file, scheme, tree, viewer, question.Period);
        return Decision<ScoreView>.Allow(new ScoreView(view, scheme, organiser, asked, question.Period, question.RulesOf,
            tree.IsWithin(organiser.Id, viewer.UnitId), schemes)
        { One = subject is null ? null : view.Of(subject) });
    }

    /// <summary>The day whose rules hold: the period's last, or the same day of another year.</summary>
    public static DateOnly DayOfRules(ScoreQuestion question) =>
        question.RulesOf is { } year ? new YearMonth(year, question.Period.Month).LastDay : question.Period.LastDay;

    /// <summary>The whole for whoever oversees the group; else only what is below the person's unit, without what compares.</summary>
    private static ScoreFile Shown(ScoreFile file, ScoreScheme scheme, UnitTree tree, Viewer viewer, YearMonth period)
    {
        if (tree.IsWithin(file.Organiser.Id, viewer.UnitId))
        {
            return file;
        }
        bool Own(FileSubject subject) => tree.IsWithin(subject.UnitId, viewer.UnitId);
        IReadOnlyList<FileGroup> groups = [.. file.Groups.Select(g => g with { Subjects = [.. g.Subjects.Where(Own)] }).Where(g => g.Subjects.Count > 0)];
        var keys = groups.SelectMany(g => g.Subjects).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        return scheme.Openness == SchemeOpenness.Always
            ? file with { Groups = groups, Scores = [.. file.Scores.Where(s => keys.Contains(s.Subject))] }
            : file with { Groups = groups, Scores = ScoreEngine.Run(scheme, period, file.Indicators, groups, alone: true) };
    }

    private static UnitNode? Find(UnitTree tree, Viewer viewer, string? unit)
    {
        if (string.IsNullOrWhiteSpace(unit))
        {
            return tree.Find(viewer.UnitId ?? UnitTree.NationId);
        }
        return UnitNames.Find(tree, unit, viewer.UnitId) is [var one] ? one : null;
    }

    /// <summary>Who assesses the unit: the nearest unit above it in one of whose groups it stands; else the unit itself assesses.</summary>
    private async Task<(UnitNode Organiser, IReadOnlyList<ScoreScheme> Schemes)> OrganiserAsync(UnitTree tree, UnitNode asked, DateOnly day,
        ScoreQuestion question, CancellationToken ct)
    {
        foreach (var above in tree.Upward(asked.Id).Skip(1))
        {
            var fits = (await book.InForceAsync(tree, above, day, ct)).Where(s => s.Assessed == AssessedKind.Unit
                && s.Groups.Any(g => SchemeBook.Members(g, tree, above).Any(m => m.Id == asked.Id))).ToList();
            if (fits.Count > 0 && (question.Scheme is null || fits.Exists(s => s.Code == question.Scheme)))
            {
                return (above, fits);
            }
        }
        return (asked, await book.InForceAsync(tree, asked, day, ct));
    }
}
