using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Shell;
using Yinfeng.Units;
using Database = Yinfeng.Persistence.Database; // EF has a type of that name too.

namespace Yinfeng.Assessment;

/// <summary>All versions of all schemes: the product's example, then the office's own file, then what was approved on the page.</summary>
public sealed class SchemeBook
{
    private readonly Database _database;
    private readonly IReadOnlyList<ScoreScheme> _files;
    private readonly ConcurrentDictionary<long, IReadOnlyList<ScoreScheme>> _approved = new();

    /// <exception cref="RuleException">A file has mistakes; the message names each with line and column.</exception>
    public SchemeBook(Database database, IndicatorCatalog catalog)
        : this(database, catalog, [Path.Combine(AppFolders.Rules, "assessment.yaml"), Path.Combine(database.DataFolder, "rules", "assessment.yaml")]) { }

    internal SchemeBook(Database database, IndicatorCatalog catalog, IEnumerable<string> paths)
    {
        (_database, Indicators) = (database, [.. catalog.Codes.Select(c => catalog.Find(c)!).Where(i => !i.Hidden).Select(ScoredIndicator.Of)]);
        _files = [.. paths.Where(File.Exists).SelectMany(p => Read(Path.GetFileName(p), File.ReadAllText(p)))];
    }

    /// <summary>What formulas may name.</summary>
    public IReadOnlyList<ScoredIndicator> Indicators { get; }

    /// <summary>Reads a text as a file is read.</summary>
    /// <exception cref="RuleException">With every mistake.</exception>
    public IReadOnlyList<ScoreScheme> Read(string file, string text) => SchemeFile.Read(file, text, Indicators);

    /// <summary>Every version ever, later decisions after earlier ones.</summary>
    public async Task<IReadOnlyList<ScoreScheme>> AllAsync(CancellationToken ct)
    {
        await using var db = _database.OpenRead();
        var known = await db.Set<SchemeDraft>().Where(d => d.Status == ProposalStatus.Approved).OrderBy(d => d.DecidedAtUtc).ThenBy(d => d.Id)
            .Select(d => d.Id).ToListAsync(ct);
        var all = new List<ScoreScheme>(_files);
        foreach (var id in known)
        {
            if (!_approved.TryGetValue(id, out var schemes))
            {
                var draft = await db.Set<SchemeDraft>().FirstAsync(d => d.Id == id, ct);
                schemes = _approved.GetOrAdd(id, Read(FileOf(draft), draft.Text)); // What is approved never changes.
            }
            all.AddRange(schemes);
        }
        return all;
    }

    /// <summary>How messages call what was written on the page.</summary>
    public static string FileOf(SchemeDraft draft) => $"assessment-{draft.Id}.yaml";

    /// <summary>The versions in force on a day for a unit that assesses: its own before those of the units above it, and those before the general.</summary>
    public async Task<IReadOnlyList<ScoreScheme>> InForceAsync(UnitTree tree, UnitNode organiser, DateOnly day, CancellationToken ct)
    {
        var all = await AllAsync(ct);
        return [.. all.Select(s => s.Code).Distinct().Select(code => Find(all, code, tree, organiser, day)).OfType<ScoreScheme>()];
    }

    public static ScoreScheme? Find(IReadOnlyList<ScoreScheme> all, string code, UnitTree tree, UnitNode organiser, DateOnly day)
    {
        foreach (var unit in new[] { organiser.Code }.Append(null))
        {
            if (all.Where(s => s.Code == code && s.UnitCode == unit && s.HoldsOn(day)).OrderBy(s => s.ValidFrom).LastOrDefault() is { } scheme
                && (scheme.Assessed == AssessedKind.Leader || scheme.Groups.Any(g => Members(g, tree, organiser).Any())))
            {
                return scheme;
            }
        }
        return null;
    }

    /// <summary>The units of a group in the tree of a month.</summary>
    public static IEnumerable<UnitNode> Members(ScoreGroup group, UnitTree tree, UnitNode organiser) =>
        tree.Children(organiser.Id).Where(n => group.Kinds.Contains(n.Kind))
            .Concat(group.Codes.Select(tree.FindByCode).OfType<UnitNode>().Where(n => n.Id != organiser.Id && tree.IsWithin(n.Id, organiser.Id)))
            .Where(n => !group.Except.Contains(n.Code)).DistinctBy(n => n.Id).OrderBy(n => n.Code, StringComparer.Ordinal);
}
