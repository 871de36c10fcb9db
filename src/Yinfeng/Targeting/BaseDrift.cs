using Yinfeng.Enterprises;

namespace Yinfeng.Targeting;

/// <summary>How far the base of companies has moved since something was made of it. What was learnt from millions of companies stays good when a
/// few change, and is made anew beside those who ask; an import makes it stale.</summary>
internal sealed class BaseDrift(EnterpriseBase companies) : IDisposable
{
    /// <summary>So small a part of the base changes neither what is learnt nor the day on which it ends.</summary>
    public const double FewShare = 0.001;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _follows;
    private long _moved;

    /// <summary>Rows that have changed since the start; another number means another base.</summary>
    public async ValueTask<long> NowAsync(CancellationToken ct)
    {
        if (!Volatile.Read(ref _follows))
        {
            await FollowAsync(ct);
        }
        return Interlocked.Read(ref _moved);
    }

    /// <param name="since">What <see cref="NowAsync"/> said when it was made.</param>
    public async ValueTask<bool> IsLittleAsync(long since, CancellationToken ct) =>
        await NowAsync(ct) is var moved && (moved == since || moved - since <= (await companies.NowAsync(ct)).Count * FewShare);

    private async Task FollowAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            if (!_follows)
            {
                await companies.NowAsync(ct); // Reading it for the first time is no change.
                // Read afresh: every row may be another one.
                await companies.FollowAsync(change => Interlocked.Add(ref _moved, change.Before is null ? change.After.Count + 1 : change.Rows.Count), ct);
                Volatile.Write(ref _follows, true);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
