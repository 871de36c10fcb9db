using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Audit;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>A frozen value that does not come out again.</summary>
public sealed record ScoreDifference(string Subject, string Name, string Item, decimal Frozen, decimal? Recomputed);

/// <summary>What computing a frozen score again from its frozen inputs gave.</summary>
/// <param name="Compared">How many points and places were compared.</param>
/// <param name="Damaged">What does not agree with the hash: "data", "audit"; or "scheme" where the frozen text cannot be read.</param>
public sealed record EditionCheck(long Id, string Period, int? Edition, string Document, string Sha256, int Compared, IReadOnlyList<ScoreDifference> Differences,
    IReadOnlyList<string> Damaged)
{
    public bool Ok => Differences.Count == 0 && Damaged.Count == 0;
}

/// <summary>Computes a frozen score again from nothing but what was frozen, and compares every item (核验).</summary>
internal sealed class VerifyEdition(Database database, EditionQueries editions)
{
    public async Task<Decision<EditionCheck>> RunAsync(Viewer viewer, long id, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        if (await db.Set<ScoreEdition>().FirstOrDefaultAsync(e => e.Id == id, ct) is not { } edition || !await editions.SeesAsync(viewer, edition, ct))
        {
            return Decision<EditionCheck>.Refuse([AssessmentScope.NotFound]);
        }
        var sha = Convert.ToHexStringLower(SHA256.HashData(edition.Data));
        var damaged = new List<string>();
        if (sha != edition.Sha256)
        {
            damaged.Add("data");
        }
        var subject = $"score:{edition.Id}";
        var witness = await db.Set<AuditEntry>().Where(e => e.Subject == subject && e.Action == "score.freeze").Select(e => e.Detail).FirstOrDefaultAsync(ct);
        if (witness is null || Sha(witness) != sha)
        {
            damaged.Add("audit");
        }
        var (compared, differences) = Compare(edition.Data, damaged);
        return Decision<EditionCheck>.Allow(new EditionCheck(edition.Id, edition.Period.ToString(), edition.Number, edition.Document, sha, compared, differences, damaged));
    }

    private static string? Sha(string detail)
    {
        using var json = JsonDocument.Parse(detail);
        return json.RootElement.TryGetProperty("sha256", out var sha) ? sha.GetString() : null;
    }

    /// <summary>Every item, extra, total and place against the engine of now.</summary>
    private static (int Compared, List<ScoreDifference> Differences) Compare(byte[] data, List<string> damaged)
    {
        var differences = new List<ScoreDifference>();
        ScoreFile file;
        IReadOnlyList<SubjectScore> again;
        try
        {
            file = ScoreFile.Read(data);
            again = ScoreEngine.Run(file.ReadScheme(), YearMonth.TryParse(file.Period, out var period) ? period : default, file.Indicators, file.Groups);
        }
        catch (Exception e) when (e is JsonException or RuleException or InvalidDataException or InvalidOperationException)
        {
            damaged.Add("scheme"); // Bytes that were changed need not be a score any more; the check must still answer.
            return (0, differences);
        }
        var compared = 0;
        foreach (var score in file.Scores)
        {
            var now = again.FirstOrDefault(s => s.Subject == score.Subject);
            foreach (var (item, frozen, recomputed) in Values(score).Select(v => (v.Item, v.Value,
                Values(now).Where(n => n.Item == v.Item).Select(n => (decimal?)n.Value).FirstOrDefault())))
            {
                compared++;
                if (frozen != recomputed)
                {
                    differences.Add(new ScoreDifference(score.Subject, score.Name, item, frozen, recomputed));
                }
            }
        }
        return (compared, differences);
    }

    private static IEnumerable<(string Item, decimal Value)> Values(SubjectScore? score) => score is null ? []
        : [.. score.Items.Select(i => (i.Code, i.Points)), .. score.Extras.Select(e => (e.Code, e.Points)), ("total", score.Total), ("rank", score.Rank)];
}
