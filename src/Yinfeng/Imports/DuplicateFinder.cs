using System.Runtime.InteropServices;
using Yinfeng.Kernel;

namespace Yinfeng.Imports;

public enum DuplicateVerdict { Distinct, Suspected, Same }

/// <summary>Tells whether two rows are one project under two names, and finds such rows among many.</summary>
/// <remarks>Only pairs that share a key (name, investor with amount, amount with unit …) are compared, so a million rows stay quick.</remarks>
public static class DuplicateFinder
{
    private const int LargestBlock = 64;

    /// <summary>Sets <see cref="LedgerRow.DuplicateOf"/> on rows that repeat an earlier one and marks doubtful ones.</summary>
    public static void Mark(IReadOnlyList<LedgerRow> rows)
    {
        var keys = new ProjectKey?[rows.Count];
        Parallel.For(0, rows.Count, i => keys[i] = ProjectKey.Of(rows[i]));
        var root = new int[rows.Count];
        for (var i = 0; i < root.Length; i++)
        {
            root[i] = i;
        }
        var suspected = new Dictionary<int, int>();
        foreach (var (earlier, later, verdict) in Pairs(keys))
        {
            if (verdict == DuplicateVerdict.Same)
            {
                int a = Root(root, earlier), b = Root(root, later);
                root[Math.Max(a, b)] = Math.Min(a, b);
            }
            else if (!suspected.TryGetValue(later, out var known) || earlier < known)
            {
                suspected[later] = earlier;
            }
        }
        for (var i = 0; i < rows.Count; i++)
        {
            if (Root(root, i) is var first && first != i)
            {
                rows[i].DuplicateOf = rows[first].Place;
            }
        }
        foreach (var (later, earlier) in suspected.Where(s => rows[s.Key].DuplicateOf is null))
        {
            var place = rows[earlier].Place;
            rows[later].Problems.Add(new RowProblem("project_name", "duplicate-suspected",
                $"与工作表“{place.Sheet}”第 {place.Row} 行“{rows[earlier].ProjectName}”可能是同一项目，请核对。"));
        }
    }

    /// <summary>Every pair that is the same or suspected, the earlier index first; a pair may come twice.</summary>
    public static IEnumerable<(int Earlier, int Later, DuplicateVerdict Verdict)> Pairs(IReadOnlyList<ProjectKey?> keys)
    {
        var all = keys as ProjectKey?[] ?? [.. keys];
        var blocks = Blocks(all);
        var found = new List<(int, int, DuplicateVerdict)>[blocks.Length];
        Parallel.For(0, blocks.Length, i =>
        {
            CollectionsMarshal.AsSpan(blocks[i]).Sort();
            found[i] = Compare(all, blocks[i]);
            blocks[i] = []; // A million rows have five million keys.
        });
        return found.SelectMany(f => f);
    }

    /// <summary>The rows under their block keys, by the highest bits of the key, so that each part can be sorted by itself.</summary>
    private static List<(ulong Key, int Index)>[] Blocks(ProjectKey?[] keys)
    {
        var parts = new List<(ulong Key, int Index)>[64];
        for (var p = 0; p < parts.Length; p++)
        {
            parts[p] = new List<(ulong, int)>(keys.Length / 12);
        }
        Span<ulong> own = stackalloc ulong[6];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] is { } key)
            {
                foreach (var block in own[..BlockKeys(key, own)])
                {
                    parts[block >> 58].Add((block, i));
                }
            }
        }
        return parts;
    }

    private static List<(int, int, DuplicateVerdict)> Compare(ProjectKey?[] keys, List<(ulong Key, int Index)> blocks)
    {
        var found = new List<(int, int, DuplicateVerdict)>();
        for (var start = 0; start < blocks.Count;)
        {
            var end = start + 1;
            while (end < blocks.Count && blocks[end].Key == blocks[start].Key)
            {
                end++;
            }
            for (var i = start; i < end; i++)
            {
                for (var j = i + 1; j < Math.Min(end, i + LargestBlock); j++)
                {
                    var (a, b) = (blocks[i].Index, blocks[j].Index);
                    if (a != b && Compare(keys[a]!, keys[b]!) is var verdict and not DuplicateVerdict.Distinct)
                    {
                        found.Add((a, b, verdict));
                    }
                }
            }
            start = end;
        }
        return found;
    }

    /// <summary>Keys of which two rows must share one to be compared; for finding candidates in a store as well.</summary>
    /// <param name="into">At least 6 long.</param>
    /// <returns>How many were written.</returns>
    public static int BlockKeys(ProjectKey key, Span<ulong> into)
    {
        var count = 0;
        into[count++] = Hash("n", key.Core, "");
        if (key.Investor.Length > 0)
        {
            into[count++] = Hash("i", key.Investor, key.Unit);
        }
        if (key.Amount is { } amount)
        {
            var money = amount.ToString(System.Globalization.CultureInfo.InvariantCulture) + key.Currency;
            into[count++] = Hash("a", money, key.Unit);
            into[count++] = Hash("p", money, key.Core[..Math.Min(2, key.Core.Length)]);
            if (key.Investor.Length > 0)
            {
                into[count++] = Hash("m", money, key.Investor[..Math.Min(4, key.Investor.Length)]);
            }
        }
        else
        {
            into[count++] = Hash("u", key.Core[..Math.Min(3, key.Core.Length)], key.Unit);
        }
        return count;
    }

    /// <summary>Symmetric. Phases, numbers, units and investors that contradict each other make two projects, however alike the names.</summary>
    public static DuplicateVerdict Compare(ProjectKey a, ProjectKey b)
    {
        var names = Likeness.Of(a, b);
        if (names == NameLikeness.None || !Likeness.SameNumbers(a, b) || !Likeness.SameUnit(a, b))
        {
            return DuplicateVerdict.Distinct;
        }
        var investor = Likeness.Investor(a.Investor, b.Investor);
        if (investor == false)
        {
            return DuplicateVerdict.Distinct;
        }
        bool? amount = a.Amount is null || b.Amount is null ? null : a.Amount == b.Amount && a.Currency == b.Currency;
        bool? date = a.SignedOn is not { } x || b.SignedOn is not { } y ? null : x.Earliest <= y.Latest && y.Earliest <= x.Latest;
        if (a.Phase != b.Phase)
        {
            // One name says 一期 and the other no phase: the same only if everything else is.
            return (a.Phase.Length == 0 || b.Phase.Length == 0) && names == NameLikeness.Equal && investor == true && amount == true && date == true
                ? DuplicateVerdict.Same : DuplicateVerdict.Distinct;
        }
        return names == NameLikeness.Equal ? OfEqual(investor, amount, date) : OfAlike(names, investor, amount, date);
    }

    private static DuplicateVerdict OfEqual(bool? investor, bool? amount, bool? date)
    {
        if (investor == true)
        {
            return amount == false && date == false ? DuplicateVerdict.Suspected : DuplicateVerdict.Same;
        }
        return amount == false || date == false && amount is null ? DuplicateVerdict.Suspected : DuplicateVerdict.Same;
    }

    private static DuplicateVerdict OfAlike(NameLikeness names, bool? investor, bool? amount, bool? date)
    {
        if (amount == true)
        {
            return date == false ? DuplicateVerdict.Suspected
                : names == NameLikeness.Loose && investor is null ? DuplicateVerdict.Suspected : DuplicateVerdict.Same;
        }
        if (amount == false || date == false)
        {
            return investor == true && names == NameLikeness.Typo && date != false ? DuplicateVerdict.Suspected : DuplicateVerdict.Distinct;
        }
        return names == NameLikeness.Typo ? DuplicateVerdict.Same
            : investor == true && names != NameLikeness.Loose ? DuplicateVerdict.Suspected : DuplicateVerdict.Distinct;
    }

    private static int Root(int[] root, int i)
    {
        while (root[i] != i)
        {
            i = root[i] = root[root[i]];
        }
        return i;
    }

    /// <summary>FNV-1a: the same on every machine, so keys may be stored.</summary>
    private static ulong Hash(string kind, string first, string second)
    {
        var hash = 14695981039346656037UL;
        foreach (var text in (ReadOnlySpan<string>)[kind, first, second])
        {
            foreach (var c in text)
            {
                hash = unchecked((hash ^ c) * 1099511628211UL);
            }
            hash = unchecked((hash ^ 0x1F) * 1099511628211UL);
        }
        return hash;
    }
}
