using System.Runtime.InteropServices;
using System.Text;
using Yinfeng.Analytics.Search;

namespace Yinfeng.Analytics.Enterprises;

/// <summary>All companies at one moment: rows from 0, in the order of their ids. A snapshot: <see cref="With"/> makes the next one.</summary>
/// <remarks>Row numbers stay for the life of the process as long as companies are only added and changed. Parts that did not change are
/// shared between snapshots.</remarks>
public sealed class EnterpriseColumns : INameList
{
    private readonly EnterpriseChunk[] _chunks;
    private readonly RowTable _byCode, _byName;

    public static EnterpriseColumns Empty => new([], new RowTable(0), new RowTable(0));

    private EnterpriseColumns(EnterpriseChunk[] chunks, RowTable byCode, RowTable byName)
    {
        (_chunks, _byCode, _byName) = (chunks, byCode, byName);
        Count = chunks.Length == 0 ? 0 : (chunks.Length - 1) * EnterpriseChunk.Size + chunks[^1].Count;
    }

    public int Count { get; }

    public long Id(int row) => Chunk(row).Ids[At(row)];
    public ReadOnlySpan<char> Name(int row) => Chunk(row).Name(At(row));

    /// <summary>ASCII; empty where none is known.</summary>
    public ReadOnlySpan<byte> Code(int row) => Chunk(row).Code(At(row));
    public int Adcode(int row) => Chunk(row).Adcodes[At(row)];
    public int County(int row) => Chunk(row).Counties[At(row)];
    public int RegisteredOn(int row) => Chunk(row).RegisteredOn[At(row)];
    public OrganisationKind Kind(int row) => (OrganisationKind)Chunk(row).Kinds[At(row)];
    public int Division(int row) => Chunk(row).Divisions[At(row)];
    public int ScopeHash(int row) => Chunk(row).ScopeHashes[At(row)];
    public EnterpriseFlags Flags(int row) => (EnterpriseFlags)Chunk(row).Flags[At(row)];

    /// <summary>Hundredths of <see cref="Currency"/>'s unit; -1 unknown.</summary>
    public long CapitalCents(int row) => Chunk(row).Capitals[At(row)];
    public string Currency(int row) => CurrencyTable.Code(Chunk(row).Currencies[At(row)]);
    public EnterpriseFacts Facts(int row) => Chunk(row).Facts(At(row));

    /// <summary>The row of an id, or -1.</summary>
    public int Find(long id)
    {
        int low = 0, high = _chunks.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) >> 1;
            (low, high) = _chunks[middle].Ids[0] <= id ? (middle, high) : (low, middle - 1);
        }
        var at = high < 0 ? -1 : Array.BinarySearch(_chunks[low].Ids, id);
        return at < 0 ? -1 : (low << EnterpriseChunk.Bits) + at;
    }

    /// <summary>The first row with this code, or -1.</summary>
    public int FindCode(ReadOnlySpan<char> code)
    {
        Span<byte> bytes = stackalloc byte[EnterpriseChunk.CodeLength];
        if (code.Length > bytes.Length || !Ascii.IsValid(code))
        {
            return -1;
        }
        bytes = bytes[..Encoding.ASCII.GetBytes(code, bytes)];
        var candidates = _byCode.Of(TextHash.Of(bytes));
        while (candidates.Next(out var row))
        {
            if (row < Count && Code(row).SequenceEqual(bytes))
            {
                return row;
            }
        }
        return -1;
    }

    /// <summary>Rows with this code: none, one, or several where the source gave one code twice.</summary>
    public IReadOnlyList<int> WithCode(string code)
    {
        var found = new List<int>(1);
        var candidates = _byCode.Of(TextHash.Of(Encoding.ASCII.GetBytes(code)));
        while (candidates.Next(out var row))
        {
            if (row < Count && Ascii.Equals(Code(row), code) && !found.Contains(row))
            {
                found.Add(row);
            }
        }
        return found;
    }

    /// <summary>A row with exactly this name in this city, or -1.</summary>
    public int FindName(ReadOnlySpan<char> name, int adcode)
    {
        var candidates = _byName.Of(TextHash.Of(name));
        while (candidates.Next(out var row))
        {
            if (row < Count && Adcode(row) == adcode && Name(row).SequenceEqual(name))
            {
                return row;
            }
        }
        return -1;
    }

    /// <summary>Rows with exactly this name, in any city.</summary>
    public IReadOnlyList<int> WithName(ReadOnlySpan<char> name)
    {
        List<int>? found = null; // Most names that are asked for are nobody's.
        var candidates = _byName.Of(TextHash.Of(name));
        while (candidates.Next(out var row))
        {
            if (row < Count && Name(row).SequenceEqual(name) && found?.Contains(row) != true)
            {
                (found ??= new List<int>(1)).Add(row);
            }
        }
        return found is null ? [] : found;
    }

    /// <summary>Whether companies can be added at the end: another server may have given a new one an older id.</summary>
    public bool CanTake(IEnumerable<EnterpriseFacts> companies) => Count == 0 || companies.All(c => c.Id > Id(Count - 1) || Find(c.Id) >= 0);

    /// <summary>The next snapshot: known ids changed, others added.</summary>
    /// <param name="companies">Each id once.</param>
    /// <param name="rows">Receives the row of each company.</param>
    /// <exception cref="ArgumentException">See <see cref="CanTake"/>.</exception>
    public EnterpriseColumns With(IReadOnlyCollection<EnterpriseFacts> companies, ICollection<int>? rows = null)
    {
        var added = new List<EnterpriseFacts>();
        var changed = new Dictionary<int, List<(int At, EnterpriseFacts Facts)>>();
        foreach (var company in companies)
        {
            var row = Find(company.Id);
            if (row < 0)
            {
                added.Add(company);
                continue;
            }
            (CollectionsMarshal.GetValueRefOrAddDefault(changed, row >> EnterpriseChunk.Bits, out _) ??= []).Add((At(row), company));
            rows?.Add(row);
        }
        added.Sort((a, b) => a.Id.CompareTo(b.Id));
        if (added.Count > 0 && Count > 0 && added[0].Id < Id(Count - 1))
        {
            throw new ArgumentException($"{added[0].Id} is older than what is held.", nameof(companies));
        }
        var chunks = _chunks.ToList();
        foreach (var (chunk, list) in changed)
        {
            var facts = All(chunks[chunk]);
            list.ForEach(change => facts[change.At] = change.Facts);
            chunks[chunk] = new EnterpriseChunk(facts);
        }
        Append(chunks, added);
        var next = new EnterpriseColumns([.. chunks], _byCode, _byName);
        foreach (var (chunk, list) in changed)
        {
            list.ForEach(change => next.Index((chunk << EnterpriseChunk.Bits) + change.At));
        }
        next.Index(Count, next.Count);
        for (var row = Count; row < next.Count; row++)
        {
            rows?.Add(row);
        }
        return next;
    }

    /// <summary>The next snapshot with companies behind all others, whose rows <see cref="Enter"/> has told already.</summary>
    /// <param name="added">In the order of their ids.</param>
    internal EnterpriseColumns Behind(List<EnterpriseFacts> added)
    {
        var chunks = _chunks.ToList();
        Append(chunks, added);
        return new([.. chunks], _byCode, _byName);
    }

    /// <summary>Has a row found by its hashes.</summary>
    internal void Enter(int row, uint? code, uint name)
    {
        if (code is { } hash)
        {
            _byCode.Add(hash, row);
        }
        _byName.Add(name, row);
    }

    internal RowTable.Candidates ByCode(uint hash) => _byCode.Of(hash);
    internal RowTable.Candidates ByName(uint hash) => _byName.Of(hash);

    /// <summary>All companies, read afresh in the order of their ids.</summary>
    public static EnterpriseColumns Of(IEnumerable<EnterpriseFacts> companies)
    {
        var chunks = companies.Chunk(EnterpriseChunk.Size).Select(part => new EnterpriseChunk(part)).ToArray();
        var count = chunks.Sum(c => c.Count);
        var columns = new EnterpriseColumns(chunks, new RowTable(count), new RowTable(count));
        columns.Index(0, count);
        return columns;
    }

    /// <summary>As <see cref="WriteTo"/> wrote it, by the same build of the program.</summary>
    /// <exception cref="IOException">The stream holds nothing of the kind, or only a part of it.</exception>
    public static EnterpriseColumns ReadFrom(Stream from)
    {
        var currencies = Array.ConvertAll(new string(from.ReadArray<char>()).Split(','), CurrencyTable.Of);
        var chunks = new EnterpriseChunk[from.ReadArray<int>().Single()];
        for (var i = 0; i < chunks.Length; i++)
        {
            chunks[i] = new EnterpriseChunk(from, currencies);
        }
        return new(chunks, new RowTable(from), new RowTable(from));
    }

    /// <summary>Writes this moment; nothing may be added to it meanwhile.</summary>
    public void WriteTo(Stream to)
    {
        to.WriteArray<char>(string.Join(',', CurrencyTable.Codes));
        to.WriteArray<int>([_chunks.Length]);
        foreach (var chunk in _chunks)
        {
            chunk.WriteTo(to);
        }
        _byCode.WriteTo(to);
        _byName.WriteTo(to);
    }

    private static void Append(List<EnterpriseChunk> chunks, List<EnterpriseFacts> added)
    {
        var from = 0;
        if (chunks.Count > 0 && chunks[^1].Count < EnterpriseChunk.Size && added.Count > 0)
        {
            from = Math.Min(EnterpriseChunk.Size - chunks[^1].Count, added.Count);
            chunks[^1] = new EnterpriseChunk(chunks[^1], CollectionsMarshal.AsSpan(added)[..from]);
        }
        for (; from < added.Count; from += EnterpriseChunk.Size)
        {
            chunks.Add(new EnterpriseChunk(CollectionsMarshal.AsSpan(added).Slice(from, Math.Min(EnterpriseChunk.Size, added.Count - from))));
        }
    }

    private static EnterpriseFacts[] All(EnterpriseChunk chunk)
    {
        var facts = new EnterpriseFacts[chunk.Count];
        for (var i = 0; i < facts.Length; i++)
        {
            facts[i] = chunk.Facts(i);
        }
        return facts;
    }

    private void Index(int row)
    {
        IndexCode(row);
        IndexName(row);
    }

    /// <summary>Rows from <paramref name="from"/> to before <paramref name="to"/>; each table has a thread of its own.</summary>
    private void Index(int from, int to) => Parallel.Invoke(() =>
    {
        for (var row = from; row < to; row++)
        {
            IndexCode(row);
        }
    }, () =>
    {
        for (var row = from; row < to; row++)
        {
            IndexName(row);
        }
    });

    private void IndexCode(int row)
    {
        if (Code(row).Length > 0)
        {
            _byCode.Add(TextHash.Of(Code(row)), row);
        }
    }

    private void IndexName(int row) => _byName.Add(TextHash.Of(Name(row)), row);

    private EnterpriseChunk Chunk(int row) => _chunks[row >> EnterpriseChunk.Bits];
    private static int At(int row) => row & (EnterpriseChunk.Size - 1);
}
