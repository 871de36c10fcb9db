using Yinfeng.Analytics.Enterprises;
using Yinfeng.Chains;

namespace Yinfeng.Gaps;

/// <summary>The members of the chains asked last, and the shares of cities on a day. They follow the base: a write that changes a few companies
/// has only these judged anew.</summary>
internal sealed class MemberShelf(ChainWords words, GapRuleBook rules)
{
    private const int Kept = 24;
    private readonly Lock _gate = new();
    private readonly LinkedList<ChainMembers> _members = [];
    private readonly LinkedList<(ChainMembers Members, int Until, CityShares Shares)> _shares = [];

    public async Task<ChainMembers> MembersAsync(Chain chain, CancellationToken ct)
    {
        var places = await words.NowAsync(chain, ct);
        lock (_gate)
        {
            CarryOn(places);
            return _members.FirstOrDefault(m => m.Chain == chain && m.Companies == places.Companies) ?? Keep(_members, new ChainMembers(chain, places));
        }
    }

    /// <param name="until">yyyymmdd; companies registered on this day or later do not exist yet. <see cref="int.MaxValue"/> for all.</param>
    public async Task<(ChainMembers Members, CityShares Shares)> OfAsync(Chain chain, DateOnly on, int until, CancellationToken ct)
    {
        var members = await MembersAsync(chain, ct);
        lock (_gate)
        {
            var (of, _, shares) = _shares.FirstOrDefault(k => k.Members == members && k.Until == until);
            return (members, of is null ? Keep(_shares, (members, until, new CityShares(members, rules.On(on), until))).Item3 : shares);
        }
    }

    /// <summary>What was made of the base before the last change becomes what it is now; what is older goes.</summary>
    private void CarryOn(WordPlaces places)
    {
        for (var at = _members.First; at is not null; at = at.Next)
        {
            if (places.Before is not null && at.Value.Companies == places.Before)
            {
                at.Value = new ChainMembers(at.Value, places, places.Changed);
            }
        }
    }

    private static T Keep<T>(LinkedList<T> kept, T made)
    {
        kept.AddFirst(made);
        while (kept.Count > Kept)
        {
            kept.RemoveLast();
        }
        return made;
    }
}
