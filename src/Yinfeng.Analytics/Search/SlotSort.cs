namespace Yinfeng.Analytics.Search;

/// <summary>Sorts slots by folded text: by four characters at a time as one number, deeper only where those are equal.</summary>
internal sealed class SlotSort(char[] text, int[] starts, byte[] lengths)
{
    private const int Few = 16;

    /// <summary>Four characters from <paramref name="depth"/> on as a number that orders as they do; a text that ends comes first.</summary>
    public static ulong Key(ReadOnlySpan<char> text, int depth)
    {
        var key = 0UL;
        for (var i = depth; i < depth + 4; i++)
        {
            key = key << 16 | (i < text.Length ? text[i] : 0u);
        }
        return key;
    }

    /// <summary>The greatest key of a text that begins with this one.</summary>
    public static ulong LastKey(ReadOnlySpan<char> text) => Key(text, 0) | (text.Length >= 4 ? 0 : ulong.MaxValue >> (16 * text.Length));

    /// <returns>All slots in order.</returns>
    public int[] Sort()
    {
        var ordered = ByFirstCharacter(out var ends);
        var groups = Enumerable.Range(0, char.MaxValue + 1).Select(c => (From: c == 0 ? 0 : ends[c - 1], To: ends[c]))
            .Where(g => g.To - g.From > 1).OrderByDescending(g => g.To - g.From).ToList();
        Parallel.ForEach(groups, group => Sort(ordered.AsSpan(group.From, group.To - group.From), 0));
        return ordered;
    }

    private int[] ByFirstCharacter(out int[] ends)
    {
        ends = new int[char.MaxValue + 1];
        for (var slot = 0; slot < starts.Length; slot++)
        {
            ends[First(slot)]++;
        }
        for (int c = 0, sum = 0; c < ends.Length; c++)
        {
            (ends[c], sum) = (sum, sum + ends[c]);
        }
        var ordered = new int[starts.Length];
        for (var slot = 0; slot < starts.Length; slot++)
        {
            ordered[ends[First(slot)]++] = slot; // Leaves the ends of the groups behind.
        }
        return ordered;
    }

    private char First(int slot) => lengths[slot] == 0 ? '\0' : text[starts[slot]];
    private ReadOnlySpan<char> Text(int slot) => text.AsSpan(starts[slot], lengths[slot]);

    private void Sort(Span<int> slots, int depth)
    {
        if (slots.Length <= Few)
        {
            InsertionSort(slots, depth);
            return;
        }
        var keys = new ulong[slots.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(Text(slots[i]), depth);
        }
        keys.AsSpan().Sort(slots);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from]; to++)
            {
            }
            if (to - from > 1)
            {
                SortEqual(slots[from..to], (keys[from] & 0xFFFF) == 0, depth + 4);
            }
        }
    }

    private void SortEqual(Span<int> slots, bool ended, int depth)
    {
        if (ended)
        {
            slots.Sort(); // Equal names: the earlier row first.
        }
        else
        {
            Sort(slots, depth);
        }
    }

    private void InsertionSort(Span<int> slots, int depth)
    {
        for (var i = 1; i < slots.Length; i++)
        {
            var slot = slots[i];
            var at = i;
            for (; at > 0 && IsBefore(slot, slots[at - 1], depth); at--)
            {
                slots[at] = slots[at - 1];
            }
            slots[at] = slot;
        }
    }

    private bool IsBefore(int a, int b, int depth)
    {
        var order = Text(a)[depth..].SequenceCompareTo(Text(b)[depth..]);
        return order < 0 || (order == 0 && a < b);
    }
}
