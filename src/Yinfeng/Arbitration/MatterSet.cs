using Yinfeng.Imports;

namespace Yinfeng.Arbitration;

/// <summary>Records with their block keys: an immutable snapshot. Changes lie on top of a sorted base until they become many.</summary>
internal sealed class MatterSet
{
    /// <summary>A block larger than this is a word that says nothing, and is met through the record's other keys.</summary>
    internal const int LargestBlock = 200;
    private const int MostOnTop = 2_000;
    private readonly Matter[] _base;
    private readonly ulong[] _keys;
    private readonly int[] _rows;
    private readonly Dictionary<MatterId, int> _at;
    private readonly Dictionary<MatterId, Matter?> _top;

    public MatterSet(IReadOnlyCollection<Matter> matters)
    {
        _base = [.. matters];
        var (keys, rows) = (new List<ulong>(_base.Length * 10), new List<int>(_base.Length * 10));
        Span<ulong> own = stackalloc ulong[ClaimBlocks.Most];
        for (var i = 0; i < _base.Length; i++)
        {
            if (!_base[i].Closed)
            {
                foreach (var key in own[..ClaimBlocks.Of(_base[i], own)])
                {
                    keys.Add(key);
                    rows.Add(i);
                }
            }
        }
        (_keys, _rows) = ([.. keys], [.. rows]);
        Array.Sort(_keys, _rows);
        _at = new(_base.Length);
        for (var i = 0; i < _base.Length; i++)
        {
            _at[_base[i].Id] = i;
        }
        _top = [];
    }

    private MatterSet(MatterSet known, Dictionary<MatterId, Matter?> top) => (_base, _keys, _rows, _at, _top) = (known._base, known._keys, known._rows, known._at, top);

    public IEnumerable<Matter> All => _base.Where(m => !_top.ContainsKey(m.Id)).Concat(_top.Values.OfType<Matter>());

    public Matter? Find(MatterId id) => _top.TryGetValue(id, out var changed) ? changed : _at.TryGetValue(id, out var row) ? _base[row] : null;

    /// <summary>The set after changes: new versions of records, and those that are gone.</summary>
    public MatterSet With(IReadOnlyCollection<Matter> changed, IReadOnlyCollection<MatterId> gone)
    {
        var top = new Dictionary<MatterId, Matter?>(_top);
        foreach (var matter in changed)
        {
            top[matter.Id] = matter;
        }
        foreach (var id in gone)
        {
            top[id] = null;
        }
        return top.Count > MostOnTop ? new MatterSet([.. new MatterSet(this, top).All]) : new MatterSet(this, top);
    }

    /// <summary>Records that share a key with this one, of other units and still open; it need not be of the set itself.</summary>
    public IEnumerable<Matter> Near(Matter matter)
    {
        var own = new ulong[ClaimBlocks.Most];
        var count = ClaimBlocks.Of(matter, own);
        var seen = new HashSet<MatterId> { matter.Id };
        for (var k = 0; k < count; k++)
        {
            var (start, end) = Block(own[k]);
            for (var i = start; i < end && end - start <= LargestBlock; i++)
            {
                var other = _base[_rows[i]];
                if (other.OwnerUnitId != matter.OwnerUnitId && !_top.ContainsKey(other.Id) && seen.Add(other.Id))
                {
                    yield return other;
                }
            }
        }
        foreach (var other in _top.Values)
        {
            if (other is { Closed: false } && other.OwnerUnitId != matter.OwnerUnitId && seen.Add(other.Id) && Share(other, own.AsSpan(0, count)))
            {
                yield return other;
            }
        }
    }

    /// <summary>Open records of which a whole name, credit code or parcel is what was asked for; parts of a name find nothing.</summary>
    /// <param name="company">The company of the base that the name means; its records are found behind every name they were written with.</param>
    public IEnumerable<Matter> Named(string asked, long? company = null)
    {
        var folded = Folding.Key(asked);
        var (investor, core, parcel) = (ProjectKey.InvestorCore(asked), ProjectKey.Parts(asked, "").Core, HeadText.Letters(folded));
        ulong[] keys =
        [
            DuplicateFinder.Hash("cc", folded, ""), DuplicateFinder.Hash("ci", investor, ""), DuplicateFinder.Hash("cn", core, ""), DuplicateFinder.Hash("cp", parcel, ""),
            .. company is { } id ? [ClaimBlocks.OfCompany(id)] : Array.Empty<ulong>(),
        ];
        var seen = new HashSet<MatterId>();
        foreach (var key in keys)
        {
            var (start, end) = Block(key);
            for (var i = start; i < end; i++)
            {
                if (!_top.ContainsKey(_base[_rows[i]].Id) && Is(_base[_rows[i]]) && seen.Add(_base[_rows[i]].Id))
                {
                    yield return _base[_rows[i]];
                }
            }
        }
        foreach (var changed in _top.Values)
        {
            if (changed is { Closed: false } && Is(changed))
            {
                yield return changed;
            }
        }

        bool Is(Matter m) => m.CreditCode == folded || (company is not null && m.Key.Company == company)
            || (investor.Length >= 2 && m.Key.Investor == investor) || (core.Length >= 3 && m.Key.Core == core)
            || (m.ParcelKey.Length > 0 && m.ParcelKey == parcel);
    }

    /// <summary>Judges every two records of different units that share a key; two that share several are judged as often.</summary>
    /// <param name="judge">Null for a pair that is nothing; runs on many threads.</param>
    public IEnumerable<T> Pairs<T>(Func<Matter, Matter, T?> judge) where T : class
    {
        if (_top.Count > 0)
        {
            return new MatterSet([.. All]).Pairs(judge);
        }
        var starts = new List<int>();
        for (var i = 0; i < _keys.Length; i++)
        {
            if (i == 0 || _keys[i] != _keys[i - 1])
            {
                starts.Add(i);
            }
        }
        return starts.Select((start, n) => (Start: start, End: n + 1 < starts.Count ? starts[n + 1]
            : _keys.Length)).Where(b => b.End - b.Start is > 1 and <= LargestBlock)
            .AsParallel().SelectMany(b => Within(b.Start, b.End, judge)).AsEnumerable();
    }

    private List<T> Within<T>(int start, int end, Func<Matter, Matter, T?> judge) where T : class
    {
        var found = new List<T>();
        for (var i = start; i < end; i++)
        {
            var one = _base[_rows[i]];
            for (var j = i + 1; j < end; j++)
            {
                var two = _base[_rows[j]];
                if (one.OwnerUnitId != two.OwnerUnitId && judge(one, two) is { } pair)
                {
                    found.Add(pair);
                }
            }
        }
        return found;
    }

    private static bool Share(Matter other, ReadOnlySpan<ulong> keys)
    {
        Span<ulong> own = stackalloc ulong[ClaimBlocks.Most];
        foreach (var key in own[..ClaimBlocks.Of(other, own)])
        {
            if (keys.Contains(key))
            {
                return true;
            }
        }
        return false;
    }

    private (int Start, int End) Block(ulong key)
    {
        var at = Array.BinarySearch(_keys, key);
        if (at < 0)
        {
            return (0, 0);
        }
        var (start, end) = (at, at + 1);
        while (start > 0 && _keys[start - 1] == key)
        {
            start--;
        }
        while (end < _keys.Length && _keys[end] == key)
        {
            end++;
        }
        return (start, end);
    }
}
