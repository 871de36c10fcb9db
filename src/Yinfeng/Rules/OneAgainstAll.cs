using System.Numerics;
using Yinfeng.Analytics.Batch;

namespace Yinfeng.Rules;

/// <summary>One subject against all policies at once, within a fraction of a microsecond: which it meets, which it might, and the amounts.</summary>
/// <remarks>For every fact a table says which policies each of its values leaves open; the policies that remain are those in all of these
/// sets. Conditions on several facts are asked only of policies that are still open. Safe for several threads.</remarks>
public sealed class OneAgainstAll
{
    private readonly FactMasks[] _masks;
    private readonly Func<FactRow, Truth>?[] _rest;
    private readonly ulong[] _restBits;
    private readonly ulong[] _open;
    private readonly OneAmount[] _amounts;

    public OneAgainstAll(FactSchema schema, IReadOnlyList<BatchPolicy> policies)
    {
        var row = new FactRow(schema);
        Policies = policies.Count;
        // Whole vectors of 256 bits.
        Words = (RowBits.Words(policies.Count) + 3) / 4 * 4;
        (_rest, _restBits, _open) = (new Func<FactRow, Truth>?[policies.Count], new ulong[Words], new ulong[Words]);
        RowBits.Fill(_open, policies.Count);
        var byFact = new Dictionary<Fact, List<(int Policy, Expression Part, Compiler Compiler)>>();
        for (var policy = 0; policy < policies.Count; policy++)
        {
            Split(policy, policies[policy].Condition.Checked, byFact);
        }
        var flags = byFact.Keys.Where(f => f.Type.Kind == RuleKind.Bool).OrderBy(f => f.Slot).Chunk(FlagMasks.Most)
            .Select(facts => (FactMasks)new FlagMasks(facts, [.. facts.SelectMany(f => byFact[f])], row, _open));
        _masks = [.. byFact.Where(f => f.Key.Type.Kind != RuleKind.Bool).Select(f => FactMasks.Of(f.Key, f.Value, row, _open)), .. flags];
        _amounts = [.. policies.Select(p => new OneAmount(p.Amount))];
    }

    public int Policies { get; }

    /// <summary>Words that a set of policies takes.</summary>
    public int Words { get; }

    /// <summary>Conditions on one fact go to its table; what is left of a policy is asked in one piece.</summary>
    private void Split(int policy, CheckedRule rule, Dictionary<Fact, List<(int, Expression, Compiler)>> byFact)
    {
        var rest = new List<Func<FactRow, Truth>>();
        foreach (var part in BatchConditions.Flat(rule.Body, TokenKind.And))
        {
            if (BatchConditions.Single(part) is { } fact && BatchColumn.Takes(fact) && FactMasks.Takes(fact, part, rule.Compiler))
            {
                (byFact.TryGetValue(fact, out var parts) ? parts : byFact[fact] = []).Add((policy, part, rule.Compiler));
            }
            else
            {
                rest.Add(rule.Compiler.Condition(part));
            }
        }
        if (rest.Count == 0)
        {
            return;
        }
        _restBits[policy / 64] |= 1UL << (policy % 64);
        _rest[policy] = rest.Count == 1 ? rest[0] : row => rest.Aggregate(Truth.Yes, (all, ask) => all == Truth.No ? all : TruthLogic.And(all, ask(row)));
    }

    /// <summary>Which policies the subject meets and which it might, as sets of policy numbers.</summary>
    /// <param name="yes">At least <see cref="Words"/> words.</param>
    /// <param name="possible">Met, or unknown for want of a fact.</param>
    public void Ask(FactRow row, Span<ulong> yes, Span<ulong> possible)
    {
        _open.CopyTo(yes);
        _open.CopyTo(possible);
        foreach (var masks in _masks)
        {
            masks.Narrow(row, yes, possible);
        }
        for (var word = 0; word < Words; word++)
        {
            for (var left = possible[word] & _restBits[word]; left != 0; left &= left - 1)
            {
                var at = BitOperations.TrailingZeroCount(left);
                var bit = 1UL << at;
                switch (_rest[(word * 64) + at]!(row))
                {
                    case Truth.No:
                        yes[word] &= ~bit;
                        possible[word] &= ~bit;
                        break;
                    case Truth.Unknown:
                        yes[word] &= ~bit;
                        break;
                }
            }
        }
    }

    /// <summary>The policies that the subject meets, with their amounts.</summary>
    /// <param name="matches">At least <see cref="Policies"/> places.</param>
    /// <returns>How many.</returns>
    public int Match(FactRow row, Span<BatchMatch> matches)
    {
        Span<ulong> yes = stackalloc ulong[Words];
        _open.CopyTo(yes);
        foreach (var masks in _masks)
        {
            masks.Narrow(row, yes, []);
        }
        var count = 0;
        for (var word = 0; word < yes.Length; word++)
        {
            for (var left = yes[word]; left != 0; left &= left - 1)
            {
                var policy = (word * 64) + BitOperations.TrailingZeroCount(left);
                if (_rest[policy] is not { } rest || rest(row) == Truth.Yes)
                {
                    matches[count++] = new BatchMatch(0, policy, _amounts[policy].Of(row));
                }
            }
        }
        return count;
    }
}
