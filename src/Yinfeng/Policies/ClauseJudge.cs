using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Asks a whole clause: where and when it holds, what takes it away, then its items together.</summary>
internal sealed class ClauseJudge(FactRow row, Policy policy, RegionNames regions, DateOnly on, bool explain, bool ignoreForce = false)
{
    public Finding Ask(PolicyClause clause)
    {
        if (!ignoreForce && Excluded() is { } excluded)
        {
            return excluded;
        }
        var region = clause.RegionId ?? policy.RegionId;
        var side = row.Texts[PolicyFacts.RegisteredIn.Slot] is { } place ? regions.SideOf(place, region) : PlaceSide.Within;
        if (side == PlaceSide.Outside)
        {
            return new Finding(Truth.No, clause.Items[0].Clause, clause.Items[0].Quote) { Steps = [Place(clause, $"不在 {regions.Name(region)}")] };
        }
        if (!ignoreForce && OutOfForce(clause.Events ?? policy.Events, clause.Yearly) is { } lapsed)
        {
            return lapsed;
        }
        (DateOnly? From, DateOnly? To)? years = clause.Yearly && !ignoreForce ? (policy.From, policy.To) : null;
        var judge = new ItemJudge(row, explain);
        var found = Together(clause, [.. clause.Items.Select(i => judge.Ask(i, years))]);
        if (found.OutOfForce)
        {
            return found with { Clause = policy.EndClause ?? found.Clause, Quote = policy.EndQuote ?? found.Quote };
        }
        if (side == PlaceSide.Above && found.Answer != Truth.No)
        {
            found = Nearer(clause, region, found);
        }
        var also = clause.AlsoWhen is { } when && found.Answer != Truth.No && when.Ask(row) == Truth.Yes;
        return also ? found with { Clause = $"{found.Clause}、{clause.AlsoClause}", Quote = clause.AlsoQuote ?? found.Quote } : found;
    }

    /// <summary>A place above the policy's region settles nothing: which county has to be asked.</summary>
    private Finding Nearer(PolicyClause clause, long region, Finding found) => new(Truth.Unknown, found.Clause, found.Quote)
    {
        Missing = [.. found.Missing.Prepend(PolicyFacts.RegisteredIn)], Deciding = [.. found.Deciding.Prepend(PolicyFacts.RegisteredIn)], Met = found.Met,
        Steps = [Place(clause, $"含 {regions.Name(region)}，要写到区县才能答复"), .. found.Steps],
    };

    private MatchStep Place(PolicyClause clause, string told) =>
        new($"注册地 {row.Texts[PolicyFacts.RegisteredIn.Slot]}", told, clause.Items[0].Clause);

    /// <summary>What takes all awards of the policy away; null when nothing does.</summary>
    public Finding? Excluded() => policy.Exclusions.FirstOrDefault(e => e.When.Ask(row) == Truth.Yes) is { } taken
        ? new Finding(Truth.No, taken.Clause, taken.Quote) { Steps = [.. taken.When.Steps(row).Select(s => new MatchStep(s.Text, s.Shown, taken.Clause))] } : null;

    /// <summary>No, where every stated event (or, without any, the day of the question) lies outside the time in force.</summary>
    public Finding? OutOfForce(IReadOnlyList<Fact> events, bool yearly)
    {
        var stated = events.Select(f => (f.Name, Day: row.Date(f))).Where(x => x.Day is not null).ToList();
        bool inside;
        string told;
        if (stated.Count > 0)
        {
            inside = stated.Exists(x => In(x.Day!.Value.Earliest, x.Day.Value.Latest));
            told = string.Join("、", stated.Select(x => $"{x.Name} {x.Day}"));
        }
        else if (row.Exact[PolicyFacts.Year.Slot] is { } year and >= 1949 and < 2200)
        {
            inside = In(new DateOnly((int)year, 1, 1), new DateOnly((int)year, 12, 31));
            told = $"{(int)year}年度";
        }
        else
        {
            inside = yearly || In(on, on);
            told = $"询问日期 {on:yyyy-MM-dd}";
        }
        return inside ? null : new Finding(Truth.No, policy.EndClause, policy.EndQuote)
        {
            Steps = [new MatchStep(told, $"不在有效期 {Span()} 之内", policy.EndClause)],
        };
    }

    private string Span() => $"{Day(policy.From)} 至 {Day(policy.To)}";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "…";

    private bool In(DateOnly first, DateOnly last) => (policy.From is not { } from || last >= from) && (policy.To is not { } to || first <= to);

    private static Finding Together(PolicyClause clause, IReadOnlyList<Finding> items)
    {
        var yes = items.Where(i => i.Answer == Truth.Yes).ToList();
        if (yes.Count > 1 && yes.TrueForAll(y => y.Fen is not null))
        {
            var best = yes.MaxBy(y => y.Fen)!;
            return clause.HighestOnly ? best : best with
            {
                Fen = yes.Sum(y => y.Fen),
                Years = null,
                Stages = null,
                Steps = [.. yes.SelectMany(y => y.Steps)],
                Quote = yes[0].Quote,
            };
        }
        if (yes.Count > 0)
        {
            return yes[0];
        }
        var open = items.Where(i => i.Answer == Truth.Unknown).ToList();
        if (open.Count > 0)
        {
            var nearest = open.MaxBy(i => i.Met)!;
            // What every open item asks for comes first: it tells which of them is meant.
            var shared = open.Select(o => o.Missing).Aggregate((a, b) => [.. a.Intersect(b)]);
            return open.Count == 1 ? nearest : nearest with
            {
                Missing = shared.Count > 0 ? shared : [.. open.SelectMany(o => o.Missing).Distinct()],
                Deciding = [],
                Steps = [.. open.SelectMany(o => o.Steps)],
            };
        }
        return items.MaxBy(i => i.Met)!;
    }
}
