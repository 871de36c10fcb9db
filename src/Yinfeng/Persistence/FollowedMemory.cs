namespace Yinfeng.Persistence;

/// <summary>A snapshot in memory that follows committed changes: a write only notes which rows it touched, the next read loads those
/// and swaps in a new snapshot. Writers never wait, and whoever wrote reads their own write.</summary>
/// <remarks>Readers of a current snapshot take no lock. One reader at a time catches up; the others wait for it.</remarks>
internal sealed class FollowedMemory<T> : IDisposable where T : class
{
    private const int MostAlone = 2_000;
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly Lock _noting = new();
    private HashSet<long> _touched = [];
    private bool _afresh = true;
    private long _noted = 1;
    private long _held;
    private volatile T? _memory;

    /// <summary>Makes the next snapshot.</summary>
    /// <param name="known">The one before; null when everything must be read: at first, after an import, when very much changed.</param>
    /// <param name="touched">Ids whose rows changed since.</param>
    public delegate Task<T> Next(T? known, IReadOnlyCollection<long> touched, CancellationToken ct);

    /// <summary>The snapshot that holds every committed change; null when it has to catch up.</summary>
    public T? Current => Volatile.Read(ref _held) == Volatile.Read(ref _noted) ? _memory : null;

    /// <summary>Grows with every change noted: whoever remembers it can tell whether anything happened since.</summary>
    public long Noted => Volatile.Read(ref _noted);

    public void Note(IReadOnlyCollection<long> touched, bool afresh)
    {
        lock (_noting)
        {
            _touched.UnionWith(touched);
            _afresh |= afresh || _touched.Count > MostAlone;
            _noted++;
        }
    }

    public async Task<T> CatchUpAsync(Next next, CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            HashSet<long> touched;
            bool afresh;
            long upTo;
            lock (_noting)
            {
                (touched, afresh, upTo) = (_touched, _afresh, _noted);
                (_touched, _afresh) = ([], false);
            }
            try
            {
                _memory = await next(afresh ? null : _memory, touched, ct);
                Volatile.Write(ref _held, upTo);
            }
            catch
            {
                lock (_noting) // Not read after all: read it next time.
                {
                    _touched.UnionWith(touched);
                    _afresh |= afresh;
                }
                throw;
            }
            return _memory;
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();
}
