using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Yinfeng.Rules;

/// <summary>Which policies one fact leaves open, for every value it can have.</summary>
/// <remarks>An entry is a set of policies that are met as far as this fact goes, then one of those that may be.</remarks>
internal abstract class FactMasks(int words)
{
    protected int Words => words;

    /// <summary>Takes out the policies that the row's value excludes.</summary>
    /// <param name="possible">Empty where nobody asks for them.</param>
    public abstract void Narrow(FactRow row, Span<ulong> yes, Span<ulong> possible);

    /// <summary>Whether the answers of a condition can be tabulated: texts and codes always, numbers where it only compares with constants.</summary>
    public static bool Takes(Fact fact, Expression part, Compiler compiler) =>
        fact.IsText || fact.Type.Kind is RuleKind.Region or RuleKind.Date or RuleKind.Bool || FactBoundaries.Of([part], fact, compiler) is not null;

    /// <param name="row">To try values in; conditions look at the one fact only.</param>
    public static FactMasks Of(Fact fact, List<(int Policy, Expression Part, Compiler Compiler)> parts, FactRow row, ulong[] open) =>
        fact.Type.IsNumeric ? new NumberMasks(fact, parts, row, open) : new ValueMasks(fact, parts, open);

    protected static void Narrow(ReadOnlySpan<ulong> entry, Span<ulong> yes, Span<ulong> possible)
    {
        ref var from = ref MemoryMarshal.GetReference(entry);
        ref var to = ref MemoryMarshal.GetReference(yes);
        ref var may = ref MemoryMarshal.GetReference(possible);
        for (nuint at = 0; at < (nuint)yes.Length; at += 4)
        {
            (Vector256.LoadUnsafe(ref to, at) & Vector256.LoadUnsafe(ref from, at)).StoreUnsafe(ref to, at);
        }
        for (nuint at = 0; at < (nuint)possible.Length; at += 4)
        {
            (Vector256.LoadUnsafe(ref may, at) & Vector256.LoadUnsafe(ref from, at + (nuint)yes.Length)).StoreUnsafe(ref may, at);
        }
    }

    /// <summary>The entry of the value that the row holds now.</summary>
    protected static void Write(Span<ulong> entry, FactRow row, IEnumerable<(int Policy, Func<FactRow, Truth> Ask)> asks, ulong[] open)
    {
        open.CopyTo(entry);
        open.CopyTo(entry[open.Length..]);
        foreach (var (policy, ask) in asks)
        {
            var (truth, bit) = (ask(row), 1UL << (policy % 64));
            entry[policy / 64] &= truth == Truth.Yes ? ulong.MaxValue : ~bit;
            entry[open.Length + (policy / 64)] &= truth == Truth.No ? ~bit : ulong.MaxValue;
        }
    }

    protected static (int, Func<FactRow, Truth>)[] Asks(IEnumerable<(int Policy, Expression Part, Compiler Compiler)> parts) =>
        [.. parts.Select(p => (p.Policy, p.Compiler.Condition(p.Part)))];

}

/// <summary>A number: one entry per stretch between the thresholds of all policies.</summary>
internal sealed class NumberMasks : FactMasks
{
    private readonly int _slot;
    private readonly long[] _starts;
    private readonly ulong[] _entries;

    public NumberMasks(Fact fact, List<(int Policy, Expression Part, Compiler Compiler)> parts, FactRow row, ulong[] open) : base(open.Length)
    {
        var asks = Asks(parts);
        var (starts, entries) = (new List<long>(), new List<ulong[]>());
        // Missing is the lowest number there is, so it has the first stretch to itself.
        foreach (var start in parts.SelectMany(p => FactBoundaries.Of([p.Part], fact, p.Compiler)!).Distinct().Order().Prepend(FactRow.Missing))
        {
            var entry = new ulong[2 * Words];
            row.Numbers[fact.Slot] = start;
            Write(entry, row, asks, open);
            if (entries.Count == 0 || starts is [FactRow.Missing] || !entries[^1].AsSpan().SequenceEqual(entry))
            {
                starts.Add(start);
                entries.Add(entry);
            }
        }
        // Whole vectors; nothing is as high as what fills them up but itself, which counts as the last stretch all the same.
        var last = entries.Count - 1;
        while ((starts.Count - 1) % Vector512<long>.Count != 0)
        {
            starts.Add(long.MaxValue);
            entries.Add(entries[last]);
        }
        (_slot, _starts, _entries) = (fact.Slot, [.. starts.Skip(1)], [.. entries.SelectMany(e => e)]);
    }

    public override void Narrow(FactRow row, Span<ulong> yes, Span<ulong> possible)
    {
        var value = Vector512.Create(row.Numbers[_slot]);
        ref var starts = ref MemoryMarshal.GetArrayDataReference(_starts);
        var passed = 0;
        for (nuint at = 0; at < (nuint)_starts.Length; at += (nuint)Vector512<long>.Count)
        {
            passed += BitOperations.PopCount(Vector512.GreaterThanOrEqual(value, Vector512.LoadUnsafe(ref starts, at)).ExtractMostSignificantBits());
        }
        Narrow(_entries.AsSpan(passed * 2 * Words, 2 * Words), yes, possible);
    }
}

/// <summary>A text, a region or a date: one entry per value, made when the value comes up for the first time.</summary>
internal sealed class ValueMasks(Fact fact, List<(int Policy, Expression Part, Compiler Compiler)> parts, ulong[] open) : FactMasks(open.Length)
{
    /// <summary>Beyond this many values an entry is made for the occasion.</summary>
    private const int MostKept = 1 << 16;
    private readonly (int, Func<FactRow, Truth>)[] _asks = Asks(parts);
    private readonly ConcurrentDictionary<string, ulong[]> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, ulong[]> _numbers = [];

    public override void Narrow(FactRow row, Span<ulong> yes, Span<ulong> possible)
    {
        ulong[]? entry;
        if (!fact.IsText)
        {
            var value = row.Numbers[fact.Slot];
            entry = _numbers.TryGetValue(value, out entry) ? entry : Keep(_numbers, value, row);
        }
        else
        {
            var text = row.Texts[fact.Slot] ?? "";
            entry = _words.TryGetValue(text, out entry) ? entry : Keep(_words, text, row);
        }
        Narrow(entry, yes, possible);
    }

    private ulong[] Keep<T>(ConcurrentDictionary<T, ulong[]> entries, T value, FactRow row) where T : notnull
    {
        var entry = new ulong[2 * Words];
        Write(entry, row, _asks, open);
        if (entries.Count < MostKept)
        {
            entries[value] = entry;
        }
        return entry;
    }
}

/// <summary>A few facts that are yes or no: one entry for each of their combinations.</summary>
internal sealed class FlagMasks : FactMasks
{
    /// <summary>3^5 = 243 combinations of yes, no and missing.</summary>
    public const int Most = 5;
    private readonly int[] _slots;
    private readonly ulong[] _entries;

    public FlagMasks(Fact[] facts, List<(int Policy, Expression Part, Compiler Compiler)> parts, FactRow row, ulong[] open) : base(open.Length)
    {
        var asks = Asks(parts);
        _slots = [.. facts.Select(f => f.Slot)];
        var combinations = (int)Math.Pow(3, facts.Length);
        _entries = new ulong[combinations * 2 * Words];
        for (var combination = 0; combination < combinations; combination++)
        {
            var rest = combination;
            for (var i = facts.Length - 1; i >= 0; i--, rest /= 3)
            {
                row.Numbers[_slots[i]] = (rest % 3) switch { 0 => 0, 1 => 1, _ => FactRow.Missing };
            }
            Write(_entries.AsSpan(combination * 2 * Words, 2 * Words), row, asks, open);
        }
    }

    public override void Narrow(FactRow row, Span<ulong> yes, Span<ulong> possible)
    {
        var combination = 0;
        foreach (var slot in _slots)
        {
            var value = row.Numbers[slot];
            // No is 0, yes is 1, missing has the sign: 0, 1 and 2 without a branch, which nobody could foretell.
            combination = unchecked((combination * 3) + (int)((value & 1) | (value >>> 63 << 1)));
        }
        Narrow(_entries.AsSpan(combination * 2 * Words, 2 * Words), yes, possible);
    }
}
