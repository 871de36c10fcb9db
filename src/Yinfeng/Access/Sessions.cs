using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>A sign-in as requests meet it.</summary>
public sealed class LiveSession(Session session, User user, long loadedAt)
{
    private long _seenAt = session.SeenAtUtc.Ticks;

    public Viewer Viewer { get; } = new($"user:{user.Login}", user.Name, user.UnitId, user.IsAdministrator);
    public string TokenHash { get; } = session.TokenHash;
    public long UserId { get; } = user.Id;
    public bool MustChangePassword { get; } = user.MustChangePassword;
    public long CreatedAt { get; } = session.CreatedAtUtc.Ticks;
    public long LoadedAt { get; } = loadedAt;
    public long SeenAt => Volatile.Read(ref _seenAt);

    /// <summary>Notes use, at most every few seconds, so that requests of one person do not fight over a cache line.</summary>
    internal void Seen(long now)
    {
        if (now - SeenAt > 5 * TimeSpan.TicksPerSecond)
        {
            Volatile.Write(ref _seenAt, now);
        }
    }
}

/// <summary>Sign-ins in force, kept in memory so that a request costs a hash and a lookup.</summary>
/// <remarks>The cookie carries 256 random bits; only their SHA-256 is kept. A session ends after 30 minutes without use, after
/// 12 hours in any case, at sign-out, and when the account is disabled or its password reset.</remarks>
public sealed class Sessions(Database database, TimeProvider clock)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>On PostgreSQL another process may have ended the session: look again this often.</summary>
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, LiveSession> _live = new(StringComparer.Ordinal);
    private int _generation;

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The sign-in that a cookie names, or null when there is none or it has run out.</summary>
    public ValueTask<LiveSession?> FindAsync(string token, CancellationToken ct)
    {
        if (token.Length != 64)
        {
            return new((LiveSession?)null);
        }
        var hash = HashOf(token);
        var now = clock.GetUtcNow().Ticks;
        return _live.TryGetValue(hash, out var live) && (database.IsSqlite || now - live.LoadedAt < TrustedFor.Ticks)
            ? new(Current(live, now))
            : new(LoadAsync(hash, now, ct));
    }

    /// <summary>Last use of sessions in memory, by hash; the table knows only when they began.</summary>
    public DateTime? SeenAt(string tokenHash) =>
        _live.TryGetValue(tokenHash, out var live) ? new DateTime(live.SeenAt, DateTimeKind.Utc) : null;

    /// <summary>Makes the next request of these sessions read the account again. Call after the change is committed.</summary>
    internal void Forget(Func<LiveSession, bool> which)
    {
        Interlocked.Increment(ref _generation);
        foreach (var (hash, live) in _live)
        {
            if (which(live))
            {
                _live.TryRemove(hash, out _);
            }
        }
    }

    private LiveSession? Current(LiveSession live, long now)
    {
        if (now - live.SeenAt > Idle.Ticks || now - live.CreatedAt > Longest.Ticks)
        {
            _live.TryRemove(live.TokenHash, out _);
            return null;
        }
        live.Seen(now);
        return live;
    }

    private async Task<LiveSession?> LoadAsync(string hash, long now, CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        await using var db = database.OpenRead();
        var session = await db.Set<Session>().SingleOrDefaultAsync(s => s.TokenHash == hash, ct);
        var user = session is null ? null : await db.Set<User>().SingleOrDefaultAsync(u => u.Id == session.UserId && !u.Disabled, ct);
        if (user is null)
        {
            _live.TryRemove(hash, out _);
            return null;
        }
        if (_live.TryGetValue(hash, out var before))
        {
            session!.SeenAtUtc = new DateTime(before.SeenAt, DateTimeKind.Utc);
        }
        var live = new LiveSession(session!, user, now);
        if (Volatile.Read(ref _generation) == generation) // Else the account changed while it was read: read it again next time.
        {
            _live[hash] = live;
        }
        return Current(live, now);
    }
}
