using Yinfeng.Kernel;

namespace Yinfeng.Imports;

public enum DuplicateVerdict { Distinct, Suspected, Same }

/// <summary>Tells whether two rows are one project under two names, and finds such rows among many.</summary>
/// <remarks>Only pairs that share a key (name, investor with amount, amount with unit …) are compared, so a million rows stay quick.</remarks>
public static class DuplicateFinder
{
    public const int MostKeys = 7;
    private const int LargestBlock = 64, Parts = 64;

    /// <summary>Sets <see cref="LedgerRow.DuplicateOf"/> on rows that repeat an earlier one and marks doubtful ones.</summary>
    public static void Mark(IReadOnlyList<LedgerRow> rows)
    {
        var keys = new ProjectKey?[rows.Count];
        var known = new KnownParts();
        Parallel.For(0, rows.Count, i => keys[i] = known.KeyOf(rows[i]));
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
            else if (!suspected.TryGetValue(later, out var first) || earlier < first)
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
        var pieces = Blocks(all);
        var found = new List<(int, int, DuplicateVerdict)>[Parts];
        Parallel.For(0, Parts, i => found[i] = Compare(all, pieces, i));
        return found.SelectMany(f => f);
    }

    /// <summary>Rows under their block keys: one key and one row for each place.</summary>
    private sealed class BlockList(int expected)
    {
        public List<ulong> Keys { get; } = new(expected);
        public List<int> Rows { get; } = new(expected);
    }

    /// <summary>The rows under their block keys: for each piece of the rows, parts by the highest bits of the key, so that each part
    /// can be sorted by itself.</summary>
    private static BlockList[][] Blocks(ProjectKey?[] keys)
    {
        var pieces = new BlockList[keys.Length < 10_000 ? 1 : Environment.ProcessorCount][];
        Parallel.For(0, pieces.Length, p =>
        {
            var expected = keys.Length / pieces.Length * 11 / 2 / Parts; // Five keys a row, spread evenly, and some room.
            BlockList[] parts = [.. Enumerable.Range(0, Parts).Select(_ => new BlockList(expected))];
            Span<ulong> own = stackalloc ulong[MostKeys];
            var end = (int)((long)keys.Length * (p + 1) / pieces.Length);
            for (var i = (int)((long)keys.Length * p / pieces.Length); i < end; i++)
            {
                if (keys[i] is { } key)
                {
                    foreach (var block in own[..BlockKeys(key, own)])
                    {
                        parts[block >> 58].Keys.Add(block);
                        parts[block >> 58].Rows.Add(i);
                    }
                }
            }
            pieces[p] = parts;
        });
        return pieces;
    }

    private static List<(int, int, DuplicateVerdict)> Compare(ProjectKey?[] keys, BlockList[][] pieces, int part)
    {
        ulong[] blocks = [.. pieces.SelectMany(p => p[part].Keys)];
        int[] rows = [.. pieces.SelectMany(p => p[part].Rows)];
        Array.ForEach(pieces, p => p[part] = null!); // A million rows have five million keys.
        Array.Sort(blocks, rows);
        var found = new List<(int, int, DuplicateVerdict)>();
        for (var start = 0; start < blocks.Length;)
        {
            var end = start + 1;
            while (end < blocks.Length && blocks[end] == blocks[start])
            {
                end++;
            }
            Compare(keys, rows.AsSpan(start, end - start), found);
            start = end;
        }
        return found;
    }

    /// <param name="rows">Rows that share a key, in any order.</param>
    private static void Compare(ProjectKey?[] keys, Span<int> rows, List<(int, int, DuplicateVerdict)> found)
    {
        rows.Sort();
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = i + 1; j < Math.Min(rows.Length, i + LargestBlock); j++)
            {
                if (rows[i] != rows[j] && Compare(keys[rows[i]]!, keys[rows[j]]!) is var verdict and not DuplicateVerdict.Distinct)
                {
                    found.Add((rows[i], rows[j], verdict));
                }
            }
        }
    }

    /// <summary>Keys of which two rows must share one to be compared; for finding candidates in a store as well.</summary>
    /// <param name="into">At least <see cref="MostKeys"/> long.</param>
    /// <returns>How many were written.</returns>
    public static int BlockKeys(ProjectKey key, Span<ulong> into)
    {
        var count = 0;
        into[count++] = Hash("n", key.Core, "");
        if (key.Investor.Length > 0)
        {
            into[count++] = Hash("i", key.Investor, key.Unit);
        }
        if (key.Company is { } company)
        {
            into[count++] = Hash("b", company.ToString(System.Globalization.CultureInfo.InvariantCulture), key.Unit);
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
        var investor = Likeness.Investor(a, b);
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
    internal static ulong Hash(string kind, string first, string second)
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
