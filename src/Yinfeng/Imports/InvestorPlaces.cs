using Yinfeng.Kernel;
using Yinfeng.Projects;

namespace Yinfeng.Imports;

/// <summary>Where an investor comes from: the region written, and whether that is in the unit's own province.</summary>
internal sealed class InvestorPlaces(UnitNames units, FieldSynonyms words)
{
    private readonly HashSet<string> _overseas = [.. words.Overseas.Select(Folding.Key)];
    private readonly HashSet<string> _outside = [.. words.Outside.Select(Folding.Key)];
    private readonly HashSet<string> _within = [.. words.Within.Select(Folding.Key)];

    /// <param name="place">As written: "广东省东莞市", "日本", "省外".</param>
    /// <param name="stated">What a column 省外/境外/省内 says, or null.</param>
    /// <param name="unitId">The row's unit, whose province is the home.</param>
    public (long? RegionId, InvestorOrigin Origin) Find(string? place, string? stated, long? unitId)
    {
        var said = stated is null ? InvestorOrigin.Unknown : Said(Folding.Key(stated));
        if (place is null)
        {
            return (null, said);
        }
        var key = Folding.Key(place);
        if (units.Place(place) is { Node: { } node })
        {
            if (said != InvestorOrigin.Unknown)
            {
                return (node.Id, said);
            }
            if (node.Id is >= 710_000 and < 900_000)
            {
                return (node.Id, InvestorOrigin.Overseas);
            }
            var home = unitId is { } id ? units.ProvinceOf(id) : null;
            var from = units.ProvinceOf(node.Id);
            return (node.Id, home is null || from is null ? InvestorOrigin.Unknown
                : home.Id == from.Id ? InvestorOrigin.WithinProvince : InvestorOrigin.OutsideProvince);
        }
        return (null, said != InvestorOrigin.Unknown ? said : Said(key));
    }

    private InvestorOrigin Said(string key) =>
        _overseas.Contains(key) || Overseas(key) ? InvestorOrigin.Overseas
        : _outside.Contains(key) ? InvestorOrigin.OutsideProvince
        : _within.Contains(key) ? InvestorOrigin.WithinProvince
        : InvestorOrigin.Unknown;

    /// <summary>"日本东京", "美国硅谷": a country with a place behind it.</summary>
    private bool Overseas(string key)
    {
        for (var length = Math.Min(key.Length - 1, 8); length >= 2; length--)
        {
            if (_overseas.Contains(key[..length]))
            {
                return true;
            }
        }
        return false;
    }
}
