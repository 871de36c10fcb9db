using System.Collections.Concurrent;
using Yinfeng.Analytics.Enterprises;
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

    /// <summary>The office set something for itself.</summary>
    public bool Settings { get; set; }

    /// <summary>A person said which company a written name means, or took that back.</summary>
    public bool NameAnswers { get; set; }

    /// <summary>Something else is known of what names of investors mean.</summary>
    public bool NameMatches { get; set; }

    /// <summary>A person put the industry of a company right, or took that back.</summary>
    public bool Industries { get; set; }

    /// <summary>A version of a policy came into force or was withdrawn.</summary>
    public bool Policies { get; set; }

    /// <summary>An office put a version of a chain in force or withdrew one.</summary>
    public bool Chains { get; set; }

    /// <summary>Companies of the enterprise base that changed and must be read again.</summary>
    public HashSet<long> EnterpriseIds { get; } = [];

    /// <summary>Companies of the enterprise base as they now are, where the write has them at hand.</summary>
    public List<EnterpriseFacts> Enterprises { get; } = [];

    /// <summary>Gives the base with all of <see cref="Enterprises"/> where somebody made it beforehand.</summary>
    internal Func<GrownEnterprises?>? EnterprisesGrown { get; set; }

    /// <summary>The enterprise base must be read afresh: another process imported into it.</summary>
    public bool AllEnterprises { get; set; }

    /// <summary>Declared shareholdings changed.</summary>
    public bool Shareholdings { get; set; }

    public bool IsEmpty => !Industries && !NameAnswers && !NameMatches && EnterpriseIds.Count == 0 && Enterprises.Count == 0 && !AllEnterprises
        && ProjectIds.Count == 0 && !Targets && !Units && !Everything && !Closing && !People && !Settings && !Policies && !Chains && !Shareholdings;
}

/// <summary>The enterprise base with companies behind all others, made before they are stored; it holds where the base still is <paramref name="From"/>.</summary>
internal sealed record GrownEnterprises(EnterpriseColumns From, EnterpriseColumns To);

/// <summary>Tells what is held in memory (board, ledger index, unit tree) what a committed write changed.</summary>
/// <remarks>Handlers run in registration order before the writer answers, so whoever wrote reads their own write.</remarks>
public sealed class ChangeFeed(TimeProvider? clock = null)
{
    private const int Remembered = 1024;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, long> _lastBy = new(StringComparer.Ordinal);
    private readonly long[] _at = new long[Remembered];
    private long _sweeping;
    private readonly List<Func<ChangeSet, CancellationToken, Task>> _handlers = [];
    private readonly HashSet<long> _own = [];
    private long _version;

    /// <summary>Grows with every committed write of this process, and of others as they are heard of, once everything held in memory
    /// has followed it: what was
    /// made at this version still holds while the version is the same.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Says that something outside the database changed that pages show, such as a file waiting to be imported.</summary>
    public void Touch() => Next(null, sweeping: false);

    /// <summary>How long ago what was made at a version became old; zero while it is not.</summary>
    public TimeSpan OldFor(long version)
    {
        var now = Version;
        return version >= now ? TimeSpan.Zero
            : now - version > Remembered - 64 ? TimeSpan.MaxValue // Its moment may be overwritten.
            : _clock.GetElapsedTime(Volatile.Read(ref _at[(version + 1) % Remembered]));
    }

    /// <summary>Whether what was made at a version lacks a write of this person, or a change after which nothing old may be shown:
    /// of units, of rights, of a closed month, of everything.</summary>
    public bool MustBeNew(long version, string actorId) =>
        version < Volatile.Read(ref _sweeping) || version < _lastBy.GetValueOrDefault(actorId);

    private void Next(string? actorId, bool sweeping)
    {
        lock (_lastBy)
        {
            var version = _version + 1;
            Volatile.Write(ref _at[version % Remembered], _clock.GetTimestamp());
            if (sweeping)
            {
                Volatile.Write(ref _sweeping, version);
            }
            if (actorId is not null)
            {
                _lastBy[actorId] = version;
            }
            Volatile.Write(ref _version, version);
        }
    }

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

    /// <param name="actorId">Who wrote; null for another process.</param>
    internal async Task PublishAsync(ChangeSet changes, string? actorId, CancellationToken ct)
    {
        if (changes.IsEmpty)
        {
            Next(actorId, sweeping: false);
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
        Next(actorId, changes.Everything || changes.Units || changes.Closing || changes.People || changes.Settings);
    }
}
