using System.Runtime.InteropServices;

namespace Yinfeng.Analytics.Search;

/// <summary>The folded names of one index to be, one behind the other.</summary>
/// <param name="Slots">Row, with <see cref="NameIndex.WithoutBrackets"/> where the text is without them.</param>
internal sealed record FoldedNames(int[] Slots, char[] Text, int[] Starts, byte[] Lengths)
{
    private const int MostSlots = BlockPostings.MostBlocks * NameIndex.BlockSize, MostRows = MostSlots / 8, FewestRows = 1024;

    public ReadOnlySpan<char> Of(int slot) => Text.AsSpan(Starts[slot], Lengths[slot]);

    /// <summary>All names, divided among as few indexes as can hold them; one when there are none.</summary>
    /// <param name="rows">Ascending; all when null.</param>
    public static IEnumerable<FoldedNames> Of(INameList names, NameReading reading, int[]? rows)
    {
        var count = rows?.Length ?? names.Count;
        var runs = Math.Max(Math.Min(Environment.ProcessorCount * 4, count / FewestRows), (count + MostRows - 1) / MostRows);
        var parts = Enumerable.Range(0, runs = Math.Max(1, runs))
            .Select(p => new FoldedPart(names, reading, rows, (int)((long)count * p / runs), (int)((long)count * (p + 1) / runs))).ToArray();
        Parallel.ForEach(parts, part => part.Fold());
        for (int from = 0, to; from < parts.Length; from = to)
        {
            long slots = parts[from].Slots.Count;
            for (to = from + 1; to < parts.Length && slots + parts[to].Slots.Count <= MostSlots; to++)
            {
                slots += parts[to].Slots.Count;
            }
            var joined = Join(parts[from..to]);
            Array.Clear(parts, from, to - from); // Their room is free while the index is built.
            yield return joined;
        }
    }

    private static FoldedNames Join(FoldedPart[] parts)
    {
        var total = parts.Sum(p => p.Slots.Count);
        var all = new FoldedNames(new int[total], GC.AllocateUninitializedArray<char>(parts.Sum(p => p.Used)), new int[total], new byte[total]);
        var (slotAt, textAt) = (0, 0);
        var places = parts.Select(p =>
        {
            var place = (Part: p, Slot: slotAt, Text: textAt);
            (slotAt, textAt) = (slotAt + p.Slots.Count, textAt + p.Used);
            return place;
        }).ToArray();
        Parallel.ForEach(places, p => p.Part.CopyTo(all.Slots.AsSpan(p.Slot), all.Text, p.Text, all.Starts.AsSpan(p.Slot), all.Lengths.AsSpan(p.Slot)));
        return all;
    }

    /// <summary>The folded names of a run of rows.</summary>
    private sealed class FoldedPart(INameList names, NameReading reading, int[]? rows, int from, int to)
    {
        private readonly List<byte> _lengths = new(to - from);
        private char[] _text = new char[(to - from) * 16 + NameIndex.Longest];

        public List<int> Slots { get; } = new(to - from);
        public int Used { get; private set; }

        public void Fold()
        {
            for (var i = from; i < to; i++)
            {
                var row = rows?[i] ?? i;
                Add(row);
                if (names.Name(row).IndexOfAny('（', '(') > 0)
                {
                    Add(row | NameIndex.WithoutBrackets);
                }
            }
        }

        private void Add(int slot)
        {
            if (_text.Length - Used < NameIndex.Longest)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }
            var length = NameIndex.Text(names, reading.Folding, slot, _text.AsSpan(Used, NameIndex.Longest)).Length;
            if (length > 0 || (slot & NameIndex.WithoutBrackets) == 0)
            {
                Slots.Add(slot);
                _lengths.Add((byte)Math.Min(byte.MaxValue, length));
                Used += _lengths[^1];
            }
        }

        public void CopyTo(Span<int> slots, char[] text, int textAt, Span<int> starts, Span<byte> lengths)
        {
            CollectionsMarshal.AsSpan(Slots).CopyTo(slots);
            _text.AsSpan(0, Used).CopyTo(text.AsSpan(textAt));
            for (var i = 0; i < _lengths.Count; i++)
            {
                (starts[i], lengths[i]) = (textAt, _lengths[i]);
                textAt += _lengths[i];
            }
        }
    }
}
