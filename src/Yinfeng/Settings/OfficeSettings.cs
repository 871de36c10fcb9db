using Microsoft.EntityFrameworkCore;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Settings;

/// <summary>The office's settings, in memory; on PostgreSQL another server may have set them, so they are read again now and then.</summary>
public sealed class OfficeSettings(Database database, IEnumerable<KnownSetting> known, TimeProvider clock)
{
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(15);
    private volatile Held? _held;

    /// <summary>Everything that can be set, in groups as registered.</summary>
    public IReadOnlyList<KnownSetting> Known { get; } = [.. known];

    /// <summary>The text in force: what was set, else the default.</summary>
    /// <exception cref="ArgumentException">No room registered this key: a bug.</exception>
    public async ValueTask<string> OfAsync(string key, CancellationToken ct)
    {
        var setting = Known.FirstOrDefault(s => s.Key == key) ?? throw new ArgumentException($"Nobody registered the setting {key}.", nameof(key));
        return (await AllAsync(ct)).GetValueOrDefault(key, setting.Default);
    }

    internal async ValueTask<IReadOnlyDictionary<string, string>> AllAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_held is { } held && (database.IsSqlite || now - held.At < TrustedFor))
        {
            return held.Values;
        }
        await using var db = database.OpenRead();
        var values = await db.Set<Setting>().ToDictionaryAsync(s => s.Key, s => s.Value, ct);
        _held = new Held(values, now);
        return values;
    }

    internal void Forget() => _held = null;

    private sealed record Held(Dictionary<string, string> Values, DateTimeOffset At);
}
