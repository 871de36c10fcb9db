using System.Collections.Concurrent;
using System.Globalization;
using Yinfeng.Access;
using Yinfeng.Units;

namespace Yinfeng.Projects;

/// <summary>All projects as columns, with an order per sort key: an immutable snapshot that any number of requests read at once.</summary>
/// <remarks>A row is its number; columns are as long as the rows rounded up to 64, so that a word of the filter's bitmap never runs over.
/// Absent amounts and dates are −1 and stand at the end of every order, whichever way it is read.</remarks>
internal sealed class LedgerColumns
{
    /// <summary>Slot of a unit that the tree does not know: inside nobody's subtree.</summary>
    private const int Nowhere = -1;

    /// <summary>How many times all rows the kept sights may hold together: memory, not speed, is the limit.</summary>
    private const int MostSights = 10;

    /// <summary>In <see cref="Flags"/>: a negotiation that only few may know of.</summary>
    public const byte Secret = 8;
    private static readonly CompareInfo Pinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;
    private readonly int[]?[] _orders = new int[]?[Enum.GetValues<LedgerSort>().Length];
    private readonly ConcurrentDictionary<ViewScope, LedgerSight> _sights = new();
    private readonly Lock _sorting = new();
    private long _sightRows;

    /// <param name="rows">In the order of ids.</param>
    public LedgerColumns(UnitTree tree, IReadOnlyList<LedgerRow> rows)
    {
        Tree = tree;
        Rows = [.. rows];
        var padded = (Rows.Length + 63) & ~63;
        (Stage, Status, Kind, Origin, Flags) = (new byte[padded], new byte[padded], new byte[padded], new byte[padded], new byte[padded]);
        (Owner, Landing, Year) = (new int[padded], new int[padded], new int[padded]);
        (Invest, Funds, ImportId) = (new long[padded], new long[padded], new long[padded]);
        for (var i = 0; i < Rows.Length; i++)
        {
            RowOf[Rows[i].Id] = i;
            Fill(i, Rows[i]);
        }
    }

    /// <summary>The tree of the day for which the slots hold.</summary>
    public UnitTree Tree { get; }
    public LedgerRow[] Rows { get; }
    public int Count => Rows.Length;
    public Dictionary<long, int> RowOf { get; } = [];
    public byte[] Stage { get; }
    public byte[] Status { get; }

    /// <summary>0 not stated, else 1 + the kind.</summary>
    public byte[] Kind { get; }
    public byte[] Origin { get; }

    /// <summary>1 carried over, 2 has problems, 4 in another currency.</summary>
    public byte[] Flags { get; }
    public int[] Owner { get; }

    /// <summary>Nowhere for a commercial secret, which only its owner's line sees.</summary>
    public int[] Landing { get; }

    /// <summary>Year of signing, 0 for none.</summary>
    public int[] Year { get; }

    /// <summary>Renminbi in fen; −1 where nothing is stated or the amount is in another currency.</summary>
    public long[] Invest { get; }
    public long[] Funds { get; }
    public long[] ImportId { get; }

    /// <summary>Slots of further units that share the credit, for the few rows that have any.</summary>
    public Dictionary<int, int[]> Others { get; } = [];

    /// <summary>Some row's owner is not in the tree, so that even the whole tree does not hold every row.</summary>
    public bool HasNowhere { get; private set; }

    /// <summary>Rows by a sort key, ascending, ties by row; the first <c>Known</c> of them have a value.</summary>
    public (int[] Rows, int Known) Order(LedgerSort sort)
    {
        var order = Volatile.Read(ref _orders[(int)sort]);
        if (order is null)
        {
            lock (_sorting)
            {
                order = _orders[(int)sort] ??= Sorted(sort);
            }
        }
        return (order, Known(sort, order));
    }

    /// <summary>What somebody sees of this snapshot; kept for all of the same scope.</summary>
    public LedgerSight Sight(Viewer viewer)
    {
        if (_sights.TryGetValue(viewer.Scope, out var known))
        {
            return known;
        }
        var sight = new LedgerSight(this, viewer);
        if (Interlocked.Add(ref _sightRows, sight.Count) > MostSights * (Count + 10_000L))
        {
            _sights.Clear();
            Volatile.Write(ref _sightRows, sight.Count);
        }
        return _sights.GetOrAdd(viewer.Scope, sight);
    }

    /// <summary>Whether every row lies within a unit; null stands for the whole tree.</summary>
    public bool IsAll(long? unitId) => unitId is not { } id
        || (!HasNowhere && Tree.Find(id) is { First: 0, ParentId: null } root && root.Last == Tree.InOrder.Count - 1);

    /// <summary>Whether somebody sees every row.</summary>
    public bool IsAll(Viewer viewer) => viewer.May(Rights.See | Rights.SeeSecrets) && IsAll(viewer.UnitId);

    /// <summary>A snapshot with other rows; orders already made are mended rather than sorted again.</summary>
    /// <param name="changed">Rows that are new or different; none is gone.</param>
    public LedgerColumns With(IReadOnlyList<LedgerRow> changed)
    {
        var rows = new List<LedgerRow>(Rows);
        var touched = new List<int>();
        foreach (var row in changed)
        {
            if (RowOf.TryGetValue(row.Id, out var at))
            {
                rows[at] = row;
                touched.Add(at);
            }
            else
            {
                touched.Add(rows.Count);
                rows.Add(row);
            }
        }
        var next = new LedgerColumns(Tree, rows);
        foreach (var sort in Enum.GetValues<LedgerSort>())
        {
            if (Volatile.Read(ref _orders[(int)sort]) is { } order && touched.Count <= 64)
            {
                next._orders[(int)sort] = next.Mended(sort, order, touched);
            }
        }
        return next;
    }

    /// <summary>The number a row is sorted by; −1 for none.</summary>
    public long SortValue(LedgerSort sort, int row) => sort switch
    {
        LedgerSort.Invest => Invest[row],
        LedgerSort.Funds => Funds[row],
        LedgerSort.Signed => Rows[row].SignedOn?.Ymd ?? -1,
        LedgerSort.Since => Rows[row].InStageSince?.Ymd ?? -1,
        LedgerSort.Updated => Rows[row].UpdatedAtUtc.Ticks,
        LedgerSort.Stage => Stage[row],
        LedgerSort.Unit => Owner[row],
        _ => 0,
    };

    private void Fill(int i, LedgerRow row)
    {
        Stage[i] = (byte)row.Stage;
        Status[i] = (byte)row.Status;
        Kind[i] = (byte)(row.Kind is { } kind ? 1 + (int)kind : 0);
        Origin[i] = (byte)row.Origin;
        Flags[i] = (byte)((row.CarriedOver ? 1 : 0) | (row.HasProblems ? 2 : 0) | (row.IsForeign ? 4 : 0) | (ProjectPolicy.IsSecret(row.Stage, row.Confidentiality) ? Secret : 0));
        Year[i] = row.SignedOn?.Year ?? 0;
        Invest[i] = row.IsForeign ? -1 : row.TotalInvestmentFen ?? -1;
        Funds[i] = row.FundsFen ?? -1;
        ImportId[i] = row.SourceImportId ?? 0;
        Owner[i] = Slot(row.OwnerUnitId);
        HasNowhere |= Owner[i] == Nowhere;
        var secret = (Flags[i] & Secret) != 0;
        Landing[i] = secret ? Nowhere : Slot(row.LandingUnitId);
        if (row.OtherUnits.Length > 0 && !secret)
        {
            Others[i] = [.. row.OtherUnits.Select(Slot)];
        }
    }

    private int Slot(long unitId) => Tree.Find(unitId)?.First ?? Nowhere;

    private int[] Sorted(LedgerSort sort)
    {
        var order = new int[Count];
        if (sort == LedgerSort.Name)
        {
            var names = new SortKey[Count];
            for (var i = 0; i < Count; i++)
            {
                (order[i], names[i]) = (i, Pinyin.GetSortKey(Rows[i].Name));
            }
            order.AsSpan().Sort((a, b) => SortKey.Compare(names[a], names[b]) is var by and not 0 ? by : a.CompareTo(b));
            return order;
        }
        var keys = new (long Value, int Row)[Count];
        for (var i = 0; i < Count; i++)
        {
            (order[i], keys[i]) = (i, Key(sort, i));
        }
        Array.Sort(keys, order);
        return order;
    }

    private (long Value, int Row) Key(LedgerSort sort, int row)
    {
        var value = SortValue(sort, row);
        return (value < 0 ? long.MaxValue : value, row);
    }

    private int Known(LedgerSort sort, int[] order)
    {
        if (sort == LedgerSort.Name)
        {
            return order.Length;
        }
        int low = 0, high = order.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = SortValue(sort, order[middle]) >= 0 ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    private int[] Mended(LedgerSort sort, int[] before, List<int> touched)
    {
        var gone = touched.ToHashSet();
        var order = new List<int>(Count);
        order.AddRange(before.Where(row => !gone.Contains(row)));
        foreach (var row in touched)
        {
            int low = 0, high = order.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = Compare(sort, order[middle], row) < 0 ? (middle + 1, high) : (low, middle);
            }
            order.Insert(low, row);
        }
        return [.. order];
    }

    private int Compare(LedgerSort sort, int a, int b)
    {
        if (sort != LedgerSort.Name)
        {
            return Key(sort, a).CompareTo(Key(sort, b));
        }
        var byName = Pinyin.Compare(Rows[a].Name, Rows[b].Name);
        return byName != 0 ? byName : a.CompareTo(b);
    }
}
