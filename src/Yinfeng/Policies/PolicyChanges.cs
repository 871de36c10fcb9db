using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Kernel;

namespace Yinfeng.Policies;

/// <summary>One subject for which a clause answers differently in the new version.</summary>
/// <param name="Before">Null where the old version says no, as <paramref name="After"/> for the new one.</param>
/// <param name="Keeps">Signed before the new version: the old rules stay with it, and it is told for information.</param>
public sealed record PolicyChangeRow(PolicySubject Subject, string Article, string Name, PolicyResult? Before, PolicyResult? After, bool Keeps)
{
    public decimal DifferenceFen => (After?.Fen ?? After?.Range?.High ?? 0) - (Before?.Fen ?? Before?.Range?.High ?? 0);

    public static string Told(PolicyResult? result) => result is null ? "不符合" : PolicyTrialRow.Told(result);
}

/// <summary>Who should be told of a new version (推送名单): everybody whose answer or amount differs.</summary>
/// <param name="From">First day of the new version.</param>
/// <param name="Days">All days on which the policy changed, the latest first.</param>
/// <param name="Rows">Gains first, then losses, the greatest difference first.</param>
public sealed record PolicyChangeView(Policy Policy, DateOnly From, DateOnly On, IReadOnlyList<DateOnly> Days, int Subjects, IReadOnlyList<PolicyChangeRow> Rows);

/// <summary>Runs the version before a day and the one from that day on over everybody, and tells whom the change concerns.</summary>
internal sealed class PolicyChanges(PolicyLibrary library, EntitledMatch match, EntitledQueries entitled)
{
    /// <summary>Days from which the policy has other rules or other parameters, the latest first.</summary>
    public IReadOnlyList<DateOnly> Days(string policy)
    {
        var sources = library.Sources.Where(s => s.Id == policy).Select(s => s.From).OfType<DateOnly>();
        var parameters = library.Find(policy, DateOnly.MaxValue)?.Parameters.SelectMany(p => p.Values.Skip(1).Select(v => v.From)) ?? [];
        return [.. sources.Concat(parameters).Where(d => d > DateOnly.MinValue).Distinct().OrderDescending()];
    }

    /// <param name="from">Null for the latest change.</param>
    /// <returns>Null when there is no such policy, or it never changed.</returns>
    public async Task<PolicyChangeView?> OfAsync(Viewer viewer, string policy, DateOnly? from, DateOnly on, CancellationToken ct)
    {
        var days = Days(policy);
        var day = from ?? (days is [var latest, ..] ? latest : default);
        if (day == default || library.Find(policy, day) is not { } after || library.Find(policy, day.AddDays(-1)) is not { } before)
        {
            return null;
        }
        var subjects = await entitled.SubjectsAsync(viewer, on, ct);
        var (was, becomes) = (Answers(subjects, before, on), Answers(subjects, after, on));
        var rows = was.Keys.Union(becomes.Keys).Select(key => Row(was.GetValueOrDefault(key), becomes.GetValueOrDefault(key), day)).OfType<PolicyChangeRow>()
            .OrderByDescending(r => r.DifferenceFen > 0).ThenByDescending(r => Math.Abs(r.DifferenceFen)).ThenBy(r => r.Subject.Id)
            .ThenBy(r => r.Article, StringComparer.Ordinal).ToList();
        return new(after, day, on, days, subjects.Count, rows);
    }

    private Dictionary<(string, string), Entitlement> Answers(IReadOnlyList<PolicySubject> subjects, Policy version, DateOnly on) =>
        match.Ask(subjects, [version], on).ToDictionary(e => (e.Subject.Key, e.Result.Article));

    private static PolicyChangeRow? Row(Entitlement? before, Entitlement? after, DateOnly from)
    {
        var (one, other) = (before?.Result, after?.Result);
        if (one?.Answer == other?.Answer && one?.Fen == other?.Fen && one?.Range == other?.Range)
        {
            return null;
        }
        var (subject, result) = ((before ?? after)!.Subject, (other ?? one)!);
        return new(subject, result.Article, result.Name, one, other, subject.Facts.Date(PolicyFacts.SignedOn) is { } signed && signed.Latest < from);
    }

    public static object Json(PolicyChangeView view) => new
    {
        policy = new { id = view.Policy.Id, name = view.Policy.Name }, from = Day(view.From), on = Day(view.On), changes = view.Days.Select(Day), subjects = view.Subjects,
        results = view.Rows.Select(r => new
        {
            subject = new { kind = r.Subject.Key.Split(':')[0], id = r.Subject.Id, name = r.Subject.Name }, article = r.Article, name = r.Name, keepsOldRules = r.Keeps,
            before = Answer(r.Before), after = Answer(r.After), differenceYuan = PolicyJson.Yuan(r.DifferenceFen),
        }),
    };

    private static object Answer(PolicyResult? result) => new
    {
        answer = result is null ? "no" : PolicyJson.Word(result.Answer), amountYuan = PolicyJson.Yuan(result?.Fen), missing = result?.Missing.Select(f => f.Name) ?? [],
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
