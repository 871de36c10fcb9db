using System.Text;
using Microsoft.EntityFrameworkCore;
using Yinfeng.Access;
using Yinfeng.Persistence;
using Yinfeng.Shell;

namespace Yinfeng.Settings;

/// <summary>The office's settings, in memory until they change. Secrets lie sealed in the table: whoever gets hold of a copy of the
/// database alone cannot read them.</summary>
public sealed class OfficeSettings(Database database, IEnumerable<KnownSetting> known, Vault vault)
{
    private const string Purpose = "setting:";
    private int _generation;
    private volatile Dictionary<string, string>? _held;

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
        if (_held is { } held)
        {
            return held;
        }
        var generation = Volatile.Read(ref _generation);
        await using var db = database.OpenRead();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await db.Set<Setting>().AsNoTracking().ToListAsync(ct))
        {
            if (Opened(row) is { } text)
            {
                values[row.Key] = text;
            }
        }
        if (Volatile.Read(ref _generation) == generation) // Else something was set while it was read: read it again next time.
        {
            _held = values;
        }
        return values;
    }

    /// <summary>What the viewer may see and set.</summary>
    internal IReadOnlyList<KnownSetting> For(Viewer viewer) => [.. Known.Where(s => viewer.May(s.Needs))];

    /// <summary>How a text is stored: a secret sealed for its key alone.</summary>
    internal string Stored(KnownSetting setting, string text) =>
        setting.Secret ? vault.Seal(Purpose + setting.Key, Encoding.UTF8.GetBytes(text)) : text;

    internal void Forget()
    {
        Interlocked.Increment(ref _generation);
        _held = null;
    }

    /// <returns>Null for a secret that this server's key does not open: as if it were not set.</returns>
    private string? Opened(Setting row) => !Known.Any(s => s.Key == row.Key && s.Secret) ? row.Value
        : vault.Open(Purpose + row.Key, row.Value) is { } plain ? Encoding.UTF8.GetString(plain) : null;
}
