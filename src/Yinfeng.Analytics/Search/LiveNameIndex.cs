namespace Yinfeng.Analytics.Search;

/// <summary>An index that follows its names: what changed since it was built is searched in a small one beside it, until there is so much
/// that all is built anew in the background.</summary>
/// <remarks>A moment that never changes: <see cref="With"/> makes the next one, so that readers never wait for writers.</remarks>
/// <typeparam name="T">The names; rows keep their numbers from one moment to the next.</typeparam>
public sealed class LiveNameIndex<T>
    where T : class, INameList
{
    private const int FewestAnew = 20_000, ShareAnew = 20;
    private readonly NameReading _reading;
    private readonly Func<T, int, byte> _weight;
    private readonly Task<IReadOnlyList<NameIndex>> _main;
    private readonly RowSet _changed;
    private readonly Task<IReadOnlyList<NameIndex>>? _next;
    private readonly RowSet _sinceNext;
    private readonly Lazy<Task<NameSearch.Part[]>> _parts;

    /// <summary>Builds in the background; the first search waits for it.</summary>
    /// <param name="built">Of these names, where somebody has built it before.</param>
    public LiveNameIndex(T names, NameReading reading, Func<T, int, byte> weight, IReadOnlyList<NameIndex>? built = null)
        : this(names, reading, weight, built is null ? Start(names, reading, weight) : Task.FromResult(built), RowSet.Empty, null, RowSet.Empty)
    {
    }

    private LiveNameIndex(T names, NameReading reading, Func<T, int, byte> weight, Task<IReadOnlyList<NameIndex>> main, RowSet changed,
        Task<IReadOnlyList<NameIndex>>? next, RowSet sinceNext)
    {
        (Names, _reading, _weight, _main, _changed, _next, _sinceNext) = (names, reading, weight, main, changed, next, sinceNext);
        _parts = new(PartsAsync);
    }

    public T Names { get; }

    /// <summary>The indexes of all names, as <see cref="Names"/> were when they were built.</summary>
    public Task<IReadOnlyList<NameIndex>> Main => _main;

    /// <param name="names">The names after the change.</param>
    /// <param name="rows">New and changed rows.</param>
    public LiveNameIndex<T> With(T names, IReadOnlyCollection<int> rows)
    {
        var (main, changed, next, sinceNext) = (_main, _changed.With(rows), _next, _sinceNext.With(rows));
        if (next is { IsCompletedSuccessfully: true })
        {
            (main, changed, next) = (next, sinceNext, null);
        }
        if (next is null && changed.Count > Math.Max(FewestAnew, names.Count / ShareAnew))
        {
            (next, sinceNext) = (Start(names, _reading, _weight), RowSet.Empty);
        }
        return new(names, _reading, _weight, main, changed, next, sinceNext);
    }

    /// <summary>The best rows for what was typed.</summary>
    public async Task<IReadOnlyList<Found>> FindAsync(NameQuery query) => NameSearch.Run(query, await _parts.Value);

    private async Task<NameSearch.Part[]> PartsAsync()
    {
        var main = await _main;
        if (_changed.Count == 0)
        {
            return [.. main.Select(index => new NameSearch.Part(index))];
        }
        var beside = NameIndexBuilder.Build(Names, _reading, row => _weight(Names, row), _changed.ToArray(), main[0].LeastProminent);
        return [.. main.Select(index => new NameSearch.Part(index, row => !_changed.Contains(row))), new NameSearch.Part(beside)];
    }

    private static Task<IReadOnlyList<NameIndex>> Start(T names, NameReading reading, Func<T, int, byte> weight) =>
        Task.Run(() => NameIndexBuilder.Build(names, reading, row => weight(names, row)));
}
