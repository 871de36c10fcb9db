using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Yinfeng.Access;

/// <summary>Makes an address wait that tries many accounts in vain: locking accounts alone would let it try each of them a few times.</summary>
/// <remarks>In memory: a restart forgets, which costs an attacker more than it gives. Twenty failures within a quarter of an hour are free,
/// so that an office behind one address does not suffer from one forgetful person; then each failure doubles the wait, up to five minutes.</remarks>
public sealed class SlowAddresses(TimeProvider clock)
{
    public const int Free = 20;
    private const int MostKept = 20_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Count> _counts = new(StringComparer.Ordinal);

    private sealed record Count(int Failures, DateTimeOffset Last, bool Told);

    /// <summary>How long the address must still wait; null when it need not.</summary>
    /// <param name="first">Whether this is the first refusal of this wait: one line in the audit log is enough.</param>
    public TimeSpan? WaitOf(string? address, out bool first)
    {
        first = false;
        if (address is null || !_counts.TryGetValue(Net(address), out var count) || count.Failures < Free)
        {
            return null;
        }
        var left = count.Last + WaitAfter(count.Failures) - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return null;
        }
        first = !count.Told && _counts.TryUpdate(Net(address), count with { Told = true }, count);
        return left;
    }

    public void Failed(string? address)
    {
        if (address is null)
        {
            return;
        }
        var now = clock.GetUtcNow();
        if (_counts.Count > MostKept)
        {
            Clear(now);
        }
        _counts.AddOrUpdate(Net(address), _ => new(1, now, false),
            (_, c) => now - c.Last > Remembered ? new(1, now, false) : new(c.Failures + 1, now, false));
    }

    private static TimeSpan WaitAfter(int failures) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, Math.Min(failures - Free, 20))));

    /// <summary>Whoever has one IPv6 address has a /64 of them.</summary>
    private static string Net(string address) => IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6
        ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, 8)) : address;

    private void Clear(DateTimeOffset now)
    {
        foreach (var (address, count) in _counts)
        {
            if (now - count.Last > Remembered)
            {
                _counts.TryRemove(address, out _);
            }
        }
        if (_counts.Count > MostKept)
        {
            _counts.Clear(); // A flood from everywhere: no list helps against it, and memory must stay bounded.
        }
    }
}
