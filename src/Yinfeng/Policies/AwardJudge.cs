using System.Globalization;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>Computes an award once the conditions are met, or may be.</summary>
internal sealed class AwardJudge(FactRow row, bool explain)
{
    /// <summary>As the first year: there is none among those stated.</summary>
    private const int Never = int.MaxValue;

    public Finding Ask(Award award, PolicyItem item, (DateOnly? From, DateOnly? To)? years, List<MatchStep> steps)
    {
        var yes = new Finding(Truth.Yes, item.Clause, Quoted(award, item)) { Steps = steps };
        if (award.CaseByCase?.Ask(row) == Truth.Yes)
        {
            return yes;
        }
        if (award.Yearly is { } yearly)
        {
            return Yearly(yearly, yes, years);
        }
        if (award.Parts.Count > 0)
        {
            var parts = award.Parts.Select((p, i) => new YearAmount(i + 1, p.Compute(row) ?? 0)).ToList();
            return yes with { Years = parts, Fen = parts.Sum(p => p.Fen) };
        }
        if (award.Amount is not { } amount)
        {
            return yes;
        }
        return award.Rate is { } rate && !Within(award, rate) ? Ranged(award, rate, amount, yes) : Fixed(award, amount, yes);
    }

    private string? Quoted(Award award, PolicyItem item) => award.Quotes.FirstOrDefault(q => q.Rule.Ask(row) == Truth.Yes)?.Quote ?? item.Quote;

    private bool Within(Award award, Fact rate) => row.Exact[rate.Slot] is { } picked && picked >= award.Low && picked <= award.High;

    private Finding Fixed(Award award, NumberRule amount, Finding yes)
    {
        Add(yes.Steps, amount, yes.Clause);
        if (amount.Compute(row) is not { } fen)
        {
            return yes with { Needs = amount.Missing(row) };
        }
        return fen <= 0 ? yes with { Answer = Truth.No } : yes with { Fen = fen, Stages = Staged(award, fen) };
    }

    /// <summary>The amounts at both ends of the range that the county may pick from.</summary>
    private Finding Ranged(Award award, Fact rate, NumberRule amount, Finding yes)
    {
        var picked = row.Exact[rate.Slot];
        if (picked is { } outside)
        {
            yes.Steps.Add(new MatchStep($"{rate.Name} {outside * 100:0.##}%", string.Create(CultureInfo.InvariantCulture,
                $"不在 {award.Low * 100:0.##}%—{award.High * 100:0.##}% 之内，不能采用"), yes.Clause));
        }
        row.SetExact(rate, award.Low);
        var low = amount.Compute(row);
        row.SetExact(rate, award.High);
        var high = amount.Compute(row);
        row.SetExact(rate, picked);
        Add(yes.Steps, amount, yes.Clause);
        var needs = amount.Missing(row).Append(rate).Distinct().ToList();
        return yes with { Range = low is { } l && high is { } h ? (l, h) : null, Needs = needs };
    }

    private List<decimal>? Staged(Award award, decimal fen)
    {
        if (award.Stages.Count == 0)
        {
            return null;
        }
        if (award.AtOnce?.Ask(row) == Truth.Yes)
        {
            return [fen];
        }
        var staged = award.Stages.Select(s => decimal.Round(fen * s / 100, MidpointRounding.AwayFromZero) * 100).ToList();
        staged[^1] = fen - staged.Take(staged.Count - 1).Sum();
        return staged;
    }

    private Finding Yearly(YearlyAward yearly, Finding yes, (DateOnly? From, DateOnly? To)? force)
    {
        var facts = yearly.Facts;
        var (start, known) = Start(yearly, facts);
        if (start == Never)
        {
            return yes with { Answer = Truth.No };
        }
        if (!known)
        {
            return yes with { Answer = Truth.Unknown, Missing = [.. yearly.First!.Missing(row).Concat(YearMissing(yearly, AnyYear(facts))).Distinct()], Years = null };
        }
        var asked = facts.Where(f => f.IsSeries).SelectMany(f => row.Series[f.Slot]?.Keys ?? []).Distinct().Order()
            .Where(y => start is not { } s || (y >= s && (yearly.Count is not { } n || y < s + n))).ToList();
        if (row.Exact[PolicyFacts.Year.Slot] is { } only and >= 1949 and < 2200 && asked.Contains((int)only))
        {
            asked = [(int)only]; // The question is about this year; the others are there to compare with.
        }
        if (asked.Count == 0 && start is { } first && Year(yearly, first, first, yes with { Steps = [] }).Fen is not null)
        {
            asked = [first]; // The first year may be settled by facts that are not per year.
        }
        var inForce = asked.Where(y => force is not { } span || InForce(span, y)).ToList();
        if (inForce.Count == 0)
        {
            return asked.Count > 0 ? yes with { Answer = Truth.No, OutOfForce = true } : yes with { Answer = Truth.Unknown, Missing = YearMissing(yearly, 0) };
        }
        var all = inForce.Select(y => Year(yearly, y, start ?? inForce[0], yes)).ToList();
        (row.Year, row.YearIndex) = (0, 0);
        var settled = all.Where(a => a.Holds != Truth.Unknown && (a.Holds == Truth.No || a.Fen is not null)).ToList();
        var open = all.Where(a => a.Holds == Truth.Unknown).ToList();
        var sum = settled.Sum(a => a.Fen ?? 0);
        if (sum > 0 && (settled.Count == all.Count || open.Count < all.Count))
        {
            return yes with { Fen = sum, Years = [.. settled.Select(a => new YearAmount(a.Year, a.Fen ?? 0))] };
        }
        if (all.Exists(a => a is { Holds: Truth.Yes, Fen: null }) && yearly.Amount.Facts.Any(f => !row.Has(f)))
        {
            return yes with { Needs = [.. yearly.Amount.Missing(row)] };
        }
        if (settled.Count == all.Count || (settled.Count > 0 && settled.TrueForAll(a => a.Holds == Truth.No) && open.Count == 0))
        {
            return yes with { Answer = Truth.No };
        }
        var missing = all.Where(a => !settled.Contains(a)).SelectMany(a => YearMissing(yearly, a.Year)).Distinct().ToList();
        return settled.Count > 0 && missing.Count == 0 ? yes with { Answer = Truth.No } : yes with
        {
            // A year is stated, but not the ones it is compared with: ask for the fact again, with more years.
            Answer = Truth.Unknown,
            Missing = missing.Count > 0 ? missing : [.. all.Where(a => !settled.Contains(a)).SelectMany(a => Compared(yearly, a.Year, start ?? inForce[0])).Distinct()],
        };
    }

    private static bool InForce((DateOnly? From, DateOnly? To) span, int year) =>
        (span.From is not { } from || year >= from.Year) && (span.To is not { } to || year <= to.Year);

    private (int? Start, bool Known) Start(YearlyAward yearly, IReadOnlyList<Fact> facts)
    {
        if (yearly.First is null)
        {
            return (null, true);
        }
        if (yearly.First.Compute(row) is { } first)
        {
            return ((int)first, true);
        }
        // No year of those stated meets the condition for the first one: nothing is due in them.
        return yearly.First.Missing(row).Count == 0 && AnyYear(facts) > 0 ? (Never, true) : (null, false);
    }

    private int AnyYear(IReadOnlyList<Fact> facts) => facts.Where(f => f.IsSeries).SelectMany(f => row.Series[f.Slot]?.Keys ?? []).DefaultIfEmpty(0).Min();

    private (int Year, Truth Holds, decimal? Fen) Year(YearlyAward yearly, int year, int start, Finding yes)
    {
        (row.Year, row.YearIndex) = (year, year - start + 1);
        var holds = yearly.Condition?.Ask(row) ?? Truth.Yes;
        if (explain)
        {
            var head = year.ToString(CultureInfo.InvariantCulture) + "年：";
            yes.Steps.AddRange((yearly.Condition?.Steps(row) ?? []).Concat(holds == Truth.No ? [] : yearly.Amount.Explain(row))
                .Select(s => new MatchStep(head + s.Text, s.Shown, yes.Clause)));
        }
        var fen = holds == Truth.Yes ? yearly.Amount.Compute(row) : holds == Truth.No ? 0 : null;
        return (year, holds == Truth.Yes && fen is null && yearly.Amount.Facts.All(row.Has) ? Truth.Unknown : holds, fen is { } f ? Math.Max(0, f) : null);
    }

    /// <summary>The facts per year that leave a year open, though it is stated itself: those of the condition where that is open, else of the amount.</summary>
    private IEnumerable<Fact> Compared(YearlyAward yearly, int year, int start)
    {
        (row.Year, row.YearIndex) = (year, year - start + 1);
        var open = yearly.Condition is { } condition && condition.Ask(row) == Truth.Unknown ? condition.Facts : yearly.Amount.Facts;
        (row.Year, row.YearIndex) = (0, 0);
        return open.Where(f => f.IsSeries);
    }

    private List<Fact> YearMissing(YearlyAward yearly, int year)
    {
        (row.Year, row.YearIndex) = (year, 1);
        var missing = (yearly.Condition?.Explain(row).Missing ?? []).Concat(yearly.Condition is null ? yearly.Amount.Missing(row) : []).Distinct().ToList();
        if (missing.Count == 0 && yearly.Condition?.Ask(row) != Truth.Unknown)
        {
            missing = [.. yearly.Amount.Missing(row)];
        }
        (row.Year, row.YearIndex) = (0, 0);
        return missing;
    }

    private void Add(List<MatchStep> steps, NumberRule amount, string? clause)
    {
        if (explain)
        {
            steps.AddRange(amount.Explain(row).Select(s => new MatchStep(s.Text, s.Shown, clause)));
        }
    }
}
