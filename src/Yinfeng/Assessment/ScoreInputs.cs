using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Reports;
using Yinfeng.Units;

namespace Yinfeng.Assessment;

/// <summary>Assumed actuals of one subject (what-if): indicator by code, in 亿元, 个 or %. Never stored.</summary>
public sealed record Assumption(string Subject, IReadOnlyDictionary<string, decimal> Values);

/// <summary>Brings together what a score is made of: figures of the board, cases from other rooms, and what was entered by hand.</summary>
/// <remarks>Reads the whole group, whoever asks: what of it a person is shown is decided in <see cref="ScoreQueries"/>.</remarks>
internal sealed class ScoreInputs(BoardQueries board, CaseCounts cases, LeaderFigures leaders, SchemeBook book, UnitDirectory units, Database database)
{
    private static readonly Viewer Product = Viewer.Product("assessment", "目标考核");

    /// <summary>The scores of an organiser's groups under one version of a scheme.</summary>
    /// <param name="restated">Of a closed month the figures of now rather than those of its bulletin.</param>
    public async Task<ScoreFile> ComputeAsync(ScoreScheme scheme, UnitNode organiser, YearMonth period, Assumption? assumed, CancellationToken ct,
        bool restated = false)
    {
        var tree = (await units.HistoryAsync(ct)).On(period);
        var (groups, closed) = scheme.Assessed == AssessedKind.Leader
            ? (await LeadersAsync(scheme, organiser, period, tree, ct), null) : await UnitsAsync(scheme, organiser, period, tree, restated, ct);
        groups = assumed is null ? groups : [.. groups.Select(g => g with { Subjects = [.. g.Subjects.Select(s => s.Key == assumed.Subject ? Assume(s, assumed) : s)] })];
        return new ScoreFile(ScoreFile.Version,
            new FileScheme(scheme.Id, scheme.Code, scheme.Name, scheme.ValidFrom, scheme.Document, scheme.Source, scheme.IsExample, scheme.File, scheme.Text, scheme.Assessed),
            new FileUnit(organiser.Id, organiser.Code, organiser.Name), period.ToString(), book.Indicators, closed, groups,
            ScoreEngine.Run(scheme, period, book.Indicators, groups));
    }

    private async Task<(IReadOnlyList<FileGroup> Groups, FileClosing? Closed)> UnitsAsync(ScoreScheme scheme, UnitNode organiser, YearMonth period,
        UnitTree tree, bool restated, CancellationToken ct)
    {
        var members = scheme.Groups.ToDictionary(g => g.Name, g => SchemeBook.Members(g, tree, organiser).ToList(), StringComparer.Ordinal);
        var all = members.Values.SelectMany(m => m).DistinctBy(m => m.Id).ToList();
        var figures = new Dictionary<long, IReadOnlyList<SubjectFigures>>();
        FileClosing? closed = null;
        var known = book.Indicators.Select(i => i.Code).ToHashSet(StringComparer.Ordinal); // A closed month may hold one that is no more.
        foreach (var parent in all.Select(m => m.ParentId ?? m.Id).Distinct())
        {
            var answer = await board.BoardAsync(Product, period, tree.Find(parent)!.Code, [], restated, ct);
            var view = answer.Value ?? throw new InvalidOperationException(string.Join(" ", answer.Unmet.Select(u => u.Message)));
            closed ??= view.Closed is { } mark ? new FileClosing(mark.Number, mark.IssuedOn) : null;
            foreach (var (unit, row) in view.Units.Zip(view.Present ?? view.Rows))
            {
                figures[unit.Id] = [.. row.Where(c => known.Contains(c.Indicator.Code)).Select(Figures)];
            }
        }
        var counted = await cases.OfUnitsAsync(scheme, all, period, tree, ct);
        var entries = await EntriesAsync(scheme, organiser, period, ct);
        return ([.. scheme.Groups.Select(g => new FileGroup(g.Name, [.. members[g.Name].Select(u => new FileSubject(FileSubject.UnitKey(u.Id), u.Id, u.Code, u.Name,
            figures.GetValueOrDefault(u.Id) ?? [], counted[u.Id], [.. entries[FileSubject.UnitKey(u.Id)]]))]))], closed);
    }

    private async Task<IReadOnlyList<FileGroup>> LeadersAsync(ScoreScheme scheme, UnitNode organiser, YearMonth period, UnitTree tree, CancellationToken ct)
    {
        var entries = await EntriesAsync(scheme, organiser, period, ct);
        var found = await leaders.OfUnitAsync(organiser, period, tree, ct);
        var none = new SortedDictionary<ExtraBasis, int>();
        return [new FileGroup(scheme.Groups[0].Name, [.. found.Select(l => new FileSubject(FileSubject.LeaderKey(organiser.Id, l.Person), organiser.Id, organiser.Code,
            l.Person, l.Figures, none, [.. entries[FileSubject.LeaderKey(organiser.Id, l.Person)]]))])];
    }

    /// <summary>What was confirmed for the year up to the month.</summary>
    private async Task<ILookup<string, FileEntry>> EntriesAsync(ScoreScheme scheme, UnitNode organiser, YearMonth period, CancellationToken ct)
    {
        await using var db = database.OpenRead();
        var first = new YearMonth(period.Year, 1);
        var rows = await db.Set<ScoreEntry>().Where(e => e.OrganiserId == organiser.Id && e.Scheme == scheme.Code && e.Status == EntryStatus.Confirmed
            && e.From >= first && e.From <= period).OrderBy(e => e.Id).ToListAsync(ct);
        return rows.ToLookup(e => e.Subject, e => new FileEntry(e.Id, e.Item, e.Points / 10_000m / 1.0000000000000000000000000000m, e.Reason, e.Document, e.EnteredByName,
            e.DecidedByName ?? ""));
    }

    private static SubjectFigures Figures(BoardCell cell) =>
        new(cell.Indicator.Code, cell.Value, cell.LastYear, cell.Target, cell.Stretch, cell.Plan);

    private static FileSubject Assume(FileSubject subject, Assumption assumed) => subject with
    {
        Figures = [.. subject.Figures.Where(f => !assumed.Values.ContainsKey(f.Indicator)),
            .. assumed.Values.Select(v => (subject.Figures.FirstOrDefault(f => f.Indicator == v.Key)
                ?? new SubjectFigures(v.Key, null, null, null, null, null)) with { Value = v.Value })],
    };
}
