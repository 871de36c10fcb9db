using System.Collections.Concurrent;

namespace Yinfeng.Imports;

/// <summary>Makes the keys of many rows; a name or an investor that comes again is not taken apart again. For any number of threads.</summary>
internal sealed class KnownParts
{
    private const int Most = 200_000;
    private readonly ConcurrentDictionary<(string Name, string Unit), ProjectKey.NameParts> _names = new();
    private readonly ConcurrentDictionary<string, string> _investors = new(StringComparer.Ordinal);
    private readonly Func<string, string, ProjectKey.NameParts> _parts;
    private readonly Func<string, string> _investor;
    private int _known;

    public KnownParts() => (_parts, _investor) = (Parts, Investor);

    public ProjectKey? KeyOf(LedgerRow row) => ProjectKey.Of(row, _parts, _investor);

    private ProjectKey.NameParts Parts(string name, string unit)
    {
        // The unit matters only to a name that begins with its place.
        var key = (name, unit.Length > 0 && Holds(name, unit[0]) ? unit : "");
        if (!_names.TryGetValue(key, out var parts))
        {
            parts = ProjectKey.Parts(name, unit);
            Keep(_names, key, parts);
        }
        return parts;
    }

    private static bool Holds(string name, char folded)
    {
        foreach (var c in name)
        {
            if (Folding.Fold(c) == folded)
            {
                return true;
            }
        }
        return false;
    }

    private string Investor(string investor)
    {
        if (!_investors.TryGetValue(investor, out var core))
        {
            core = ProjectKey.InvestorCore(investor);
            Keep(_investors, investor, core);
        }
        return core;
    }

    private void Keep<TKey, TValue>(ConcurrentDictionary<TKey, TValue> known, TKey key, TValue value) where TKey : notnull
    {
        if (_known < Most && known.TryAdd(key, value))
        {
            Interlocked.Increment(ref _known);
        }
    }
}
