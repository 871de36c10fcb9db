using System.Text;
using Yinfeng.Analytics.Enterprises;
using Yinfeng.Analytics.Words;
using Yinfeng.Chains;
using Yinfeng.Enterprises;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Gaps;

/// <summary>Which companies have which words of the chains in their name or business scope.</summary>
/// <param name="Companies">The base that rows are of.</param>
/// <param name="Kinds">One per row.</param>
/// <param name="Places">By word, ascending: the row doubled, plus one where the word stands in the name.</param>
/// <param name="Before">The base that this was carried on from; null where everything was read.</param>
/// <param name="Changed">Rows that are new or changed since.</param>
internal sealed record WordPlaces(EnterpriseColumns Companies, FirmKind[] Kinds, IReadOnlyDictionary<string, int[]> Places, EnterpriseColumns? Before,
    IReadOnlySet<int> Changed)
{
    public bool Knows(Chain chain) => ChainWords.Of([chain]).All(Places.ContainsKey);

    public bool Has(string word, int place) => Array.BinarySearch(Places[word], place) >= 0;

    /// <param name="only">Places of these rows; null for all.</param>
    public IEnumerable<int> Of(string word, IReadOnlySet<int>? only) =>
        only is null ? Places[word] : only.SelectMany(row => (int[])[row * 2, (row * 2) + 1]).Where(place => Has(word, place));
}

/// <summary>Reads every name and scope once for the words of all chains, and again only what changed since.</summary>
/// <remarks>Scopes are too long for memory: they are read where they lie, by several connections at once; a word of a chain takes four
/// bytes a company that has it.</remarks>
internal sealed class ChainWords(Database database, EnterpriseBase companies, ChainShelf shelf, GapRuleBook rules, TimeProvider clock) : IDisposable
{
    private const int MostAfterwards = 20_000;
    private const int Batch = 500;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _changing = new();
    private HashSet<int> _changed = [];
    private bool _anew;
    private EnterpriseColumns? _latest;
    private WordPlaces? _held;
    private (string[] Words, WordScan Scan) _scan; // Of what is held: takes longer to make than to use.

    /// <summary>Words that recognise or rule out, each once.</summary>
    public static IEnumerable<string> Of(IEnumerable<Chain> chains) =>
        chains.SelectMany(c => c.Nodes).SelectMany(n => n.Words.Concat(n.NotWords)).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>The base as it is now, with the words of this chain among others.</summary>
    public async Task<WordPlaces> NowAsync(Chain chain, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await FollowAsync(ct);
            HashSet<int> changed;
            bool anew;
            EnterpriseColumns now;
            lock (_changing)
            {
                (changed, _changed, anew, _anew, now) = (_changed, [], _anew, false, _latest!);
            }
            if (_held is not { } held || anew || changed.Count > MostAfterwards || !held.Knows(chain))
            {
                _held = await AllAsync(now, [.. Of(shelf.Templates.Concat(shelf.Own.Select(o => o.Chain)).Append(chain))], ct);
            }
            else if (changed.Count > 0 || held.Companies != now)
            {
                _held = await AgainAsync(held, now, changed, ct);
            }
            return _held;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task FollowAsync(CancellationToken ct)
    {
        if (_latest is not null)
        {
            return;
        }
        await companies.NowAsync(ct);
        await companies.FollowAsync(change =>
        {
            lock (_changing)
            {
                _latest = change.After;
                _anew |= change.Before is null;
                _changed.UnionWith(change.Rows);
            }
        }, ct);
    }

    private async Task<WordPlaces> AllAsync(EnterpriseColumns now, string[] words, CancellationToken ct)
    {
        var scan = new WordScan(words);
        _scan = (words, scan);
        var of = rules.On(BusinessTime.Today(clock));
        var kinds = new FirmKind[now.Count];
        Parallel.For(0, now.Count, row => kinds[row] = FirmKinds.Of(now, row, of));
        var parts = Math.Clamp(now.Count / Batch, 1, Math.Clamp(Environment.ProcessorCount - 1, 1, 4));
        var found = await Task.WhenAll(Enumerable.Range(0, parts).Select(part => Task.Run(async () =>
        {
            var (from, until) = ((int)((long)now.Count * part / parts), (int)((long)now.Count * (part + 1) / parts));
            var places = new PlaceLists(words.Length);
            if (from < until)
            {
                using var scopes = await ScopeRows.OpenAsync(database, now.Id(from), now.Id(until - 1), ct);
                Read(now, Enumerable.Range(from, until - from), scopes.Of, scan, places);
            }
            return places;
        }, ct)));
        return new WordPlaces(now, kinds, words.Select((word, i) => (word, Rows: (int[])[.. found.SelectMany(f => f.Of(i))])).ToDictionary(w => w.word, w => w.Rows), null,
            new HashSet<int>());
    }

    private async Task<WordPlaces> AgainAsync(WordPlaces before, EnterpriseColumns now, HashSet<int> changed, CancellationToken ct)
    {
        var (words, scan) = _scan;
        var (places, kinds) = (new PlaceLists(words.Length), new FirmKind[now.Count]);
        before.Kinds.CopyTo(kinds, 0);
        var of = rules.On(BusinessTime.Today(clock));
        int[] rows = [.. changed.Where(row => row < now.Count).Order()];
        foreach (var part in rows.Chunk(Batch))
        {
            Array.ForEach(part, row => kinds[row] = FirmKinds.Of(now, row, of));
            await using var db = database.OpenRead();
            var scopes = await StoredScopes.OfAsync(db, Array.ConvertAll(part, now.Id), ct);
            Read(now, part, id => scopes.TryGetValue(id, out var text) ? Encoding.UTF8.GetBytes(text) : [], scan, places);
        }
        return new WordPlaces(now, kinds, words.Select((word, i) => (word, Rows: Carried(before, word, changed, places.Of(i)))).ToDictionary(w => w.word, w => w.Rows),
            before.Companies, changed);
    }

    private static int[] Carried(WordPlaces before, string word, HashSet<int> changed, List<int> now) =>
        now.Count == 0 && !before.Of(word, changed).Any() ? before.Places[word]
            : [.. before.Places[word].Where(p => !changed.Contains(p >> 1)).Concat(now).Order()];

    private delegate ReadOnlySpan<byte> ScopeOf(long id);

    /// <param name="rows">Ascending.</param>
    private static void Read(EnterpriseColumns now, IEnumerable<int> rows, ScopeOf scopeOf, WordScan scan, PlaceLists places)
    {
        var (inName, inScope) = (new List<int>(), new List<int>());
        var name = new byte[Encoding.UTF8.GetMaxByteCount(Enterprise.LongestName)];
        foreach (var row in rows)
        {
            inName.Clear();
            inScope.Clear();
            scan.Find(name.AsSpan(0, Encoding.UTF8.GetBytes(now.Name(row), name)), inName);
            scan.Find(scopeOf(now.Id(row)), inScope);
            places.Add(row, inName, inScope);
        }
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Places being gathered, by word.</summary>
    private sealed class PlaceLists(int words)
    {
        private readonly List<int>?[] _lists = new List<int>?[words];

        public List<int> Of(int word) => _lists[word] ?? [];

        public void Add(int row, List<int> inName, List<int> inScope)
        {
            foreach (var word in inName)
            {
                (_lists[word] ??= []).Add((row * 2) + 1);
            }
            foreach (var word in inScope)
            {
                if (!inName.Contains(word))
                {
                    (_lists[word] ??= []).Add(row * 2);
                }
            }
        }
    }
}
