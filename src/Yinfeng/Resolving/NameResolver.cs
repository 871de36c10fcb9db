using System.Text;
using Yinfeng.Access;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Resolve;
using Yinfeng.Enterprises;
using Yinfeng.Persistence;
using Yinfeng.Reference;

namespace Yinfeng.Resolving;

/// <summary>A company that a written name may mean.</summary>
/// <param name="NamesPerson">A person may be named in it: <see cref="PersonNames"/>.</param>
public sealed record ResolvedCompany(long Id, string Name, string? CreditCode, int Adcode, double Score, LikenessReason Reason, bool NamesPerson = false);

/// <summary>What a written name means.</summary>
/// <param name="Company">The company, where matched.</param>
/// <param name="Answered">A person said so.</param>
/// <param name="Candidates">What it may mean, the best first, at most five.</param>
public sealed record Resolved(string Name, NameStatus Status, ResolvedCompany? Company, bool Answered, IReadOnlyList<ResolvedCompany> Candidates)
{
    /// <summary>As somebody may see it: names of persons are masked for whoever may not see business.</summary>
    public Resolved For(Viewer viewer)
    {
        return viewer.May(Rights.See) ? this : this with { Company = Company is { } company ? Masked(company) : null, Candidates = [.. Candidates.Select(Masked)] };

        static ResolvedCompany Masked(ResolvedCompany c) => c with { Name = PersonNames.Show(c.Name, c.NamesPerson, maySee: false) };
    }
}

/// <summary>Tells which company of the base a written name means.</summary>
public sealed class NameResolver : IStartTask
{
    private const int MostCandidates = 5, CodeLength = 18;
    private static readonly Statement Standing =
        new("SELECT key, place, enterprise_id FROM name_answer WHERE undone_at_utc IS NULL ORDER BY id");
    private readonly NameBase _names;
    private readonly Database _database;
    private volatile Dictionary<(string Key, int Place), long?> _answers = [];

    public NameResolver(NameBase names, Database database, ChangeFeed feed)
    {
        (_names, _database) = (names, database);
        feed.Subscribe((changes, ct) => changes.NameAnswers || changes.Everything ? RunAsync(ct) : Task.CompletedTask);
    }

    /// <summary>Reads what people answered.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var answers = new Dictionary<(string, int), long?>();
        await using var sql = await _database.BorrowAsync(ct);
        await sql.ReadAsync(Standing, row => answers[(row.GetString(0), row.GetInt32(1))] = row.Long(2), ct);
        _answers = answers;
    }

    public static string Key(string name) => CompanyNames.Reading.Folding.Fold(name.AsSpan(0, Math.Min(name.Length, Enterprise.LongestName)));

    /// <param name="name">As written; a credit code is looked up as such.</param>
    /// <param name="place">GB/T 2260 code of the place that stands beside the name; 0 unknown. Among companies of one name it decides.</param>
    public async Task<Resolved> ResolveAsync(string name, int place, CancellationToken ct)
    {
        var names = await _names.NowAsync(ct);
        var columns = names.Columns;
        var key = Key(name);
        var found = key.Length < 2 ? [] : OfCode(key, columns) ?? await names.FindAsync(key);
        IReadOnlyList<ResolvedCompany> shown = [.. found.Where(f => f.Likeness.Score >= NameDecision.LeastDoubtful)
            .Take(MostCandidates).Select(f => Company(f, columns))];
        if (Answer(key, place, out var said))
        {
            var row = said is { } id ? columns.Find(id) : -1;
            return row < 0 ? new(name, NameStatus.None, null, true, shown)
                : new(name, NameStatus.Matched, Company(new(row, new(1, LikenessReason.Same), columns.Id(row)), columns), true, shown);
        }
        var (status, best) = NameDecision.Of(OneEach(found, columns, place));
        return new(name, status, status == NameStatus.Matched ? Company(best!.Value, columns) : null, false, shown);
    }

    private bool Answer(string key, int place, out long? company) =>
        _answers.TryGetValue((key, place), out company) || (place != 0 && _answers.TryGetValue((key, 0), out company));

    private static List<NameCandidate>? OfCode(string key, EnterpriseColumns columns) =>
        key.Length == CodeLength && key.All(char.IsAsciiLetterOrDigit)
            ? [.. columns.WithCode(key).Select(row => new NameCandidate(row, new(1, LikenessReason.Same), columns.Id(row)))] : null;

    /// <summary>Rows of one name without two different checked codes are one company; those in the place that was given stand first.</summary>
    private static List<NameCandidate> OneEach(IReadOnlyList<NameCandidate> found, EnterpriseColumns columns, int place)
    {
        var first = found.Where(f => f.Likeness.Score == 1).ToList();
        var there = first.Where(f => place != 0 && columns.Adcode(f.Row) / 100 == place / 100).ToList();
        var meant = there.Count > 0 ? there : first;
        var codes = meant.Where(f => (columns.Flags(f.Row) & EnterpriseFlags.CodeChecked) != 0).Select(f => Code(f.Row, columns)).Distinct().Count();
        return meant.Count == 0 ? [.. found] : codes > 1 ? meant : [meant[0]];
    }

    private static ResolvedCompany Company(NameCandidate candidate, EnterpriseColumns columns) => new(columns.Id(candidate.Row),
        columns.Name(candidate.Row).ToString(), Code(candidate.Row, columns), columns.Adcode(candidate.Row), Math.Round(candidate.Likeness.Score, 2), candidate.Likeness.Reason,
        (columns.Flags(candidate.Row) & EnterpriseFlags.NamesPerson) != 0);

    private static string? Code(int row, EnterpriseColumns columns) => columns.Code(row) is { Length: > 0 } code ? Encoding.ASCII.GetString(code) : null;
}
