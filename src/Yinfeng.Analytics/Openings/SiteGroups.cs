using Yinfeng.Analytics.Enterprises;

namespace Yinfeng.Analytics.Openings;

/// <summary>Which companies registered before a day are sites of one group, by their names alone.</summary>
/// <remarks>Companies registered later are never looked at, so nothing learnt from these groups can know the future.</remarks>
public sealed class SiteGroups
{
    private const int None = -1;
    private readonly EnterpriseColumns _companies;
    private readonly OpeningRules _rules;
    private readonly int _before;
    private readonly int[] _heads;
    private readonly Dictionary<string, int> _keys = new(StringComparer.Ordinal);
    private readonly List<int> _firstOfKey = [];

    /// <param name="before">yyyymmdd; companies registered on this day or later do not exist yet.</param>
    public SiteGroups(EnterpriseColumns companies, OpeningRules rules, int before)
    {
        (_companies, _rules, _before) = (companies, rules, before);
        _heads = new int[companies.Count];
        Parallel.For(0, companies.Count, Beside.Server, row => _heads[row] = Exists(row) ? OwnHead(companies.Name(row)) is var head and not None ? head : Alone(row) : None);
        JoinSisters();
        for (var row = 0; row < _heads.Length; row++)
        {
            _heads[row] = _heads[row] == None ? None : _heads[_heads[row]];
        }
    }

    /// <summary>The row of the group's head (its first company), or -1 for who opens nowhere: outlets, branches without a head,
    /// sole proprietors, co-operatives.</summary>
    public int HeadOf(int row) => _heads[row];

    /// <summary>The group that a company of the time after belongs to by its name, or -1.</summary>
    public int HeadOfNew(ReadOnlySpan<char> name)
    {
        if (IsOutlet(name))
        {
            return None;
        }
        var head = OwnHead(name);
        if (head == None && KeyNumber(name) is var key and not None)
        {
            head = _firstOfKey[key];
        }
        return head == None ? None : _heads[head];
    }

    private bool Exists(int row) => _companies.RegisteredOn(row) is > 0 and var day && day < _before && _companies.Adcode(row) > 0;

    private int Alone(int row) =>
        SiteNames.IsBranch(_companies.Name(row)) || IsOutlet(_companies.Name(row)) || OfPersons(_companies.Kind(row)) ? None : row;

    private static bool OfPersons(OrganisationKind kind) =>
        kind is OrganisationKind.SoleProprietor or OrganisationKind.Individual or OrganisationKind.Cooperative;

    private bool IsOutlet(ReadOnlySpan<char> name)
    {
        foreach (var word in _rules.OutletWords)
        {
            if (name.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The company whose whole name this name begins with.</summary>
    private int OwnHead(ReadOnlySpan<char> name)
    {
        var length = SiteNames.HeadLength(name, head => Earliest(head) != None);
        return length == 0 ? None : Earliest(name[..length]);
    }

    private int Earliest(ReadOnlySpan<char> name)
    {
        var earliest = None;
        foreach (var row in _companies.WithName(name))
        {
            if (Exists(row) && (earliest == None || _companies.RegisteredOn(row) < _companies.RegisteredOn(earliest)))
            {
                earliest = row;
            }
        }
        return earliest;
    }

    // Which names have brackets, then who shares the rest of the name with them. The first registered of them is the head.
    private void JoinSisters()
    {
        for (var row = 0; row < _heads.Length; row++)
        {
            if (_heads[row] == row && _companies.Name(row).Contains('（') && Key(_companies.Name(row)) is { Length: > 0 } key
                && _keys.TryAdd(key, _firstOfKey.Count))
            {
                _firstOfKey.Add(None);
            }
        }
        var keys = new int[_heads.Length];
        Parallel.For(0, _heads.Length, Beside.Server, row => keys[row] = _heads[row] == row ? KeyNumber(_companies.Name(row)) : None);
        for (var row = 0; row < _heads.Length; row++)
        {
            if (keys[row] is var key and not None
                && (_firstOfKey[key] is var first && (first == None || _companies.RegisteredOn(row) < _companies.RegisteredOn(first))))
            {
                _firstOfKey[key] = row;
            }
        }
        for (var row = 0; row < _heads.Length; row++)
        {
            _heads[row] = keys[row] == None ? _heads[row] : _firstOfKey[keys[row]];
        }
    }

    private static string Key(ReadOnlySpan<char> name)
    {
        Span<char> key = stackalloc char[name.Length];
        return name.EndsWith("公司") ? key[..SiteNames.Key(name, key)].ToString() : "";
    }

    private int KeyNumber(ReadOnlySpan<char> name)
    {
        Span<char> key = stackalloc char[name.Length];
        return name.EndsWith("公司") && SiteNames.Key(name, key) is var length and > 0
            && _keys.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..length], out var number) ? number : None;
    }
}
