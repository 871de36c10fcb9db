using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Assessment;

/// <summary>Computes scores from a scheme and what it is applied to. No clock, no database: the same input gives the same scores.</summary>
/// <remarks>Formula, ties and rounding: docs/methods/assessment.md.</remarks>
internal static class ScoreEngine
{
    /// <returns>By group as in the file, in each by rank, then by code.</returns>
    /// <param name="alone">For somebody who may not know the rest of the group: items that compare are hidden, and there is no rank.</param>
    public static IReadOnlyList<SubjectScore> Run(ScoreScheme scheme, YearMonth period, IReadOnlyList<ScoredIndicator> indicators,
        IReadOnlyList<FileGroup> groups, bool alone = false) => [.. groups.SelectMany(g => Group(scheme, period, indicators, g, alone))];

    private static IEnumerable<SubjectScore> Group(ScoreScheme scheme, YearMonth period, IReadOnlyList<ScoredIndicator> indicators, FileGroup group,
        bool alone)
    {
        var units = indicators.ToDictionary(i => i.Code, i => i.Unit, StringComparer.Ordinal);
        var figures = group.Subjects.Select(s => s.Figures.ToDictionary(f => f.Indicator, f => f with { Unit = units[f.Indicator] }, StringComparer.Ordinal)).ToList();
        var compared = scheme.Items.Select(i => i.Indicator).Distinct().ToDictionary(code => code, code => GroupFigures.Of(
            [.. figures.Select(f => Of(f, code, units[code]))], indicators.First(i => i.Code == code).HigherIsBetter), StringComparer.Ordinal);
        var made = group.Subjects.Select((subject, at) =>
        {
            ItemScore[] items = [.. scheme.Items.Select(i => alone && i.Compares ? Hidden(i) : Item(scheme, i, period, figures[at], units, compared[i.Indicator][at]))];
            return Subject(scheme, group, subject, items);
        }).ToList();
        if (alone)
        {
            return made;
        }
        var ranked = made.Select(s => s with { Rank = 1 + made.Count(o => Order(scheme, o, s) < 0), GroupSize = made.Count }).ToList();
        return ranked.Zip(group.Subjects).OrderBy(x => x.First.Rank).ThenBy(x => x.Second.Code, StringComparer.Ordinal)
            .ThenBy(x => x.Second.Key, StringComparer.Ordinal).Select(x => x.First);
    }

    private static SubjectFigures Of(Dictionary<string, SubjectFigures> figures, string code, IndicatorUnit unit) =>
        figures.GetValueOrDefault(code) ?? new SubjectFigures(code, null, null, null, null, null) { Unit = unit };

    private static ItemScore Item(ScoreScheme scheme, ScoreItem item, YearMonth period, Dictionary<string, SubjectFigures> figures,
        Dictionary<string, IndicatorUnit> units, decimal?[] group)
    {
        var row = new FactRow(item.Facts.Schema);
        row.SetExact(item.Facts.Weight, item.Weight);
        row.SetExact(item.Facts.TimeProgress, period.Month / 12m);
        foreach (var code in units.Keys.Where(item.Facts.Knows))
        {
            item.Facts.Fill(row, code, Of(figures, code, units[code]));
        }
        foreach (var (fact, at) in GroupFigures.All.Select((f, i) => (item.Facts.Group.GetValueOrDefault(f.Name), i)).Where(x => x.Item1 is not null))
        {
            row.SetExact(fact!, group[at]);
        }
        var raw = item.Points.Compute(row);
        var threshold = item.Threshold?.Explain(row);
        var (state, points) = threshold?.Truth switch
        {
            Truth.No => (ItemState.BelowThreshold, 0m),
            Truth.Unknown => (Hole(item), 0m),
            _ => raw is { } value ? Bounded(value, item) : (Hole(item), 0m),
        };
        List<string> missing = state is ItemState.Unknown or ItemState.LeftOut
            ? [.. (threshold?.Truth == Truth.Unknown ? threshold.Missing : item.Points.Missing(row)).Select(f => f.Name).Distinct()] : [];
        return new ItemScore(item.Code, item.Name, item.Indicator, item.Weight, item.Points.Source.Text, item.Threshold?.Source.Text, item.Cap, item.Floor,
            state, raw is { } r ? Plain(decimal.Round(r, 10, MidpointRounding.AwayFromZero)) : null, Rounded(points, scheme), item.Compares,
            [.. item.Points.Explain(row).Select(s => new ItemStep(s.Text, s.Shown))], missing);
    }

    private static ItemScore Hidden(ScoreItem item) => new(item.Code, item.Name, item.Indicator, item.Weight, item.Points.Source.Text,
        item.Threshold?.Source.Text, item.Cap, item.Floor, ItemState.Hidden, null, 0, true, [], []);

    private static ItemState Hole(ScoreItem item) => item.LeaveOutUnknown ? ItemState.LeftOut : ItemState.Unknown;

    /// <summary>Floor first, then cap; without either, what the formula says.</summary>
    private static (ItemState State, decimal Points) Bounded(decimal value, ScoreItem item)
    {
        var lifted = item.Floor is { } floor && value < floor;
        var points = lifted ? item.Floor!.Value : value;
        return item.Cap is { } cap && points > cap ? (ItemState.Capped, cap) : (lifted ? ItemState.Floored : ItemState.Computed, points);
    }

    private static SubjectScore Subject(ScoreScheme scheme, FileGroup group, FileSubject subject, ItemScore[] items)
    {
        ExtraScore[] extras = [.. scheme.Extras.Select(e => Extra(scheme, e, subject))];
        var counted = items.Where(i => i.State != ItemState.LeftOut).ToList();
        var weights = counted.Sum(i => i.Weight);
        var sum = counted.Sum(i => i.Points);
        // Items left out for want of figures: the others stand for the full points.
        var own = counted.Count == items.Length ? sum : weights == 0 ? 0 : Rounded(sum * scheme.FullPoints / weights, scheme);
        var extra = extras.Sum(e => e.Points);
        var total = Math.Max(0, own + extra);
        total = scheme.TotalCap is { } cap ? Math.Min(total, cap) : total;
        var vetoes = scheme.Vetoes.Where(v => subject.Entries.Any(e => e.Item == v.Code)).ToList();
        total = vetoes.Exists(v => v.Effect == VetoEffect.ScoreIsZero) ? 0 : total;
        var grade = vetoes.Count > 0 ? null : scheme.Grades.FirstOrDefault(g => total >= g.From)?.Name;
        return new SubjectScore(subject.Key, group.Name, subject.Name, Plain(own), Plain(extra), Plain(total), 0, 0, grade,
            vetoes.Count == 0 ? null : string.Join("、", vetoes.Select(v => v.Name)), items.Count(i => i.State is ItemState.Unknown or ItemState.LeftOut),
            items, extras);
    }

    private static ExtraScore Extra(ScoreScheme scheme, ExtraItem extra, FileSubject subject)
    {
        var entries = subject.Entries.Where(e => e.Item == extra.Code).ToList();
        var cases = extra.Basis == ExtraBasis.ByHand ? entries.Count : subject.Cases.GetValueOrDefault(extra.Basis);
        var points = extra.Basis == ExtraBasis.ByHand ? entries.Sum(e => e.Points) : ByCases(extra.Points!, cases);
        var capped = extra.Cap is { } cap && points > cap;
        return new ExtraScore(extra.Code, extra.Name, extra.Basis, cases, Rounded(extra.Sign * (capped ? extra.Cap!.Value : points), scheme), capped,
            extra.Points?.Source.Text);
    }

    private static decimal ByCases(NumberRule rule, int cases)
    {
        var facts = ScoreFacts.OfCases();
        var row = new FactRow(facts.Schema);
        row.SetExact(facts.Cases!, cases);
        return Math.Max(0, rule.Compute(row) ?? 0); // Only a division by zero cases is unknown, and no case costs nothing.
    }

    /// <summary>Who stands before whom: the higher total; of equal ones, by the items named for that, in their order.</summary>
    private static int Order(ScoreScheme scheme, SubjectScore a, SubjectScore b)
    {
        var order = b.Total.CompareTo(a.Total);
        foreach (var code in scheme.TieBreaks.TakeWhile(_ => order == 0))
        {
            order = b.Items.First(i => i.Code == code).Points.CompareTo(a.Items.First(i => i.Code == code).Points);
        }
        return order;
    }

    private static decimal Rounded(decimal points, ScoreScheme scheme) => Plain(decimal.Round(points, scheme.Decimals, MidpointRounding.AwayFromZero));

    /// <summary>Without trailing zeros, so that equal numbers are written alike.</summary>
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;
}
