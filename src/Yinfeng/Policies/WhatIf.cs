using System.Globalization;
using Yinfeng.Kernel;
using Yinfeng.Rules;

namespace Yinfeng.Policies;

/// <summary>A number of the facts that a person may move to see what would change.</summary>
/// <param name="Code">The fact's, or "investment" for all amounts of investment together.</param>
/// <param name="Most">End of the slider; a number may be typed beyond it.</param>
/// <param name="Set">Where it stands now, in <paramref name="Unit"/>.</param>
public sealed record Knob(string Code, string Label, string Unit, decimal Most, decimal Step, decimal Set);

/// <summary>What other amounts would change: another 1000万元 of investment, more land, more visitors.</summary>
internal static class WhatIf
{
    private const string Investment = "investment";
    private const int MostKnobs = 6, UsualMoreWan = 1000, MostMoreWan = 20_000;
    private static readonly Fact[] Investments = [PolicyFacts.FixedInvestment, PolicyFacts.ActualInvestment, PolicyFacts.TotalInvestment];

    /// <summary>Investment, and every other stated number that some policy reads.</summary>
    /// <param name="set">What was chosen, by code, in the unit of the knob; what is not there stands where it is, investment at another 1000万元.</param>
    public static IReadOnlyList<Knob> Knobs(FactRow row, IEnumerable<Policy> policies, IReadOnlyDictionary<string, decimal> set)
    {
        var read = policies.SelectMany(p => p.Reads).ToHashSet(StringComparer.Ordinal);
        var knobs = new List<Knob>();
        if (Investments.Any(row.Has))
        {
            knobs.Add(new(Investment, "再增加投资", "万元", MostMoreWan, 500, set.GetValueOrDefault(Investment, UsualMoreWan)));
        }
        foreach (var fact in row.Schema.Facts.Where(f => IsNumber(f) && row.Has(f) && read.Contains(f.Name) && !Investments.Contains(f) && f != PolicyFacts.Year))
        {
            var now = row.Exact[fact.Slot]!.Value / Unit(fact);
            knobs.Add(new(fact.Code, fact.Name, fact.Type.Kind switch { RuleKind.Money => "万元", RuleKind.Percent => "%", _ => fact.Type.Unit ?? "" },
                Math.Max(10, decimal.Ceiling(now * 3)), fact.Type.Kind == RuleKind.Percent ? 0.5m : Math.Max(1, decimal.Floor(now / 50)), set.GetValueOrDefault(fact.Code, now)));
        }
        return [.. knobs.Take(MostKnobs)];
    }

    public static void Apply(FactRow row, IEnumerable<Knob> knobs)
    {
        foreach (var knob in knobs)
        {
            if (knob.Code != Investment && row.Schema.Find(knob.Code) is { } fact)
            {
                row.SetExact(fact, knob.Set * Unit(fact));
                continue;
            }
            foreach (var amount in Investments.Where(row.Has))
            {
                row.SetExact(amount, Math.Max(0, row.Exact[amount.Slot]!.Value + knob.Set * Money.FenPerWan));
            }
        }
    }

    /// <summary>The numbers of a query that begin with x_; what is no number stays out.</summary>
    public static Dictionary<string, decimal> Read(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> query) =>
        query.Where(q => q.Key.StartsWith("x_", StringComparison.Ordinal))
            .Select(q => (Code: q.Key[2..],
                Number: decimal.TryParse(q.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) && Math.Abs(n) < 1_000_000_000 ? n : (decimal?)null))
            .Where(q => q.Number is not null).ToDictionary(q => q.Code, q => q.Number!.Value, StringComparer.Ordinal);

    private static bool IsNumber(Fact fact) =>
        fact is { IsSeries: false, Columns: null } && fact.Type.Kind is RuleKind.Money or RuleKind.Count or RuleKind.Percent
        && fact.Type is not { Kind: RuleKind.Money, Unit: not null };

    private static decimal Unit(Fact fact) => fact.Type.Kind switch { RuleKind.Money => Money.FenPerWan, RuleKind.Percent => 0.01m, _ => 1 };
}
