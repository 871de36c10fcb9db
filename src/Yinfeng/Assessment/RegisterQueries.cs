using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Kernel;
using Yinfeng.Persistence;
using Yinfeng.Projects;
using Yinfeng.Rules;
using Yinfeng.Units;
using Database = Yinfeng.Persistence.Database; // EF has a type of that name too.

namespace Yinfeng.Assessment;

/// <param name="ItemName">As the scheme calls it.</param>
public sealed record EntryLine(ScoreEntry Entry, string Organiser, string Subject, string ItemName, bool CanDecide);

public sealed record DraftLine(SchemeDraft Draft, string Unit, bool CanDecide, IReadOnlyList<ScoreScheme> Schemes);

/// <summary>One target of a leader beside what the leader's projects came to; in 亿元, 个 or %.</summary>
public sealed record LeaderTargetLine(LeaderTarget Target, string Unit, string UnitCode, Indicator Indicator, decimal? Base, decimal? Stretch, decimal? Value)
{
    /// <summary>Share of the base target in percent; null for rates and without a base.</summary>
    public decimal? Completion => Indicator.Unit != IndicatorUnit.Rate && Base is > 0 ? Value * 100 / Base : null;
}

/// <summary>What is registered for the assessment: entries by hand, schemes written on the page, targets of leaders.</summary>
internal sealed class RegisterQueries(Database database, UnitDirectory units, SchemeBook book, IndicatorCatalog catalog, LeaderFigures leaders)
{
    private const int MostLines = 1_000;

    /// <summary>All for whoever oversees; else what concerns the person's own units. The latest first.</summary>
    public async Task<IReadOnlyList<EntryLine>> EntriesAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        var names = (await book.AllAsync(ct)).SelectMany(s => s.Extras.Select(e => (s.Code, Item: e.Code, e.Name)).Concat(s.Vetoes.Select(v => (s.Code, Item: v.Code, v.Name))))
            .GroupBy(x => (x.Code, x.Item)).ToDictionary(g => g.Key, g => g.Last().Name);
        await using var db = database.OpenRead();
        var rows = await db.Set<ScoreEntry>().OrderByDescending(e => e.Id).Take(MostLines).ToListAsync(ct);
        return [.. rows.Where(e => viewer.May(Rights.See) && tree.IsWithin(e.UnitId, viewer.UnitId)).Select(e => new EntryLine(e, tree.Find(e.OrganiserId)?.Name ?? "",
            FileSubject.PersonOf(e.Subject) ?? tree.Find(e.UnitId)?.Name ?? "", names.GetValueOrDefault((e.Scheme, e.Item), e.Item),
            viewer.May(Rights.Approve) && tree.IsWithin(e.OrganiserId, viewer.UnitId) && e.EnteredBy != viewer.ActorId))];
    }

    /// <summary>Schemes written on the page for units at, above or below the person's; proposals only for whoever oversees.</summary>
    public async Task<IReadOnlyList<DraftLine>> DraftsAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        await using var db = database.OpenRead();
        var rows = await db.Set<SchemeDraft>().OrderByDescending(d => d.Id).Take(MostLines).ToListAsync(ct);
        return [.. rows.Where(d => viewer.May(Rights.See) && (tree.IsWithin(d.UnitId, viewer.UnitId)
                || (d.Status == ProposalStatus.Approved && viewer.UnitId is { } home && tree.IsWithin(home, d.UnitId))))
            .Select(d => new DraftLine(d, tree.Find(d.UnitId)?.Name ?? "",
                viewer.May(Rights.Approve) && tree.IsWithin(d.UnitId, viewer.UnitId) && d.ProposedBy != viewer.ActorId, Read(d)))];
    }

    /// <summary>Every version of the schemes that concern the person: the general ones, and those of units at, above or below the person's.</summary>
    public async Task<IReadOnlyList<ScoreScheme>> SchemesAsync(Viewer viewer, CancellationToken ct)
    {
        var tree = await units.TodayAsync(ct);
        return [.. (await book.AllAsync(ct)).Where(s => viewer.May(Rights.See) && (s.UnitCode is null || (tree.FindByCode(s.UnitCode) is { } unit
            && (tree.IsWithin(unit.Id, viewer.UnitId) || (viewer.UnitId is { } home && tree.IsWithin(home, unit.Id))))))];
    }

    /// <summary>Targets of leaders of the units a person sees, for a year, with actuals up to a month.</summary>
    public async Task<IReadOnlyList<LeaderTargetLine>> LeadersAsync(Viewer viewer, YearMonth period, CancellationToken ct)
    {
        var tree = (await units.HistoryAsync(ct)).On(period);
        await using var db = database.OpenRead();
        var rows = viewer.May(Rights.See) ? await db.Set<LeaderTarget>().Where(t => t.Year == period.Year).ToListAsync(ct) : [];
        var lines = new List<LeaderTargetLine>();
        foreach (var unit in rows.Where(t => tree.IsWithin(t.UnitId, viewer.UnitId)).GroupBy(t => t.UnitId))
        {
            var node = tree.Find(unit.Key)!;
            var figures = (await leaders.OfUnitAsync(node, period, tree, ct)).ToDictionary(l => l.Person, StringComparer.Ordinal);
            lines.AddRange(from target in unit
                           let indicator = catalog.Find(target.Indicator)
                           where indicator is not null
                           select new LeaderTargetLine(target, node.Name, node.Code, indicator, Shown(indicator, target.Base), Shown(indicator, target.Stretch),
                               figures[target.Person].Figures.FirstOrDefault(f => f.Indicator == target.Indicator)?.Value));
        }
        return [.. lines.OrderBy(l => l.UnitCode, StringComparer.Ordinal).ThenBy(l => l.Target.Person, StringComparer.Ordinal)
            .ThenBy(l => l.Target.Indicator, StringComparer.Ordinal)];
    }

    /// <summary>The projects behind a leader's figures: all are counted, those the person may not see are not listed.</summary>
    public async Task<(IReadOnlyList<Project> Seen, int All)?> ProjectsAsync(Viewer viewer, string? unit, string? person, YearMonth period, CancellationToken ct)
    {
        var tree = (await units.HistoryAsync(ct)).On(period);
        if (!viewer.May(Rights.See) || UnitNames.Find(tree, unit ?? "", viewer.UnitId) is not [var node]
            || (await leaders.OfUnitAsync(node, period, tree, ct)).FirstOrDefault(l => l.Person == person) is not { } leader)
        {
            return null;
        }
        await using var db = database.OpenRead();
        var policy = new ProjectPolicy(viewer, await units.TodayAsync(ct));
        var seen = await db.Set<Project>().Where(policy.Filter(db)).Where(p => leader.Projects.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
        return (seen, leader.Projects.Count);
    }

    private IReadOnlyList<ScoreScheme> Read(SchemeDraft draft)
    {
        try
        {
            return book.Read(SchemeBook.FileOf(draft), draft.Text);
        }
        catch (RuleException)
        {
            return []; // An indicator it named is no more; the text itself is still shown.
        }
    }

    private static decimal? Shown(Indicator indicator, long? value) => value is { } v ? indicator.Show(v) : null;
}
