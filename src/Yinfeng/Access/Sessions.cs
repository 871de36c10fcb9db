using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Kernel;
using Yinfeng.Persistence;

namespace Yinfeng.Access;

/// <summary>What a signed-in person must do before anything else.</summary>
public enum NextStep
{
    None,

    /// <summary>The password is one an administrator handed out.</summary>
    ChoosePassword,

    /// <summary>The password has grown too old (等保 profile).</summary>
    ReplacePassword,

    /// <summary>The office requires a second factor and the person has none yet.</summary>
    EnrolSecondFactor,
}

/// <summary>A sign-in as requests meet it.</summary>
/// <param name="rules">The rules it was read under; under other rules it is read again.</param>
public sealed class LiveSession(Session session, User user, Viewer viewer, IReadOnlyList<Post> posts, long loadedAt, DateOnly day, SignInRules rules, NextStep step)
{
    private bool _stale;
    private long _seenAt = session.SeenAtUtc.Ticks;

    public Viewer Viewer { get; } = viewer;

    /// <summary>The posts that the person may choose from.</summary>
    public IReadOnlyList<Post> Posts { get; } = posts;

    /// <summary>The day for which rights were read: appointments begin and end with days.</summary>
    public DateOnly Day { get; } = day;
    public string TokenHash { get; } = session.TokenHash;
    public long UserId { get; } = user.Id;
    public SignInWay Way { get; } = session.Way;
    public SignInRules Rules { get; } = rules;
    public NextStep Step { get; } = step;
    public bool MustChangePassword => Step is NextStep.ChoosePassword or NextStep.ReplacePassword;
    public long CreatedAt { get; } = session.CreatedAtUtc.Ticks;
    public long LoadedAt { get; } = loadedAt;
    public long SeenAt => Volatile.Read(ref _seenAt);

    /// <summary>How long until it ends if nothing more is done.</summary>
    public TimeSpan LeftAt(DateTimeOffset now) => TimeSpan.FromTicks(Math.Min(Rules.Idle.Ticks - (now.UtcTicks - SeenAt), Rules.Longest.Ticks - (now.UtcTicks - CreatedAt)));

    /// <summary>What it says must be read again.</summary>
    public bool IsStale => Volatile.Read(ref _stale);

    internal void Stale() => Volatile.Write(ref _stale, true);

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
/// <remarks>The cookie carries 256 random bits; only their SHA-256 is kept. A session ends after some time without use and after
/// some hours in any case (<see cref="SignInRules"/>), at sign-out, and when the account is disabled or its password reset.</remarks>
public sealed class Sessions(Database database, SignInSettings settings, Posts posts, TimeProvider clock)
{
    /// <summary>A session that ran out stays known this long, so that a form typed before is kept for its person.</summary>
    internal static readonly TimeSpan RememberedFor = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, LiveSession> _live = new(StringComparer.Ordinal);
    private int _generation;

    /// <summary>Older sessions are over whatever was done with them.</summary>
    public TimeSpan Longest => settings.Last.Longest;

    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The sign-in that a cookie names, or null when there is none or it has run out.</summary>
    /// <param name="using">False only looks: the time without use goes on.</param>
    public ValueTask<LiveSession?> FindAsync(string token, CancellationToken ct, bool @using = true)
    {
        if (token.Length != 64)
        {
            return new((LiveSession?)null);
        }
        var hash = HashOf(token);
        var now = clock.GetUtcNow().Ticks;
        var rules = settings.NowAsync(ct);
        return rules.IsCompletedSuccessfully && _live.TryGetValue(hash, out var live) && ReferenceEquals(live.Rules, rules.Result)
            && live.Day == BusinessTime.Today(clock)
            && !live.IsStale
            ? new(Current(live, now, @using))
            : new(LoadAsync(hash, now, @using, ct));
    }

    /// <summary>Whose session a cookie named, also when it has run out; null when it was ended or is too long ago.</summary>
    internal async Task<long?> OwnerAsync(string token, CancellationToken ct)
    {
        if (token.Length != 64)
        {
            return null;
        }
        var (hash, oldest) = (HashOf(token), clock.GetUtcNow().UtcDateTime - Longest - RememberedFor);
        await using var db = database.OpenRead();
        return await db.Set<Session>().Where(s => s.TokenHash == hash && s.CreatedAtUtc > oldest).Select(s => (long?)s.UserId).SingleOrDefaultAsync(ct);
    }

    /// <summary>Last use of sessions in memory, by hash; the table knows only when they began.</summary>
    public DateTime? SeenAt(string tokenHash) =>
        _live.TryGetValue(tokenHash, out var live) ? new DateTime(live.SeenAt, DateTimeKind.Utc) : null;

    /// <summary>Makes the next request of these sessions read the account again. Call after the change is committed.</summary>
    internal void Forget(Func<LiveSession, bool> which)
    {
        Interlocked.Increment(ref _generation);
        foreach (var live in _live.Values)
        {
            if (which(live))
            {
                live.Stale(); // Kept for the time of its last use, which the table does not know.
            }
        }
    }

    private LiveSession? Current(LiveSession live, long now, bool @using)
    {
        if (now - live.SeenAt > live.Rules.Idle.Ticks || now - live.CreatedAt > live.Rules.Longest.Ticks)
        {
            _live.TryRemove(live.TokenHash, out _);
            return null;
        }
        if (@using)
        {
            live.Seen(now);
        }
        return live;
    }

    private async Task<LiveSession?> LoadAsync(string hash, long now, bool @using, CancellationToken ct)
    {
        var generation = Volatile.Read(ref _generation);
        var rules = await settings.NowAsync(ct);
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
        var day = BusinessTime.Today(clock);
        var (viewer, open) = await posts.ViewerAsync(db, user, session!.PostUnitId, ct);
        var step = await StepAsync(db, session, user, open, rules, new DateTime(now, DateTimeKind.Utc), ct);
        var live = new LiveSession(session, user, viewer, open, now, day, rules, step);
        if (Volatile.Read(ref _generation) == generation) // Else the account changed while it was read: read it again next time.
        {
            _live[hash] = live;
        }
        return Current(live, now, @using);
    }

    /// <summary>Judged when the session is read, at the latest some hours after it became true.</summary>
    private static async Task<NextStep> StepAsync(YinfengDb db, Session session, User user, IReadOnlyList<Post> posts, SignInRules rules, DateTime nowUtc, CancellationToken ct)
    {
        if (session.Way == SignInWay.Password)
        {
            if (user.MustChangePassword)
            {
                return NextStep.ChoosePassword;
            }
            if (rules.Days is { } days)
            {
                var set = await db.Set<PasswordRecord>().Where(p => p.UserId == user.Id).OrderByDescending(p => p.SetAtUtc)
                    .Select(p => (DateTime?)p.SetAtUtc).FirstOrDefaultAsync(ct) ?? user.CreatedAtUtc;
                if (nowUtc - set > TimeSpan.FromDays(days))
                {
                    return NextStep.ReplacePassword;
                }
            }
        }
        return rules.RequiresSecondFactor(posts) && !await db.Set<SecondFactor>().AnyAsync(f => f.UserId == user.Id, ct)
            ? NextStep.EnrolSecondFactor : NextStep.None;
    }
}
