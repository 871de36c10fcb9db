using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Asks one item of a clause: its conditions, then its award, under every reading.</summary>
/// <remarks>Not safe for several threads on one row: yearly awards set the year on it.</remarks>
internal sealed class ItemJudge(FactRow row, bool explain)
{
    public Finding Ask(PolicyItem item, (DateOnly? From, DateOnly? To)? years)
    {
        if (item.Readings.Count == 0)
        {
            return One(item, item.Conditions, item.Award, years);
        }
        var all = item.Readings.Select(r => (r.Text, Found: One(item, [.. item.Conditions, .. r.Conditions], Given(r.Award, item.Award), years))).ToList();
        var first = all[0].Found;
        if (all.TrueForAll(r => Same(r.Found, first)))
        {
            return first;
        }
        var readings = all.Select(r => new MatchReading(r.Text, Told(r.Found.Answer), r.Found.Fen, r.Found.Years)).ToList();
        var differ = all.Exists(r => r.Found.Answer != first.Answer);
        var open = all.Where(r => r.Found.Answer == Truth.Unknown).SelectMany(r => r.Found.Missing).Distinct().ToList();
        return new Finding(differ || open.Count > 0 ? Truth.Unknown : first.Answer, first.Clause, first.Quote ?? item.Quote)
        {
            Readings = readings, Ambiguous = differ && open.Count == 0, Missing = open, Needs = [.. all.SelectMany(r => r.Found.Needs).Distinct()],
            Met = first.Met, Steps = [.. all.SelectMany(r => r.Found.Steps.Prepend(new MatchStep("读法：" + r.Text, "", item.Clause)))],
        };
    }

    /// <summary>A reading's own award keeps the quotes of the item.</summary>
    private static Award Given(Award? own, Award shared) => own is null ? shared : own.Quotes.Count > 0 ? own : own with { Quotes = shared.Quotes };

    private static PolicyAnswer Told(Truth truth) => truth switch { Truth.Yes => PolicyAnswer.Yes, Truth.No => PolicyAnswer.No, _ => PolicyAnswer.Unknown };

    private static bool Same(Finding a, Finding b) => a.Answer == b.Answer && a.Fen == b.Fen && a.Range == b.Range
        && (a.Answer != Truth.Unknown || a.Missing.ToHashSet().SetEquals(b.Missing)) && (a.Years ?? []).SequenceEqual(b.Years ?? [])
        && (a.Answer != Truth.Yes || a.Fen is not null || a.Range is not null || a.Needs.SequenceEqual(b.Needs));

    private Finding One(PolicyItem item, IReadOnlyList<PolicyCondition> conditions, Award award, (DateOnly? From, DateOnly? To)? years)
    {
        var steps = new List<MatchStep>();
        var open = new List<(PolicyCondition Condition, IReadOnlyList<Fact> Missing)>();
        var met = 0;
        PolicyCondition? failed = null;
        foreach (var condition in conditions)
        {
            var answer = condition.Rule.Explain(row);
            Add(steps, condition, item);
            if (answer.Truth == Truth.No)
            {
                failed ??= condition;
            }
            else if (answer.Truth == Truth.Unknown)
            {
                open.Add((condition, answer.Missing));
            }
            else
            {
                met++;
            }
        }
        if (failed is not null)
        {
            return new Finding(Truth.No, failed.Clause ?? item.Clause, failed.Quote ?? item.Quote) { Met = met, Steps = steps };
        }
        var given = new AwardJudge(row, explain).Ask(award, item, years, steps);
        if (given.Answer == Truth.No)
        {
            return given with { Met = met };
        }
        if (open.Count == 0)
        {
            return given with { Met = met };
        }
        var (what, _) = open[0];
        return new Finding(Truth.Unknown, what.Clause ?? item.Clause, what.Quote ?? item.Quote)
        {
            Missing = [.. open.SelectMany(o => o.Missing).Concat(given.Missing).Distinct()], Met = met, Steps = steps,
            Deciding = [.. open.Where(o => o.Missing.Count == 1).Select(o => o.Missing[0]).Distinct()],
        };
    }

    private void Add(List<MatchStep> steps, PolicyCondition condition, PolicyItem item)
    {
        if (explain)
        {
            var clause = condition.Clause ?? item.Clause;
            steps.AddRange(condition.Rule.Steps(row).Select(s => new MatchStep(s.Text, s.Shown, clause)));
        }
    }
}
