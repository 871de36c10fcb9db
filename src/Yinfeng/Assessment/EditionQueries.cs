using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Rules;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>An edition as lists show it.</summary>
public sealed record EditionLine(long Id, long OrganiserId, string Organiser, string Scheme, YearMonth Period, int? Number, string Document, ProposalStatus Status, string? Reason,
    string ProposedBy, string ProposedByName, DateTime ProposedAtUtc, string? DecidedByName, DateTime? DecidedAtUtc, string? DecisionReason, DateOnly? ObjectUntil,
    string Sha256, int Objections);

/// <summary>One edition as a person may see it.</summary>
/// <param name="File">The frozen file; figures and steps only of subjects the person may open.</param>
/// <param name="Now">The same scheme on the figures of now, where the person oversees it; null where it cannot be applied any more.</param>
/// <param name="Own">Keys of the subjects that the person may open.</param>
public sealed record EditionView(EditionLine Line, ScoreFile File, ScoreScheme Scheme, ScoreFile? Now, bool Oversees, IReadOnlySet<string> Own,
    IReadOnlyList<Objection> Objections, byte[] Data)
{
    /// <summary>What the same scheme gives now instead, where it differs (更正后).</summary>
    public SubjectScore? Changed(SubjectScore score) => Now?.Of(score.Subject) is { } now && (now.Total != score.Total || now.Rank != score.Rank) ? now : null;
}

/// <summary>Reads published scores: everybody of the group their places, the figures behind only their own.</summary>
internal sealed class EditionQueries(Database database, UnitDirectory units, ScoreInputs inputs, SchemeBook book)
{
    private const int MostLines = 500;

    /// <summary>The latest first; proposals only for whoever oversees the group.</summary>
    public async Task<IReadOnlyList<EditionLine>> ListAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = await Lines(db, db.Set<ScoreEdition>().OrderByDescending(e => e.Period).ThenByDescending(e => e.Id).Take(MostLines)).ToListAsync(ct);
        return [.. rows.Where(r => Sees(viewer, r.OrganiserId, r.Status, tree)).Select(r => Named(r, tree, viewer))];
    }

    public async Task<EditionView?> GetAsync(Viewer viewer, long id, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        if (await Lines(db, db.Set<ScoreEdition>().Where(e => e.Id == id)).FirstOrDefaultAsync(ct) is not { } line || !Sees(viewer, line.OrganiserId, line.Status, tree))
        {
            return null;
        }
        var data = await db.Set<ScoreEdition>().Where(e => e.Id == id).Select(e => e.Data).FirstAsync(ct);
        var file = ScoreFile.Read(data);
        var oversees = tree.IsWithin(line.OrganiserId, viewer.UnitId);
        var own = file.Groups.SelectMany(g => g.Subjects).Where(s => oversees || tree.IsWithin(s.UnitId, viewer.UnitId)).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        var scheme = file.ReadScheme();
        if (!oversees && own.Count == 0 && scheme.Openness == SchemeOpenness.Never)
        {
            return null;
        }
        var objections = await db.Set<Objection>().Where(o => o.EditionId == id).OrderBy(o => o.Id).ToListAsync(ct);
        return new EditionView(Named(line, tree, viewer), oversees ? file : Cut(file, scheme, own), scheme,
            oversees ? await NowAsync(file, scheme, line, ct) : null, oversees, own,
            [.. objections.Where(o => oversees || tree.IsWithin(o.UnitId, viewer.UnitId))], data);
    }

    /// <summary>Whether the person may know of the edition at all.</summary>
    internal async Task<bool> SeesAsync(Viewer viewer, ScoreEdition edition, CancellationToken ct) =>
        Sees(viewer, edition.OrganiserId, edition.Status, await units.TodayAsync(ct));

    /// <summary>Published: for everybody at or below the unit that assesses, and above it. Proposed: for whoever oversees it.</summary>
    private static bool Sees(Viewer viewer, long organiserId, ProposalStatus status, UnitTree tree) => viewer.May(Rights.See)
        && (tree.IsWithin(organiserId, viewer.UnitId) || (status == ProposalStatus.Approved && viewer.UnitId is { } home && tree.IsWithin(home, organiserId)));

    /// <summary>Others' totals, places and points, without the figures they are made of.</summary>
    private static ScoreFile Cut(ScoreFile file, ScoreScheme scheme, HashSet<string> own) => file with
    {
        Groups = [.. file.Groups.Select(g => g with { Subjects = [.. g.Subjects.Where(s => own.Contains(s.Key))] })],
        Scores = [.. file.Scores.Where(s => own.Contains(s.Subject) || scheme.Openness != SchemeOpenness.Never).Select(s => own.Contains(s.Subject) ? s : s with
        {
            Items = [.. s.Items.Select(i => i with { Raw = null, Steps = [], Missing = [] })], Extras = [],
        })],
    };

    private async Task<ScoreFile?> NowAsync(ScoreFile file, ScoreScheme frozen, EditionLine line, CancellationToken ct)
    {
        try
        {
            var scheme = book.Read(frozen.File, frozen.Text).First(s => s.Id == frozen.Id);
            return (await units.HistoryAsync(ct)).On(line.Period).Find(file.Organiser.Id) is { } organiser
                ? await inputs.ComputeAsync(scheme, organiser, line.Period, null, ct, restated: true) : null;
        }
        catch (RuleException)
        {
            return null; // An indicator of then is no more: there is nothing to compare with, and the frozen score stands.
        }
    }

    private static EditionLine Named(EditionLine line, UnitTree tree, Viewer viewer) => line with
    {
        Organiser = tree.Find(line.OrganiserId)?.Name ?? "",
        Objections = tree.IsWithin(line.OrganiserId, viewer.UnitId) ? line.Objections : 0,
        ProposedBy = tree.IsWithin(line.OrganiserId, viewer.UnitId) ? line.ProposedBy : "",
    };

    private static IQueryable<EditionLine> Lines(YinfengDb db, IQueryable<ScoreEdition> of) => of.Select(e => new EditionLine(e.Id, e.OrganiserId, "", e.Scheme, e.Period, e.Number,
        e.Document, e.Status, e.Reason, e.ProposedBy, e.ProposedByName, e.ProposedAtUtc, e.DecidedByName, e.DecidedAtUtc, e.DecisionReason, e.ObjectUntil, e.Sha256,
        db.Set<Objection>().Count(o => o.EditionId == e.Id)));
}
