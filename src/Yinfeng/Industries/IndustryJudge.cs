using Yinfeng.Analytics.Classify;
using Yinfeng.Persistence;

namespace Yinfeng.Industries;

/// <summary>Judges companies with the classifier as every correction so far has taught it.</summary>
/// <remarks>Held in memory and made anew when a correction is committed, here or in another process.</remarks>
public sealed class IndustryJudge : IStartTask
{
    private static readonly Statement Standing =
        new("SELECT name, scope, division FROM industry_correction WHERE undone_at_utc IS NULL ORDER BY id");

    private sealed record Held(IndustryClassifier Classifier, IReadOnlyDictionary<string, int> Corrected);

    private readonly IReadOnlyList<IndustryWord> _words = IndustryWords.Load();
    private readonly Database _database;
    private volatile Held _held;

    public IndustryJudge(Database database, ChangeFeed feed)
    {
        _database = database;
        _held = Make([]);
        Titles = IndustryWords.Titles();
        feed.Subscribe((changes, ct) => changes.Industries || changes.Everything ? RunAsync(ct) : Task.CompletedTask);
    }

    /// <summary>Titles of the divisions of GB/T 4754.</summary>
    public IReadOnlyDictionary<int, string> Titles { get; }

    public async Task RunAsync(CancellationToken ct)
    {
        var lessons = new List<IndustryLesson>();
        await using var sql = await _database.BorrowAsync(ct);
        await sql.ReadAsync(Standing, row => lessons.Add(new(row.GetString(0), row.GetString(1), row.GetInt32(2))), ct);
        if (lessons.Count > 0 || _held.Corrected.Count > 0)
        {
            _held = Make(lessons);
        }
    }

    /// <summary>The division with the words that decided; what a person said of this very name stands above everything.</summary>
    public IndustryAnswer Judge(string name, string scope)
    {
        var held = _held;
        var answer = held.Classifier.Classify(name, scope);
        return held.Corrected.TryGetValue(name, out var division) ? answer with { Division = division, Confidence = 1 } : answer;
    }

    /// <summary>The division alone, 0 for none: for imports, which judge a hundred thousand companies a second.</summary>
    public int Decide(string name, string scope)
    {
        var held = _held;
        return held.Corrected.TryGetValue(name, out var division) ? division : held.Classifier.Decide(name, scope).Division;
    }

    private Held Make(IReadOnlyList<IndustryLesson> corrections)
    {
        var corrected = new Dictionary<string, int>();
        foreach (var correction in corrections)
        {
            corrected[correction.Name] = correction.Division;
        }
        return new(new IndustryClassifier(IndustryLessons.Teach(_words, corrections)), corrected);
    }
}
