using Yinfeng.Kernel;

namespace Yinfeng.Persistence;

/// <summary>What one committed write changed, in terms of what is held in memory.</summary>
public sealed class ChangeSet
{
    /// <summary>Projects whose facts, credit or months changed.</summary>
    public HashSet<long> ProjectIds { get; } = [];

    /// <summary>Targets or plans changed.</summary>
    public bool Targets { get; set; }

    /// <summary>The unit tree changed.</summary>
    public bool Units { get; set; }

    /// <summary>So much changed that readers should load afresh (an import, a restore).</summary>
    public bool Everything { get; set; }

    /// <summary>The import that was taken in or taken back, where <see cref="Everything"/> changed because of one.</summary>
    public long? Import { get; set; }

    /// <summary>The one month whose reports changed, where a write touched nothing else of its projects.</summary>
    public YearMonth? OnlyMonth { get; set; }

    /// <summary>A month was closed.</summary>
    public bool Closing { get; set; }

    /// <summary>What people may do or see changed in a way that concerns more than one of them.</summary>
    public bool People { get; set; }

    public bool IsEmpty => ProjectIds.Count == 0 && !Targets && !Units && !Everything && !Closing && !People;
}

/// <summary>Tells what is held in memory (board, ledger index, unit tree) what a committed write changed.</summary>
/// <remarks>Handlers run in registration order before the writer answers, so whoever wrote reads their own write.</remarks>
public sealed class ChangeFeed
{
    private readonly List<Func<ChangeSet, CancellationToken, Task>> _handlers = [];
    private readonly HashSet<long> _own = [];
    private long _version;

    /// <summary>Grows with every committed write of this process, and of others as they are heard of, once everything held in memory
    /// has followed it: what was
    /// made at this version still holds while the version is the same.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Says that something outside the database changed that pages show, such as a file waiting to be imported.</summary>
    public void Touch() => Interlocked.Increment(ref _version);

    public void Subscribe(Func<ChangeSet, CancellationToken, Task> handler)
    {
        lock (_handlers)
        {
            _handlers.Add(handler);
        }
    }

    /// <summary>Audit entries of this process, which need not be heard a second time.</summary>
    internal void Own(long firstSeq, int count)
    {
        lock (_own)
        {
            for (var i = 0; i < count; i++)
            {
                _own.Add(firstSeq + i);
            }
        }
    }

    internal bool IsOwn(long seq)
    {
        lock (_own)
        {
            return _own.Contains(seq);
        }
    }

    internal void ForgetOwn(long upTo)
    {
        lock (_own)
        {
            _own.RemoveWhere(seq => seq <= upTo);
        }
    }

    internal async Task PublishAsync(ChangeSet changes, CancellationToken ct)
    {
        if (changes.IsEmpty)
        {
            Interlocked.Increment(ref _version);
            return;
        }
        Func<ChangeSet, CancellationToken, Task>[] handlers;
        lock (_handlers)
        {
            handlers = [.. _handlers];
        }
        foreach (var handler in handlers)
        {
            await handler(changes, ct);
        }
        Interlocked.Increment(ref _version);
    }
}
